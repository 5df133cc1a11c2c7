"""What the pages of docs/ show is what happens: every block of code is run, or it is not there."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.metadata import metadata
from pathlib import Path

import pytest

from tests.docs.pages import CHINESE, DOCS, PAGES, TOP, Block, blocks, in_shell, prepare, python
from tests.engines.conftest import node  # noqa: F401 - the fixture

# Run by the tests below, by the kind of block.
RUN = {"python", "console", "sh", "js"}
# Modules that import the published one and libraries of forms; run by tests/javascript/test_guide.py.
MODULES = {"javascript"}
# Files that commands of the page read, which the paragraph before them names.
FILES = {"json", "text"}
# Directives; what they show is made when the pages are built.
DIRECTIVES = {
    "{toctree}",
    "{eval-rst}",
    "{include} ../CHANGELOG.md",
    "{include} ../benchmarks/RESULTS.md",
    "{include} ../data/README.md",
}

# A page whose blocks need libraries that are no part of what the tests install, and the test that runs them.
RECIPES = dict.fromkeys(("guides/recipes.md", "zh/guides/recipes.md"), "tests/forms/test_recipes.py")
# Commands that a machine needs more for, and the test that runs each.
RUN_ELSEWHERE = {
    "spark-submit": "tests/columns/test_spark.py",
    **dict.fromkeys(("mkdir", "cp", "cd"), "tests/javascript/test_guide.py"),
}

EXAMPLES = [page for page in PAGES if page not in RECIPES]

INSTALL = re.compile(r"pip install 'beian-segments\[([a-z,]+)\]'")

every_page = pytest.mark.parametrize("page", PAGES)


def of_kind(page: str, *kinds: str) -> list[Block]:
    return [block for block in blocks(page) if block.kind in kinds]


@pytest.mark.parametrize("page", EXAMPLES)
def test_every_block_is_of_a_kind_that_is_run(page: str) -> None:
    for block in blocks(page):
        place = f"{page}, line {block.line}"
        if block.name is None:
            assert block.kind in RUN | MODULES | DIRECTIVES, (
                f"{place}: nothing runs {block.kind or 'an indented block'!r}"
            )
        else:
            assert block.kind in FILES, f"{place}: {block.name} is no file for a command"


# The code of a Chinese page is that of its English page, by test_languages.py; CI sees to what it prints.
@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=[pytest.mark.engine] if page in CHINESE else [])
        for page in EXAMPLES
        if of_kind(page, "python", "console")
    ],
)
def test_what_it_shows_is_what_happens(page: str, tmp_path: Path) -> None:
    prepare(page, tmp_path)
    wrong = [each for block in of_kind(page, "console") for each in in_shell(block, tmp_path)]
    wrong.append(python(page, of_kind(page, "python"), tmp_path))
    if any(wrong):
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("page", EXAMPLES)
def test_every_command_to_paste_is_one_that_is_run(page: str) -> None:
    """Those of the README are run by .ci/run; an installation must name an extra that there is."""
    readme = re.findall(r"```sh\n(.*?)```", (TOP / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    extras = {*(metadata("beian-segments").get_all("Provides-Extra") or ())}
    for block in of_kind(page, "sh"):
        if block.text.replace(" --lang zh", "") in readme:
            continue
        for line in block.text.splitlines():
            if install := INSTALL.fullmatch(line):
                assert {*install[1].split(",")} <= extras, line
            else:
                command = line.split()[0]
                assert command in RUN_ELSEWHERE, f"{page}: nothing runs {line}"
                assert command in (TOP / RUN_ELSEWHERE[command]).read_text(encoding="utf-8")


@pytest.mark.engine
@pytest.mark.parametrize("page", [page for page in PAGES if of_kind(page, "js")])
def test_its_javascript_runs(page: str, node: str, tmp_path: Path) -> None:  # noqa: F811 - the fixture
    prepare(page, tmp_path)
    for block in of_kind(page, "console", "js"):
        if block.kind == "console":
            in_shell(block, tmp_path)
        else:
            done = subprocess.run([node, "-e", block.text], cwd=tmp_path, capture_output=True, text=True, check=False)
            # A failed console.assert is only written down.
            assert (done.returncode, done.stderr) == (0, ""), page


@every_page
def test_its_json_is_json(page: str) -> None:
    for block in of_kind(page, "json"):
        assert json.loads(block.text)


@every_page
def test_its_links_lead_to_files(page: str) -> None:
    """As readers of the source of a page follows them; those between built pages are another test's."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:|beian_segments[.)])([^)#\s]+)", text):
        path = (DOCS / page).parent / link
        # The data folder lies elsewhere where the tests run on an installed wheel.
        assert path.is_file() or "../data/" in link, f"{page}: {link}"


class TestTheRunner:
    """A test of examples that could not fail would be worth nothing."""

    def test_tells_an_output_that_is_another(self, tmp_path: Path) -> None:
        assert in_shell(Block("console", "$ echo one\ntwo\n", 1, None), tmp_path) != []
        assert in_shell(Block("console", "$ echo one \\\n> two\none two\n", 1, None), tmp_path) == []

    def test_tells_a_command_that_fails(self, tmp_path: Path) -> None:
        assert in_shell(Block("console", "$ beian-segments no-such-command\n", 1, None), tmp_path) != []

    def test_tells_a_wrong_example_and_a_block_without_one(self, tmp_path: Path) -> None:
        assert "Expected" in python("a page", [Block("python", ">>> 1 + 1\n3\n", 7, None)], tmp_path)
        assert "line 7" in python("a page", [Block("python", "1 + 1\n", 7, None)], tmp_path)

    def test_sees_an_indented_block_as_one_without_a_language(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "page.md").write_text("Run\n\n    rm -rf x\n\n`a.json`:\n\n```json\n{}\n```\n", encoding="utf-8")
        monkeypatch.setattr("tests.docs.pages.DOCS", tmp_path)
        assert [(block.kind, block.name) for block in blocks("page.md")] == [("", None), ("json", "a.json")]
