"""PostgreSQL: predicate, CHECK constraint and domain on every strict vector."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engines.published import SQL, STRICT
from tests.engines.servers import Connect
from tests.engines.sql import STORED, Database, accepted, insert, selected, wrong_for
from tests.required import package

pytestmark = pytest.mark.engine

PREDICATE, CHECK, DOMAIN = (SQL["postgresql"][what] for what in ("predicate", "check", "domain"))


@pytest.fixture
def database(postgresql: Connect) -> Iterator[Database]:
    """A connection whose transaction is rolled back: nothing stays."""
    connection = postgresql()
    errors = package("psycopg", group="engines").errors
    yield Database(connection, "%s", errors.CheckViolation, transactional=True)
    connection.rollback()
    connection.close()


# Ranges in brackets follow the code points in every one of them.
@pytest.mark.parametrize("column_type", ["text", "varchar(80)", 'text COLLATE "C"', 'text COLLATE "zh-Hans-x-icu"'])
def test_the_predicate_selects_listed_numbers_alone(database: Database, column_type: str) -> None:
    assert wrong_for(STORED, selected(database, STORED, column_type, PREDICATE)) == []


def test_the_check_accepts_listed_numbers_alone(database: Database) -> None:
    database.run(f"CREATE TEMPORARY TABLE filings (id integer, phone text, {CHECK})")
    assert wrong_for(STORED, accepted(database, STORED, "filings")) == []


def test_the_domain_accepts_listed_numbers_alone(database: Database) -> None:
    database.run(DOMAIN)
    database.run("CREATE TEMPORARY TABLE filings (id integer, phone filing_phone)")
    assert wrong_for(STORED, accepted(database, STORED, "filings")) == []


def test_a_nul_cannot_be_stored_at_all(database: Database) -> None:
    (vector,) = set(STRICT) - set(STORED)
    with pytest.raises(package("psycopg", group="engines").DataError, match="NUL"):
        selected(database, [vector], "text", PREDICATE)


def test_null_passes_and_is_not_selected(database: Database) -> None:
    database.run(DOMAIN)
    database.run(f"CREATE TEMPORARY TABLE filings (id integer, phone text, other filing_phone, {CHECK})")
    insert(database, "filings (id, phone, other)", 1, None, None)
    assert database.run(f"SELECT id, {PREDICATE} FROM filings") == [(1, None)]


def test_the_check_can_be_added_to_a_table_of_listed_numbers_alone(database: Database) -> None:
    database.run("CREATE TEMPORARY TABLE filings (phone text)")
    insert(database, "filings (phone)", "19212345678")
    with pytest.raises(database.refusal), database.attempt():
        database.run(f"ALTER TABLE filings ADD {CHECK}")
    database.run("UPDATE filings SET phone = '13800138000'")
    database.run(f"ALTER TABLE filings ADD {CHECK}")
    with pytest.raises(database.refusal, match="phone_segment_listed"):
        insert(database, "filings (phone)", "19212345678")
