"""SQLite: predicate and CHECK constraint on every strict vector, in databases of every encoding."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.engines.published import SQL, STRICT
from tests.engines.sql import Database, accepted, insert, selected, wrong_for

PREDICATE, CHECK = (SQL["sqlite"][what] for what in ("predicate", "check"))


@pytest.fixture(params=["UTF-8", "UTF-16le", "UTF-16be"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA encoding = '{request.param}'")
        yield Database(connection, "?", sqlite3.IntegrityError)


@pytest.mark.parametrize("column_type", ["TEXT", "VARCHAR(80)", "TEXT COLLATE NOCASE", "TEXT COLLATE RTRIM", "BLOB"])
def test_the_predicate_selects_listed_numbers_alone(database: Database, column_type: str) -> None:
    assert wrong_for(STRICT, selected(database, STRICT, column_type, PREDICATE)) == []


def test_the_check_accepts_listed_numbers_alone(database: Database) -> None:
    database.run(f"CREATE TABLE filings (id INTEGER, phone TEXT, {CHECK})")
    assert wrong_for(STRICT, accepted(database, STRICT, "filings")) == []


def test_null_passes_and_is_not_selected(database: Database) -> None:
    database.run(f"CREATE TABLE filings (id INTEGER, phone TEXT, {CHECK})")
    insert(database, "filings (id, phone)", 1, None)
    assert database.run(f"SELECT id, {PREDICATE} FROM filings") == [(1, None)]


# SQLite adds constraints to a table with a new column only.
def test_the_check_can_be_added_with_its_column(database: Database) -> None:
    database.run("CREATE TABLE filings (id INTEGER)")
    insert(database, "filings (id)", 1)
    database.run(f"ALTER TABLE filings ADD COLUMN phone TEXT {CHECK}")
    database.run("UPDATE filings SET phone = '13800138000'")
    with pytest.raises(database.refusal, match="phone_segment_listed"):
        insert(database, "filings (id, phone)", 2, "19212345678")
