"""How a new list comes in: the commands of ``data/README.md``, run in their order on a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import beian_segments
import tools
from tests.reference import DATA, published
from tests.required import program

pytestmark = pytest.mark.engine

GUIDE = DATA.joinpath("README.md").read_text(encoding="utf-8")
RUNBOOK = GUIDE[GUIDE.index("## When a new list comes") : GUIDE.index("## Evidence")]
COMMANDS = re.findall(r"```sh\n\s*(.*?)\n\s*```", RUNBOOK, re.DOTALL)
PAGE = (Path(__file__).parents[1] / "cases" / "provider-page.html").read_text(encoding="utf-8")
TODAY = "2031-02-03"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of package, tools and data under version control, with a page whose list has 197 in place of 199."""
    git = program("git", debian="git")
    top = tmp_path / "checkout"
    package = Path(beian_segments.__file__).parent
    shutil.copytree(package, top / "beian_segments", ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copytree(str(DATA), top / "data", ignore=shutil.ignore_patterns("__pycache__"))
    (top / "beian_segments" / "data").symlink_to(top / "data")
    (top / "tools").symlink_to(Path(tools.__file__).parent)
    (top / "page.html").write_text(PAGE.replace("１９９", "197"), encoding="utf-8")
    for name, module in (("python", ""), ("beian-segments", "-m beian_segments")):
        script = tmp_path / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    for command in (
        ["init", "-q"],
        ["add", "data"],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"],
    ):
        subprocess.run([git, *command], cwd=top, check=True)
    return top


def run(checkout: Path, command: str) -> tuple[int, str]:
    """The exit code of a command and what it said."""
    path = f"{checkout.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],  # noqa: S607 - the shell that readers have
        cwd=checkout,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(checkout), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def edit(path: Path, pattern: str, replacement: str) -> None:
    """Replace a line, which must be there once."""
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def test_each_command_does_what_the_runbook_says(checkout: Path) -> None:
    show, layer, publish, show_again, difference, verify = COMMANDS
    assert show == show_again

    code, said = run(checkout, show)
    assert (code, "newly listed (1)\n  197: " in said, "withdrawn (1)\n  199: " in said) == (1, True, True)

    assert run(checkout, layer)[0] == 1
    lines = (checkout / "layer.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("197,", "199,"))] == ["197,true,电信", "199,false,"]
    table = checkout / "data" / "segments.csv"
    edit(table, "^197,false,,", "197,true,电信,")
    edit(table, "^199,true,电信,", "199,false,,")
    edit(checkout / "data" / "list.toml", "^checked = .*$", f'checked = "{TODAY}"')
    edit(checkout / "data" / "versions.toml", "^data_version = .*$", f'data_version = "{TODAY}"')

    assert run(checkout, publish)[0] == 0
    # One came and one went.
    assert run(checkout, show_again) == (0, f"The page lists what the table does: {len(published())} segments.\n")

    code, said = run(checkout, difference)
    assert code == 1
    assert [line.split(":")[0].strip() for line in said.splitlines() if line.startswith("  ")] == ["199", "197"]

    code, said = run(checkout, verify)
    assert code == 0
    assert f"Data version {TODAY}, that of this release.\nAll is well." in said


def test_a_text_decided_by_hand_is_not_changed_in_passing(checkout: Path) -> None:
    edit(checkout / "data" / "segments.csv", "^192,false,,", "192,true,广电,")
    command = f"{COMMANDS[2]} 2>&1"
    code, said = run(checkout, command)
    assert code == 2
    assert "texts.toml: the text on " in said


def test_a_reading_that_changes_nothing_is_a_date_and_what_was_in_wide_use_by_then(checkout: Path) -> None:
    edit(checkout / "data" / "list.toml", "^checked = .*$", f'checked = "{TODAY}"')
    code, said = run(checkout, COMMANDS[2])
    assert code == 0
    written = {line.removeprefix("written: ") for line in said.splitlines()}
    assert written == {
        "beian_segments/_data.py",
        *(f"data/{name}" for name in ("segments.json", "vectors.json", "datapackage.json", "SHA256SUMS")),
        "data/js/beian-segments.mjs",
    }
    code, said = run(checkout, "beian-segments check --lang en 19212345678")
    assert "192 is not covered by" in said
    assert "older than its wide use" not in said
    assert run(checkout, COMMANDS[0])[0] == 1  # the page of this test has another list
