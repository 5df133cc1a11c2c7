"""What the guide and the data folder's README show in JavaScript is what happens."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import DOCS
from tests.javascript.conftest import JS
from tests.reference import DATA, copy_data

pytestmark = pytest.mark.engine

GUIDE = (DOCS / "guides" / "javascript.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"^## ([^\n]*)(?:(?!^## ).)*?^```javascript\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


(COPYING,) = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A folder into which a wheel has been unpacked."""
    copy_data(tmp_path / "beian_segments" / "data")
    return tmp_path


@pytest.fixture
def project(unpacked: Path, tmp_path: Path, packages: Path) -> Path:
    """A folder as a user has it: the module, what the guide copies, and what npm brings."""
    assert in_sh(COPYING, unpacked).returncode == 0
    shutil.copytree(JS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "node_modules").symlink_to(packages)
    return tmp_path


def in_sh(commands: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["/bin/sh", "-ec", commands], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def run(node: str, program: Path) -> None:
    done = subprocess.run([node, str(program)], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_program_of_the_guide_is_run() -> None:
    assert [title for title, _ in PROGRAMS] == [
        "Take the module", "Update and check without Python", "Segments that the list lacks", "Element Plus",
        "Ant Design", "zod", "While someone types",
    ]  # fmt: skip
    assert len(PROGRAMS) == GUIDE.count("```javascript\n")


@pytest.mark.parametrize("program", [pytest.param(text, id=title) for title, text in PROGRAMS])
def test_a_program_of_the_guide_runs_and_what_it_asserts_is_so(node: str, project: Path, program: str) -> None:
    assert "assert" in program
    (project / "program.mjs").write_text(program, encoding="utf-8")
    run(node, project / "program.mjs")


def test_the_commands_of_the_guide_check_what_they_copy(unpacked: Path) -> None:
    assert [line.split()[0] for line in COPYING.splitlines()] == ["mkdir", "cp", "cd"]
    checked = in_sh(COPYING, unpacked)
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.splitlines() == [
        "js/beian-segments.d.mts: OK", "js/beian-segments.d.ts: OK", "js/beian-segments.mjs: OK", "vectors.json: OK",
    ]  # fmt: skip
    module = unpacked / "beian_segments" / "data" / "js" / "beian-segments.mjs"
    module.write_bytes(module.read_bytes() + b"\n")
    assert in_sh(COPYING, unpacked).returncode != 0


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
