"""The types: ``tsc --strict`` takes what a user writes, and refuses what is wrong."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.javascript.conftest import JS

pytestmark = pytest.mark.engine

USERS_CODE = Path(__file__).with_name("users_code.ts")


def compiled(node: str, packages: Path, folder: Path, *options: str) -> str:
    """What the compiler says of the user's file beside the files of a folder; nothing if all is well."""
    shutil.copy(USERS_CODE, folder / "users_code.mts")
    command = [node, str(packages / "typescript" / "bin" / "tsc"), "--strict", "--noEmit", "--target", "es2020"]
    done = subprocess.run(
        [*command, *options, "users_code.mts"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout


@pytest.mark.parametrize("resolution", ["nodenext", "bundler"])
def test_a_users_file_is_sound(node: str, packages: Path, tmp_path: Path, resolution: str) -> None:
    shutil.copytree(JS, tmp_path, dirs_exist_ok=True)
    module = "nodenext" if resolution == "nodenext" else "esnext"
    assert compiled(node, packages, tmp_path, "--module", module, "--moduleResolution", resolution) == ""


def test_the_file_that_the_compiler_looks_for_is_the_other_by_another_name() -> None:
    assert (JS / "beian-segments.d.mts").read_bytes() == (JS / "beian-segments.d.ts").read_bytes()
