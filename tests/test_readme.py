"""The READMEs say what happens: commands, examples, output, the grid of segments, links."""

from __future__ import annotations

import doctest
import json
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner

from beian_segments import DEFAULT_TABLE
from beian_segments.cli.app import app
from tests.reference import DATA, data_files

TOP = Path(__file__).parents[1]
READMES = {"en": TOP / "README.md", "zh": TOP / "README.zh-CN.md"}

both = pytest.mark.parametrize("lang", READMES)


def blocks(lang: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", READMES[lang].read_text(encoding="utf-8"), re.DOTALL)


@both
def test_every_example_prints_what_it_shows(lang: str) -> None:
    examples = "\n".join(blocks(lang, "python"))
    test = doctest.DocTestParser().get_doctest(examples, {}, READMES[lang].name, None, 0)
    outcome = doctest.DocTestRunner().run(test)
    assert outcome.attempted > 8
    assert outcome.failed == 0


@pytest.mark.parametrize("page", ["README.zh-CN.md", "docs/zh/tutorial.md"])
def test_chinese_pages_have_one_word_for_one_thing(page: str) -> None:
    text = (TOP / page).read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    others = {"附加依赖": ["附加项", "extra"], "在表内": ["在列"], "接入商": ["服务商"], "“”": ["「", "」"]}
    assert {word for words in others.values() for word in words if word in prose} == set()


def test_both_languages_have_the_same_two_commands() -> None:
    first, second = blocks("en", "sh")
    assert blocks("zh", "sh") == [first, second]
    assert "beian-segments check" in first
    assert "pytest" in second


@both
def test_the_first_command_ends_with_the_output_shown(lang: str) -> None:
    numbers = re.findall(r"check (\d+) '(.*)'", blocks(lang, "sh")[0])[0]
    output = CliRunner().invoke(app, ["check", "--lang", lang, *numbers]).stdout
    shown = blocks(lang, "text")[0]
    assert [line.rstrip() for line in output.splitlines()] == shown.splitlines()


def grid() -> str:
    lines = ["     " + "   ".join("0123456789")]
    for lead in range(13, 20):
        rows = [DEFAULT_TABLE[f"{lead}{digit}"] for digit in range(10)]
        cells = [(row.published_carrier or "")[0] if row.published else "· " for row in rows]
        lines.append(f"{lead}   {'  '.join(cells)}".rstrip())
    return "\n".join(lines) + "\n"


@both
def test_the_grid_is_that_of_the_table(lang: str) -> None:
    assert grid() in blocks(lang, "text")


@both
def test_the_map_is_shown(lang: str) -> None:
    assert re.search(r"!\[[^]]{20,}\]\(data/segment-map\.svg\)", READMES[lang].read_text(encoding="utf-8"))


@both
def test_links_within_the_project_lead_somewhere(lang: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", READMES[lang].read_text(encoding="utf-8"))
    assert links
    for link in links:
        path = DATA.joinpath(link.removeprefix("data/")) if link.startswith("data/") else TOP / link
        assert path.is_dir() or path.is_file(), link


def test_the_pinned_environment_has_every_dependency() -> None:
    pyproject = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = pyproject["project"], pyproject["dependency-groups"]
    named = chain(project["dependencies"], *project["optional-dependencies"].values(), *groups.values())
    wanted = {re.split(r"[<>=\[]", each)[0] for each in named if isinstance(each, str)}
    pinned = set(re.findall(r"^([a-z0-9-]+)==", (TOP / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))
    assert wanted - {"beian-segments"} <= pinned


def test_the_environment_of_ci_is_the_pinned_one_with_hashes() -> None:
    pinned, hashed = (
        set(re.findall(r"^[a-z0-9-]+==[^ \\\n]+", (TOP / file).read_text(encoding="utf-8"), re.MULTILINE))
        for file in ("constraints.txt", ".ci/constraints.txt")
    )
    assert hashed == pinned
    for block in re.split(r"\n(?=[a-z])", (TOP / ".ci/constraints.txt").read_text(encoding="utf-8"))[1:]:
        assert "--hash=sha256:" in block, block


class TestTheGuideOfTheDataFolder:
    """What a service is told to paste."""

    GUIDE = DATA.joinpath("README.md").read_text(encoding="utf-8")

    def test_its_python_lines_give_the_answers_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(str(DATA))
        examples = "\n".join(re.findall(r"```python\n(.*?)```", self.GUIDE, re.DOTALL))
        outcome = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(examples, {}, "README.md", None, 0))
        assert (outcome.attempted, outcome.failed) == (7, 0)

    def test_its_sql_has_the_published_constraint(self) -> None:
        published = json.loads(DATA.joinpath("patterns.json").read_bytes())["sql"]["postgresql"]["check"]
        (example,) = re.findall(r"```sql\n(.*?)```", self.GUIDE, re.DOTALL)
        assert published in " ".join(example.split())

    def test_it_describes_every_file_of_the_folder(self) -> None:
        files = set(data_files()) - {"README.md", "LICENSE"}
        assert {name for name in files if f"`{name}`" not in self.GUIDE} == set()
