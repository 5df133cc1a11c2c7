"""The predicate in SQL: for a query, a CHECK constraint or a domain."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import NamedTuple

from beian_segments.parsing import LENGTH
from beian_segments.prefixes import number_pattern
from beian_segments.table import SegmentTable

__all__ = [
    "DIALECTS",
    "Dialect",
    "sql_check",
    "sql_domain",
    "sql_predicate",
]


class Dialect(NamedTuple):
    """A dialect of SQL: how it tests a column (a quoted name) for a table's numbers, and what it supports."""

    database: str
    test: Callable[[SegmentTable, str], str]
    quote: str = '"'
    has_check: bool = False
    has_domain: bool = False


def sql_predicate(dialect: str, table: SegmentTable, column: str) -> str:
    """A boolean expression that is true for the canonical numbers of the table's listed segments.

    >>> table = SegmentTable.from_rows([{"prefix": "138", "published": True}])
    >>> sql_predicate("duckdb", table, "phone")
    "regexp_full_match(phone, '138[0-9]{8}')"

    Args:
        dialect: a key of :data:`DIALECTS`.
        table: the table.
        column: the name of a column of texts; quoted unless it is a plain identifier.

    Raises:
        ValueError: the dialect is not known; names the known ones.
    """
    known = _dialect(dialect)
    return _test(known, table, _name(column, known))


def sql_check(dialect: str, table: SegmentTable, column: str) -> str:
    """A named CHECK constraint, for CREATE TABLE or ALTER TABLE … ADD. Raises as :func:`sql_predicate`.

    ``ValueError`` also for a dialect whose databases do not enforce such constraints.
    """
    known = _dialect(dialect)
    if not known.has_check:
        raise ValueError(f"no CHECK constraint is published for {dialect}; for {_those('has_check')} there is one")
    constraint = _name(f"{column}_segment_listed", known)
    return f"CONSTRAINT {constraint} CHECK ({_test(known, table, _name(column, known))})"


def sql_domain(dialect: str, table: SegmentTable, name: str) -> str:
    """A CREATE DOMAIN statement, for the dialects with domains. Raises as :func:`sql_check`."""
    known = _dialect(dialect)
    if not known.has_domain:
        raise ValueError(f"{dialect} has no domains; {_those('has_domain')} has")
    return f"CREATE DOMAIN {_name(name, known)} AS text CHECK ({_test(known, table, 'VALUE')})"


def _test(dialect: Dialect, table: SegmentTable, column: str) -> str:
    return dialect.test(table, column) if table.supported_prefixes else "1 = 0"


def _dialect(name: str) -> Dialect:
    if name not in DIALECTS:
        raise ValueError(f"dialect must be one of {', '.join(DIALECTS)}")
    return DIALECTS[name]


def _those(what: str) -> str:
    return ", ".join(name for name, dialect in DIALECTS.items() if getattr(dialect, what))


def _name(name: str, dialect: Dialect) -> str:
    if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name):
        return name
    quote = dialect.quote
    return f"{quote}{name.replace(quote, quote * 2)}{quote}"


def _postgresql(table: SegmentTable, column: str) -> str:
    # $ matches at the very end only.
    return f"{column} ~ '^{_pattern(table)}$'"


def _mysql(table: SegmentTable, column: str) -> str:
    # $ matches before a final line feed too, and backslashes depend on the SQL mode: so the length is tested, in
    # characters. In many collations a comparison or IN would take full-width digits for ASCII ones.
    return f"CHAR_LENGTH({column}) = {LENGTH} AND {column} REGEXP '^{_pattern(table)}'"


def _sqlite(table: SegmentTable, column: str) -> str:
    # GLOB and length stop at a NUL, so there must be none. Counting bytes instead would refuse every number in a
    # UTF-16 database.
    return (
        f"length({column}) = {LENGTH} AND instr({column}, char(0)) = 0 "
        f"AND {_first_digits(table, column)} AND {column} NOT GLOB '*[^0-9]*'"
    )


def _duckdb(table: SegmentTable, column: str) -> str:
    return f"regexp_full_match({column}, '{_pattern(table)}')"


def _spark(table: SegmentTable, column: str) -> str:
    # In RLIKE, which is Java's, $ matches before a final line feed too. Looking up the first digits is faster than
    # matching them.
    return f"length({column}) = {LENGTH} AND {_first_digits(table, column)} AND {column} RLIKE '^[0-9]{{{LENGTH}}}'"


def _pattern(table: SegmentTable) -> str:
    return number_pattern(table.listed, LENGTH)


def _first_digits(table: SegmentTable, column: str) -> str:
    """A test that the first digits are a listed prefix: one IN for each length of prefix."""
    by_length = groupby(sorted(table.supported_prefixes, key=len), len)
    tests = [f"substr({column}, 1, {length}) IN ({', '.join(map(_text, prefixes))})" for length, prefixes in by_length]
    return tests[0] if len(tests) == 1 else f"({' OR '.join(tests)})"


def _text(digits: str) -> str:
    return f"'{digits}'"


#: The dialects by name.
DIALECTS: Mapping[str, Dialect] = {
    "postgresql": Dialect("PostgreSQL", _postgresql, has_check=True, has_domain=True),
    "mysql": Dialect("MySQL 8 or newer, MariaDB", _mysql, quote="`", has_check=True),
    "sqlite": Dialect("SQLite", _sqlite, has_check=True),
    "duckdb": Dialect("DuckDB", _duckdb),
    "spark": Dialect("Spark SQL", _spark, quote="`"),
}
