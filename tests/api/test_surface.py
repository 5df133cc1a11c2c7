"""What others build on: every line of the record is still true, and every new one is recorded."""

from __future__ import annotations

import csv
import json
import tomllib
from difflib import unified_diff
from typing import Any, get_args

from attrs import fields

from beian_segments import PrefixStatus, Segment, Verdict
from beian_segments import failures as causes
from beian_segments.verdicts import Caveat
from tests.api.surface import RECORD, codes, surface
from tests.reference import DATA

NOW = surface()
RECORDED = RECORD.read_text(encoding="utf-8").splitlines()


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads(DATA.joinpath(name).read_text(encoding="utf-8"))


def test_the_public_surface_is_as_recorded() -> None:
    changes = "\n".join(unified_diff(RECORDED, NOW, "recorded", "now", n=0, lineterm=""))
    assert not changes, f"{changes}\nMend what disappeared or changed, or record it: python -m tests.api"


def test_no_line_is_there_twice() -> None:
    assert len(set(NOW)) == len(NOW)


class TestCodes:
    """The package answers with the codes that the data files document, and with no others."""

    def test_verdicts(self) -> None:
        assert [str(verdict) for verdict in Verdict] == list(toml("verdicts.toml")["verdict"])

    def test_caveats(self) -> None:
        assert list(get_args(Caveat)) == list(toml("verdicts.toml")["caveat"])

    def test_states_of_a_half_typed_field(self) -> None:
        schema = json.loads(DATA.joinpath("vectors.schema.json").read_bytes())
        assert json.dumps([str(status) for status in PrefixStatus]) in json.dumps(schema)

    def test_findings_in_the_order_of_the_published_file(self) -> None:
        published = [finding["code"] for finding in json.loads(DATA.joinpath("findings.json").read_bytes())["findings"]]
        assert list(causes.CODES) == published
        assert set(causes.CODES) == set(toml("findings.toml"))

    def test_a_finding_has_no_other_severity_actor_or_basis_than_its_file_may_say(self) -> None:
        for entry in toml("findings.toml").values():
            assert entry["severity"] in list(causes.Severity)
            assert entry["actor"] in list(causes.Actor)
            assert entry["basis"] in list(causes.Basis)

    def test_every_message_of_the_portal_is_read_as_its_code(self) -> None:
        for message in toml("portal.toml")["message"]:
            read = causes.parse_portal_message(message["text"])
            assert read is not None
            assert (read.status, read.code) == (message["status"], message["code"])

    def test_columns_of_the_table_are_the_fields_of_a_row(self) -> None:
        columns = next(csv.reader(DATA.joinpath("segments.csv").read_text(encoding="utf-8").splitlines()))
        assert [field.name for field in fields(Segment)] == [*columns, "extra"]

    def test_all_of_them_are_in_the_record(self) -> None:
        assert set(codes()) <= set(RECORDED)
        assert len(list(codes())) > 80
