"""An editable installation, in an environment of its own: both checkers find the types from another folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.docs.pages import TOP
from tests.required import package, program

pytestmark = pytest.mark.engine

PROGRAM = Path(__file__).with_name("users_code.py")


def run(*command: object, cwd: Path) -> str:
    """What a command prints; if it fails, that is the failure of the test."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if name not in {"MYPYPATH", "PYTHONPATH"}},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"[-5_000:]
    return done.stdout


def copy_of_the_checkout(place: Path) -> Path:
    """A copy of what the installation is built from."""
    if not (TOP / "data").is_dir():
        pytest.skip("there is no checkout to install")
    for name in ("beian_segments", "data"):
        shutil.copytree(TOP / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "MANIFEST.in"):
        shutil.copy(TOP / name, place)
    return place


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_checkout(tmp_path_factory.mktemp("checkout") / "beian segments")


@pytest.fixture(scope="module")
def python(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the editable installation and what it needs."""
    place = tmp_path_factory.mktemp("editable")
    run(sys.executable, "-m", "venv", place / "venv", cwd=place)
    found = place / "venv" / "bin" / "python"
    run(found, "-m", "pip", "install", "--quiet", "-c", TOP / "constraints.txt", "-e", checkout, cwd=place)
    return found


@pytest.fixture
def users_folder(tmp_path: Path) -> Path:
    shutil.copy(PROGRAM, tmp_path)
    return tmp_path


def test_mypy_finds_the_types(python: Path, users_folder: Path) -> None:
    package("mypy", group="types")
    options = ["--strict", "--no-error-summary", "--cache-dir", users_folder / "cache"]
    told = run(sys.executable, "-m", "mypy", *options, "--python-executable", python, PROGRAM.name, cwd=users_folder)
    assert told == ""


def test_pyright_finds_the_types(python: Path, users_folder: Path) -> None:
    package("pyright", group="types")
    program("node", "nodejs", debian="nodejs")
    (users_folder / "pyrightconfig.json").write_text(
        json.dumps({
            "typeCheckingMode": "strict",
            "enableTypeIgnoreComments": False,
            "reportUnnecessaryTypeIgnoreComment": True,
        }),
        encoding="utf-8",
    )  # fmt: skip
    told = json.loads(run(sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", python, cwd=users_folder))
    assert told["summary"]["filesAnalyzed"] == 1
    assert told["generalDiagnostics"] == []


def test_the_package_and_its_data_are_those_of_the_checkout(python: Path, checkout: Path, tmp_path: Path) -> None:
    asked = "from importlib.resources import files; import beian_segments; "
    asked += "print(beian_segments.__file__, files('beian_segments.data'), sep='\\n')"
    package_file, data = run(python, "-c", asked, cwd=tmp_path).splitlines()
    assert (Path(package_file).parents[1], Path(data)) == (checkout, checkout / "data")


def test_what_uninstalling_takes_away_has_the_file_for_checkers(python: Path, tmp_path: Path) -> None:
    asked = "from importlib.metadata import files; print(*files('beian-segments'), sep='\\n')"
    paths = [name for name in run(python, "-c", asked, cwd=tmp_path).splitlines() if name.endswith(".pth")]
    assert f"__editable__.beian_segments-{version('beian-segments')}.pth" in paths
    assert "__editable__.beian_segments.checkout.pth" in paths


def test_there_is_no_such_file_for_a_path_that_is_not_ascii(tmp_path: Path) -> None:
    package("setuptools", group="dev")
    build = "import sys; from setuptools import build_meta; print(build_meta.build_editable(sys.argv[1]))"
    checkout = copy_of_the_checkout(tmp_path / "备案 号段")
    name = run(sys.executable, "-c", build, tmp_path, cwd=checkout).splitlines()[-1]
    with ZipFile(tmp_path / name) as wheel:
        files = {each: wheel.read(each) for each in wheel.namelist() if each.endswith(".pth")}
    assert all(content.isascii() for content in files.values())
    assert "__editable__.beian_segments.checkout.pth" not in files
