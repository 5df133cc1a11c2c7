"""The package of failure causes: what is public, what importing costs, what is refused."""

from __future__ import annotations

import pytest

from beian_segments import failures
from beian_segments.failures import (
    Case,
    Entries,
    after_return,
    check_entries,
    diagnose,
    explain_portal,
    why_no_sms,
    why_not_passed,
)
from tests.test_imports import run


def test_every_public_name_is_there() -> None:
    assert len(set(failures.__all__)) == len(failures.__all__)
    for name in failures.__all__:
        assert getattr(failures, name) is not None


def test_a_diagnosis_imports_no_phonenumbers_and_no_reader_of_files() -> None:
    use = """
import sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
from beian_segments.failures import Case, diagnose
for phone in ("19212345678", "13800138000", "+852 5123 4567", "10086"):
    for finding in diagnose(Case(phone=phone, sms_received=False, portal_message=4)):
        finding.cause(), finding.remedy("en"), finding.sources
print(*(path for path in opened if not path.endswith((".py", ".pyc")) and ".pyc." not in path), sep="\\n")
print(*{"phonenumbers", "csv", "tomllib", "json"} & set(sys.modules))
"""
    assert run(use).split() == []


@pytest.mark.parametrize("ask", [diagnose, why_no_sms, why_not_passed, lambda case: explain_portal(4, case)])
def test_what_is_no_case_is_a_wrong_type(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(TypeError, match=r"^case must be a Case, not dict$"):
        ask({"filing": "first"})


def test_the_arguments_of_a_shortcut_are_refused_by_their_names() -> None:
    with pytest.raises(TypeError, match=r"^modified must be True, False or None, not str$"):
        after_return(modified="no", meets_requirements=True, provider="tencent")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^provider must be one of tencent, "):
        after_return(modified=False, meets_requirements=True, provider="aws")
    with pytest.raises(TypeError, match=r"^entered must be Entries, not dict$"):
        check_entries({"code": "1"}, ())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^people must be a tuple or list of Person, not str$"):
        check_entries(Entries(), "leader")  # type: ignore[arg-type]


def test_the_entries_are_checked_by_the_people() -> None:
    entered = Entries(code="12345", phone="13912345678", id_suffix="12345")
    people = [failures.Person(role="entity-leader", phone="13887654321", id_suffix="222222")]
    assert [finding.code for finding in check_entries(entered, people)] == [
        "code-not-six-digits", "id-suffix-not-six", "phone-not-contact-1", "entry-wrong",
    ]  # fmt: skip
    assert check_entries(Entries(), ()) == ()


def test_a_case_without_facts_has_no_findings() -> None:
    assert diagnose(Case()) == why_no_sms(Case()) == why_not_passed(Case()) == ()
