"""The types as users get them: what both checkers make of a program, and that nothing public is without a type."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.typing.checkers import installed, mypy, pyright

pytestmark = pytest.mark.engine

PROGRAM = Path(__file__).with_name("users_code.py")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return Path(shutil.copy(PROGRAM, tmp_path))


def test_mypy_knows_the_types_and_refuses_what_is_wrong(program: Path) -> None:
    # Strict mypy tells an ignored error that is none, so that each line that ignores one is refused.
    assert mypy(program) == ""


def test_pyright_knows_the_types_and_refuses_what_is_wrong(program: Path) -> None:
    told = pyright(
        program.parent,
        typeCheckingMode="strict",
        enableTypeIgnoreComments=False,
        reportUnnecessaryTypeIgnoreComment=True,
    )
    assert told["summary"]["filesAnalyzed"] == 1
    assert told["generalDiagnostics"] == []


def test_every_public_name_has_a_type_that_checkers_agree_on(tmp_path: Path) -> None:
    place = installed(tmp_path / "site")
    work = tmp_path / "work"
    work.mkdir()
    told = pyright(work, "--verifytypes", "beian_segments", "--ignoreexternal", path=place)["typeCompleteness"]
    assert told["packageName"] == "beian_segments"
    without = [each["name"] for each in told["symbols"] if each["isExported"] and not each["isTypeKnown"]]
    assert without == []
    assert told["exportedSymbolCounts"]["withKnownType"] > 500
    assert told["completenessScore"] == 1
