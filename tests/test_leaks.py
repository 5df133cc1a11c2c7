"""No printer, error, traceback or log shows a whole phone number, a code or an ID suffix; only the fields do."""

from __future__ import annotations

import io
import logging
import re
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis.vendor import pretty
from rich.console import Console
from rich.pretty import Pretty
from rich.traceback import Traceback

from beian_segments import (
    DEFAULT_TABLE,
    SegmentError,
    SegmentTable,
    TableError,
    check_segment,
    mask_number,
    match_prefix,
    normalize_number,
    validate_segment,
)
from beian_segments.cli.facts import CaseFileError, read_case
from beian_segments.failures import (
    Case,
    Entries,
    Person,
    attempts_left,
    deadline,
    diagnose,
    parse_portal_message,
    resends_left,
)
from beian_segments.segment import Segment

NUMBER, UNLISTED, CODE, SUFFIX = "13912345678", "19212345678", "738465", "31002X"

CASE = Case(
    filing="access",
    phone=NUMBER,
    portal_message=f"whatever {NUMBER}",
    people=[Person(role="entity-leader", phone=NUMBER, id_suffix=SUFFIX, id_type="id-card")],
    entered=Entries(code=CODE, phone=NUMBER, id_suffix=SUFFIX),
    sms_received=False,
)

OBJECTS: dict[str, object] = {
    "case": CASE,
    "person": CASE.people[0],
    "entries": CASE.entered,
    "report": check_segment(NUMBER),
    "report of a number not listed": check_segment(UNLISTED),
    "segment": Segment(NUMBER, published=True, carrier=NUMBER, note=NUMBER),
    "match": match_prefix(NUMBER),
    "table": SegmentTable.from_rows([{"prefix": NUMBER, "published": True}]),
    "findings": diagnose(CASE, now=datetime(2026, 3, 4, tzinfo=UTC)),
    "a list of them": [CASE, {"x": CASE}],
}

SECRETS = [NUMBER, UNLISTED, CODE, SUFFIX]


def shows_nothing(text: str) -> None:
    found = [secret for secret in SECRETS if secret in re.sub(r"\x1b\[[0-9;]*m", "", text)]
    assert not found, "something shows what is personal"


def by_rich(thing: object) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(thing)
    console.print(Pretty(thing, expand_all=True))
    stream: Any = console.file
    return str(stream.getvalue())


PRINTERS: dict[str, Callable[[object], str]] = {
    "repr": repr,
    "str": str,
    "rich": by_rich,
    "Hypothesis": pretty.pretty,
    "percent": lambda thing: "%s %r" % (thing, thing),  # noqa: UP031 - as loggers do
}


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("name", OBJECTS)
def test_no_printer_shows_a_field_that_is_personal(name: str, printer: str) -> None:
    shows_nothing(PRINTERS[printer](OBJECTS[name]))


def test_rich_shows_what_the_repr_shows() -> None:
    for thing in (CASE.people[0], check_segment("138"), DEFAULT_TABLE["138"]):
        assert re.sub(r"\s", "", by_rich(thing)) == re.sub(r"\s", "", repr(thing)) * 2


def test_the_fields_themselves_are_the_one_way_to_the_digits() -> None:
    assert attrs.asdict(CASE)["phone"] == NUMBER
    assert attrs.asdict(CASE)["entered"] == {"code": CODE, "phone": NUMBER, "id_suffix": SUFFIX}


def boom(case: Case, report: object, segment: object) -> None:
    everything = [case, report, segment, {"case": case}]
    raise ValueError(len(everything))


def test_tracebacks_with_locals_show_nothing() -> None:
    with pytest.raises(ValueError, match="4") as caught:
        boom(CASE, check_segment(NUMBER), DEFAULT_TABLE["139"])
    frame = Traceback.from_exception(
        caught.type, caught.value, caught.tb and caught.tb.tb_next, show_locals=True, locals_max_length=99
    )
    console = Console(file=io.StringIO(), width=200)
    console.print(frame)
    stream: Any = console.file
    assert "everything" in stream.getvalue()
    shows_nothing(stream.getvalue())
    shows_nothing(
        "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()).partition(
            "boom"
        )[2]
    )


# Errors

CALLS: dict[str, Callable[[], object]] = {
    "validate": lambda: validate_segment(UNLISTED),
    "validate a foreign number": lambda: validate_segment(f"+1{NUMBER}"),
    "normalize": lambda: normalize_number(f"{NUMBER}9"),
    "normalize with words": lambda: normalize_number(f"to {NUMBER}"),
    "mask": lambda: mask_number(int(NUMBER)),  # type: ignore[arg-type]
    "table of numbers": lambda: SegmentTable.from_rows([{"prefix": int(NUMBER), "published": True}]),
    "table with a bad cell": lambda: SegmentTable.from_rows([{"prefix": NUMBER, "published": NUMBER}]),
    "table with a bad prefix": lambda: SegmentTable.from_rows([{"prefix": f"1{NUMBER[:9]}x", "published": True}]),
    "table that is not CSV": lambda: SegmentTable.from_csv(io.StringIO(f'prefix,published\n"{NUMBER}"x,true\n')),
    "table that is not UTF-8": lambda: SegmentTable.from_csv(io.BytesIO(f"prefix\n{NUMBER}\xff".encode("latin-1"))),
    "table without header": lambda: SegmentTable.from_csv(io.StringIO(f"{NUMBER},true\n")),
    "case file that is no JSON": lambda: read_case(f'{{"phone": {NUMBER}x}}'.encode()),
    "case file of a wrong type": lambda: read_case(f'{{"phone": {NUMBER}}}'.encode()),
    "case file of a wrong value": lambda: read_case(f'{{"filing": "{NUMBER}"}}'.encode()),
    "case file of a wrong field": lambda: read_case(f'{{"{NUMBER}": 1}}'.encode()),
    "case file of a wrong time": lambda: read_case(f'{{"sms_sent_at": "{NUMBER}"}}'.encode()),
    "case file of a huge number": lambda: read_case(b'{"resends": ' + NUMBER.encode() * 900 + b"}"),
    "case file that is not UTF-8": lambda: read_case(f'{{"phone": "{NUMBER}\xff"}}'.encode("latin-1")),
    "case with a number for a count": lambda: Case(wrong_entries=int(NUMBER)),
    "case with a number for another": lambda: Case(resends=int(NUMBER)),
    "case with a number for a flag": lambda: Case(verified=NUMBER),  # type: ignore[arg-type]
    "case with a number for a code": lambda: Case(filing=NUMBER),
    "case with a number for a province": lambda: Case(province=NUMBER),
    "case with a number for a time": lambda: Case(sms_sent_at=NUMBER),  # type: ignore[arg-type]
    "person with a number for a role": lambda: Person(role=NUMBER),
    "portal message": lambda: parse_portal_message([NUMBER]),  # type: ignore[arg-type]
    "language": lambda: check_segment(NUMBER).message(NUMBER[:3]),
    "attempts": lambda: attempts_left(NUMBER),  # type: ignore[arg-type]
    "resends": lambda: resends_left(1, NUMBER),
    "deadline": lambda: deadline(NUMBER),  # type: ignore[arg-type]
    "deadline without a zone": lambda: deadline(datetime(2026, 3, 4)),  # noqa: DTZ001 - on purpose
}


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and all that it was made of, shown or not."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("name", CALLS)
def test_an_error_and_what_it_was_made_of_show_nothing(name: str) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        CALLS[name]()
    for error in chain(caught.value):
        shows_nothing(f"{error} {error!r} {error.args} {[getattr(error, 'object', '')]} {getattr(error, 'doc', '')}")
    if isinstance(caught.value, SegmentError | TableError | CaseFileError):
        shows_nothing(str(vars(caught.value)))


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG):
        for call in CALLS.values():
            with pytest.raises((TypeError, ValueError)):
                call()
        diagnose(CASE, now=datetime(2026, 3, 4, tzinfo=UTC))
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


COMPARED = """
from beian_segments.failures import Case

def test_cases():
    case, other = Case(phone="13912345678"), Case(phone="13800138000")
    everything = [case, other]
    assert case is other
"""


def test_pytest_with_locals_shows_nothing(tmp_path: Path) -> None:
    (tmp_path / "test_cases.py").write_text(COMPARED.replace('"13912345678"', '"139" + "12345678"'), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-l",
        "-vv",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert "everything = [Case(provider='tencent', phone=***)" in done.stdout
    assert NUMBER not in done.stdout


# Bounds


def test_a_count_is_not_so_large_that_it_could_be_a_number() -> None:
    assert Case(wrong_entries=9_999, resends=9_999).resends == 9_999
    for name in ("wrong_entries", "resends"):
        with pytest.raises(ValueError, match=f"^{name} must be at most 9999$"):
            Case(**{name: 10_000})  # type: ignore[arg-type]


@pytest.mark.parametrize("year", [1, 9999])
def test_a_moment_at_the_end_of_time_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match=r"^received_at must be of the years 2 to 9998$"):
        deadline(datetime(year, 12, 31, 23, tzinfo=UTC))
    assert deadline(datetime(9998, 12, 31, 23, tzinfo=UTC)).year == 9999


def test_a_portal_message_of_any_length_is_answered_at_once() -> None:
    assert parse_portal_message("\ufdfa" * 10_000_000) is None


def test_the_repr_of_a_large_table_counts_rows_alone() -> None:
    table = SegmentTable.from_rows([{"prefix": f"13{at:05}", "published": at % 2 == 0} for at in range(10_001)])
    assert repr(table) == "<SegmentTable: 10001 rows>"
