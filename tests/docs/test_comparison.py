"""What ``docs/comparison.csv`` says of other libraries is what they answer: each is asked the same texts."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import phonenumbers
import pytest

from beian_segments import check_segment
from tests.docs.pages import DOCS
from tests.javascript.conftest import node, packages  # noqa: F401 - fixtures
from tests.required import package

with (DOCS / "comparison.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
# Characters that cannot be seen are written as JSON writes them.
TEXTS: list[str] = [json.loads(f'"{row["input"]}"') for row in ROWS]


def said(library: str) -> list[str]:
    return [row[library] for row in ROWS]


def yes_or_no(accepts: Callable[[str], object]) -> list[str]:
    return ["yes" if accepts(text) else "no" for text in TEXTS]


def valid(text: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, "CN"))
    except phonenumbers.NumberParseException:
        return False


def test_the_texts_are_21_and_no_two_are_alike() -> None:
    assert len({*TEXTS}) == len(TEXTS) == 21


def test_what_this_library_says() -> None:
    assert said("beian_segments") == [check_segment(text).verdict.value for text in TEXTS]


def test_what_phonenumbers_says() -> None:
    assert said("phonenumbers") == yes_or_no(valid)


def test_what_the_pattern_of_eleven_digits_says() -> None:
    assert said("regex") == yes_or_no(lambda text: re.match(r"^1\d{10}$", text))


@pytest.mark.engine
def test_what_the_package_phone_says() -> None:
    find = package("phone", group="bench").Phone().find

    def known(text: str) -> bool:
        try:
            return find(text) is not None
        except (AssertionError, ValueError):  # a text of another length, or of letters
            return False

    assert said("phone") == yes_or_no(known)


@pytest.mark.engine
def test_what_validator_js_says(node: str, packages: Path) -> None:  # noqa: F811 - the fixtures
    program = """
        const { default: isMobilePhone } = require("validator/lib/isMobilePhone");
        const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
        console.log(JSON.stringify(texts.map((text) => (isMobilePhone(text, "zh-CN") ? "yes" : "no"))));
    """
    done = subprocess.run(
        [node, "-e", program],
        cwd=packages.parent, input=json.dumps(TEXTS), capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert said("validator") == json.loads(done.stdout)
