"""Cases that can happen. On top of the course of a filing and its people.

Facts are drawn in the order in which they come about, each as what came before leaves it open, so none is thrown away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from beian_segments.failures import Case, required_verifiers
from beian_segments.failures.symptoms import ENTRIES_REFUSED
from beian_segments.failures.verifiers import ALL_VERIFIED
from beian_segments.strategies import arguments
from beian_segments.strategies.course import (
    arrival,
    attempts,
    filing,
    has_not_passed,
    obstacles,
    on_file,
    resends,
    result,
)
from beian_segments.strategies.facts import (
    DONE,
    FALSE,
    FLAG,
    MESSAGES,
    NOT_RESENT,
    REFUSED,
    RESENT,
    TRUE,
    Facts,
    Symptom,
)
from beian_segments.strategies.people import entered, is_mobile, people, verifier

__all__ = ["cases"]


def cases(*, symptom: Symptom | str | None = None) -> st.SearchStrategy[Case]:
    """Cases whose facts agree with one another; any of them may be unknown.

    No SMS that never came was received at some time, nobody has verified whose entries the portal refused, one number
    is one person, and so on. Numbers, codes and suffixes may be wrong: that is what a case is about. Phones are those
    of listed and unlisted segments in any accepted writing, and texts that are none. Shrink to a case of which nothing
    is known but the default provider, and with a symptom to what makes it up.

    A case's repr masks its numbers; to see those of an example, print ``attrs.asdict`` of it.

    Args:
        symptom: only cases with this symptom; they may have others too.

    Raises:
        InvalidArgument: ``symptom`` is no :class:`Symptom`.
    """
    arguments.one_of("symptom", symptom, Symptom)
    return _cases(None if symptom is None else Symptom(symptom))


# What the portal may have said, by symptom.
_CODES: Mapping[Symptom | None, Sequence[str | None]] = {
    None: (None, *MESSAGES),
    Symptom.NO_SMS: (None, *NOT_RESENT, *RESENT),
    Symptom.NOT_PASSED: (None, *(code for code in MESSAGES if code != ALL_VERIFIED)),
    Symptom.ENTRIES_REFUSED: (ENTRIES_REFUSED,),
    Symptom.MESSAGE: tuple(MESSAGES),
}


@st.composite
def _cases(draw: st.DrawFn, symptom: Symptom | None) -> Case:
    # What cannot be is drawn all the same and dropped: a case that skips it would be the simpler one.
    filed = filing(draw, symptom)
    code = draw(st.sampled_from(_CODES[symptom]))
    facts: Facts = {"portal_message": code and draw(st.sampled_from(MESSAGES[code]))}
    facts |= on_file(draw, filed["filing"]) | arrival(draw, symptom, code)
    has_come, has_applied = facts["sms_received"], facts["application_submitted"]
    may_enter = has_come is not False and has_applied is not False
    in_the_way = obstacles(draw)
    facts |= in_the_way if has_come is not True else {}
    again = resends(draw, filed["provider"], code, is_resent=facts.get("resent_since_move") is True)
    facts |= again if has_applied is not False else {}
    tried = attempts(draw, code)
    facts |= tried if may_enter else {}
    facts |= result(draw, facts, code, may_enter=may_enter)
    if symptom is Symptom.NOT_PASSED and not has_not_passed(facts):
        facts["returned"] = True
    facts |= _verifying(draw, facts, code, may_enter=may_enter)
    facts |= {"modified": draw(FLAG), "meets_requirements": draw(FLAG)}
    nobody_verifies = required_verifiers(filed["filing"], filed["changes"]).roles == frozenset()
    return Case(**filed, **({} if nobody_verifies else facts))


def _verifying(draw: st.DrawFn, facts: Facts, code: str | None, *, may_enter: bool) -> Facts:
    """The people of a case, its number, and what was entered."""
    is_done = facts["verified"] is True or code in DONE
    # Whoever got something from the portal has a number, and it was typed right.
    is_reached = is_done or facts["sms_received"] is True or code in REFUSED
    persons = people(draw, verified=TRUE if code == ALL_VERIFIED else FLAG)
    found = verifier(draw, persons, verified=facts["verified"], is_reached=is_reached)
    typed = entered(draw, found, is_done=is_done, is_refused=code in REFUSED)
    found |= typed if may_enter else {}
    phone = found["phone"]
    if phone is not None and not is_mobile(phone):
        correct = FALSE
    else:
        correct = TRUE if is_reached or found.get("entries_confirmed") else FLAG
    return found | {"phone_correct": draw(correct)}
