"""No text keeps an engine that backtracks busy: the lenient patterns read each in linear time.

Linear time is less than a second for each of these texts, quadratic time is minutes: half a million characters,
squared. So the limit may be generous, and the test depends neither on the machine nor on what else runs on it.
"""

from __future__ import annotations

import sys
from subprocess import TimeoutExpired

import pytest

from tests.engines.matching import PROGRAMS, run
from tests.engines.published import PATTERNS

SIZE = 500_000
PATIENCE_S = 120


def gaps(text: str, ending: str = "x") -> str:
    """A text with separators in place of each space, as many as make it as long as it shall be; then what ends it."""
    parts = text.split(" ")
    return (" " * (SIZE // (len(parts) - 1))).join(parts) + ending


TEXTS = {
    "separators alone": gaps(" ", ""),
    "separators, then a letter": gaps(" "),
    "separators of several kinds, then a letter": " -\u3000(\u202d" * (SIZE // 5) + "x",
    "separators after the scheme": gaps("tel: "),
    "separators after the plus": gaps("+ "),
    "separators after the country code": gaps("+86 "),
    "separators after a zero, the trunk's or the country code's": gaps("0 "),
    "separators after two zeros": gaps("0 0 "),
    "separators around all that may stand before a number": gaps(" tel: + 86 0 "),
    "separators in a number that is cut short": gaps("138 0013 800"),
    "dots at both joints, then a letter": gaps("138 0013 8000").replace(" ", "."),
    "dots at the first joint alone": gaps("138 00138000", "").replace(" ", "."),
    "dots at the second joint alone": gaps("1380013 8000", "").replace(" ", "."),
    "brackets and dots in turn at both joints": gaps("138 0013 8000").replace("  ", "(."),
    "brackets at no joint": gaps("1380 0138000", "").replace(" ", "("),
    "separators between all digits and after them": gaps("1 3 8 0 0 1 3 8 0 0 0 "),
    "separators between the digits of an unlisted number": gaps("1 9 2 1 2 3 4 5 6 7 8", ""),
    "digits and separators in turn": "1 " * (SIZE // 2),
    "half numbers": "138-0013-" * (SIZE // 9),
    "zeros": "0" * SIZE,
    "country codes": "86" * (SIZE // 2),
    "schemes": "tel:" * (SIZE // 4),
    "ones": "1" * SIZE,
}


@pytest.fixture(params=["ecmascript", "java", "pcre", "pcre without its compiler", "python"])
def engine(request: pytest.FixtureRequest) -> tuple[str, list[str]]:
    """A flavour, and the command of an engine of it."""
    if request.param == "ecmascript":
        return "ecmascript", [request.getfixturevalue("node"), str(PROGRAMS / "matching.js"), "v"]
    if request.param == "java":
        return "java", [request.getfixturevalue("java"), str(PROGRAMS / "Matching.java")]
    if request.param == "python":
        return "python", [sys.executable, str(PROGRAMS / "matching.py")]
    jit = int(request.param == "pcre")
    return "pcre", [request.getfixturevalue("php"), "-n", "-d", f"pcre.jit={jit}", str(PROGRAMS / "matching.php")]


@pytest.mark.engine
def test_the_lenient_patterns_answer_half_a_million_characters_at_once(engine: tuple[str, list[str]]) -> None:
    flavour, command = engine
    patterns = [PATTERNS[numbers]["lenient"][flavour] for numbers in ("supported", "mobile")]
    # The one of these that is a writing of a number, though not of a listed one.
    wanted = [[False, said.endswith("unlisted number")] for said in TEXTS]
    try:
        assert run(command, patterns, TEXTS.values(), patience_s=PATIENCE_S) == wanted
    except TimeoutExpired as stopped:
        answered = (stopped.stdout or b"").count(b"\n")
        pytest.fail(f"{flavour}: took too long over {list(TEXTS)[answered]}")


def test_a_pattern_that_has_two_ways_through_a_text_is_found_out() -> None:
    command = [sys.executable, str(PROGRAMS / "matching.py")]
    with pytest.raises(TimeoutExpired):
        run(command, [r"\A[ ]*[ ]*1\Z"], [TEXTS["separators alone"]], patience_s=2)
