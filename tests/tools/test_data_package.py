"""The data package: its hashes are the files', and the tables keep to the columns and constraints that it declares."""

from __future__ import annotations

import csv
import re
from hashlib import sha256
from typing import Any

import pytest

from tests.engines.published import document
from tests.reference import DATA, data_files

PACKAGE = document("datapackage.json")
RESOURCES = {resource["path"]: resource for resource in PACKAGE["resources"]}
TABLES = [path for path, resource in RESOURCES.items() if resource.get("type") == "table"]
SUMS = dict(line.split("  ")[::-1] for line in DATA.joinpath("SHA256SUMS").read_text(encoding="ascii").splitlines())


def lines_of(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(DATA.joinpath(path).read_text(encoding="utf-8").splitlines()))


def fields_of(path: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in RESOURCES[path]["schema"]["fields"]}


def broken(field: dict[str, Any], cell: str) -> list[str]:
    """The declared constraints and types that a cell breaks, as Table Schema 2 reads them; empty cells are missing."""
    constraints = field.get("constraints", {})
    if cell == "":
        return ["required"] if constraints.get("required") else []
    types = {
        "string": True,
        "boolean": cell in field.get("trueValues", []) + field.get("falseValues", []),
        "integer": cell.isascii() and cell.isdigit(),
        "list": all(cell.split(field.get("delimiter", ","))),
    }
    kept = {
        "pattern": re.fullmatch(constraints.get("pattern", ""), cell) is not None,
        "enum": cell in constraints.get("enum", []),
        "minimum": not cell.isdigit() or int(cell) >= constraints.get("minimum", 0),
        # Looked at for a whole column, and for empty cells.
        "unique": True,
        "required": True,
    }
    found = [] if types[field["type"]] else ["type"]
    return found + [constraint for constraint in constraints if not kept[constraint]]


class TestHashes:
    @pytest.mark.parametrize("path", RESOURCES)
    def test_bytes_and_hash_are_those_of_the_file(self, path: str) -> None:
        content = DATA.joinpath(path).read_bytes()
        assert RESOURCES[path]["bytes"] == len(content)
        assert RESOURCES[path]["hash"] == f"sha256:{sha256(content).hexdigest()}"

    @pytest.mark.parametrize("path", SUMS)
    def test_the_checksum_is_that_of_the_file(self, path: str) -> None:
        assert sha256(DATA.joinpath(path).read_bytes()).hexdigest() == SUMS[path]

    def test_every_file_of_the_folder_has_a_checksum(self) -> None:
        assert set(SUMS) == set(data_files()) - {"SHA256SUMS"}
        assert set(RESOURCES) < set(SUMS)

    def test_names_and_paths_are_what_the_standard_asks_for(self) -> None:
        names = [resource["name"] for resource in PACKAGE["resources"]]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in [PACKAGE["name"], *names])
        assert all(re.fullmatch(r"(js/)?[A-Za-z0-9._-]+", path) for path in RESOURCES)

    def test_the_version_is_the_formats_with_the_datas_behind_it(self) -> None:
        segments = document("segments.json")
        assert PACKAGE["version"] == f"{segments['schema_version']}+{segments['data_version']}"


@pytest.mark.parametrize("path", TABLES)
class TestTables:
    def test_the_fields_are_the_header_in_its_order(self, path: str) -> None:
        header = DATA.joinpath(path).read_text(encoding="utf-8").splitlines()[0]
        assert list(fields_of(path)) == header.split(",")

    def test_every_cell_keeps_to_what_is_declared(self, path: str) -> None:
        fields = fields_of(path)
        found = [
            f"line {number}, {column}: {rule}"
            for number, line in enumerate(lines_of(path), 2)
            for column, cell in line.items()
            for rule in broken(fields[column], cell)
        ]
        assert found == []

    def test_unique_columns_and_keys_are_unique(self, path: str) -> None:
        schema = RESOURCES[path]["schema"]
        unique = [name for name, field in fields_of(path).items() if field.get("constraints", {}).get("unique")]
        assert unique == (schema["primaryKey"] if len(schema["primaryKey"]) == 1 else [])
        for columns in (schema["primaryKey"], *([column] for column in unique)):
            cells = [tuple(line[column] for column in columns) for line in lines_of(path)]
            assert len(set(cells)) == len(cells)

    def test_an_empty_cell_is_a_missing_one(self, path: str) -> None:
        assert RESOURCES[path]["schema"]["missingValues"] == [""]


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("prefix", "", "required"), ("prefix", "120", "pattern"), ("prefix", "1３8", "pattern"),
        ("prefix", "138001380001", "pattern"), ("published", "yes", "type"), ("published", "", "required"),
        ("carrier", "China Mobile", "pattern"), ("service", "fax", "enum"), ("confidence", "", "required"),
        ("sources", "a;;b", "type"),
    ],
)  # fmt: skip
def test_a_wrong_cell_breaks_what_is_declared(column: str, cell: str, rule: str) -> None:
    assert broken(fields_of("segments.csv")[column], cell) == [rule]


def test_a_carrier_that_nobody_knows_yet_breaks_nothing() -> None:
    assert broken(fields_of("segments.csv")["carrier"], "starlink") == []
