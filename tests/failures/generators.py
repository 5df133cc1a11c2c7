"""Hypothesis strategies for cases: those that can happen, and those whose facts have nothing to do with one another.

The second kind has every fact known or not, whatever the others are, and few numbers, so that people share them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from beian_segments import strategies
from beian_segments.failures import Case, Entries, FilingType, IdType, Part, Person, Provider, Role

STATUSES = (0, 2, 3, 4, 20, 21, 31, 100, 101, 102)

# Digits that no text of ours has: all runs of four are distinct from years, limits and status numbers.
PHONES = ("13946857392", "19275846397", "15068473925", "0086 139 4685 7392", "010-64758396", "8573")
SUFFIXES = ("684753", "68475X", "68475x", "847（5）", "847(5)", "6847")
CODES = ("738465", "7384656", "７３８４６５", "73846x")

flags = st.sampled_from([None, True, False])
phones = st.none() | st.sampled_from(PHONES)
suffixes = st.none() | st.sampled_from(SUFFIXES)

people = st.lists(
    st.builds(
        Person,
        role=st.none() | st.sampled_from(Role),
        phone=phones,
        verified=flags,
        id_type=st.none() | st.sampled_from(IdType),
        id_suffix=suffixes,
    ),
    max_size=3,
)
entries = st.builds(Entries, code=st.none() | st.sampled_from(CODES), phone=phones, id_suffix=suffixes)

_START = datetime(2026, 3, 2, 10, tzinfo=UTC)
moments = st.builds(
    lambda hours, zone: (_START + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=zone))),
    st.integers(0, 50),
    st.integers(-11, 12),
)
nows = st.none() | moments

_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "filing": st.none() | st.sampled_from(FilingType),
    "changes": st.none() | st.frozensets(st.sampled_from(Part)),
    "provider": st.none() | st.sampled_from(Provider),
    "province": st.sampled_from([None, "CN-ZJ", "CN-GD"]),
    "people": people,
    "phone": phones,
    "sms_sent_at": st.none() | moments,
    "sms_received_at": st.none() | moments,
    "wrong_entries": st.none() | st.integers(0, 7),
    "resends": st.none() | st.integers(0, 4),
    "portal_message": st.none() | st.sampled_from(STATUSES) | st.sampled_from(PHONES),
    "entered": st.none() | entries,
    **dict.fromkeys(
        (
            "phones_equal", "filed_phone_usable", "original_provider_reachable", "phone_correct", "phone_changed",
            "sms_received", "verified", "failed", "returned", "intercepted", "receives_other_sms", "line_suspended",
            "sim_moved", "resent_since_move", "code_available", "link_opens", "tried_after_limit",
            "application_submitted", "entries_confirmed", "modified", "meets_requirements",
        ),
        flags,
    ),
}  # fmt: skip

of_few_numbers = st.fixed_dictionaries({}, optional=_FIELDS).map(lambda facts: Case(**facts))
cases = of_few_numbers | strategies.cases()
