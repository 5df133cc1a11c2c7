"""The schemas: what they accept is what the promise in ``data/README.md`` allows to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.engines.published import document

Change = Callable[[Any], object]


def faults(name: str, changed: Any) -> list[str]:
    """What the schema of a file finds wrong in a document: where, and which rule."""
    validator = Draft202012Validator(
        document(f"{name}.schema.json"), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.validator}" for fault in validator.iter_errors(changed)]


def after(name: str, change: Change) -> list[str]:
    """What is wrong in a published file, of which only the first rows and tests are looked at, after a change."""
    changed = document(f"{name}.json")
    for long, kept in [
        (changed.get("segments", []), 5),
        *((group["tests"], 1) for group in changed.get("testGroups", [])),
    ]:
        del long[kept:]
    change(changed)
    return faults(name, changed)


def each_row(**values: object) -> Change:
    return lambda table: [row.update(values) for row in table["segments"]]


def in_every(key: str, change: Change) -> Change:
    """A change to every object under a key."""
    return lambda whole: [change(one) for one in whole[key]]


@pytest.mark.parametrize("name", ["findings", "segments", "vectors"])
class TestPublished:
    def test_a_schema_is_one_itself(self, name: str) -> None:
        schema = document(f"{name}.schema.json")
        assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]
        Draft202012Validator.check_schema(schema)

    def test_a_file_keeps_to_the_schema_that_it_names(self, name: str) -> None:
        assert document(f"{name}.json")["$schema"] == f"{name}.schema.json"
        assert faults(name, document(f"{name}.json")) == []

    def test_a_schema_looks_at_the_versions(self, name: str) -> None:
        assert after(name, lambda whole: whole.update(schema_version="1.7.12", data_version="2031-02-03")) == []
        assert after(name, lambda whole: whole.update(schema_version="2.0.0")) == ["schema_version: pattern"]
        assert after(name, lambda whole: whole.update(data_version="2026-02-30")) == ["data_version: format"]


class TestSegments:
    @pytest.mark.parametrize(
        "change",
        [
            each_row(carrier="starlink"),
            each_row(carrier=None),
            each_row(published_carrier="星网"),
            each_row(since="2030-01-01"),
            in_every("sources", lambda source: source.update(archived="https://example.org")),
            lambda table: table.update(regions={}),
            lambda table: table["carriers"].update(starlink={"zh": "星链", "en": "Starlink", "fr": "Starlink"}),
            lambda table: table["segments"].append({**table["segments"][-1], "prefix": "19999"}),
        ],
        ids=[
            "an unknown carrier", "no carrier", "an unknown label", "an added column", "an added column of the sources",
            "an added part", "a word for an unknown carrier", "an added row",
        ],
    )  # fmt: skip
    def test_what_a_minor_version_may_bring_is_accepted(self, change: Change) -> None:
        assert after("segments", change) == []

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("prefix", 138), ("prefix", "120"), ("prefix", "１３８"), ("prefix", "138001380001"),
            ("published", "true"), ("published", 1), ("published", None), ("published_carrier", ""),
            ("published_carrier", 1), ("carrier", ["mobile"]), ("carrier", "China Mobile"), ("service", "mobile "),
            ("service", None), ("confidence", "certain"), ("confidence", 0.9), ("sources", "tencent-faq-b"),
            ("sources", [1]), ("note", ""), ("note", False),
        ],
    )  # fmt: skip
    def test_a_retyped_column_is_refused(self, column: str, value: object) -> None:
        found = after("segments", lambda table: table["segments"][3].update({column: value}))
        assert {fault.split(":")[0].removesuffix("/0") for fault in found} == {f"segments/3/{column}"}

    @pytest.mark.parametrize("column", document("segments.json")["segments"][0])
    def test_a_missing_column_is_refused(self, column: str) -> None:
        assert after("segments", lambda table: table["segments"][3].pop(column)) == ["segments/3: required"]

    @pytest.mark.parametrize("part", sorted(set(document("segments.json")) - {"$schema"}))
    def test_a_missing_part_is_refused(self, part: str) -> None:
        assert after("segments", lambda table: table.pop(part)) == [": required"]

    def test_a_table_without_rows_is_refused(self) -> None:
        assert after("segments", lambda table: table["segments"].clear()) != []

    def test_a_word_without_english_is_refused(self) -> None:
        found = after("segments", lambda table: table["carriers"]["mobile"].pop("en"))
        assert found == ["carriers/mobile: required"]


class TestFindings:
    @pytest.mark.parametrize(
        "change",
        [
            lambda whole: whole["findings"].append({**whole["findings"][0], "code": "added"}),
            in_every("findings", lambda finding: finding.update(since="2030")),
            in_every("findings", lambda finding: finding["steps"][0].update(fr="Recommencez.")),
            in_every("findings", lambda finding: finding["variants"].update(added=finding)),
        ],
        ids=["an added code", "an added key", "another language", "an added variant"],
    )
    def test_what_a_minor_version_may_bring_is_accepted(self, change: Change) -> None:
        assert after("findings", change) == []

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("severity", "urgent"), ("actor", "carrier"), ("basis", None), ("sources", []), ("links", ["A link"]),
            ("cause", {"zh": "一"}), ("questions", [{"asks": "verified"}]), ("steps", []),
            ("steps", [{"zh": "一", "en": "One.", "basis": "stated", "source": {}, "needs": None}]),
        ],
    )  # fmt: skip
    def test_an_unknown_word_or_a_missing_part_is_refused(self, key: str, value: object) -> None:
        found = after("findings", lambda whole: whole["findings"][1].update({key: value}))
        assert found
        assert all(fault.startswith(f"findings/1/{key}") for fault in found)

    def test_a_finding_without_code_is_refused(self) -> None:
        assert after("findings", lambda whole: whole["findings"][0].pop("code")) == ["findings/0: required"]


class TestVectors:
    @pytest.mark.parametrize(
        ("group", "key", "value"),
        [
            (0, "verdict", "perhaps"), (0, "verdict", None), (0, "flags", ["unknown"]), (0, "caveats", ["unknown"]),
            (0, "number", "1380013800"), (0, "input", None), (0, "tcId", "1"), (0, "published", "yes"),
            (4, "status", "perhaps"), (4, "input", 1), (5, "status", "4"), (5, "input", None), (5, "code", 4),
        ],
    )  # fmt: skip
    def test_an_unknown_code_or_another_type_is_refused(self, group: int, key: str, value: object) -> None:
        found = after("vectors", lambda vectors: vectors["testGroups"][group]["tests"][0].update({key: value}))
        assert found == [f"testGroups/{group}: oneOf"]

    @pytest.mark.parametrize("group", range(len(document("vectors.json")["testGroups"])))
    def test_a_missing_key_is_refused_and_a_further_one_accepted(self, group: int) -> None:
        tests = document("vectors.json")["testGroups"][group]["tests"]
        for key in tests[0]:
            found = after("vectors", lambda vectors: vectors["testGroups"][group]["tests"][0].pop(key))  # noqa: B023 - called at once
            assert found == [f"testGroups/{group}: oneOf"], key
        assert after("vectors", lambda vectors: vectors["testGroups"][group]["tests"][0].update(further=1)) == []

    def test_a_group_of_an_unknown_kind_is_refused(self) -> None:
        assert after("vectors", lambda vectors: vectors["testGroups"][0].update(type="email")) == [
            "testGroups/0: oneOf"
        ]

    def test_fewer_than_400_tests_are_refused(self) -> None:
        assert after("vectors", lambda vectors: vectors.update(numberOfTests=399)) == ["numberOfTests: minimum"]
