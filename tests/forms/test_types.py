"""What type checkers make of the markers, validators and fields."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import beian_segments
from tests.required import package, program

pytestmark = pytest.mark.engine

# What a user writes. Lines that a checker has to refuse say so.
SAMPLE = """\
from typing import Annotated, Union

from attrs import define, field
from pydantic import BaseModel
from typing_extensions import assert_type

from beian_segments import DEFAULT_TABLE, MobileNumber, SegmentValidator
from beian_segments.forms.attrs import SupportedNumber as AttrsNumber, canonical_number
from beian_segments.forms.html import error_texts, input_attributes
from beian_segments.forms.pydantic import SupportedNumber


def language() -> str:
    return "zh"


class Contact(BaseModel):
    phone: Annotated[str, SupportedNumber(lang="en", strict=True)]
    other: Annotated[Union[MobileNumber, None], SupportedNumber(validator=SegmentValidator(DEFAULT_TABLE))] = None
    third: Annotated[str, SupportedNumber(lang=language)] = ""


@define
class Plain:
    phone: str = field(converter=canonical_number)
    checked: str = field(validator=AttrsNumber())


contact = Contact(phone="13800138000")
assert_type(contact.phone, str)
assert_type(contact.other, Union[MobileNumber, None])
assert_type(SupportedNumber().accept("13800138000"), MobileNumber)
assert_type(SupportedNumber().strict, bool)
assert_type(Plain("138 0013 8000", "13800138000").phone, str)
assert_type(input_attributes(strict=True), dict[str, str])
assert_type(error_texts("en"), dict[str, str])

Contact(phone=13800138000)  # refused
Contact(phone="13800138000", other="13800138000")  # refused: a plain str has not been through the grammar
SupportedNumber("en")  # refused
SupportedNumber(strict="yes")  # refused
SupportedNumber(lang=1)  # refused
SupportedNumber(validator=DEFAULT_TABLE)  # refused
SupportedNumber(language="en")  # refused
SupportedNumber().strict = True  # refused
Plain("13800138000", 13800138000)  # refused
"""
REFUSED = {number for number, line in enumerate(SAMPLE.splitlines(), start=1) if "# refused" in line}

# Where the package is imported from. Checkers do not find an editable installation by themselves.
ROOT = Path(beian_segments.__file__).parents[1]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    file = tmp_path / "sample.py"
    file.write_text(SAMPLE, encoding="utf-8")
    return file


def test_mypy_takes_what_is_right_and_refuses_what_is_wrong(sample: Path) -> None:
    package("mypy", extra="types")
    # Only a checkout has to be pointed out; mypy does not want to be told of site-packages.
    path = {} if ROOT.name == "site-packages" else {"MYPYPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--cache-dir",
        str(sample.parent / "cache"),
    ]
    done = subprocess.run(
        [*command, sample.name],
        cwd=sample.parent,
        env={**os.environ, **path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert {int(line) for line in re.findall(r"^sample\.py:(\d+): error", done.stdout, re.MULTILINE)} == REFUSED, (
        done.stdout
    )


def test_pyright_takes_what_is_right_and_refuses_what_is_wrong(sample: Path) -> None:
    package("pyright", extra="types")
    program("node", "nodejs", debian="nodejs")
    settings = {"extraPaths": [str(ROOT)], "typeCheckingMode": "strict"}
    (sample.parent / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run(
        command,
        cwd=sample.parent,
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)["generalDiagnostics"]
    assert {each["range"]["start"]["line"] + 1 for each in told if each["severity"] == "error"} == REFUSED, told
