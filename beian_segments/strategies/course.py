"""What happens to a filing: what is filed, whether the SMS came, what was tried, what came of it. Above the facts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations

from hypothesis import strategies as st

from beian_segments.failures import FilingType, Part, Provider, _rules
from beian_segments.failures.suffix import REVERSE_PROVINCE
from beian_segments.failures.verifiers import ALL_VERIFIED
from beian_segments.strategies.facts import DONE, FALSE, FLAG, REFUSED, RESENT, TRUE, Facts, Symptom, fact

__all__ = ["arrival", "attempts", "filing", "has_not_passed", "obstacles", "on_file", "resends", "result"]

_FILINGS = fact(*FilingType)
_VERIFIED_FILINGS = fact(*(kind for kind in FilingType if kind is not FilingType.CANCEL_ACCESS))
_SOME_CHANGES = [frozenset(parts) for size in range(1, len(Part) + 1) for parts in combinations(Part, size)]
_CHANGES = fact(*_SOME_CHANGES, frozenset())
_VERIFIED_CHANGES = fact(*_SOME_CHANGES)
_PROVIDERS = st.sampled_from([Provider.TENCENT, None, *(each for each in Provider if each is not Provider.TENCENT)])
_PROVINCES = fact(REVERSE_PROVINCE) | st.sampled_from(_rules.PROVINCES)

_LIMIT = _rules.WRONG_ENTRY_LIMIT

_ZONES = [UTC, *(timezone(timedelta(hours=hours)) for hours in (8, 13, -11))]
_MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.sampled_from(_ZONES))  # noqa: DTZ001 - the zones are drawn
_ANY_MOMENT = st.none() | _MOMENTS
_ANY_WAIT = st.none() | st.timedeltas(timedelta(), timedelta(days=3))
_NOT = st.just(False)


def filing(draw: st.DrawFn, symptom: Symptom | None) -> Facts:
    """What is filed; with a symptom, something that has to be verified."""
    kind = draw(_FILINGS if symptom is None else _VERIFIED_FILINGS)
    changes = draw(_CHANGES if symptom is None else _VERIFIED_CHANGES)
    return {
        "filing": kind,
        "changes": changes if kind is FilingType.CHANGE else None,
        "provider": draw(_PROVIDERS),
        "province": draw(_PROVINCES),
    }


def on_file(draw: st.DrawFn, kind: FilingType | None) -> Facts:
    """What an earlier filing has to do with it, which a first one does not have. The number in use works."""
    equal = draw(FLAG)
    equal = equal if kind is FilingType.ACCESS else None
    facts = {
        "phones_equal": equal,
        "phone_changed": draw(FALSE if equal else FLAG),
        "filed_phone_usable": draw(TRUE if equal else FLAG),
        "original_provider_reachable": draw(FLAG),
    }
    return {"phone_changed": facts["phone_changed"]} if kind in (None, FilingType.FIRST) else facts


def arrival(draw: st.DrawFn, symptom: Symptom | None, code: str | None) -> Facts:
    """Whether and when the SMS was sent, which takes an application, and came."""
    has_entered = code in (*DONE, *REFUSED)
    received = draw(_NOT if symptom is Symptom.NO_SMS else TRUE if has_entered else FLAG)
    has_applied = received or has_entered or code in RESENT or symptom is Symptom.NOT_PASSED
    submitted = draw(TRUE if has_applied else FLAG)
    sent_at, waited = draw(_ANY_MOMENT), draw(_ANY_WAIT)
    received_at = (sent_at or draw(_MOMENTS)) + waited if received and waited is not None else None
    return {
        "application_submitted": submitted,
        "sms_sent_at": None if submitted is False else sent_at,
        "sms_received": received,
        "sms_received_at": received_at,
    }


_NO_OBSTACLE: Facts = {"intercepted": False, "receives_other_sms": True, "line_suspended": False, "sim_moved": False}
_OBSTACLES = st.sampled_from([{}, _NO_OBSTACLE, None])


def obstacles(draw: st.DrawFn) -> Facts:
    """What may keep an SMS from coming: unknown, nothing of it, or each by itself."""
    facts = draw(_OBSTACLES)
    if facts is None:
        moved = draw(FLAG)
        facts = {
            "intercepted": draw(FLAG),
            "receives_other_sms": draw(FLAG),
            "line_suspended": draw(FLAG),
            "sim_moved": moved,
            "resent_since_move": draw(FLAG) if moved else None,
        }
    return facts


def resends(draw: st.DrawFn, provider: Provider | None, code: str | None, *, is_resent: bool) -> Facts:
    """How often the SMS was resent: up to the provider's limit, or the highest known one."""
    most = _rules.RESENDS.get(provider or "", max(_rules.RESENDS.values()))
    least = most if code == RESENT[-1] else int(code in RESENT or is_resent)
    return {"resends": draw(st.none() | st.integers(least, most))}


def attempts(draw: st.DrawFn, code: str | None) -> Facts:
    """What there is to enter and to enter it with, and how often it was wrong; who is done was right in time."""
    wrong = draw(st.none() | st.integers(int(code in REFUSED), _LIMIT + (code not in DONE)))
    tried = FLAG
    if code in DONE or (wrong is not None and wrong < _LIMIT):
        tried = FALSE
    elif wrong is not None and wrong > _LIMIT:
        tried = TRUE
    return {
        "wrong_entries": wrong,
        "tried_after_limit": draw(tried),
        "code_available": draw(FLAG),
        "link_opens": draw(FLAG),
    }


def result(draw: st.DrawFn, facts: Facts, code: str | None, *, may_enter: bool) -> Facts:
    """What came of it. One person's verification does not save a filing that others have to verify too."""
    is_over = facts.get("tried_after_limit") is True or _wrong(facts) > _LIMIT
    is_not_done = is_over or not may_enter or code in REFUSED
    verified = draw(TRUE if code in DONE else FALSE if is_not_done else FLAG)
    is_well = code == ALL_VERIFIED or facts["application_submitted"] is False
    has_failed = code == "portal-failed-ask-provider"
    return {
        "verified": verified,
        "failed": draw(FALSE if is_well or verified else TRUE if has_failed else FLAG),
        "returned": draw(FALSE if is_well else TRUE if is_over else FLAG),
    }


def has_not_passed(facts: Facts) -> bool:
    """Whether some facts make up :attr:`Symptom.NOT_PASSED`."""
    return bool(facts["failed"] or facts["returned"]) or _wrong(facts) >= _LIMIT


def _wrong(facts: Facts) -> int:
    return facts.get("wrong_entries") or 0
