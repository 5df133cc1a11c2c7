"""What is asked of each database: the same questions, in the SQL that they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple

from tests.engines.published import STRICT, Vector, wrong

__all__ = ["STORED", "Database", "accepted", "selected", "wrong_for"]

#: The strict vectors that every database can store; a test says of its own whether it takes a NUL.
STORED = tuple(vector for vector in STRICT if "nul" not in vector.flags)


class Database(NamedTuple):
    """An open connection, and what differs between the drivers."""

    connection: Any
    placeholder: str
    #: What a broken constraint raises.
    refusal: type[Exception]
    #: Whether a refused statement spoils the transaction that it stands in.
    transactional: bool = False

    def run(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement; its rows, if it has any."""
        cursor = self.connection.cursor()
        # The statements that are tried are the published ones, which no value is put into.
        cursor.execute(statement, values) if values else cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []

    def attempt(self) -> AbstractContextManager[Any]:
        """What a statement that may be refused stands in."""
        return self.connection.transaction() if self.transactional else nullcontext()


def selected(database: Database, vectors: Iterable[Vector], column_type: str, predicate: str) -> set[int]:
    """The ids of the vectors that a WHERE with the predicate finds in a column of a type."""
    database.run(f"CREATE TEMPORARY TABLE texts (id INTEGER, phone {column_type})")
    for vector in vectors:
        insert(database, "texts (id, phone)", vector.id, vector.text)
    return {id_ for (id_,) in database.run(f"SELECT id FROM texts WHERE {predicate}")}


def accepted(database: Database, vectors: Iterable[Vector], table: str) -> set[int]:
    """The ids of the vectors that may be inserted into a table with the columns ``id`` and ``phone``."""
    found = set()
    for vector in vectors:
        try:
            with database.attempt():
                insert(database, f"{table} (id, phone)", vector.id, vector.text)
        except database.refusal:
            continue
        found.add(vector.id)
    # What was accepted is there, as it was given.
    assert {id_ for (id_,) in database.run(f"SELECT id FROM {table}")} == found
    return found


def insert(database: Database, place: str, *values: object) -> None:
    marks = ", ".join([database.placeholder] * len(values))
    database.run(f"INSERT INTO {place} VALUES ({marks})", values)


def wrong_for(vectors: Sequence[Vector], ids: set[int]) -> list[str]:
    """The strict vectors that are among the ids and should not be, or the other way round."""
    return wrong(vectors, [vector.id in ids for vector in vectors], lambda vector: vector.supported)
