"""Both distributions, built as a release builds them, from what git tracks and with litter beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import frozen

from tests.required import package, program

TOP = Path(__file__).parents[2]
# What lies around in a checkout that people work in, and must not go out.
LITTER = (
    ".coverage",
    ".venv/bin/activate",
    "beian_segments/__pycache__/trie.cpython-311.pyc",
    "build/lib/beian_segments/old.py",
    "data/__pycache__/__init__.cpython-311.pyc",
    "dist/old.whl",
    "docs/_build/index.html",
    "tests/__pycache__/reference.cpython-311.pyc",
    "tests/distribution/pyodide/node_modules/pyodide/package.json",
    "tests/forms/browser/node_modules/axe-core/package.json",
    "tests/javascript/node_modules/zod/package.json",
)


@frozen
class Built:
    """What a build gave: both files, and their contents by the path within."""

    wheel: Path
    sdist: Path

    def in_wheel(self) -> dict[str, bytes]:
        with ZipFile(self.wheel) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def in_sdist(self) -> dict[str, bytes]:
        with tarfile.open(self.sdist) as archive:
            files = [(member.name.partition("/")[2], archive.extractfile(member)) for member in archive]
            return {name: file.read() for name, file in files if file is not None}


def _tracked() -> tuple[str, ...]:
    git = program("git", debian="git")
    done = subprocess.run([git, "ls-files", "-z"], cwd=TOP, capture_output=True, text=True, check=False)
    tracked = tuple(name for name in done.stdout.split("\0") if (TOP / name).is_file())
    if done.returncode or "pyproject.toml" not in tracked:
        # Not BEIAN_REQUIRE_ENGINES' business: the tests run beside an unpacked distribution, too.
        pytest.skip("this is no checkout: git does not know which files belong to it")
    return tracked


@pytest.fixture(scope="session")
def tracked() -> tuple[str, ...]:
    """The paths of all files that git tracks and that are there."""
    return _tracked()


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an empty environment, with a pip of its own."""
    place = tmp_path_factory.mktemp("empty")
    subprocess.run([sys.executable, "-m", "venv", place / "venv"], check=True)
    return place / "venv" / "bin" / "python"


@pytest.fixture(scope="session")
def builds(tracked: tuple[str, ...], python: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """Two builds of the same files, side by side; litter lies beside the first."""
    package("build", group="dev")
    places = [tmp_path_factory.mktemp("build") for _ in range(2)]
    for place in places:
        for name in tracked:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(TOP / name, place / name)
    for name in LITTER:
        (places[0] / name).parent.mkdir(parents=True, exist_ok=True)
        (places[0] / name).write_text("litter", encoding="utf-8")
    # What builds is fetched once for all builds, and not for each of the four steps.
    tools = tmp_path_factory.mktemp("tools")
    wanted = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--target", tools, *wanted], check=True)
    running = [
        subprocess.Popen(
            [sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", str(place / "out"), str(place)],
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(tools), "SOURCE_DATE_EPOCH": "1700000000"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for place in places
    ]
    for build in running:
        said, _ = build.communicate()
        assert build.returncode == 0, said
    first, second = (
        Built(*(next((place / "out").glob(pattern)) for pattern in ("*.whl", "*.tar.gz"))) for place in places
    )
    return first, second


@pytest.fixture(scope="session")
def built(builds: tuple[Built, Built]) -> Built:
    """The distributions of the tree."""
    return builds[0]
