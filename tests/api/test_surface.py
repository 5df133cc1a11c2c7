"""What others build on stays: every line of the record is still true, and every new one is recorded."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from typing import Any, get_args

import pytest
from attrs import fields

from beian_segments import PrefixStatus, Segment, Verdict
from beian_segments import failures as causes
from beian_segments.verdicts import Caveat
from tests.api.surface import RECORD, codes, surface
from tests.reference import DATA

COMMAND = "python -m tests.api"
NOW = surface()
NAME = re.compile(r"beian_segments[.\w]*")
RECORDED = RECORD.read_text(encoding="utf-8").splitlines()


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads(DATA.joinpath(name).read_text(encoding="utf-8"))


def named(line: str) -> str:
    """What a line is about: of a Python name what comes before its signature, type or value, else the whole line."""
    found = NAME.match(line)
    return found[0] if found else line


def difference(recorded: list[str], now: list[str]) -> tuple[list[str], list[str], list[str]]:
    """What disappeared, what changed and what is new, each in words."""
    gone, new = [line for line in recorded if line not in now], [line for line in now if line not in recorded]
    after = {named(line): line for line in new}
    before = {named(line) for line in gone}
    return (
        [line for line in gone if named(line) not in after],
        [f"{line}  is now  {after[named(line)]}" for line in gone if named(line) in after],
        [line for line in new if named(line) not in before],
    )


def test_nothing_that_others_build_on_disappears_or_changes() -> None:
    gone, changed, _ = difference(RECORDED, NOW)
    said = ["disappeared:", *gone, "changed:", *changed, f"Mend it, or record it by {COMMAND} and raise the version."]
    assert not gone, "\n".join(said)
    assert not changed, "\n".join(said)


def test_everything_new_is_recorded() -> None:
    new = difference(RECORDED, NOW)[2]
    assert not new, "\n".join(["new:", *new, f"Record it by {COMMAND}."])


def test_the_record_is_as_the_command_writes_it() -> None:
    assert RECORDED == NOW, f"sorted otherwise: record it by {COMMAND}"


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (["beian_segments.f(x: int) -> int", "code: verdict empty"], ([], [], [])),
        (["beian_segments.f(x: int) -> int"], (["code: verdict empty"], [], [])),
        (["code: verdict empty"], (["beian_segments.f(x: int) -> int"], [], [])),
        (
            ["beian_segments.f(x: str) -> int", "code: verdict empty"],
            ([], ["beian_segments.f(x: int) -> int  is now  beian_segments.f(x: str) -> int"], []),
        ),
        (
            ["beian_segments.f(x: int) -> int", "code: verdict empty", "beian_segments.g: str"],
            ([], [], ["beian_segments.g: str"]),
        ),
    ],
)
def test_it_tells_what_disappeared_what_changed_and_what_is_new(
    now: list[str], told: tuple[list[str], list[str], list[str]]
) -> None:
    assert difference(["beian_segments.f(x: int) -> int", "code: verdict empty"], now) == told


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
