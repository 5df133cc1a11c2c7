"""mypy and pyright, run on what a user writes against the package that the tests import."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import beian_segments
from tests.reference import DATA
from tests.required import package, program

__all__ = ["installed", "mypy", "pyright"]

# Where the package is imported from; that checkers find an editable installation is another test's.
_ROOT = Path(beian_segments.__file__).parents[1]
_IS_INSTALLED = _ROOT.name == "site-packages"


def mypy(file: Path) -> str:
    """What strict mypy says of a file, a line each; nothing if all is well."""
    package("mypy", group="types")
    # Only a checkout has to be pointed out; mypy does not want to be told of site-packages.
    path = {} if _IS_INSTALLED else {"MYPYPATH": str(_ROOT)}
    options = ["--strict", "--no-error-summary", "--cache-dir", str(file.parent / "cache")]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, file.name],
        cwd=file.parent,
        env={**os.environ, **path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def pyright(folder: Path, *options: str, path: Path = _ROOT, **settings: object) -> dict[str, Any]:
    """What pyright says in a folder, which gets these settings, or of what the options name; its JSON document."""
    package("pyright", group="types")
    program("node", "nodejs", debian="nodejs")
    (folder / "pyrightconfig.json").write_text(json.dumps({"extraPaths": [str(path)], **settings}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, *options],
        cwd=folder,
        # With options that name a package it looks where an interpreter does, and nowhere else; it takes the one that
        # comes first on the PATH, whatever it was told.
        env={
            **os.environ,
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))),
            "PYTHONPATH": str(path),
            "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def installed(folder: Path) -> Path:
    """The package where a wheel would put it: where it is installed, or copied into a folder from a checkout."""
    if _IS_INSTALLED:
        return _ROOT
    shutil.copytree(_ROOT / "beian_segments", folder / "beian_segments", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(str(DATA), folder / "beian_segments" / "data")
    return folder
