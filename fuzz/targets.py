"""The readers under test: what each is given, and what has to hold whatever that is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from beian_segments import (
    DEFAULT_TABLE,
    SegmentError,
    SegmentTable,
    TableError,
    check_segment,
    is_supported_segment,
    mask_number,
    normalize_number,
)
from beian_segments.cli.app import app
from beian_segments.cli.diagnose import CaseFileError, read_case
from beian_segments.failures import diagnose, explain_portal, parse_portal_message
from beian_segments.publish.page_text import PageError
from beian_segments.publish.provider_page import read_page
from beian_segments.publish.published_layer import published_layer_csv, with_published_layer
from fuzz import inputs

__all__ = ["TARGETS", "Target"]

# A segment and the office code behind it are shown, seven digits; what is longer begins to be somebody's number.
_FULL_NUMBER = re.compile(r"[0-9０-９]{8}")
_LANGUAGES = ("zh", "en")
_NOW = datetime(2026, 3, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Target:
    """A reader.

    Attributes:
        name: what it is called in this project.
        inputs: what it is given, made with care: what fails is shrunk.
        damaged: what it is given, made fast, by name.
        law: reads one input and fails if what is promised of any input does not hold; what a reader's documentation
            says that it raises is caught, and nothing else.
        read: reads one input and nothing more, for measuring; raises what is documented.
        documented: what ``read`` may raise.
        share: its part of all examples.
    """

    name: str
    inputs: st.SearchStrategy[Any]
    damaged: Callable[[str], Any]
    law: Callable[[Any], None]
    read: Callable[[Any], object]
    documented: tuple[type[Exception], ...]
    share: float


def _shows_no_number(text: str) -> None:
    assert not _FULL_NUMBER.search(text), "a message shows what could be a number"


def _check(text: str) -> None:
    report = check_segment(text)
    assert report.supported is is_supported_segment(text)
    assert (report.number is None) is (report.verdict not in ("supported", "segment-not-listed"))
    for lang in _LANGUAGES:
        assert report.message(lang)
        assert len(report.notes(lang)) == len(report.caveats)
        _shows_no_number(report.message(lang))
    _shows_no_number(repr(report))


def _normalize(text: str) -> None:
    report = check_segment(text)
    try:
        number = normalize_number(text)
    except SegmentError as error:
        assert report.number is None
        refusal = error.code, error.params
        assert refusal == (report.verdict, report.params)
        assert mask_number(text) == "***"
        _shows_no_number(f"{error} {error!r}")
    else:
        assert report.number == number == normalize_number(number)
        assert mask_number(text) == f"{number[:3]}****{number[-4:]}"


def _table(content: bytes) -> SegmentTable:
    return SegmentTable.from_csv(io.BytesIO(content))


def _from_csv(content: bytes) -> None:
    try:
        table = _table(content)
    except TableError as error:
        _shows_no_number(str(error))
    else:
        assert len(table) > 0
        assert SegmentTable.from_rows(table) == table
        assert all(table.match(row.prefix) == row for row in table)
        _shows_no_number(repr(table) + repr(list(table)))


def _portal(message: str | int) -> None:
    found = parse_portal_message(message)
    findings = explain_portal(message)
    assert bool(findings) is (found is not None)
    if found is not None:
        assert parse_portal_message(found.status) == parse_portal_message(found.text) == found
        assert found.code in [finding.code for finding in findings]


def _case(content: bytes) -> None:
    try:
        case = read_case(content)
    except CaseFileError as error:
        _shows_no_number(str(error))
        return
    _shows_no_number(re.sub("datetime[^)]*", "", repr(case)))
    for finding in diagnose(case, now=_NOW):
        for lang in _LANGUAGES:
            assert finding.cause(lang)
            _shows_no_number(" ".join([finding.cause(lang), *finding.remedy(lang)]))


def _page(content: bytes) -> None:
    try:
        listed = read_page(content)
    except PageError as error:
        told = str(error)
        _shows_no_number(told)
        assert told.isprintable()
        listed = None
    if listed is not None:
        after = with_published_layer(DEFAULT_TABLE, listed)
        assert {row.prefix for row in listed} <= {row.prefix for row in after}
        assert SegmentTable.from_csv(io.StringIO(published_layer_csv(after))).listed == after.listed
    _command_agrees(content, is_read=listed is not None)


def _command_agrees(content: bytes, *, is_read: bool) -> None:
    """``beian-segments import-html -`` ends with 2 for what is refused, else with 0 or 1."""
    from click.testing import CliRunner

    result = CliRunner().invoke(app, ["import-html", "-", "--lang", "en"], input=content)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code in ((0, 1) if is_read else (2,))
    _shows_no_number(result.output)


#: Every reader of this library that takes something from outside.
TARGETS = (
    Target("check_segment", inputs.number_texts, inputs.damaged_numbers, _check, check_segment, (), 0.30),
    Target(
        "normalize_number",
        inputs.number_texts,
        inputs.damaged_numbers,
        _normalize,
        normalize_number,
        (SegmentError,),
        0.25,
    ),
    Target(
        "parse_portal_message", inputs.portal_messages, inputs.damaged_messages, _portal, parse_portal_message, (), 0.30
    ),
    Target("SegmentTable.from_csv", inputs.csv_files, inputs.damaged_csv_files, _from_csv, _table, (TableError,), 0.10),
    Target("Case from JSON", inputs.case_files, inputs.damaged_case_files, _case, read_case, (CaseFileError,), 0.04),
    Target("import-html", inputs.pages, inputs.damaged_pages, _page, read_page, (PageError,), 0.02),
)
