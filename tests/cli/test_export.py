"""``export``: published files, SQL and HTML, and where they are written."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from beian_segments.cli.app import app
from tests.reference import DATA


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["export", *arguments])


@pytest.mark.parametrize(
    ("what", "file"),
    [
        ("csv", "segments.csv"),
        ("json", "segments.json"),
        ("findings", "findings.json"),
        ("patterns", "patterns.json"),
        ("vectors", "vectors.json"),
        ("js", "js/beian-segments.mjs"),
        ("js-types", "js/beian-segments.d.ts"),
    ],
)
def test_a_published_file_is_written_byte_for_byte(what: str, file: str, tmp_path: Path) -> None:
    content = DATA.joinpath(file).read_bytes()
    assert run(what).stdout_bytes == content
    target = tmp_path / "copy"
    assert run(what, "--to", str(target)).exit_code == 0
    assert target.read_bytes() == content


def test_an_existing_file_is_replaced_only_by_force_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "segments.csv"
    target.write_text("old")
    refused = run("csv", "--to", str(target))
    assert refused.exit_code == 2
    assert "segments.csv is there already; --force replaces it" in refused.stderr
    assert target.read_text() == "old"
    assert run("csv", "--to", str(target), "--force").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["segments.csv"]
    assert target.read_bytes() == DATA.joinpath("segments.csv").read_bytes()


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    result = run("csv", "--to", str(tmp_path / "none" / "x.csv"))
    assert result.exit_code == 2
    assert f"{tmp_path}/none/x.csv: No such file or directory" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_stays_a_device() -> None:
    assert run("csv", "--to", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


def test_sql_is_an_expression_of_its_dialect() -> None:
    predicate = run("sql", "--dialect", "sqlite", "--name", "n").stdout
    with sqlite3.connect(":memory:") as database:
        found = [
            database.execute(f"SELECT {predicate} FROM (SELECT ? AS n)", [number]).fetchone()[0]
            for number in ("13800138000", "19212345678", None)
        ]
    database.close()
    assert found == [1, 0, None]


def test_sql_is_what_patterns_json_has() -> None:
    published = json.loads(DATA.joinpath("patterns.json").read_bytes())["sql"]
    for dialect, texts in published.items():
        for form in {"predicate", "check", "domain"} & texts.keys():
            assert run("sql", "--dialect", dialect, "--form", form).stdout == texts[form] + "\n"


def test_html_is_an_input_element_with_the_published_pattern() -> None:
    published = json.loads(DATA.joinpath("patterns.json").read_bytes())["patterns"]["supported"]["strict"]["html"]
    element = ET.fromstring(run("html").stdout.replace(" required>", ' required=""/>'))  # noqa: S314 - our own
    assert element.tag == "input"
    assert element.attrib["type"] == "tel"
    assert element.attrib["pattern"] == published
    assert "required" in element.attrib
    assert "请填写" in element.attrib["title"]
    assert "请填写" not in run("html", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sql"], "sql needs a --dialect: postgresql, mysql, sqlite, duckdb, spark"),
        (["sql", "--dialect", "duckdb", "--form", "check"], "no CHECK constraint is published for duckdb"),
        (["csv", "--dialect", "sqlite"], "--dialect, --form and --name go with sql"),
        (["csv", "--lang", "en"], "--lang goes with html"),
        (["csv", "--name", "x"], "--dialect, --form and --name go with sql"),
        (["pdf"], "'pdf' is not one of"),
    ],
)
def test_misuse_is_reported_with_exit_code_2(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
