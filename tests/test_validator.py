"""From a number to its report: verdicts, caveats, sentences, errors, and validators of other tables."""

from __future__ import annotations

import copy
import pickle
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given

from beian_segments import (
    DEFAULT_TABLE,
    SegmentError,
    SegmentReport,
    SegmentTable,
    SegmentValidator,
    Verdict,
    _data,
    check_segment,
    is_supported_segment,
    match_prefix,
    validate_segment,
)
from beian_segments.parsing import both_widths, read
from beian_segments.validator import DEFAULT_VALIDATOR, caveats_of
from tests import reference
from tests.generators import damaged_texts, digits, numbers, texts

ROWS = {row["prefix"]: row for row in reference.rows()}


class TestEveryPrefix:
    """The whole domain, against the CSV file read without this library."""

    @pytest.mark.parametrize("depth", [3, 4])
    def test_every_number_gets_the_verdict_of_its_row(self, depth: int) -> None:
        for prefix in range(10**depth):
            number = f"{prefix:0{depth}}".ljust(11, "7")
            row = ROWS.get(reference.longest(ROWS, number) or "")
            mobile = "13" <= number[:2] <= "19"
            wanted = row is not None and row["published"] == "true"
            report = check_segment(number)
            assert is_supported_segment(number) is report.supported is wanted
            assert (report.number is not None) is mobile
            assert (report.segment and report.segment.prefix) == (row and row["prefix"])
            assert (report.verdict in ("supported", "segment-not-listed")) is mobile

    @pytest.mark.parametrize("length", range(16))
    def test_only_eleven_digits_are_a_number(self, length: int) -> None:
        number = "13800138000138"[:length].ljust(length, "0")
        wanted = {0: "empty", 11: "supported"}.get(length, "too-short" if length < 11 else "too-long")
        assert check_segment(number).verdict == wanted
        assert is_supported_segment(number) is (length == 11)

    @pytest.mark.parametrize("depth", [0, 1, 2, 3, 4])
    def test_every_prefix_has_the_state_of_its_completions(self, depth: int) -> None:
        words: dict[str, set[str]] = defaultdict(set)
        for number in map(str, range(13_000, 20_000)):
            words[number[:depth]].add(ROWS[reference.longest(ROWS, number) or ""]["published"])
        for typed in (f"{number:0{depth}}" if depth else "" for number in range(10**depth)):
            if typed in words:
                states = {frozenset({"true"}): "supported", frozenset({"false"}): "not-listed"}
                assert match_prefix(typed).status == states.get(frozenset(words[typed]), "possible")
            elif typed[:1] not in ("0", "8"):
                assert match_prefix(typed).status == "invalid"


class TestReports:
    def test_a_supported_number_has_everything(self) -> None:
        report = check_segment("+86 138 0013 8000")
        assert report == SegmentReport(
            verdict=Verdict.SUPPORTED,
            number=validate_segment("13800138000"),
            segment=DEFAULT_TABLE["138"],
            params=report.params,
        )
        assert report.params == {"segment": "138"}
        assert report.supported

    def test_a_refused_text_has_neither_number_nor_row(self) -> None:
        report = check_segment("138")
        assert (report.number, report.segment, report.caveats, dict(report.params)) == (None, None, (), {})
        assert not report.supported

    def test_a_number_without_a_row_is_not_listed(self) -> None:
        report = SegmentValidator(SegmentTable.from_rows([{"prefix": "139", "published": True}])).check("13800138000")
        assert report.verdict == "segment-not-listed"
        assert report.segment is None
        assert report.caveats == ()
        assert report.params == {"segment": "138"}

    def test_a_report_survives_pickling_and_copying_and_cannot_be_changed(self) -> None:
        for text in ("13491234567", "19212345678", "+852 5123 4567", "10086", ""):
            report = check_segment(text)
            assert pickle.loads(pickle.dumps(report)) == copy.deepcopy(report) == report  # noqa: S301
            assert hash(copy.copy(report)) == hash(report)
        with pytest.raises(FrozenInstanceError):
            report.verdict = Verdict.SUPPORTED  # type: ignore[misc]

    @pytest.mark.parametrize(
        ("number", "caveats"),
        [
            ("13800138000", []),
            ("13312345678", ["carrier-label-differs"]),
            ("15312345678", ["carrier-label-differs"]),
            ("13401234567", ["carrier-label-differs", "extrapolated"]),
            ("13491234567", ["carrier-label-differs", "satellite", "extrapolated"]),
            ("17001234567", ["carrier-label-differs", "mvno", "extrapolated"]),
            ("17031234567", ["carrier-label-differs", "mvno", "extrapolated"]),
            ("17041234567", ["mvno", "extrapolated"]),
            ("17112345678", ["mvno"]),
            ("14612345678", ["iot"]),
            ("14712345678", ["data-card"]),
            ("17212345678", ["low-confidence"]),
            ("14491234567", ["iot", "low-confidence"]),
            ("14812345678", ["iot"]),
            ("14912345678", ["data-card"]),
            ("14012345678", ["unallocated", "low-confidence"]),
            ("15412345678", ["unallocated"]),
            ("16101234567", ["extrapolated"]),
            ("16191234567", ["satellite", "extrapolated"]),
            ("16112345678", ["unallocated"]),
            ("17400123456", ["satellite", "extrapolated"]),
            ("17423456789", ["satellite"]),
            ("19012345678", ["wide-use"]),
            ("19212345678", ["wide-use"]),
            ("19712345678", ["wide-use"]),
            ("16212345678", ["mvno"]),
            ("14512345678", ["data-card"]),
        ],
    )
    def test_caveats_are_those_of_the_row_listed_or_not(self, number: str, caveats: list[str]) -> None:
        assert check_segment(number).caveats == tuple(caveats)
        assert len(check_segment(number).notes("en")) == len(caveats)

    def test_an_unknown_label_does_not_differ_from_a_carrier(self) -> None:
        row = {"prefix": "138", "published": True, "published_carrier": "某通信", "carrier": "mobile"}
        assert SegmentValidator(SegmentTable.from_rows([row])).check("13800138000").caveats == ()

    def test_a_row_that_differs_from_the_row_above_is_not_extrapolated(self) -> None:
        table = SegmentTable.from_rows([{"prefix": "134", "published": True}, {"prefix": "1349", "published": False}])
        assert SegmentValidator(table).check("13491234567").caveats == ()

    def test_a_fine_row_that_repeats_the_row_above_is_extrapolated(self) -> None:
        words = [("13", True), ("138", True), ("1349", False), ("13491", True), ("13492", False), ("1555", True)]
        validator = SegmentValidator(SegmentTable.from_rows({"prefix": p, "published": word} for p, word in words))
        extrapolated = {p: bool(validator.check(p.ljust(11, "0")).caveats) for p, _ in words}
        assert extrapolated == {"13": False, "138": False, "1349": False, "13491": False, "13492": True, "1555": False}

    def test_wide_use_comes_last_and_is_said_of_finer_rows_too(self) -> None:
        rows = [{"prefix": "192", "published": True}, {"prefix": "1921", "published": False, "confidence": "low"}]
        validator = SegmentValidator(SegmentTable.from_rows(rows))
        assert validator.check("19281234567").caveats == ()
        assert validator.check("19211234567").caveats == ("low-confidence", "wide-use")

    def test_a_row_without_a_carrier_never_differs(self) -> None:
        assert caveats_of([DEFAULT_TABLE["170"]]) == ("mvno",)

    def test_every_finer_row_of_the_packaged_table_repeats_what_its_segment_says(self) -> None:
        for row in DEFAULT_TABLE:
            above = DEFAULT_TABLE[row.prefix[:3]]
            assert (row.published, row.published_carrier) == (above.published, above.published_carrier)


class TestSentences:
    @pytest.mark.parametrize("lang", ["zh", "zh-CN", "zh_Hans_CN", "zh-Hant-TW", "ZH", "zh_CN.UTF-8"])
    def test_chinese_tags_get_chinese(self, lang: str) -> None:
        assert check_segment("13800138000").message(lang) == "号段 138 在腾讯云公布的可接收备案核验短信的号段表内。"

    @pytest.mark.parametrize("lang", ["en", "en-GB", "en_US.UTF-8", "en@euro"])
    def test_english_tags_get_english(self, lang: str) -> None:
        assert check_segment("13800138000").message(lang).startswith("Segment 138 is covered by the published list")

    def test_chinese_is_the_default(self) -> None:
        report = check_segment("19212345678")
        assert report.message() == report.message("zh")
        assert report.notes() == report.notes("zh")

    def test_a_number_given_for_a_language_is_not_shown(self) -> None:
        with pytest.raises(ValueError, match="unknown language; known") as refused:
            check_segment("13800138000").message("13800138000")
        assert "138" not in str(refused.value)

    @pytest.mark.parametrize("lang", ["fr", "", "C", "zho", "english", "x" * 100])
    def test_an_unknown_language_is_refused_with_the_known_ones(self, lang: str) -> None:
        with pytest.raises(ValueError, match="known languages are zh, en"):
            check_segment("13800138000").message(lang)

    def test_a_language_that_is_no_str_is_a_type_error(self) -> None:
        with pytest.raises(TypeError, match="lang must be a str, not NoneType"):
            check_segment("13800138000").message(None)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("text", "zh", "en"),
        [
            ("+852 5123 4567", "代码 +852，中国香港", "country code +852, Hong Kong"),
            ("+13800138000", "代码 +1）", "country code +1)"),
            ("+999 1", "这不是中国大陆的号码。", "This is not a mainland China number. SMS"),
            ("010-65529988", "（固定电话）", "(landline)"),
            ("12345678901", "这不是手机号码。", "not a mobile number. Enter"),
        ],
    )
    def test_a_sentence_says_what_is_known(self, text: str, zh: str, en: str) -> None:
        report = check_segment(text)
        assert zh in report.message("zh")
        assert en in report.message("en")

    def test_the_sentences_have_the_codes_of_the_verdicts_in_their_order(self) -> None:
        assert list(_data.VERDICTS) == [str(verdict) for verdict in Verdict]

    def test_the_last_sentence_of_a_verdict_needs_no_facts(self) -> None:
        for by_language in _data.VERDICTS.values():
            for lang in ("zh", "en"):
                assert by_language[lang][-1].format_map({})


class TestErrors:
    def test_an_error_has_sentence_code_and_params(self) -> None:
        with pytest.raises(SegmentError) as refused:
            validate_segment("19212345678")
        error = refused.value
        assert error.code is Verdict.SEGMENT_NOT_LISTED
        assert error.params == {"segment": "192"}
        assert error.args == (error.message("zh"),)
        assert error.message("en").startswith("Segment 192 is not covered by the published list")
        assert isinstance(error, ValueError)

    def test_an_error_survives_pickling_and_copying_with_its_notes(self) -> None:
        error = SegmentError("not-mainland", {"country_code": "852", "region": "HK"})
        error.add_note("row 7")
        for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
            assert (twin.code, twin.params, twin.args) == (error.code, error.params, error.args)
            assert twin.__notes__ == ["row 7"]

    def test_an_error_of_an_unknown_code_cannot_be_made_and_does_not_show_it(self) -> None:
        with pytest.raises(ValueError, match="code must be one of empty, not-a-number") as refused:
            SegmentError("13800138000")
        assert "138" not in str(refused.value)

    def test_an_error_may_be_made_of_its_code_alone(self) -> None:
        for verdict in Verdict:
            assert SegmentError(verdict).message("en")
            assert "{" not in SegmentError(verdict).message("zh")

    def test_no_exception_is_chained_to_a_refusal(self) -> None:
        for text in ("", "x", "+852", "10086", "138", "19212345678"):
            with pytest.raises(SegmentError) as refused:
                validate_segment(text)
            assert refused.value.__cause__ is None
            assert refused.value.__context__ is None


class TestValidators:
    def test_a_validator_answers_from_its_own_table(self) -> None:
        validator = SegmentValidator(DEFAULT_TABLE.with_rows([{"prefix": "192", "published": True}]))
        assert validator.is_supported("19212345678")
        assert validator.check("192 1234 5678").supported
        assert validator.validate("+86 192 1234 5678") == "19212345678"
        assert validator.match_prefix("192").status == "supported"
        assert not is_supported_segment("19212345678")

    def test_a_validator_is_a_value(self) -> None:
        validator = SegmentValidator(DEFAULT_TABLE)
        twin = pickle.loads(pickle.dumps(validator))  # noqa: S301
        assert twin == validator == copy.deepcopy(validator)
        assert hash(twin) == hash(validator)
        assert twin.table == DEFAULT_TABLE
        assert twin.is_supported("13800138000")
        assert validator != DEFAULT_TABLE
        assert repr(validator) == f"SegmentValidator({DEFAULT_TABLE!r})"
        with pytest.raises(AttributeError):
            validator.table = DEFAULT_TABLE  # type: ignore[misc]
        with pytest.raises(AttributeError, match="SegmentValidator is immutable"):
            validator.is_supported = bool

    def test_a_validator_of_something_else_is_a_type_error(self) -> None:
        with pytest.raises(TypeError, match="table must be a SegmentTable, not list"):
            SegmentValidator([])  # type: ignore[arg-type]

    def test_sixteen_threads_may_call_a_new_validator_at_once(self) -> None:
        for _ in range(20):
            validator = SegmentValidator(DEFAULT_TABLE)
            together = Barrier(16)

            def ask(text: str, validator: SegmentValidator = validator, together: Barrier = together) -> bool:
                together.wait()
                return validator.is_supported(text) and validator.check(text).supported

            with ThreadPoolExecutor(16) as pool:
                assert all(pool.map(ask, ["+86 138 0013 8000"] * 16))


def test_phonenumbers_gets_no_more_digits_than_a_number_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    import phonenumbers

    given: list[int] = []

    class Spy(phonenumbers.PhoneNumber):
        def __init__(self, **facts: Any) -> None:
            given.append(facts["national_number"])
            super().__init__(**facts)

    monkeypatch.setattr(phonenumbers, "PhoneNumber", Spy)
    for text in ("+852" + "9" * 10_000, "2" * 11, "0" * 10_000):
        check_segment(text)
    assert given
    assert max(len(str(number)) for number in given) <= 20


class TestHints:
    @pytest.mark.parametrize(
        ("typed", "status", "row"),
        [
            ("", "possible", None),
            (" ", "possible", None),
            ("t", "possible", None),
            ("tel", "possible", None),
            ("TEL:", "possible", None),
            ("+", "possible", None),
            ("+8", "possible", None),
            ("+86", "possible", None),
            ("＋８６ ", "possible", None),
            ("0", "possible", None),
            ("00", "possible", None),
            ("0086", "possible", None),
            ("8", "possible", None),
            ("86", "possible", None),
            ("1", "possible", None),
            ("+86 (0) 1", "possible", None),
            ("14", "possible", None),
            ("13", "supported", None),
            ("18", "supported", None),
            ("138", "supported", "138"),
            ("１３８", "supported", "138"),
            ("\u202d138 ", "supported", "138"),
            ("+86 138-00", "supported", "138"),
            ("13800138000", "supported", "138"),
            ("13800138000 ", "supported", "138"),
            ("1703", "supported", "1703"),
            ("192", "not-listed", "192"),
            ("154", "not-listed", "154"),
            ("0192", "not-listed", "192"),
            ("17400", "not-listed", "17400"),
            ("2", "invalid", None),
            ("10", "invalid", None),
            ("12", "invalid", None),
            ("+1", "invalid", None),
            ("+0", "invalid", None),
            ("000", "invalid", None),
            ("87", "invalid", None),
            ("8 6", "invalid", None),
            ("tele", "invalid", None),
            ("tel 1", "invalid", None),
            ("138x", "invalid", None),
            ("٣", "invalid", None),
            ("138001380001", "invalid", None),
        ],
    )
    def test_a_half_typed_field_has_its_state_and_longest_row(self, typed: str, status: str, row: str | None) -> None:
        match = match_prefix(typed)
        assert match.status == status
        assert (match.segment and match.segment.prefix) == row

    @given(numbers)
    def test_a_state_that_is_decided_stays_as_typing_goes_on(self, number: str) -> None:
        states = [match_prefix(number[:end]).status for end in range(12)]
        for earlier, later in pairwise(states):
            assert earlier in (later, "possible")
        assert (states[-1] == "supported") is is_supported_segment(number)


class TestPrivacy:
    """No repr, message or error carries a phone number."""

    @staticmethod
    def shows(text: str, number: str) -> bool:
        return any(number[start : start + 8] in text for start in range(len(number) - 7))

    @given(numbers)
    def test_no_answer_shows_the_number(self, number: str) -> None:
        for text in (
            number,
            f"+86 {number}",
            f"{number}x",
            f"{number}0",
            f"+{number}",
            f"00852{number}",
            f"0755{number}",
        ):
            report = check_segment(text)
            told: list[Any] = [
                repr(report),
                *map(report.message, ("zh", "en")),
                dict(report.params),
                match_prefix(text),
            ]
            try:
                validate_segment(text)
            except SegmentError as error:
                told += [repr(error), str(error), vars(error)]
            assert not any(self.shows(str(each), number) for each in told)

    @given(digits(9, 9))
    def test_a_table_of_whole_numbers_does_not_show_them(self, tail: str) -> None:
        number = f"13{tail}"
        validator = SegmentValidator(SegmentTable.from_rows([{"prefix": number, "published": False}]))
        report = validator.check(number)
        with pytest.raises(SegmentError) as refused:
            validator.validate(number)
        assert not self.shows(f"{report!r} {report.message()} {refused.value} {validator!r}", number)
        assert report.params["segment"] == f"{number[:7]}…"
        assert not self.shows(f"{validator.table.listed!r} {read(number)!r}", number)


def test_the_longest_row_decides_and_is_the_segment_of_the_answer() -> None:
    hole = [{"prefix": "134", "published": True}, {"prefix": "1349", "published": False}]
    island = [{"prefix": "134", "published": False}, {"prefix": "1349", "published": True}]
    for rows, verdict in ((hole, "segment-not-listed"), (island, "supported")):
        report = SegmentValidator(SegmentTable.from_rows(rows)).check("13491234567")
        assert (report.verdict, report.params["segment"]) == (verdict, "1349")


@pytest.mark.parametrize("typed", ["t", "T", "te", "tel", "tel:", "TEL："])
def test_the_scheme_is_typed_letter_by_letter(typed: str) -> None:
    assert match_prefix(typed).status == "possible"
    assert match_prefix(typed + "x").status == "invalid"


@given(numbers | texts | damaged_texts)
def test_validating_gives_the_number_of_a_supported_report_and_raises_what_any_other_says(text: str) -> None:
    for validator in (
        DEFAULT_VALIDATOR,
        SegmentValidator(DEFAULT_TABLE.with_rows([{"prefix": "138", "published": False}])),
    ):
        report = validator.check(text)
        if report.supported:
            assert validator.validate(text) == report.number
        else:
            with pytest.raises(SegmentError) as refused:
                validator.validate(text)
            assert (refused.value.code, refused.value.params) == (report.verdict, report.params)


def test_a_report_shows_its_number_masked_and_its_notes_in_chinese() -> None:
    report = check_segment("13491234567")
    assert "number='134****4567'" in repr(report)
    assert report.notes() == report.notes("zh") != report.notes("en")


def test_a_character_class_has_both_widths() -> None:
    assert both_widths("01") == "[01０１]"
    assert both_widths("0123") == "[0-3０-３]"


def test_a_table_without_rows_lists_nothing() -> None:
    report = SegmentValidator(SegmentTable.from_rows([])).check("13800138000")
    assert (report.verdict, report.segment) == (Verdict.SEGMENT_NOT_LISTED, None)
    assert dict(report.params) == {"segment": "138"}
