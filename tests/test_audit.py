"""The allocated layer against libphonenumber."""

from __future__ import annotations

import pytest

from beian_segments._phonenumbers import opinion, version
from tests import audit
from tests.audit_plugin import LINES


def test_every_disagreement_with_libphonenumber_is_known(pytestconfig: pytest.Config) -> None:
    read_from, known = audit.known()
    changes = audit.changes()
    if version() == read_from:
        assert changes == [], "give each new disagreement a reason in tests/cases/disagreements.toml"
    else:
        heading = f"allocated layer: phonenumbers {version()} instead of {read_from}, {len(changes)} changes"
        pytestconfig.stash[LINES].extend([heading, *changes])
    assert all(known.values()), "a disagreement without a reason"


def test_changes_name_what_is_new_and_what_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    new = audit.Disagreement("138", "carrier", "mobile", "unicom")
    gone = audit.Disagreement("139", "carrier", "mobile", "telecom")
    monkeypatch.setattr(audit, "found", lambda: {new})
    monkeypatch.setattr(audit, "known", lambda: ("0", {gone: "for this test"}))
    assert audit.changes() == [
        "new: 138 carrier: table mobile, libphonenumber unicom",
        "gone: 139 carrier: was telecom",
    ]


def test_a_prefix_is_judged_by_all_its_blocks() -> None:
    if version() != audit.known()[0]:
        pytest.skip(f"phonenumbers {version()} may say otherwise")
    assert opinion("146").valid is False
    assert (opinion("161").valid, opinion("161").carriers) == (None, ("China Broadnet",))
    assert (opinion("170").valid, opinion("170").carriers) == (True, ("China Mobile", "China Telecom", "China Unicom"))
    assert opinion("1349").carriers == ("",)
    assert opinion("13800138000").carriers == ("China Mobile",)
