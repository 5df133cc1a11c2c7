"""Node.js: the ECMAScript patterns with every flag, and a reader of ``segments.json`` of a few lines."""

from __future__ import annotations

import json
import re
import subprocess
from functools import partial

import pytest

from tests.engines.matching import PROGRAMS, run
from tests.engines.published import NUMBERS, STRICT, disagreements, groups
from tests.reference import DATA

pytestmark = pytest.mark.engine

READER = PROGRAMS / "reader.js"


@pytest.mark.parametrize("flags", ["", "u", "v"])
def test_every_pattern_answers_every_vector(node: str, flags: str) -> None:
    assert disagreements("ecmascript", partial(run, [node, str(PROGRAMS / "matching.js"), flags])) == []


def read(node: str, question: str, texts: list[str]) -> list[object]:
    """What the reader of the published table says to each text."""
    program = f"""
        const answers = require(process.argv[1]).{question};
        const texts = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
        console.log(JSON.stringify(texts.map(answers)));
    """
    done = subprocess.run(
        [node, "-e", program, str(READER), str(DATA.joinpath("segments.json"))],
        input=json.dumps(texts), capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    answers = json.loads(done.stdout)
    assert isinstance(answers, list)
    return answers


def test_the_reader_is_as_short_as_a_service_would_have_it() -> None:
    lines = READER.read_text(encoding="utf-8").splitlines()
    assert sum(bool(line.strip()) for line in lines) <= 20


def test_the_reader_gives_the_verdict_on_every_strict_vector(node: str) -> None:
    answers = read(node, "check", [vector.text for vector in STRICT])
    # What the table can say: of eleven digits; all else is for the grammar.
    wanted = [[vector.verdict, vector.segment] if vector.number else None for vector in STRICT]
    assert [v.id for v, answer, right in zip(STRICT, answers, wanted, strict=True) if answer != right] == []
    assert sum(answer is None for answer in wanted) > 200


def test_the_reader_follows_the_digits_of_a_number_as_they_are_typed(node: str) -> None:
    typed = [test for test in groups("as_you_type") if test["input"].isascii() and test["input"][:1] == "1"
             and test["input"].isdigit()]  # fmt: skip
    answers = read(node, "typed", [test["input"] for test in typed])
    wanted = [[test["status"], test["segment"]] for test in typed]
    assert [test["tcId"] for test, answer, right in zip(typed, answers, wanted, strict=True) if answer != right] == []
    assert {test["status"] for test in typed} == {"supported", "possible", "not-listed", "invalid"}
    assert len(NUMBERS) > len(typed) > 100


def test_the_lines_of_the_guide_read_the_published_file(node: str) -> None:
    guide = DATA.joinpath("README.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```js\n(.*?)```", guide, re.DOTALL)
    asked = '["13800138000", "192 1234 5678"].map(n => strict.test(n)), ["+86 138-0013-8000", "x"].map(canonical)'
    done = subprocess.run(
        [node, "-e", f"{lines}; console.log(JSON.stringify([{asked}]))"],
        cwd=str(DATA), capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [[True, False], ["13800138000", None]]
