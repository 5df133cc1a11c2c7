"""What all adapters share: options, answers, patterns, attributes."""

from __future__ import annotations

import copy
import operator
import pickle
import re
from collections.abc import Callable

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, SegmentError, SegmentTable, SegmentValidator, Verdict, check_segment
from beian_segments.forms.html import error_texts, input_attributes
from beian_segments.forms.options import Refusal, Rule, field_pattern
from beian_segments.strategies import tables, writings
from tests.forms.checks import EN, HUGE, NOT_STR, ONLY_192, WITH_192, ZH, leaks
from tests.forms.vectors import vectors
from tests.generators import numbers, numbers_near, texts
from tests.reference import longest


def answer(rule: Rule, value: object) -> tuple[str, str | None]:
    """The verdict that a rule gives a value, and the number."""
    try:
        return "supported", rule.accept(value)
    except SegmentError as error:
        return error.code, None


class Locale:
    """A locale as Babel has it, which is not a tag."""

    def __str__(self) -> str:
        return "zh_Hans_CN"


class TestAnswers:
    def test_every_vector_gets_its_verdict_and_its_number(self) -> None:
        for vector in vectors():
            number = vector.number if vector.verdict == "supported" else None
            assert answer(Rule(), vector.text) == (vector.verdict, number)

    def test_the_vectors_have_every_verdict_and_enough_cases(self) -> None:
        assert {vector.verdict for vector in vectors()} == set(Verdict)
        assert len(vectors()) > 500

    def test_a_strict_field_takes_eleven_ascii_digits_and_no_other_writing(self) -> None:
        for vector in vectors():
            number = vector.number if vector.strict_verdict == "supported" else None
            assert answer(Rule(strict=True), vector.text) == (vector.strict_verdict, number)

    def test_a_strict_field_says_how_to_write_a_number(self) -> None:
        with pytest.raises(SegmentError) as refused:
            Rule(strict=True).accept("138 0013 8000")
        assert refused.value.params == {"length": "11"}
        assert refused.value.message("en").startswith("Enter 11 plain digits and nothing else")
        assert refused.value.message("zh").startswith("请只填写 11 位半角数字")

    @given(st.one_of(texts, st.text(max_size=15)))
    def test_any_text_gets_the_answer_of_check_segment(self, text: str) -> None:
        report = check_segment(text)
        assert answer(Rule(), text) == (report.verdict, report.number if report.supported else None)

    @pytest.mark.parametrize("value", NOT_STR.values(), ids=NOT_STR)
    def test_what_is_not_a_str_is_refused_and_its_type_is_named(self, value: object) -> None:
        with pytest.raises(SegmentError) as refused:
            Rule().accept(value)
        assert refused.value.code == "not-a-number"
        assert refused.value.params == {"type": type(value).__name__}
        assert type(value).__name__ in refused.value.message("en")
        assert not leaks(refused.value, "13800138000")

    def test_none_is_empty(self) -> None:
        assert answer(Rule(), None) == ("empty", None)

    @pytest.mark.parametrize("code", HUGE)
    @pytest.mark.parametrize("strict", [False, True])
    def test_ten_megabytes_are_answered_like_any_text(self, code: str, strict: bool) -> None:
        assert answer(Rule(strict=strict), HUGE[code]) == (code, None)

    def test_a_str_subclass_is_a_str(self) -> None:
        class Odd(str):
            __slots__ = ()

            def __eq__(self, other: object) -> bool:
                return False

            __hash__ = str.__hash__

        assert answer(Rule(strict=True), Odd("13800138000")) == ("supported", "13800138000")

    def test_a_custom_table_decides_for_its_field_only(self) -> None:
        assert answer(Rule(validator=WITH_192), "192 1234 5678") == ("supported", "19212345678")
        assert answer(Rule(), "192 1234 5678") == ("segment-not-listed", None)
        assert answer(Rule(validator=ONLY_192), "13800138000") == ("segment-not-listed", None)


class TestOptions:
    def test_options_are_frozen_and_a_value(self) -> None:
        rule = Rule(validator=WITH_192, lang="en-GB", strict=True)
        with pytest.raises(FrozenInstanceError):
            rule.strict = False  # type: ignore[misc]
        twin = pickle.loads(pickle.dumps(rule))  # noqa: S301
        assert twin == rule == copy.deepcopy(rule)
        assert hash(twin) == hash(rule)
        assert rule.lang == "en"
        assert evolve(rule, strict=False) != rule
        assert Rule(validator=None) == Rule()

    def test_wrong_options_are_refused_by_name_without_their_values(self) -> None:
        wrong: dict[str, Callable[[], Rule]] = {
            "validator must be a SegmentValidator, not str": lambda: Rule(validator="13800138000"),  # type: ignore[arg-type]
            "strict must be True or False, not str": lambda: Rule(strict="13800138000"),  # type: ignore[arg-type]
            "lang must be a str, not int": lambda: Rule(lang=1),  # type: ignore[arg-type]
        }
        for message, make in wrong.items():
            with pytest.raises(TypeError, match=message) as refused:
                make()
            assert not leaks(refused.value, "13800138000")
        with pytest.raises(ValueError, match="known languages are zh, en"):
            Rule(lang="fr")

    @pytest.mark.parametrize(
        ("tag", "sentence"),
        [("zh-CN", ZH), ("en_US.UTF-8", EN), ("fr", EN), (None, EN), ("", EN), ("13800138000", EN), (Locale(), ZH)],
    )
    def test_the_language_may_be_that_of_the_current_request(self, tag: object, sentence: str) -> None:
        rule = Rule(lang=lambda: tag)
        assert rule.sentence(SegmentError("segment-not-listed", {"segment": "192"})).startswith(sentence)


class TestRefusals:
    def test_a_refusal_is_a_sentence_that_knows_its_code(self) -> None:
        refusal = Rule(lang="en").refusal("192 1234 5678")
        assert isinstance(refusal, str)
        assert refusal.startswith(EN)
        assert refusal.code is Verdict.SEGMENT_NOT_LISTED
        assert refusal.params == {"segment": "192"}
        assert Rule().refusal("13800138000") is None

    def test_a_custom_message_keeps_the_code(self) -> None:
        refusal = Rule().refusal("138", "No.")
        assert refusal == "No."
        assert refusal.code is Verdict.TOO_SHORT

    def test_a_custom_message_may_name_a_fact_that_the_refusal_lacks(self) -> None:
        assert Rule().refusal("138", "Short ({damage}).") == "Short ()."
        assert Rule().refusal("138", "Short (%(damage)s).", operator.mod) == "Short ()."

    def test_a_refusal_survives_pickling_and_copying(self) -> None:
        refusal = Rule().refusal("+852 5123 4567")
        assert refusal is not None
        twin: Refusal
        for twin in (pickle.loads(pickle.dumps(refusal)), copy.copy(refusal), copy.deepcopy(refusal)):  # noqa: S301
            assert (twin, twin.code, twin.params) == (refusal, refusal.code, refusal.params)


def naive(table: SegmentTable, number: str) -> bool:
    prefix = longest([row.prefix for row in table], number)
    return prefix is not None and table[prefix].published


class TestPatterns:
    def test_both_patterns_decide_every_three_digit_prefix_as_the_table_does(self) -> None:
        for strict in (True, False):
            pattern = re.compile(input_attributes(strict=strict, html_pattern=True)["pattern"])
            for prefix in range(1000):
                number = f"{prefix:03}12345678"
                assert bool(pattern.fullmatch(number)) is check_segment(number).supported

    def test_both_patterns_answer_every_number_among_the_vectors(self) -> None:
        strict, lenient = (re.compile(Rule(strict=strict).pattern) for strict in (True, False))
        for vector in vectors():
            if vector.number is not None:
                assert bool(lenient.fullmatch(vector.text)) is (vector.verdict == "supported")
                assert bool(strict.fullmatch(vector.text)) is (vector.strict_verdict == "supported")
            else:
                assert not strict.fullmatch(vector.text)

    @given(st.data())
    def test_the_strict_pattern_matches_the_listed_numbers(self, data: st.DataObject) -> None:
        table = data.draw(tables())
        number = data.draw(st.one_of(numbers_near(table), numbers))
        pattern = Rule(validator=SegmentValidator(table), strict=True).pattern
        assert bool(re.fullmatch(pattern, number)) is naive(table, number)

    @given(st.data())
    def test_the_lenient_pattern_takes_the_writings_of_listed_numbers_and_of_no_others(
        self, data: st.DataObject
    ) -> None:
        table = data.draw(tables())
        number = data.draw(st.one_of(numbers_near(table), numbers))
        writing = data.draw(writings(st.just(number)))
        pattern = Rule(validator=SegmentValidator(table)).pattern
        assert bool(re.fullmatch(pattern, writing)) is naive(table, number)

    @given(texts)
    def test_the_lenient_pattern_matches_all_that_the_server_accepts(self, text: str) -> None:
        if check_segment(text).supported:
            assert re.fullmatch(Rule().pattern, text)

    def test_a_table_that_lists_nothing_has_patterns_that_match_nothing(self) -> None:
        nothing = SegmentTable.from_rows([]).listed
        assert field_pattern(nothing, strict=True) == field_pattern(nothing, strict=False) == "(?!)"

    def test_a_table_of_whole_numbers_has_a_pattern_without_free_digits(self) -> None:
        pattern = field_pattern(
            SegmentTable.from_rows([{"prefix": "13800138000", "published": True}]).listed, strict=False
        )
        assert re.fullmatch(pattern, "+86 138-0013-8000")
        assert not re.fullmatch(pattern, "13800138001")
        assert "{0}" not in pattern


class TestHtml:
    def test_the_maxlength_of_a_lenient_field_allows_every_writing(self) -> None:
        attributes = input_attributes()
        assert {name: attributes[name] for name in ("type", "inputmode", "autocomplete", "maxlength")} == {
            "type": "tel",
            "inputmode": "tel",
            "autocomplete": "tel-national",
            "maxlength": "64",
        }
        assert all(len(vector.text) <= 64 for vector in vectors() if vector.number)

    def test_the_maxlength_of_a_strict_field_is_eleven(self) -> None:
        attributes = input_attributes(strict=True, html_pattern=True)
        assert attributes["maxlength"] == "11"
        assert attributes["pattern"] == "1(?:[38][0-9]|4[67]|5[0-35-9]|6[25-7]|7[0-35-8]|9[135689])[0-9]{8}"

    def test_the_pattern_is_that_of_the_validators_table(self) -> None:
        assert input_attributes(validator=ONLY_192, strict=True, html_pattern=True)["pattern"] == "192[0-9]{8}"

    def test_there_is_no_pattern_and_no_title_unless_asked_for(self) -> None:
        assert not {"pattern", "title"} & {*input_attributes(), *input_attributes(strict=True)}

    def test_the_title_is_in_the_language_asked_for(self) -> None:
        assert input_attributes(lang="en", html_pattern=True)["title"].startswith("Enter a mobile number of 11 digits")
        assert input_attributes(lang="zh-CN", html_pattern=True)["title"].startswith("请填写 11 位手机号码")

    def test_every_attribute_is_plain_text(self) -> None:
        for value in input_attributes(html_pattern=True).values():
            assert type(value) is str
            assert not set(value) & set("\"'<>&\\")

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_refusal_has_a_text_without_gaps(self, lang: str) -> None:
        texts_by_code = error_texts(lang)
        assert list(texts_by_code) == [str(code) for code in Verdict if code != "supported"]
        assert all(texts_by_code.values())
        assert "{" not in "".join(texts_by_code.values())

    def test_an_unknown_language_is_refused(self) -> None:
        with pytest.raises(ValueError, match="known languages are zh, en"):
            error_texts("fr")
        with pytest.raises(ValueError, match="known languages are zh, en"):
            input_attributes(lang="fr", html_pattern=True)


def test_the_packaged_table_is_the_default() -> None:
    assert Rule().validator.table is DEFAULT_TABLE
