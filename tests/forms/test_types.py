"""What type checkers make of the markers, validators and fields."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.typing.checkers import mypy, pyright

pytestmark = pytest.mark.engine

# What a user writes. Lines that a checker has to refuse say so.
SAMPLE = """\
from typing import Annotated, Union

from attrs import define, field
from pydantic import BaseModel
from typing_extensions import assert_type

from beian_segments import DEFAULT_TABLE, ListedNumber, MobileNumber, SegmentValidator
from beian_segments.forms.attrs import SupportedNumber as AttrsNumber, canonical_number
from beian_segments.forms.html import error_texts, input_attributes
from beian_segments.forms.pydantic import SupportedNumber, SupportedPhone


def language() -> str:
    return "zh"


class Contact(BaseModel):
    phone: Annotated[str, SupportedNumber(lang="en", strict=True)]
    other: Annotated[Union[MobileNumber, None], SupportedNumber(validator=SegmentValidator(DEFAULT_TABLE))] = None
    third: Annotated[str, SupportedNumber(lang=language)] = ""
    fourth: Union[SupportedPhone, None] = None


@define
class Plain:
    phone: str = field(converter=canonical_number)
    checked: str = field(validator=AttrsNumber())


contact = Contact(phone="13800138000")
assert_type(contact.phone, str)
assert_type(contact.fourth, Union[ListedNumber, None])
assert_type(contact.other, Union[MobileNumber, None])
assert_type(SupportedNumber().accept("13800138000"), ListedNumber)
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


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    file = tmp_path / "sample.py"
    file.write_text(SAMPLE, encoding="utf-8")
    return file


def test_mypy_accepts_right_uses_and_reports_wrong_ones(sample: Path) -> None:
    told = mypy(sample)
    assert {int(line) for line in re.findall(r"^sample\.py:(\d+): error", told, re.MULTILINE)} == REFUSED, told


def test_pyright_accepts_right_uses_and_reports_wrong_ones(sample: Path) -> None:
    told = pyright(sample.parent, typeCheckingMode="strict")["generalDiagnostics"]
    assert {each["range"]["start"]["line"] + 1 for each in told if each["severity"] == "error"} == REFUSED, told
