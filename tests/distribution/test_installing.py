"""The wheel where nothing else is: in an empty environment, and in a browser's Python."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.distribution.conftest import TOP, Built
from tests.forms.test_recipes import recipe
from tests.required import missing, program

pytestmark = pytest.mark.engine

PYODIDE = Path(__file__).with_name("pyodide")


def run(*command: object, cwd: Path) -> str:
    """What a command says; its errors are the test's."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"[-5_000:]
    return done.stdout


def listed(python: Path) -> set[str]:
    """The distributions of an environment, by name."""
    return {
        each["name"] for each in json.loads(run(python, "-m", "pip", "list", "--format", "json", cwd=python.parent))
    }


@pytest.fixture(scope="module")
def pulled(built: Built, python: Path) -> set[str]:
    """What installing the wheel brought into the empty environment."""
    before = listed(python)
    run(python, "-m", "pip", "install", "--quiet", "-c", TOP / "constraints.txt", built.wheel, cwd=python.parent)
    return listed(python) - before


def test_it_pulls_exactly_attrs_and_phonenumbers(pulled: set[str], python: Path) -> None:
    assert pulled == {"attrs", "phonenumbers", "beian-segments"}
    run(python, "-m", "pip", "check", cwd=python.parent)


@pytest.mark.usefixtures("pulled")
def test_it_answers_there_and_says_which_extra_is_missing(python: Path, tmp_path: Path) -> None:
    answer = "from beian_segments import check_segment as f; print(f('+852 5123 4567').message('en'))"
    assert "country code +852" in run(python, "-I", "-W", "error", "-c", answer, cwd=tmp_path)
    done = subprocess.run([python, "-m", "beian_segments"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'beian-segments[cli]'" in done.stderr


@pytest.fixture(scope="module")
def in_pyodide(built: Built, python: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answer of ``pyodide/program.py``, run in Pyodide with the wheel, the two that it needs, and Hypothesis."""
    node = program("node", "nodejs", debian="nodejs")
    if not (PYODIDE / "node_modules" / "pyodide").is_dir():
        missing("Pyodide", "npm ci --prefix tests/distribution/pyodide")
    place = tmp_path_factory.mktemp("wheels")
    # Hypothesis has a wheel for the Python and the binary interface of this very Pyodide.
    lock = json.loads((PYODIDE / "node_modules" / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    platform = f"pyemscripten_{lock['info']['abi_version']}_wasm32"
    interface = ["--platform", platform, "--python-version", lock["info"]["python"]]
    wanted = ["attrs", "hypothesis", "phonenumbers", "sortedcontainers"]
    download = [python, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    run(*download, *interface, "-c", TOP / "constraints.txt", *wanted, cwd=place)
    wheels = sorted(place.glob("*.whl"))
    assert len(wheels) == len(wanted)
    said = run(node, PYODIDE / "run.mjs", PYODIDE / "program.py", *wheels, built.wheel, cwd=place)
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def test_pyodide_runs_the_very_wheel(in_pyodide: dict[str, Any], built: Built) -> None:
    assert (in_pyodide["platform"], in_pyodide["python"]) == ("emscripten", [3, 14])
    assert in_pyodide["version"] == re.split("-", built.wheel.name)[1]
    assert in_pyodide["sound"] is True
    assert in_pyodide["extras"] == []


def test_pyodide_gives_the_same_answers(in_pyodide: dict[str, Any], tmp_path: Path) -> None:
    program_text = (PYODIDE / "program.py").read_text(encoding="utf-8")
    code = program_text.replace("json.dumps(answer)", "print(json.dumps(answer))")
    here = json.loads(run(sys.executable, "-c", code, cwd=tmp_path))
    for told in (here, in_pyodide):
        del told["platform"], told["python"]
    assert in_pyodide == here
    assert (here["supported"], here["segment_found"], here["region"], here["typed"]) == (True, True, "HK", "not-listed")
    assert here["refused"]["params"] == {"kind": "landline"}
    assert ["confirmed", "sms-intercepted"] in here["findings"]


def test_pyodide_draws_numbers_and_cases(in_pyodide: dict[str, Any]) -> None:
    assert in_pyodide["drawn"] == 20


def test_uvx_runs_the_command_of_a_checkout_as_the_recipe_says(tmp_path: Path) -> None:
    (block,) = recipe("uvx", "sh")
    programs = Path(sys.executable).parent
    if not (programs / "uvx").is_file():
        missing("uvx", "pip install --group engines")
    source = tmp_path / "checkout"
    source.mkdir()
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(TOP / name, source)
    for name in ("beian_segments", "data"):
        shutil.copytree(TOP / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        ["/bin/sh", "-c", block.text],
        cwd=source, env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "is covered by the published list" in done.stdout
