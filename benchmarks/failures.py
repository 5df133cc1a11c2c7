"""What a diagnosis costs beside the construction of the case that it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from beian_segments.failures import Case, Entries, Person, diagnose
from benchmarks.results import Table, Target
from benchmarks.timing import Call, Entry, Samples, Spread, in_fresh_processes, in_turns, nanoseconds, pooled, ratio

__all__ = ["FULL", "KINDS", "SPARSE", "known", "tables"]

_PROCESSES = 3
_ROUNDS = 60
_CALLS = 200  # of each candidate in a round

_SENT = datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=8)))
_NOW = _SENT + timedelta(hours=25)
_SUFFIXES = ("11111X", "222222")
_PHONES = ("13912345678", "13887654321")

# Every fact is known, and nothing is wrong.
_ALL_WELL: Mapping[str, Any] = {
    "filing": "change",
    "changes": ("entity", "website"),
    "service": "website",
    "provider": "tencent",
    "province": "CN-GD",
    "people": tuple(
        Person(role=role, phone=phone, verified=True, id_type="id-card", id_suffix=suffix)
        for role, phone, suffix in zip(("entity-leader", "website-administrator"), _PHONES, _SUFFIXES, strict=True)
    ),
    "phone": _PHONES[0],
    "phones_equal": True,
    "filed_phone_usable": True,
    "original_provider_reachable": True,
    "phone_correct": True,
    "phone_changed": False,
    "submitted_at": _SENT,
    "sms_sent_at": _SENT,
    "sms_received": True,
    "sms_received_at": _SENT,
    "verified": True,
    "failed": False,
    "returned": False,
    "intercepted": False,
    "receives_other_sms": True,
    "line_suspended": False,
    "sim_moved": False,
    "resent_since_move": True,
    "code_available": True,
    "link_opens": True,
    "wrong_entries": 0,
    "tried_after_limit": False,
    "resends": 0,
    "application_submitted": True,
    "entries_confirmed": True,
    "modified": False,
    "meets_requirements": True,
    "portal_message": "尊敬的ICP用户： 您的短信核验已全部完成,该请求将提交管局审核。",
    "entered": Entries(code="123456", phone=_PHONES[0], id_suffix=_SUFFIXES[0]),
}
# Every fact is known, and nearly everything is wrong.
_ALL_WRONG: Mapping[str, Any] = {
    **_ALL_WELL,
    "filing": "access",
    "phone": "19212345678",
    "phones_equal": False,
    "filed_phone_usable": False,
    "phone_correct": False,
    "phone_changed": True,
    "sms_received": False,
    "verified": False,
    "failed": True,
    "returned": True,
    "intercepted": True,
    "receives_other_sms": False,
    "line_suspended": True,
    "sim_moved": True,
    "resent_since_move": False,
    "code_available": False,
    "link_opens": False,
    "wrong_entries": 6,
    "tried_after_limit": True,
    "application_submitted": False,
    "entries_confirmed": False,
    "portal_message": "该条验证库里找不到记录",
    "entered": Entries(code="12345", phone="15011112222", id_suffix="33333"),
}

#: Cases with every fact known, by name.
FULL: Mapping[str, Mapping[str, Any]] = {
    "full: all is well": _ALL_WELL,
    "full: no SMS, a segment that is not listed": {
        **_ALL_WELL,
        "phone": "19212345678",
        "sms_received": False,
        "verified": False,
        "portal_message": 101,
    },
    "full: entries refused": {
        **_ALL_WELL,
        "portal_message": 2,
        "entries_confirmed": False,
        "entered": Entries(code="123456", phone=_PHONES[0], id_suffix=_SUFFIXES[1]),
    },
    "full: nearly everything is wrong": _ALL_WRONG,
}

#: Cases with few facts known, by name.
SPARSE: Mapping[str, Mapping[str, Any]] = {
    "sparse: nothing is known": {},
    "sparse: no SMS": {"sms_received": False},
    "sparse: no SMS, filing and number": {"sms_received": False, "filing": "first", "phone": _PHONES[0]},
    "sparse: a message": {"portal_message": "该条验证库里找不到记录"},
}

#: What is promised: how many times its construction a diagnosis may take.
KINDS = ((FULL, 4), (SPARSE, 8))


def known(facts: Mapping[str, Any]) -> bool:
    """Whether a case's time is to be told."""
    return "sms_received_at" in facts


def tables() -> list[Table]:
    """Measure in fresh processes; a case is made anew for each diagnosis, so nothing is remembered."""
    samples = pooled(in_fresh_processes(_measure, _PROCESSES))
    rows, targets = [], []
    for cases, limit in KINDS:
        for name, facts in cases.items():
            both = ratio(samples, f"{name}: diagnosed", name)
            alone = Spread(*(part - 1 for part in both))
            found = len(diagnose(Case(**facts), now=_now(facts)))
            rows.append((name, nanoseconds(samples, name), str(alone), str(found)))
            targets.append(
                Target(f"diagnose, {name}", f"at most {limit} x construction", str(alone), alone.median <= limit)
            )
    return [
        Table(
            "Failure causes",
            ("case", "construction, ns", "diagnosis x construction", "findings"),
            rows,
            "Each case is constructed, and constructed and diagnosed; a diagnosis is what the second takes longer.",
            targets,
        )
    ]


def _now(facts: Mapping[str, Any]) -> datetime | None:
    return _NOW if known(facts) else None


def _measure() -> Samples:
    entries: dict[str, Entry] = {}
    for cases, _ in KINDS:
        for name, facts in cases.items():
            texts = [name] * _CALLS
            entries[name] = Entry(_construction(facts), texts, _CALLS)
            entries[f"{name}: diagnosed"] = Entry(_diagnosis(facts), texts, _CALLS)
    return in_turns(entries, _ROUNDS)


def _construction(facts: Mapping[str, Any]) -> Call:
    def construct(_name: str) -> object:
        return Case(**facts)

    return construct


def _diagnosis(facts: Mapping[str, Any]) -> Call:
    now = _now(facts)

    def construct_and_diagnose(_name: str) -> object:
        return diagnose(Case(**facts), now=now)

    return construct_and_diagnose
