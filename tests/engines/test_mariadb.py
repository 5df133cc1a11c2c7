"""MariaDB: predicate and CHECK constraint on every strict vector, whatever the collation of the column."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engines.published import SQL, STRICT
from tests.engines.servers import Connect
from tests.engines.sql import Database, accepted, insert, selected, wrong_for
from tests.required import package

pytestmark = pytest.mark.engine

PREDICATE, CHECK = (SQL["mysql"][what] for what in ("predicate", "check"))

UNICODE = [
    f"VARCHAR(80) CHARACTER SET {character_set} COLLATE {collation}"
    for character_set, collation in [
        ("utf8mb4", "utf8mb4_unicode_ci"),
        ("utf8mb4", "utf8mb4_general_ci"),
        ("utf8mb4", "utf8mb4_uca1400_ai_ci"),
        ("utf8mb4", "utf8mb4_bin"),
        ("utf16", "utf16_unicode_ci"),
    ]
]
# What this engine calls latin1 is Windows-1252.
LATIN = [vector for vector in STRICT if vector.text == vector.text.encode("cp1252", "ignore").decode("cp1252")]


@pytest.fixture
def database(mariadb: Connect) -> Iterator[Database]:
    """A connection; its temporary tables go with it."""
    connection = mariadb()
    yield Database(connection, "%s", package("pymysql", group="engines").OperationalError)
    connection.close()


@pytest.mark.parametrize("column_type", UNICODE)
def test_the_predicate_selects_listed_numbers_alone(database: Database, column_type: str) -> None:
    assert wrong_for(STRICT, selected(database, STRICT, column_type, PREDICATE)) == []


@pytest.mark.parametrize("column_type", UNICODE)
def test_the_check_accepts_listed_numbers_alone(database: Database, column_type: str) -> None:
    database.run(f"CREATE TEMPORARY TABLE filings (id INTEGER, phone {column_type}, {CHECK})")
    assert wrong_for(STRICT, accepted(database, STRICT, "filings")) == []


@pytest.mark.parametrize("collation", ["latin1_swedish_ci", "latin1_bin"])
def test_a_latin_1_column_is_told_right_too(database: Database, collation: str) -> None:
    column_type = f"VARCHAR(80) CHARACTER SET latin1 COLLATE {collation}"
    assert len(LATIN) > 200
    assert wrong_for(LATIN, selected(database, LATIN, column_type, PREDICATE)) == []
    database.run(f"CREATE TEMPORARY TABLE filings (id INTEGER, phone {column_type}, {CHECK})")
    assert wrong_for(LATIN, accepted(database, LATIN, "filings")) == []


# The trap around which the predicate is written: to these collations the digits are equal.
def test_full_width_digits_are_refused_though_a_comparison_takes_them(database: Database) -> None:
    wide = "１３８００１３８０００"
    database.run(f"CREATE TEMPORARY TABLE texts (phone {UNICODE[0]})")
    insert(database, "texts (phone)", wide)
    assert database.run("SELECT COUNT(*) FROM texts WHERE phone = '13800138000'") == [(1,)]
    assert database.run(f"SELECT COUNT(*) FROM texts WHERE {PREDICATE}") == [(0,)]


@pytest.mark.parametrize("mode", ["", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES", "ANSI", "ORACLE"])
def test_the_sql_mode_does_not_matter(database: Database, mode: str) -> None:
    database.run(f"SET SESSION sql_mode = '{mode}'")
    assert wrong_for(STRICT, selected(database, STRICT, UNICODE[0], PREDICATE)) == []


def test_null_passes_and_is_not_selected(database: Database) -> None:
    database.run(f"CREATE TEMPORARY TABLE filings (id INTEGER, phone VARCHAR(80), {CHECK})")
    insert(database, "filings (id, phone)", 1, None)
    assert database.run(f"SELECT id, {PREDICATE} FROM filings") == [(1, None)]


def test_the_check_can_be_added_to_a_table_of_listed_numbers_alone(database: Database) -> None:
    database.run("CREATE TEMPORARY TABLE filings (phone VARCHAR(80))")
    insert(database, "filings (phone)", "19212345678")
    with pytest.raises(database.refusal):
        database.run(f"ALTER TABLE filings ADD {CHECK}")
    database.run("UPDATE filings SET phone = '13800138000'")
    database.run(f"ALTER TABLE filings ADD {CHECK}")
    with pytest.raises(database.refusal, match="phone_segment_listed"):
        insert(database, "filings (phone)", "19212345678")
