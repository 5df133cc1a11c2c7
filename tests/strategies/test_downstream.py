"""A project that uses the library: ``examples/signup`` in a folder of its own; with the wheel alone, too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
EXAMPLE = TOP / "examples" / "signup"
REQUIRE = "BEIAN_REQUIRE_ENGINES"

PYPROJECT = """
[project]
name = "signup"
version = "1"
dependencies = ["beian-segments"]

[dependency-groups]
test = ["beian-segments[hypothesis]", "pytest"]

[tool.pytest.ini_options]
filterwarnings = ["error"]
# Where it is installed, it changes how Hypothesis shows what it drew.
addopts = ["-p", "no:schemathesis"]
"""

# No import of beian_segments but for the types.
ENTRY_POINT_ALONE = """
import sys

from hypothesis import given, strategies as st

from beian_segments import MobileNumber, Segment, SegmentTable
from beian_segments.failures import Case

assert "beian_segments.strategies" not in sys.modules


@given(st.from_type(MobileNumber), st.from_type(Segment), st.from_type(SegmentTable), st.from_type(Case))
def test_from_type(number, segment, table, case):
    assert len(number) == 11 and number.startswith("1")
    assert segment.prefix.startswith("1")
    assert type(table) is SegmentTable
    assert type(case) is Case


@given(...)
def test_annotations(numbers: list[MobileNumber]):
    assert all(number.isdigit() for number in numbers)
"""


def run(*command: object, where: Path) -> str:
    """What a command prints, in an environment without the variables of this test run."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PYTEST", "HYPOTHESIS", "COVERAGE", "VIRTUAL_ENV"))
    }
    command_line = [str(each) for each in command]
    done = subprocess.run(command_line, cwd=where, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command_line)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def installed_wheel(folder: Path) -> Path:
    """The interpreter of a new environment with this checkout's wheel, and with the test tools of the running one."""
    source, environment = folder / "source", folder / "environment"
    for name in ("beian_segments", "data"):
        shutil.copytree(TOP / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(TOP / name, source / name)
    run(sys.executable, "-m", "venv", environment, where=folder)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = (python, "-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "0")
    run(*pip, "install", "--no-deps", source, where=folder)  # builds the wheel first
    # Found after the environment's own packages, so that the wheel is the one there is.
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", where=folder).strip()
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site, "tools.pth").write_text("\n".join(sorted(paths)), encoding="utf-8")
    return python


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (TOP / "beian_segments").is_dir():
        return Path(sys.executable)  # these tests run from the wheel already
    try:
        return installed_wheel(tmp_path_factory.mktemp("wheel"))
    except AssertionError as error:
        if os.environ.get(REQUIRE) == "1":
            raise
        pytest.skip(f"the wheel cannot be built and installed here: {error}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def signup(project: Path) -> Path:
    """A project with the files of the example."""
    return shutil.copytree(EXAMPLE, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))


def test_the_example_passes(signup: Path) -> None:
    assert "10 passed" in run(sys.executable, "-m", "pytest", "-q", where=signup)


def test_a_form_without_validation_fails_the_example(signup: Path) -> None:
    (signup / "signup.py").write_text('def submit(phone):\n    return {"phone": phone}\n', encoding="utf-8")
    with pytest.raises(AssertionError, match="2 failed, 1 passed") as failed:
        run(sys.executable, "-m", "pytest", "-q", "-k", "listed_number or another_segment or too-short", where=signup)
    assert "number='14000000000'" in str(failed.value)
    assert "Draw 1: '1'" in str(failed.value)


def test_from_type_needs_no_import_of_strategies(project: Path) -> None:
    (project / "test_types.py").write_text(ENTRY_POINT_ALONE, encoding="utf-8")
    assert "2 passed" in run(sys.executable, "-m", "pytest", "-q", where=project)


@pytest.mark.engine
def test_the_example_and_the_types_need_no_more_than_the_wheel(wheel: Path, signup: Path) -> None:
    (signup / "test_types.py").write_text(ENTRY_POINT_ALONE, encoding="utf-8")
    assert "2 passed" in run(wheel, "-m", "pytest", "-q", "test_types.py", where=signup)
    assert "10 passed" in run(wheel, "-m", "pytest", "-q", "test_signup.py", where=signup)
    place = run(wheel, "-c", "import beian_segments; print(beian_segments.__file__)", where=signup)
    # Not the package beside the tests; the environment itself may lie there.
    assert not Path(place.strip()).is_relative_to(TOP / "beian_segments")
    assert "site-packages" in place
