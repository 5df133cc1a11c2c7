"""Who stands in a filing, whose number it is about, and what they entered. Above the writings of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters, ascii_uppercase

from attrs import evolve
from hypothesis import strategies as st

from beian_segments.failures import Entries, IdType, Person, Role, _rules, id_suffix
from beian_segments.failures.suffix import REVERSE_PROVINCE, REVERSE_TYPE
from beian_segments.grammar import is_canonical
from beian_segments.prefixset import DIGITS
from beian_segments.strategies.dressing import CHARACTERS
from beian_segments.strategies.facts import FALSE, FLAG, TRUE, Facts, fact
from beian_segments.strategies.malformed import malformed_numbers
from beian_segments.strategies.numbers import digits, supported_numbers, unlisted_numbers
from beian_segments.strategies.writings import writings

__all__ = ["entered", "is_mobile", "people", "verifier"]

_NUMBERS = supported_numbers() | unlisted_numbers()
_PHONES = _NUMBERS | writings(_NUMBERS)
_CODES = digits(_rules.CODE_DIGITS, _rules.CODE_DIGITS)

# The last characters of a document's number.
_LENGTH = _rules.ID_SUFFIX_LENGTH
_SUFFIXES = {
    IdType.ID_CARD: st.builds(str.__add__, digits(_LENGTH - 1, _LENGTH - 1), st.sampled_from(f"{DIGITS}X")),
    IdType.PASSPORT: st.text(DIGITS + ascii_uppercase, min_size=_LENGTH, max_size=_LENGTH),
    IdType.HK_MACAU_PASS: digits(_LENGTH, _LENGTH),
}
_ANY_SUFFIX = st.one_of(list(_SUFFIXES.values()))
_BACK_OF_A_PASS = digits(_LENGTH - 2, _LENGTH - 2).map(
    lambda number: id_suffix(REVERSE_TYPE, "", province=REVERSE_PROVINCE, reverse_number=f"{number[1:]}({number[:1]})")
)
_ANY_TEXT = st.text(CHARACTERS + ascii_letters, max_size=2 * _LENGTH)

# As far as known.
_ID_TYPES = fact(*IdType)
_SUFFIX_OF = {kind: st.none() | suffixes for kind, suffixes in [*_SUFFIXES.items(), (None, _ANY_SUFFIX)]}
_PHONE = st.none() | _PHONES
_CODE = st.none() | _CODES
_TYPED_CODE = _CODE | _ANY_TEXT
_TYPED_SUFFIX = _ANY_SUFFIX | _BACK_OF_A_PASS | _ANY_TEXT
_TYPED_PHONE = _PHONES | malformed_numbers()
_TELLERS = st.sampled_from([(True, True), (True, False), (False, True)])

# Nobody known, somebody in an unknown role, or who stands in the filing, as far as known.
_ROLES = st.sampled_from([(), (None,), *((role,) for role in Role), tuple(Role)])


@st.composite
def _somebody(draw: st.DrawFn, verified: st.SearchStrategy[bool | None]) -> Person:
    id_type = draw(_ID_TYPES)
    suffix = draw(_SUFFIX_OF[id_type])
    return Person(phone=draw(_PHONE), verified=draw(verified), id_type=id_type, id_suffix=suffix)


def people(draw: st.DrawFn, *, verified: st.SearchStrategy[bool | None]) -> tuple[Person, ...]:
    """The people of a filing, at most one a role; two with one number are one person in two roles."""
    found: list[Person] = []
    for role in draw(_ROLES):
        is_new = draw(st.booleans())
        somebody = draw(_somebody(verified)) if is_new or not found else found[0]
        with_their_number = (other for other in found if other.number == somebody.number is not None)
        found.append(evolve(next(with_their_number, somebody), role=role))
    return tuple(found)


def verifier(draw: st.DrawFn, persons: Sequence[Person], *, verified: bool | None, is_reached: bool) -> Facts:
    """Whose number a case is about, and who tells whether they have verified: the case, the person, or both.

    The filing's SMS and pages reach nobody but its people.
    """
    theirs_or_unknown = _known_phones(persons)
    if not is_reached:
        phone = draw(theirs_or_unknown | _TYPED_PHONE)
    else:
        phone = draw(theirs_or_unknown | _PHONES if _others(persons) else theirs_or_unknown)
    theirs = _holders(persons, phone)
    by_case, by_person = draw(_TELLERS)
    told = evolve(theirs[0], verified=verified if by_person else None) if theirs else None
    return {
        "phone": phone,
        "verified": verified if by_case or not theirs else None,
        "people": tuple(evolve(told, role=each.role) if told and each in theirs else each for each in persons),
    }


def entered(draw: st.DrawFn, facts: Facts, *, is_done: bool, is_refused: bool) -> Facts:
    """What the holder of a case's number typed into the portal's form, and whether they say that it is right.

    Who is done typed what is on file, as far as it is known; who was refused did not, nor did who has no number.
    """
    phone, persons = facts["phone"], facts["people"]
    theirs = _holders(persons, phone)
    is_contact = phone is None or bool(theirs) or (is_mobile(phone) and _others(persons))
    may_be_right = is_contact and not is_refused
    kind = draw(st.sampled_from(["unknown", *["right"] * may_be_right, *["any"] * (not is_done)]))
    if kind == "right":
        suffix = theirs[0].id_suffix if theirs else draw(_SUFFIX_OF[None])
        entries = Entries(code=draw(_CODE), phone=phone, id_suffix=suffix)
        return {"entered": entries, "entries_confirmed": draw(TRUE)}
    if kind == "any":
        return {"entered": draw(_any_entries(persons)), "entries_confirmed": draw(FALSE)}
    return {"entries_confirmed": draw(FLAG if may_be_right else FALSE)}


@st.composite
def _any_entries(draw: st.DrawFn, persons: Sequence[Person]) -> Entries:
    return Entries(
        code=draw(_TYPED_CODE),
        phone=draw(_known_phones(persons) | _TYPED_PHONE),
        id_suffix=draw(fact(*(person.id_suffix for person in persons)) | _TYPED_SUFFIX),
    )


def is_mobile(phone: str) -> bool:
    """Whether a text is a writing of a mobile number."""
    return is_canonical(Person(phone=phone).number or "")


def _known_phones(persons: Sequence[Person]) -> st.SearchStrategy[str | None]:
    """One of the people's numbers, as far as known."""
    return fact(*(person.phone for person in persons if person.phone is not None))


def _others(persons: Sequence[Person]) -> bool:
    """Whether a number that is none of the people's may still be one of the filing's."""
    return not persons or any(person.phone is None for person in persons)


def _holders(persons: Sequence[Person], phone: str | None) -> list[Person]:
    number = Person(phone=phone).number
    return [person for person in persons if person.number == number is not None]
