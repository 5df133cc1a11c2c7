"""The allocated layer against libphonenumber."""

from __future__ import annotations

import pytest

from beian_segments.libphonenumber import version
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


def test_libphonenumber_never_overrules_the_list() -> None:
    """All of 146 is invalid there and published here."""
    from beian_segments import is_supported_segment
    from beian_segments.libphonenumber import opinion

    assert not opinion("146").valid
    assert is_supported_segment("14612345678")
