"""Whatever is read from outside is read or refused as documented, and no message shows a number.

The profile `thorough` gives each reader thousands of examples. The reader of a provider's page has tests of its own.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from hypothesis import given

from beian_segments import (
    SegmentError,
    SegmentTable,
    TableError,
    check_segment,
    is_supported_segment,
    mask_number,
    normalize_number,
)
from beian_segments.cli.facts import CaseFileError, read_case
from beian_segments.failures import diagnose, explain_portal, parse_portal_message
from tests.hostile_inputs import case_files, csv_files, number_texts, portal_messages

LANGUAGES = ("zh", "en")
NOW = datetime(2026, 3, 4, tzinfo=UTC)


def shows_no_number(text: str) -> None:
    """Seven digits are shown, a segment and the area code behind it; more could be somebody's number."""
    assert not re.search(r"[0-9０-９]{8}", text), "a message shows what could be a number"


@given(number_texts)
def test_any_text_is_checked(text: str) -> None:
    report = check_segment(text)
    assert report.supported is is_supported_segment(text)
    assert (report.number is None) is (report.verdict not in ("supported", "segment-not-listed"))
    for lang in LANGUAGES:
        assert report.message(lang)
        assert len(report.notes(lang)) == len(report.caveats)
        shows_no_number(report.message(lang))
    shows_no_number(repr(report))


@given(number_texts)
def test_any_text_is_normalised_or_refused_for_the_reason_that_its_report_gives(text: str) -> None:
    report = check_segment(text)
    try:
        number = normalize_number(text)
    except SegmentError as error:
        assert report.number is None
        refusal = error.code, error.params
        assert refusal == (report.verdict, report.params)
        assert mask_number(text) == "***"
        shows_no_number(f"{error} {error!r}")
    else:
        assert report.number == number == normalize_number(number)
        assert mask_number(text) == f"{number[:3]}****{number[-4:]}"


@given(csv_files)
def test_any_file_is_a_table_or_refused(content: bytes) -> None:
    try:
        table = SegmentTable.from_csv(io.BytesIO(content))
    except TableError as error:
        shows_no_number(str(error))
    else:
        assert len(table) > 0
        assert SegmentTable.from_rows(table) == table
        assert all(table.match(row.prefix) == row for row in table)
        shows_no_number(repr(table) + repr(list(table)))


@given(portal_messages)
def test_any_message_of_the_portal_is_known_and_explained_or_said_to_be_unknown(message: str | int) -> None:
    found = parse_portal_message(message)
    codes = [finding.code for finding in explain_portal(message)]
    if found is None:
        assert codes == ["portal-message-unknown"]
    else:
        assert parse_portal_message(found.status) == parse_portal_message(found.text) == found
        assert found.code in codes


@given(case_files)
def test_any_file_is_a_case_that_can_be_diagnosed_or_refused(content: bytes) -> None:
    try:
        case = read_case(content)
    except CaseFileError as error:
        shows_no_number(str(error))
        return
    shows_no_number(re.sub("datetime[^)]*", "", repr(case)))
    for finding in diagnose(case, now=NOW):
        for lang in LANGUAGES:
            assert finding.cause(lang)
            shows_no_number(" ".join([finding.cause(lang), *finding.remedy(lang)]))
