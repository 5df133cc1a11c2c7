"""What a case may hold, what it refuses, and what it shows."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError

from beian_segments.failures import Case, Entries, FilingType, IdType, Part, Person, Provider, Role, Service

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
PHONE, CODE, SUFFIX = "13912345678", "428571", "28571X"

FULL: dict[str, Any] = {
    "filing": "change",
    "changes": ["website", "entity"],
    "service": "app",
    "provider": "huawei",
    "province": "CN-ZJ",
    "people": [Person(role="entity-leader", phone=PHONE, verified=True, id_type="passport", id_suffix=SUFFIX)],
    "phone": PHONE,
    "submitted_at": NOW,
    "sms_sent_at": NOW,
    "sms_received_at": NOW,
    "wrong_entries": 4,
    "resends": 0,
    "portal_message": 4,
    "entered": Entries(code=CODE, phone=PHONE, id_suffix=SUFFIX),
    **dict.fromkeys(
        (
            "phones_equal", "filed_phone_usable", "original_provider_reachable", "phone_correct", "phone_changed",
            "sms_received", "verified", "failed", "returned", "intercepted", "receives_other_sms", "line_suspended",
            "sim_moved", "resent_since_move", "code_available", "link_opens", "tried_after_limit",
            "application_submitted", "entries_confirmed", "modified", "meets_requirements",
        ),
        True,
    ),
}  # fmt: skip
FLAGS = sorted(name for name, value in FULL.items() if value is True)


class Text(str):
    __slots__ = ()


class TestWhatIsKnown:
    def test_every_fact_may_be_unknown(self) -> None:
        known = {name: value for name in (each.name for each in fields(Case)) if (value := getattr(Case(), name))}
        assert known == {"provider": Provider.TENCENT}
        nothing: dict[str, Any] = dict.fromkeys((each.name for each in fields(Case)), None)
        assert Case(**nothing) == Case(provider=None)

    def test_every_fact_may_be_known(self) -> None:
        assert set(FULL) == {each.name for each in fields(Case)}
        case = Case(**FULL)
        assert all(getattr(case, name) is True for name in FLAGS)

    def test_members_may_be_given_as_themselves_or_by_their_values(self) -> None:
        by_value = Case(**FULL)
        by_member = Case(
            **{
                **FULL,
                "filing": FilingType.CHANGE,
                "changes": {Part.ENTITY, Part.WEBSITE},
                "provider": Provider.HUAWEI,
                "people": (
                    Person(role=Role.ENTITY_LEADER, phone=PHONE, verified=True, id_type=IdType.PASSPORT,
                           id_suffix=SUFFIX),
                ),
            }
        )  # fmt: skip
        assert by_value == by_member
        assert type(by_value.filing) is FilingType
        assert type(by_value.people[0].role) is Role

    def test_collections_are_kept_immutable(self) -> None:
        case = Case(**FULL)
        assert case.changes == frozenset({Part.ENTITY, Part.WEBSITE})
        assert type(case.changes) is frozenset
        assert type(case.people) is tuple

    def test_no_changes_are_not_unknown_changes(self) -> None:
        assert Case().changes is None
        assert Case(changes=()).changes == frozenset()

    def test_a_str_subclass_is_a_str(self) -> None:
        assert Case(phone=Text(PHONE), filing=Text("first"), province=Text("CN-ZJ")).filing is FilingType.FIRST

    def test_facts_are_keywords(self) -> None:
        for kind in (Case, Person, Entries):
            with pytest.raises(TypeError, match="positional"):
                kind("first")  # type: ignore[call-arg]


@pytest.mark.parametrize("facts", [Case(**FULL), Case(), FULL["people"][0], FULL["entered"]], ids=repr)
class TestValues:
    def test_they_are_equal_by_content_hash_copy_and_pickle(self, facts: Any) -> None:
        for other in (evolve(facts), copy.deepcopy(facts), pickle.loads(pickle.dumps(facts))):  # noqa: S301
            assert other == facts
            assert hash(other) == hash(facts)
            assert repr(other) == repr(facts)

    def test_they_cannot_be_changed(self, facts: Any) -> None:
        with pytest.raises(FrozenInstanceError):
            facts.phone = "1"


class TestRefusals:
    @pytest.mark.parametrize("value", [0, 1, "true", "", [], NOW])
    @pytest.mark.parametrize("name", FLAGS)
    def test_what_is_no_truth_value_is_a_wrong_type(self, name: str, value: Any) -> None:
        with pytest.raises(TypeError, match=rf"^{name} must be True, False or None, not {type(value).__name__}$"):
            Case(**{name: value})

    @pytest.mark.parametrize("value", [True, "3", 3.0])
    @pytest.mark.parametrize("name", ["wrong_entries", "resends"])
    def test_what_is_no_int_is_a_wrong_type(self, name: str, value: object) -> None:
        with pytest.raises(TypeError, match=rf"^{name} must be an int, not {type(value).__name__}$"):
            Case(**{name: value})  # type: ignore[arg-type]

    @pytest.mark.parametrize("name", ["wrong_entries", "resends"])
    def test_a_negative_count_is_a_wrong_value(self, name: str) -> None:
        with pytest.raises(ValueError, match=rf"^{name} must not be negative$"):
            Case(**{name: -1})  # type: ignore[arg-type]

    @pytest.mark.parametrize("value", ["2026-03-02T10:00:00+08:00", 0, date(2026, 3, 2)])
    @pytest.mark.parametrize("name", ["sms_sent_at", "sms_received_at"])
    def test_what_is_no_datetime_is_a_wrong_type(self, name: str, value: object) -> None:
        with pytest.raises(TypeError, match=rf"^{name} must be a datetime, not {type(value).__name__}$"):
            Case(**{name: value})  # type: ignore[arg-type]

    @pytest.mark.parametrize("name", ["sms_sent_at", "sms_received_at"])
    def test_a_naive_datetime_is_a_wrong_value(self, name: str) -> None:
        with pytest.raises(ValueError, match=rf"^{name} must have a time zone"):
            Case(**{name: datetime(2026, 3, 2)})  # type: ignore[arg-type]  # noqa: DTZ001

    @pytest.mark.parametrize(
        ("kind", "name", "value", "message"),
        [
            (Case, "filing", 1, "filing must be a member of FilingType or its value, not int"),
            (Case, "provider", True, "provider must be a member of Provider or its value, not bool"),
            (Person, "role", b"entity-leader", "role must be a member of Role or its value, not bytes"),
            (Person, "id_type", 6, "id_type must be a member of IdType or its value, not int"),
            (Person, "phone", int(PHONE), "phone must be a str, not int"),
            (Person, "id_suffix", 123456, "id_suffix must be a str, not int"),
            (Person, "verified", 1, "verified must be True, False or None, not int"),
            (Entries, "code", 123456, "code must be a str, not int"),
            (Entries, "phone", [PHONE], "phone must be a str, not list"),
            (Entries, "id_suffix", 123456, "id_suffix must be a str, not int"),
            (Case, "phone", int(PHONE), "phone must be a str, not int"),
            (Case, "province", 33, "province must be a str, not int"),
            (Case, "portal_message", True, "portal_message must be a str or an int, not bool"),
            (Case, "portal_message", 4.0, "portal_message must be a str or an int, not float"),
            (Case, "entered", {"code": CODE}, "entered must be Entries, not dict"),
            (Case, "changes", "entity", "changes must be a collection of Part, not str"),
            (Case, "changes", Part.ENTITY, "changes must be a collection of Part, not Part"),
            (Case, "changes", 1, "changes must be a collection of Part, not int"),
            (Case, "changes", {"entity": True}, "changes must be a collection of Part, not dict"),
            (Case, "changes", [1], "changes must be a member of Part or its value, not int"),
            (Case, "changes", [None], "changes must hold members of Part, not None"),
            (Case, "people", "leader", "people must be a tuple or list of Person, not str"),
            (Case, "people", {Person()}, "people must be a tuple or list of Person, not set"),
            (Case, "people", Person(), "people must be a tuple or list of Person, not Person"),
            (Case, "people", [{"phone": PHONE}], "people must hold Person only, not dict"),
        ],
    )
    def test_a_wrong_type_is_reported_by_field_and_type(
        self, kind: type, name: str, value: object, message: str
    ) -> None:
        with pytest.raises(TypeError) as refused:
            kind(**{name: value})
        assert str(refused.value) == message
        assert refused.value.__cause__ is refused.value.__context__ is None

    @pytest.mark.parametrize(
        ("kind", "name", "value"),
        [
            (Case, "filing", PHONE),
            (Case, "filing", "Access"),
            (Case, "provider", PHONE),
            (Case, "changes", [PHONE]),
            (Case, "province", "ZJ"),
            (Case, "province", "zhejiang"),
            (Case, "province", "cn-zj"),
            (Case, "province", "CN-ZZ"),
            (Case, "province", PHONE),
            (Person, "role", PHONE),
            (Person, "id_type", PHONE),
        ],
    )
    def test_a_wrong_value_is_reported_by_field_and_never_shown(self, kind: type, name: str, value: object) -> None:
        with pytest.raises(ValueError, match=rf"^{name} must be ") as refused:
            kind(**{name: value})
        assert PHONE not in str(refused.value)
        assert refused.value.__cause__ is refused.value.__context__ is None

    def test_an_unknown_value_is_answered_with_the_known_ones(self) -> None:
        with pytest.raises(ValueError, match=r"^role must be one of entity-leader, website-administrator$"):
            Person(role="leader")

    @pytest.mark.parametrize("phone", ["", "138", "010-65529988", "x" * 10_000_000, "\ud800"])
    def test_a_phone_that_is_no_mobile_number_is_not_refused(self, phone: str) -> None:
        assert Case(phone=phone).phone == phone

    @pytest.mark.parametrize("message", ["", "no message", 7, -1, PHONE])
    def test_a_message_that_is_none_of_the_portals_is_not_refused(self, message: str | int) -> None:
        case = Case(portal_message=message)
        assert case.portal_message == message
        assert case.portal is None


class TestRepr:
    def test_it_shows_what_is_known(self) -> None:
        assert repr(Case()) == "Case(provider='tencent')"
        assert repr(Case(filing="access", wrong_entries=0, verified=False)) == (
            "Case(filing='access', provider='tencent', verified=False, wrong_entries=0)"
        )

    def test_it_shows_no_personal_data(self) -> None:
        text = repr(Case(**FULL))
        assert "phone=***" in text
        assert "changes={'entity', 'website'}" in text
        assert "Entries(code=***, phone=***, id_suffix=***)" in text
        assert "Person(role='entity-leader', phone=***, verified=True, id_type='passport', id_suffix=***)" in text
        for secret in (PHONE, CODE, SUFFIX):
            assert not any(secret[start : start + 4] in text for start in range(len(secret) - 3))

    def test_it_shows_a_message_by_its_number_and_nothing_that_is_none_of_the_portals(self) -> None:
        assert repr(Case(provider=None, portal_message="该条验证库里找不到记录")) == "Case(portal_message=4)"
        assert repr(Case(provider=None, portal_message=PHONE)) == "Case(portal_message=***)"
        assert repr(Case(provider=None, portal_message=int(PHONE))) == "Case(portal_message=***)"


def test_people_may_come_from_any_iterable_with_an_order() -> None:
    people: Iterable[Person] = (Person(phone=phone) for phone in (PHONE, "138"))
    assert [person.phone for person in Case(people=people).people] == [PHONE, "138"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *((Entries, name) for name in ("code", "phone", "id_suffix")),
        *((Person, name) for name in ("phone", "id_suffix")),
        (Case, "phone"),
    ],
)
def test_what_is_typed_is_text_or_not_known(kind: Any, name: str) -> None:
    assert getattr(kind(**{name: None}), name) is None
    with pytest.raises(TypeError, match=rf"^{name} must be a str, not int$"):
        kind(**{name: 13912345678})


@pytest.mark.parametrize("name", [*FLAGS, "verified of a person"])
def test_a_flag_is_true_false_or_not_known(name: str) -> None:
    kind: Any = Person if name.endswith("person") else Case
    flag = name.partition(" ")[0]
    for wrong in (1, 0, "yes", ""):
        with pytest.raises(TypeError, match=rf"^{flag} must be True, False or None, not {type(wrong).__name__}$"):
            kind(**{flag: wrong})


def test_the_values_are_the_documented_ones() -> None:
    assert [[*map(str, kind)] for kind in (FilingType, Part, Service, Provider, Role, IdType)] == [
        ["first", "add-website", "access", "change", "cancel-entity", "cancel-website", "cancel-access"],
        ["entity", "website"],
        ["website", "app", "mini-program", "quick-app"],
        ["tencent", "alibaba", "huawei", "volcengine", "wechat", "douyin", "jd", "baidu", "other"],
        ["entity-leader", "website-administrator"],
        ["id-card", "passport", "hk-macau-pass"],
    ]
