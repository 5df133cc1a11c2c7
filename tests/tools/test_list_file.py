"""``list.toml``: what publishing takes from it, and what it refuses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.engines.published import document
from tests.reference import DATA
from tests.tools.test_schemas import after
from tools.python_modules import python_modules

GOOD = DATA.joinpath("list.toml").read_text(encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for file in DATA.iterdir():
        if file.name.endswith((".toml", ".csv")):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def edited(key: str, value: str) -> str:
    """The file with one value replaced."""
    lines = [f"{key} = {value}" if line.startswith(f"{key} = ") else line for line in GOOD.splitlines()]
    assert lines != GOOD.splitlines()
    return "\n".join(lines)


def test_the_table_as_json_says_what_the_file_does() -> None:
    assert document("segments.json")["list"] == tomllib.loads(GOOD)


@pytest.mark.parametrize(
    ("key", "value"),
    [("checked", '"2026-1-2"'), ("checked", '"20260102"'), ("checked", '"2026-02-30"'), ("checked", "2026"),
     ("term_days", "0"), ("term_days", "-1"), ("term_days", "1.5"), ("term_days", "true"), ("term_days", '"180"'),
     ("wide_use_blocks", "0"), ("wide_use_blocks", "'2500'"), ("on", "'yesterday'"),
     ("source", '"no-such-source"'), ("source", '"miit-2023-03"')],
)  # fmt: skip
def test_publishing_refuses_a_file_that_could_never_make_a_notice(data: Path, key: str, value: str) -> None:
    (data / "list.toml").write_text(edited(key, value), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^list\.toml: "):
        python_modules(data)


@pytest.mark.parametrize(
    ("about", "fault"),
    [
        ({"checked": "2026-02-30"}, "list/checked: format"),
        ({"checked": "soon"}, "list/checked: pattern"),
        ({"term_days": 0}, "list/term_days: minimum"),
        ({"term_days": "180"}, "list/term_days: type"),
        ({"source": "FAQ B"}, "list/source: pattern"),
        ({"wide_use_blocks": 0}, "list/wide_use_blocks: minimum"),
        ({"read": {"page": "x"}}, "list/read: required"),
    ],
)
def test_the_schema_looks_at_it(about: dict[str, object], fault: str) -> None:
    assert fault in after("segments", lambda whole: whole["list"].update(about))


def test_the_schema_lets_more_be_told_of_it() -> None:
    assert after("segments", lambda whole: whole["list"].update(read_by="a maintainer")) == []
