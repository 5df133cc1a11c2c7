"""The published files as text: JSON that is the same everywhere, SQL for any column and table, checksums."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, SegmentTable
from beian_segments.failures import CODES
from beian_segments.sql import DIALECTS, sql_check, sql_domain, sql_predicate
from beian_segments.strategies import tables
from tests.generators import numbers_near
from tests.reference import DATA
from tools.json_files import checksums, json_text

values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), values), st.integers(0, 4))
def test_json_text_is_json_of_the_value(content: dict[str, object], broken: int) -> None:
    assert json.loads(json_text(content, broken=broken)) == content


def test_json_text_breaks_the_outer_levels_and_keeps_the_inner_ones_on_a_line() -> None:
    assert json_text({"a": [[1, 2], {}], "b": []}) == '{\n  "a": [\n    [1, 2],\n    {}\n  ],\n  "b": []\n}\n'


def test_json_text_shows_what_can_be_seen_and_escapes_what_cannot() -> None:
    text = json_text({"seen": "备案，１３８（）“x”", "unseen": "\u202d\u00a0\u3000\ufeff\u0663\u2460\n\x00\U0001f600"})
    assert '"备案，１３８（）“x”"' in text
    assert text.isprintable() or not re.search("[\u202d\u00a0\u3000\ufeff\u0663\u2460\U0001f600]", text)
    assert r"\u202d\u00a0\u3000\ufeff\u0663\u2460\n\u0000\ud83d\ude00" in text


@pytest.mark.parametrize(
    "name", ["segments.json", "findings.json", "patterns.json", "vectors.json", "datapackage.json"]
)
def test_every_published_json_file_has_no_character_that_cannot_be_seen(name: str) -> None:
    text = DATA.joinpath(name).read_text(encoding="utf-8")
    assert re.search("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\xa0\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff]", text) is None


def test_every_pattern_of_the_accepted_writings_is_below_8_kb() -> None:
    published = json.loads(DATA.joinpath("patterns.json").read_text(encoding="utf-8"))["patterns"]
    sizes = [len(text) for numbers in published.values() for text in numbers["lenient"].values()]
    assert max(sizes) < 8_000


def test_findings_json_has_every_code_in_order() -> None:
    document = json.loads(DATA.joinpath("findings.json").read_bytes())
    assert [finding["code"] for finding in document["findings"]] == list(CODES)
    for finding in document["findings"]:
        assert set(finding["cause"]) == {"zh", "en"}
        assert all({"zh", "en"} < set(step) for step in finding["steps"])


@given(st.data())
def test_the_sql_predicate_of_any_table_agrees_with_it(data: st.DataObject) -> None:
    table = data.draw(tables())
    number = data.draw(numbers_near(table))
    with sqlite3.connect(":memory:") as database:
        (found,) = database.execute(f"SELECT {sql_predicate('sqlite', table, 'n')} FROM (SELECT ? AS n)", [number])
    database.close()
    assert bool(found[0]) is (number in table.listed)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_table_that_lists_nothing_has_a_predicate_that_is_never_true(dialect: str) -> None:
    assert sql_predicate(dialect, SegmentTable.from_rows([]), "phone") == "1 = 0"


def test_a_table_with_rows_of_several_lengths_looks_up_each_length() -> None:
    table = SegmentTable.from_rows([{"prefix": "138", "published": True}, {"prefix": "1391", "published": True}])
    predicate = sql_predicate("spark", table, "phone")
    assert "(substr(phone, 1, 3) IN ('138') OR substr(phone, 1, 4) IN ('1391'))" in predicate


@pytest.mark.parametrize(
    ("dialect", "column", "written"),
    [
        ("postgresql", "phone", "phone ~"),
        ("postgresql", 'my "phone"', '"my ""phone""" ~'),
        ("postgresql", "手机号", '"手机号" ~'),
        ("mysql", "a`b", "CHAR_LENGTH(`a``b`) ="),
        ("spark", "a b", "length(`a b`) ="),
        ("sqlite", "phone; DROP TABLE x", 'length("phone; DROP TABLE x") ='),
    ],
)
def test_a_column_with_an_unusual_name_is_quoted(dialect: str, column: str, written: str) -> None:
    assert sql_predicate(dialect, DEFAULT_TABLE, column).startswith(written)


def test_a_constraint_is_named_after_its_column() -> None:
    assert sql_check("sqlite", DEFAULT_TABLE, "tel").startswith(
        "CONSTRAINT tel_segment_listed CHECK (length(tel) = 11 "
    )
    assert sql_check("mysql", DEFAULT_TABLE, "a b").startswith("CONSTRAINT `a b_segment_listed` CHECK (")


def test_a_domain_tests_its_value() -> None:
    assert sql_domain("postgresql", DEFAULT_TABLE, "phone").startswith("CREATE DOMAIN phone AS text CHECK (VALUE ~ '")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: sql_predicate("oracle", DEFAULT_TABLE, "phone"), "dialect must be one of postgresql, mysql, sqlite"),
        (lambda: sql_check("duckdb", DEFAULT_TABLE, "phone"), "for postgresql, mysql, sqlite there is one"),
        (lambda: sql_domain("mysql", DEFAULT_TABLE, "phone"), "mysql has no domains; postgresql has"),
    ],
)
def test_what_a_dialect_has_not_is_refused_with_those_that_have(call: object, said: str) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=said):
        call()


def test_checksums_are_sorted_lines_as_sha256sum_prints_them() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert checksums({"b": b"", "a": b""}) == f"{empty}  a\n{empty}  b\n"
