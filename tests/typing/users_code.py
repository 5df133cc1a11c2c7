"""What users write. Both checkers must know the types that it asserts, and refuse the lines that ignore an error.

An ignored error that is none any more is told by both, so that each such line says: this must be refused.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import assert_type

from beian_segments import (
    DATA_VERSION,
    DEFAULT_TABLE,
    SCHEMA_VERSION,
    ListedNumber,
    MobileNumber,
    PrefixMatch,
    PrefixStatus,
    Segment,
    SegmentError,
    SegmentReport,
    SegmentTable,
    SegmentValidator,
    TableError,
    Verdict,
    __version__,
    check_segment,
    is_supported_segment,
    mask_number,
    match_prefix,
    normalize_number,
    validate_segment,
)
from beian_segments.failures import (
    Case,
    Entries,
    FilingType,
    Finding,
    IdType,
    Person,
    PortalMessage,
    Provider,
    Role,
    Severity,
    Source,
    Status,
    Verifiers,
    after_return,
    attempts_left,
    check_entries,
    check_sms_intercepted,
    deadline,
    diagnose,
    expected_recipients,
    explain_portal,
    id_suffix,
    parse_portal_message,
    phone_to_enter,
    required_verifiers,
    resends_left,
    why_no_sms,
    why_not_passed,
)
from beian_segments.list_age import ListAge, list_age


def numbers(text: str, number: MobileNumber) -> None:
    assert_type(is_supported_segment(text), bool)
    assert_type(validate_segment(text), ListedNumber)
    assert_type(normalize_number(text), MobileNumber)
    assert_type(mask_number(text), str)
    # A canonical number is a text; a text is no canonical number.
    assert_type(is_supported_segment(number), bool)
    kept: MobileNumber = text  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    del kept
    is_supported_segment(13800138000)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    is_supported_segment(None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    is_supported_segment(number=text)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    check_segment(["1"])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def verdicts(text: str) -> None:
    report = check_segment(text)
    assert_type(report, SegmentReport)
    assert_type(report.verdict, Verdict)
    assert_type(report.supported, bool)
    assert_type(report.number, MobileNumber | None)
    assert_type(report.segment, Segment | None)
    assert_type(report.message("en"), str)
    len(report.segment.prefix)  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
    report.verdict = Verdict.SUPPORTED  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    report.message(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    match = match_prefix(text)
    assert_type(match, PrefixMatch)
    assert_type(match.status, PrefixStatus)
    assert_type(match.segment, Segment | None)
    try:
        validate_segment(text)
    except SegmentError as error:
        assert_type(error.code, Verdict)
        assert_type(error.message("en"), str)


def tables(table: SegmentTable) -> None:
    assert_type(DEFAULT_TABLE, SegmentTable)
    assert_type(SegmentTable.from_csv("segments.csv"), SegmentTable)
    assert_type(SegmentTable.from_rows([{"prefix": "192", "published": True}]), SegmentTable)
    assert_type(table.with_rows([{"prefix": "192", "published": True}]), SegmentTable)
    assert_type(table.match("13800138000"), Segment | None)
    assert_type(table["138"], Segment)
    assert_type("138" in table, bool)
    assert_type([row.prefix for row in table], list[str])
    assert_type(len(table), int)
    assert_type(table.supported_prefixes, tuple[str, ...])
    assert_type(table.diff(table).added, tuple[Segment, ...])
    assert_type(table.data_version, str | None)
    assert_type(table["138"].published_carrier, str | None)
    assert_type(table["138"].carrier, str | None)
    assert_type(table["138"].sources, tuple[str, ...])
    assert_type(DATA_VERSION, str)
    assert_type(SCHEMA_VERSION, str)
    assert_type(__version__, str)
    SegmentTable.from_csv(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    table["138"].published = False  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    table["138"] = table["139"]  # type: ignore[index]  # pyright: ignore[reportIndexIssue]
    try:
        SegmentTable.from_csv("segments.csv")
    except TableError as error:
        assert_type(str(error), str)


def validators(text: str) -> None:
    validator = SegmentValidator(DEFAULT_TABLE)
    assert_type(validator.table, SegmentTable)
    assert_type(validator.is_supported(text), bool)
    assert_type(validator.check(text), SegmentReport)
    assert_type(validator.validate(text), ListedNumber)
    assert_type(validator.match_prefix(text), PrefixMatch)
    SegmentValidator()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    SegmentValidator("segments.csv")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def causes(now: datetime) -> None:
    # Fields take a member or its value, and hold the member.
    case = Case(filing="access", provider=Provider.TENCENT, phone="13800138000", sms_received=False)
    assert_type(case.filing, FilingType | None)
    assert_type(case.provider, Provider | None)
    assert_type(case.sms_received, bool | None)
    assert_type(case.people, tuple[Person, ...])
    assert_type(case.wrong_entries, int | None)
    Case("access")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Case(wrong_entries="1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Case(received=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    case.phone = "13800138000"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    assert_type(Person(role="entity-leader").role, Role | None)
    assert_type(diagnose(case, now=now), tuple[Finding, ...])
    diagnose(case, now)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert_type(why_no_sms(case), tuple[Finding, ...])
    assert_type(why_not_passed(case, now=now), tuple[Finding, ...])
    assert_type(explain_portal(31), tuple[Finding, ...])
    assert_type(check_entries(Entries(code="123456"), [Person()]), tuple[Finding, ...])
    assert_type(after_return(modified=None, meets_requirements=True, provider=Provider.TENCENT), tuple[Finding, ...])
    assert_type(check_sms_intercepted(case), Finding | None)
    for finding in diagnose(case):
        assert_type(finding.code, str)
        assert_type(finding.status, Status)
        assert_type(finding.severity, Severity)
        assert_type(finding.sources, tuple[Source, ...])
        assert_type(finding.cause("en"), str)
        assert_type(finding.remedy("en"), tuple[str, ...])
    assert_type(parse_portal_message("验证通过"), PortalMessage | None)
    assert_type(required_verifiers("first"), Verifiers)
    assert_type(required_verifiers("first").roles, frozenset[Role] | None)
    assert_type(expected_recipients(case), tuple[Person, ...])
    assert_type(phone_to_enter(case, Role.ENTITY_LEADER), str | None)
    assert_type(id_suffix(IdType.ID_CARD, "11010519491231002X"), str | None)
    assert_type(deadline(datetime.now(UTC)), datetime)
    assert_type(attempts_left(1), int)
    assert_type(resends_left(0, Provider.TENCENT), int | None)


def age(today: date) -> None:
    assert_type(list_age(today), ListAge)
    assert_type(list_age(today).stale, bool)
    assert_type(list_age(today).notice("en"), str | None)
    list_age()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    list_age("2026-11-21")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
