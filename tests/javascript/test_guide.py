"""What the guide and the data folder's README show in JavaScript is what happens."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import DOCS
from tests.javascript.conftest import JS
from tests.reference import DATA

pytestmark = pytest.mark.engine

GUIDE = (DOCS / "guides" / "javascript.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"^## ([^\n]*)(?:(?!^## ).)*?^```javascript\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path, packages: Path) -> Path:
    """A folder as a user has it: the module, and what npm brings."""
    shutil.copytree(JS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "node_modules").symlink_to(packages)
    return tmp_path


def run(node: str, program: Path) -> None:
    done = subprocess.run([node, str(program)], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_program_of_the_guide_is_run() -> None:
    assert [title for title, _ in PROGRAMS] == [
        "Take the module", "Element Plus", "Ant Design", "zod", "While someone types",
    ]  # fmt: skip
    assert len(PROGRAMS) == GUIDE.count("```javascript\n")


@pytest.mark.parametrize("program", [pytest.param(text, id=title) for title, text in PROGRAMS])
def test_a_program_of_the_guide_runs_and_what_it_asserts_is_so(node: str, project: Path, program: str) -> None:
    assert "assert" in program
    (project / "program.mjs").write_text(program, encoding="utf-8")
    run(node, project / "program.mjs")


def test_the_lines_of_the_data_folder_give_what_they_say(node: str, tmp_path: Path) -> None:
    (lines,) = re.findall(r"```javascript\n(.*?)```", DATA.joinpath("README.md").read_text(encoding="utf-8"), re.DOTALL)
    shutil.copytree(JS, tmp_path / "js")
    said = """
        import assert from "node:assert/strict";
        assert.equal(isSupportedSegment("+86 138-0013-8000"), true);
        assert.deepEqual([verdict, number, segment, damage], ["segment-not-listed", "19212345678", "192", null]);
        assert.ok(message("en").startsWith("Segment 192 is not covered by "));
        assert.equal(matchPrefix("14").status, "possible");
    """
    (tmp_path / "program.mjs").write_text(lines + said, encoding="utf-8")
    run(node, tmp_path / "program.mjs")
