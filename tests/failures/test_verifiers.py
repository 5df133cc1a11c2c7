"""Who verifies, with which number, by which document."""

from __future__ import annotations

from typing import Any

import pytest

from beian_segments.failures import (
    Case,
    FilingType,
    Part,
    Person,
    Role,
    expected_recipients,
    phone_to_enter,
    required_verifiers,
)

E, W = Role.ENTITY_LEADER, Role.WEBSITE_ADMINISTRATOR
P, Q, R = "13912345678", "13887654321", "15011112222"
LEADER, ADMIN = Person(role=E, phone=P), Person(role=W, phone=Q)


class TestRequired:
    @pytest.mark.parametrize(
        ("filing", "changes", "roles"),
        [
            ("first", (), {E, W}), ("add-website", (), {E, W}), ("access", (), {W}), ("cancel-entity", (), {E}),
            ("cancel-website", (), {W}), ("cancel-access", (), set()), ("change", (), set()),
            ("change", ["entity"], {E}), ("change", ["website"], {W}), ("change", ["entity", "website"], {E, W}),
            ("change", None, None), (None, (), None), ("access", None, {W}), (FilingType.CHANGE, {Part.ENTITY}, {E}),
        ],
    )  # fmt: skip
    def test_the_roles_follow_from_the_filing(
        self, filing: str | None, changes: list[str] | None, roles: set[Role] | None
    ) -> None:
        assert required_verifiers(filing, changes).roles == roles

    def test_every_known_answer_cites_its_documents(self) -> None:
        for filing in FilingType:
            answer = required_verifiers(filing)
            assert answer.sources[0].document == "tencent-13435"
            assert answer.sources[0].heading == "验证类型"
        assert required_verifiers(None).sources == ()

    @pytest.mark.parametrize(
        ("service", "filing", "roles", "others"),
        [
            ("website", "first", {E, W}, []), ("app", "first", {E, W}, []), ("app", "access", {W}, []),
            ("app", "add-website", {E, W}, [{W}]), ("mini-program", "first", {E}, [{E, W}]),
            ("mini-program", "add-website", {E}, [{E, W}]), ("mini-program", "access", None, []),
            ("mini-program", "cancel-website", None, []), ("mini-program", "cancel-access", set(), []),
            ("quick-app", "first", None, []), ("quick-app", "cancel-access", set(), []),
        ],
    )  # fmt: skip
    def test_what_is_filed_for_decides_too_as_far_as_a_document_says(
        self, service: str, filing: str, roles: set[Role] | None, others: list[frozenset[Role]]
    ) -> None:
        answer = required_verifiers(filing, service=service)
        assert answer.roles == roles
        assert [other.roles for other in answer.alternatives] == others
        assert bool(answer.sources) is (roles is not None)

    def test_an_app_is_what_documents_of_apps_say_and_a_mini_program_what_its_platform_says(self) -> None:
        app, program = (required_verifiers("first", service=service) for service in ("app", "mini-program"))
        assert [source.document for source in app.sources][-2:] == ["volcengine-2024", "huawei"]
        assert [source.document for source in program.sources] == ["douyin"]
        assert required_verifiers("change", ["entity"], "app").sources[-1].document == "huawei"
        assert required_verifiers("change", ["entity"], "mini-program").roles is None
        assert required_verifiers("change", (), "mini-program").roles == frozenset()

    def test_only_an_added_website_is_in_dispute(self) -> None:
        disputed = {filing for filing in FilingType if required_verifiers(filing).alternatives}
        assert disputed == {FilingType.ADD_WEBSITE}
        (other,) = required_verifiers("add-website").alternatives
        assert other.roles == frozenset({W})
        assert [source.document for source in other.sources] == ["volcengine-2021"]

    def test_a_wrong_argument_is_refused_by_its_name(self) -> None:
        with pytest.raises(ValueError, match=r"^filing must be one of first, "):
            required_verifiers("relocate")
        with pytest.raises(TypeError, match=r"^filing must be a member of FilingType or its value, not int$"):
            required_verifiers(1)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match=r"^changes must be a collection of Part, not str$"):
            required_verifiers("change", "entity")
        with pytest.raises(ValueError, match=r"^changes must be one of entity, website$"):
            required_verifiers("change", ["domain"])
        with pytest.raises(ValueError, match=r"^service must be one of website, app, mini-program, quick-app$"):
            required_verifiers("first", service="blog")


class TestRecipients:
    def test_each_number_gets_one_code(self) -> None:
        case = Case(filing="first", people=[LEADER, Person(role=W, phone="+86 139-1234-5678"), ADMIN])
        assert expected_recipients(case) == (LEADER, ADMIN)

    def test_only_roles_that_verify_get_one(self) -> None:
        assert expected_recipients(Case(filing="access", people=[LEADER, ADMIN])) == (ADMIN,)
        assert expected_recipients(Case(filing="first", people=[Person(phone=P), ADMIN])) == (ADMIN,)

    def test_a_person_whose_number_is_not_known_still_gets_a_code(self) -> None:
        unknown = Person(role=W)
        case = Case(filing="first", people=[LEADER, unknown, unknown])
        assert expected_recipients(case) == (LEADER, unknown, unknown)

    @pytest.mark.parametrize("facts", [{}, {"filing": "cancel-access"}, {"filing": "change"}])
    def test_there_are_no_recipients_without_known_verifiers(self, facts: dict[str, str]) -> None:
        assert expected_recipients(Case(people=[LEADER, ADMIN], **facts)) == ()  # type: ignore[arg-type]


class TestPhoneToEnter:
    def test_it_is_contact_1_of_the_role_as_eleven_digits(self) -> None:
        case = Case(filing="first", people=[Person(role=E, phone="+86 139 1234 5678"), ADMIN])
        assert phone_to_enter(case, E) == P
        assert phone_to_enter(case, "website-administrator") == Q

    @pytest.mark.parametrize(
        "case",
        [
            Case(people=[LEADER]),
            Case(filing="access", people=[LEADER]),
            Case(filing="first", people=[ADMIN]),
            Case(filing="first", people=[Person(role=E)]),
            Case(filing="first", people=[Person(role=E, phone="010-65529988")]),
            Case(filing="first", people=[LEADER, Person(role=E, phone=R)]),
            Case(filing="cancel-entity", people=[LEADER], filed_phone_usable=False),
        ],
        ids=repr,
    )
    def test_it_is_open_where_the_facts_leave_it_open(self, case: Case) -> None:
        assert phone_to_enter(case, E) is None

    @pytest.mark.parametrize("facts", [{"filed_phone_usable": False}, {"phones_equal": False}])
    def test_an_access_filing_takes_the_filed_number_only(self, facts: dict[str, bool]) -> None:
        assert phone_to_enter(Case(filing="access", people=[ADMIN]), W) == Q
        assert phone_to_enter(Case(filing="access", phone=R, people=[ADMIN], **facts), W) is None  # type: ignore[arg-type]

    def test_a_change_takes_the_new_number_where_the_filed_one_no_longer_works(self) -> None:
        facts: dict[str, Any] = {"filing": "change", "changes": ["entity"], "filed_phone_usable": False}
        assert phone_to_enter(Case(people=[LEADER], **facts), E) is None
        assert phone_to_enter(Case(phone=R, **facts), E) == R
        assert phone_to_enter(Case(phone="138", **facts), E) is None

    def test_a_new_number_is_entered_only_by_the_person_known_to_have_it(self) -> None:
        added = Case(filing="add-website", people=[LEADER, ADMIN], filed_phone_usable=False, phone=Q)
        assert phone_to_enter(added, W) == Q
        assert phone_to_enter(added, E) is None
        assert phone_to_enter(Case(filing="add-website", filed_phone_usable=False, phone=R), E) is None

    def test_a_wrong_role_is_refused_by_its_name(self) -> None:
        with pytest.raises(ValueError, match=r"^role must be one of entity-leader, website-administrator$"):
            phone_to_enter(Case(), "owner")
        with pytest.raises(TypeError, match=r"^role must be a member of Role or its value, not int$"):
            phone_to_enter(Case(), 1)  # type: ignore[arg-type]
        assert phone_to_enter(Case(filing="first", people=[LEADER]), None) is None  # type: ignore[arg-type]


def test_a_new_number_is_entered_for_both_roles_of_its_holder() -> None:
    roles = ("entity-leader", "website-administrator")
    people = [Person(role=role, phone="13800138000") for role in roles]
    case = Case(filing="add-website", filed_phone_usable=False, phone="13800138000", people=people)
    assert [phone_to_enter(case, role) for role in roles] == ["13800138000", "13800138000"]
