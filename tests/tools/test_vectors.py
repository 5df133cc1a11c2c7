"""The vectors: that they run through everything, and that the slow, obvious answers are theirs."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from itertools import product
from typing import Any, get_args

import pytest

from beian_segments.verdicts import Caveat, PrefixStatus, Verdict
from tests.engines.published import NUMBERS, document, groups
from tests.reference import DATA, Grammar, longest, rows

GRAMMAR = Grammar()
ROWS = {row["prefix"]: row["published"] == "true" for row in rows()}
DEPTH = max(map(len, ROWS))
TYPED = list(groups("as_you_type"))
MESSAGES = list(groups("portal_message"))
LEADS = ("13", "14", "15", "16", "17", "18", "19")


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads(DATA.joinpath(name).read_text(encoding="utf-8"))


class TestWhatIsThere:
    def test_there_are_at_least_400_numbered_from_1_on(self) -> None:
        ids = [test["tcId"] for group in document("vectors.json")["testGroups"] for test in group["tests"]]
        assert ids == list(range(1, len(ids) + 1))
        assert document("vectors.json")["numberOfTests"] == len(ids) >= 400

    @pytest.mark.parametrize("kind", ["number", "find", "as_you_type", "portal_message"])
    def test_no_input_is_there_twice(self, kind: str) -> None:
        assert max(Counter((type(test["input"]), test["input"]) for test in groups(kind)).values()) == 1

    def test_the_versions_are_those_of_the_table(self) -> None:
        vectors = document("vectors.json")
        assert {key: vectors[key] for key in ("data_version", "schema_version")} == toml("versions.toml")

    def test_every_three_digit_segment_has_a_number(self) -> None:
        canonical = {vector.text[:3]: vector.published for vector in NUMBERS if "canonical" in vector.flags}
        assert canonical == {str(segment): ROWS[str(segment)] for segment in range(130, 200)}

    def test_every_row_that_decides_a_number_decides_one_here(self) -> None:
        tails = list(map("".join, product("0123456789", repeat=DEPTH - 3)))
        deciding = {longest(ROWS, f"{prefix}{tail}") for prefix in ROWS for tail in tails}
        assert {vector.segment for vector in NUMBERS} - {None} == deciding
        assert len(deciding) > 100

    def test_every_row_is_typed(self) -> None:
        assert {test["segment"] for test in TYPED if test["input"] == test["segment"]} == set(ROWS)

    def test_every_code_is_an_answer(self) -> None:
        numbers = list(groups("number"))
        assert {test["verdict"] for test in numbers} == set(Verdict)
        # A list that was just read is older than no count.
        none = set() if document("segments.json")["wide_use"] else {"wide-use"}
        assert {caveat for test in numbers for caveat in test["caveats"]} == set(get_args(Caveat)) - none
        assert {test["status"] for test in TYPED} == set(PrefixStatus)

    def test_every_flag_is_told_and_used(self) -> None:
        used = {flag for vector in NUMBERS for flag in vector.flags}
        assert used == set(document("vectors.json")["notes"])

    def test_every_separator_stands_in_an_accepted_writing_and_between_digits(self) -> None:
        between = {
            mark for vector in NUMBERS if vector.number for mark in vector.text.strip("".join(GRAMMAR.separators))
        }
        assert between >= GRAMMAR.separators
        assert len(GRAMMAR.separators) > 70

    @pytest.mark.parametrize("message", toml("portal.toml")["message"], ids=lambda message: str(message["status"]))
    def test_every_message_of_the_portal_is_there_in_each_form(self, message: dict[str, Any]) -> None:
        answers = {test["input"]: (test["status"], test["code"]) for test in MESSAGES}
        greeting = toml("portal.toml")["greeting"]
        forms = [message["status"], message["text"], greeting + message["text"], *filter(None, [message.get("short")])]
        assert [answers[form] for form in forms] == [(message["status"], message["code"])] * len(forms)

    def test_some_texts_are_no_message(self) -> None:
        assert sum(test["code"] is None and isinstance(test["input"], str) for test in MESSAGES) > 10

    def test_every_text_decided_by_hand_has_the_verdict_that_a_person_gave_it(self) -> None:
        answers = {vector.text: vector for vector in NUMBERS}
        for verdict, texts in toml("texts.toml").items():
            for text in texts:
                vector = answers[text["text"]]
                assert (vector.verdict, vector.number, vector.segment) == (
                    verdict, text.get("number"), text.get("segment"),
                ), text["why"]  # fmt: skip
                assert ("trap" in vector.flags) is text.get("trap", False), text["why"]


def test_the_flags_say_what_their_notes_say() -> None:
    for vector in NUMBERS:
        is_canonical = len(vector.text) == 11 and vector.text.isascii() and vector.text.isdigit()
        is_canonical = is_canonical and vector.text.startswith(LEADS)
        wanted = {
            "canonical": is_canonical,
            "writing": GRAMMAR.number(vector.text) is not None and not is_canonical,
            "strict": "writing" not in vector.flags,
            "line-break": any(end in vector.text for end in "\n\r"),
            "nul": "\0" in vector.text,
            "split": len(vector.segment or "") > 3,
        }
        assert {flag: flag in vector.flags for flag in wanted} == wanted, vector.id


@cache
def statuses(digits: str) -> frozenset[bool]:
    """Whether the numbers that begin with some digits are listed: no, yes, or some of them."""
    if len(digits) < DEPTH:
        return frozenset().union(*(statuses(digits + digit) for digit in "0123456789"))
    return frozenset([ROWS.get(longest(ROWS, digits) or "", False)] if digits.startswith(LEADS) else [])


class TestAnswers:
    def test_a_number_is_what_the_automaton_reads_and_its_row_the_longest(self) -> None:
        for vector in NUMBERS:
            number = GRAMMAR.number(vector.text)
            row = number and longest(ROWS, number)
            assert (vector.number, vector.segment) == (number, row), vector.id
            assert vector.published is (ROWS[row] if row else None), vector.id
            if number:
                assert vector.verdict == ("supported" if row and ROWS[row] else "segment-not-listed"), vector.id
            else:
                assert vector.verdict not in {"supported", "segment-not-listed"}, vector.id

    def test_a_field_has_the_status_of_all_its_completions(self) -> None:
        for test in TYPED:
            digits = GRAMMAR.typed(test["input"])
            if digits is None:
                assert (test["status"], test["segment"]) == ("invalid", None), test["tcId"]
                continue
            listed = statuses(digits)
            one_status = "supported" if True in listed else "not-listed"
            wanted = ("possible" if len(listed) > 1 else one_status, longest(ROWS, digits))
            assert (test["status"], test["segment"]) == wanted, test["tcId"]
