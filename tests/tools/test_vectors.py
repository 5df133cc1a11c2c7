"""The vectors: that they run through everything, and that the slow, obvious answers are theirs."""

from __future__ import annotations

import tomllib
from collections import Counter
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

    @pytest.mark.parametrize("kind", ["number", "as_you_type", "portal_message"])
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
        assert {caveat for test in numbers for caveat in test["caveats"]} == set(get_args(Caveat))
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


class TestFlags:
    @pytest.mark.parametrize("vector", NUMBERS, ids=lambda vector: str(vector.id))
    def test_they_say_what_their_notes_say(self, vector: Any) -> None:
        canonical = len(vector.text) == 11 and set(vector.text) <= set("0123456789") and vector.text.startswith(LEADS)
        assert ("canonical" in vector.flags) is canonical
        assert ("writing" in vector.flags) is (GRAMMAR.number(vector.text) is not None and not canonical)
        assert ("strict" in vector.flags) is ("writing" not in vector.flags)
        assert ("line-break" in vector.flags) is any(end in vector.text for end in "\n\r")
        assert ("nul" in vector.flags) is ("\0" in vector.text)
        assert ("split" in vector.flags) is (len(vector.segment or "") > 3)


class TestAnswers:
    @pytest.mark.parametrize("vector", NUMBERS, ids=lambda vector: str(vector.id))
    def test_a_number_is_what_the_automaton_reads_and_its_row_the_longest(self, vector: Any) -> None:
        number = GRAMMAR.number(vector.text)
        row = number and longest(ROWS, number)
        assert (vector.number, vector.segment) == (number, row)
        assert vector.published is (ROWS[row] if row else None)
        if number:
            assert vector.verdict == ("supported" if row and ROWS[row] else "segment-not-listed")
        else:
            assert vector.verdict not in {"supported", "segment-not-listed"}

    @pytest.mark.parametrize("test", TYPED, ids=lambda test: str(test["tcId"]))
    def test_a_field_has_the_status_of_all_its_completions(self, test: dict[str, Any]) -> None:
        digits = GRAMMAR.typed(test["input"])
        if digits is None:
            assert (test["status"], test["segment"]) == ("invalid", None)
            return
        missing = max(0, DEPTH - len(digits))
        completions = (digits + "".join(tail) for tail in product("0123456789", repeat=missing))
        words = {ROWS.get(longest(ROWS, whole) or "", False) for whole in completions if whole.startswith(LEADS)}
        one_word = "supported" if True in words else "not-listed"
        assert test["status"] == ("possible" if len(words) > 1 else one_word)
        assert test["segment"] == longest(ROWS, digits)
