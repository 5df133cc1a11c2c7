"""The Chinese pages follow the English ones: the same pages, the same code, and none of them behind."""

from __future__ import annotations

import doctest
import io
import re
import tokenize
from importlib import import_module
from pathlib import Path

import pytest

from beian_segments import _data
from tests.docs.pages import CHINESE, DOCS, ENGLISH, TOP, Block, blocks
from tests.required import package

# Pages that are there in English only: what is put together from docstrings or included.
ENGLISH_ONLY = re.compile(r"api/(?!index).*|benchmarks\.md|changelog\.md")

every_chinese_page = pytest.mark.parametrize("page", CHINESE)


def english(page: str) -> str:
    return page.removeprefix("zh/")


def code(block: Block) -> object:
    """What a block does, without its comments, its texts and what it prints."""
    if block.kind == "python":
        examples = doctest.DocTestParser().get_examples(block.text)
        return [token for example in examples for token in tokens(example.source)]
    if block.kind in {"js", "javascript"}:
        return re.sub(r"^\s*//.*$", "", block.text, flags=re.MULTILINE)
    if block.kind == "console":
        commands = [line for line in block.text.splitlines() if line.startswith(("$ ", "> "))]
        return [re.sub(r"--lang (?:zh|en)", "--lang", line) for line in commands]
    return block.text.replace(" --lang zh", "")


def tokens(source: str) -> list[str]:
    found = tokenize.generate_tokens(io.StringIO(source).readline)
    code = (token for token in found if token.type not in {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE})
    return ["a text" if token.type == tokenize.STRING else token.string for token in code]


def test_every_page_is_there_in_both_languages() -> None:
    assert [english(page) for page in CHINESE] == [page for page in ENGLISH if not ENGLISH_ONLY.fullmatch(page)]


def test_no_chinese_page_is_behind() -> None:
    """If this fails: bring the Chinese page up to date, then run ``python -m tools.pages mark docs/zh/PAGE``."""
    if not (TOP / "data").is_dir():
        pytest.skip("a page includes a file of the data folder, which is in a checkout")
    pages = pytest.importorskip("tools.pages")
    assert pages.behind() == []


@every_chinese_page
def test_its_code_is_that_of_the_english_page(page: str) -> None:
    ours, theirs = blocks(page), blocks(english(page))
    included = [block for block in theirs if block.kind.startswith("{include}")]
    theirs = [block for block in theirs if block not in included]
    kinds = [(block.kind, block.name) for block in theirs if block.kind != "{toctree}"]
    assert [(block.kind, block.name) for block in ours if block.kind != "{toctree}"] == kinds
    for our, their in zip(ours, theirs, strict=False):
        if our.kind != "{toctree}":
            assert code(our) == code(their), f"{page}, line {our.line}"


@every_chinese_page
def test_it_has_one_word_for_one_thing_and_is_set_as_chinese_is(page: str) -> None:
    """Full-width punctuation, and a space between Chinese characters and letters, digits or code."""
    text = (DOCS / page).read_text(encoding="utf-8")
    without_blocks = re.sub(r"```.*?```|<!--.*?-->", "", text, flags=re.DOTALL | re.MULTILINE)
    prose = re.sub(r"`[^`\n]*`", "code", re.sub(r"\]\([^)]*\)", "]", without_blocks))
    assert [
        word for word in ("附加依赖", "附加项", "服务商", "验证短信", "校验短信", "「", "」") if word in prose
    ] == []
    chinese = r"[\u3400-\u9fff]"
    assert re.findall(rf"{chinese}[,;:!?()]|[,;:!?(]{chinese}", prose) == []
    assert re.findall(rf".{chinese}[A-Za-z0-9].|.[A-Za-z0-9]{chinese}.", prose) == []


@pytest.mark.engine
@pytest.mark.parametrize("page", ["limits.md", "refused.md", "zh/limits.md", "zh/refused.md"])
def test_it_says_which_segments_came_into_wide_use_after_the_list_and_nothing_if_there_is_none(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    package("sphinx", group="docs")
    monkeypatch.syspath_prepend(str(DOCS))
    rendering, text = import_module("rendering"), (DOCS / page).read_text(encoding="utf-8")
    lang = "zh" if page.startswith("zh/") else "en"
    for segments in (["190", "192"], []):
        monkeypatch.setattr(_data, "WIDE_USE", dict.fromkeys(segments))
        rendered = rendering.render(text, lang)
        assert ("190" in rendered) is bool(segments)
        assert not re.search(r"\(\)|（）", rendered)


class TestMarks:
    """The command that says which text of an English page a Chinese one follows."""

    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        pages = pytest.importorskip("tools.pages")
        (tmp_path / "zh").mkdir()
        (tmp_path / "page.md").write_text("# Page\n", encoding="utf-8")
        (tmp_path / "zh" / "page.md").write_text("# 页\n", encoding="utf-8")
        monkeypatch.setattr(pages, "DOCS", tmp_path)
        monkeypatch.setattr(pages, "CHINESE", tmp_path / "zh")
        return tmp_path

    @pytest.mark.usefixtures("folder")
    def test_a_page_without_a_mark_is_behind(self, capsys: pytest.CaptureFixture[str]) -> None:
        from tools.pages import main

        assert main(["behind"]) == 1
        assert "docs/zh/page.md" in capsys.readouterr().out

    def test_a_marked_page_is_behind_once_the_english_one_changes(self, folder: Path) -> None:
        from tools.pages import behind, main

        assert main(["mark", str(folder / "zh" / "page.md")]) == 0
        assert main(["behind"]) == 0
        (folder / "page.md").write_text("# Another page\n", encoding="utf-8")
        assert behind() == ["page.md"]
        assert main(["mark", str(folder / "zh" / "page.md")]) == 0
        assert (folder / "zh" / "page.md").read_text(encoding="utf-8").count("follows") == 1

    @pytest.mark.parametrize(
        ("page", "why"),
        [("page.md", "is no page of docs/zh/; name the Chinese page"), ("zh/none.md", "is no file"),
         ("zh/alone.md", "has no English page")],
    )  # fmt: skip
    def test_what_is_no_chinese_page_is_refused_and_nothing_is_marked(
        self, folder: Path, capsys: pytest.CaptureFixture[str], page: str, why: str
    ) -> None:
        from tools.pages import main

        (folder / "zh" / "alone.md").write_text("# 页\n", encoding="utf-8")
        with pytest.raises(SystemExit) as stopped:
            main(["mark", str(folder / "zh" / "page.md"), str(folder / page)])
        assert stopped.value.code == 2
        assert f"{page}: {why}\n" in capsys.readouterr().err
        assert (folder / "zh" / "page.md").read_text(encoding="utf-8") == "# 页\n"

    def test_what_a_page_includes_counts(self, folder: Path) -> None:
        from tools.pages import digest

        (folder / "more.md").write_text("one\n", encoding="utf-8")
        (folder / "page.md").write_text("```{include} more.md\n```\n", encoding="utf-8")
        before = digest("page.md")
        (folder / "more.md").write_text("two\n", encoding="utf-8")
        assert digest("page.md") != before
