"""Verdicts of Arrow columns: the kernel for canonical numbers, the grammar for what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from beian_segments.columns import arrow
from beian_segments.columns.lookup import (
    REFUSALS,
    ROWS,
    UNDECIDED,
    listed_lookup,
    row_lookup,
    writings_lookup,
)
from beian_segments.columns.rest import settle, with_predicate, with_reading
from beian_segments.segments import SegmentTable
from beian_segments.validator import SegmentValidator
from beian_segments.verdicts import Verdict

__all__ = ["DETAILS", "FIELDS", "Tally", "classified", "detailed", "schema_of", "supported"]

#: The columns of a canonical number's row, and those of a classification.
DETAILS = ("segment", "carrier", "service")
FIELDS = ("verdict", "number", *DETAILS)

# A batch's numbers must not have more bytes than 32-bit offsets reach.
_BATCH = 1 << 20

_WORDS = pa.dictionary(pa.int32(), pa.string())


def supported(array: Any, validator: SegmentValidator, *, writings: bool) -> Any:
    """Booleans for an array or a chunked array, null for null."""

    def canonical(chunk: Any) -> Any:
        return arrow.flags(chunk, listed_lookup(validator.table))

    def any_writing(chunk: Any) -> Any:
        if pa.types.is_null(chunk.type):
            return pa.nulls(len(chunk), pa.bool_())
        found = arrow.answers(chunk, writings_lookup(validator.table))
        left = np.flatnonzero((found == UNDECIDED) & ~arrow.null_mask(chunk))
        found[left] = settle(chunk, left, with_predicate(validator.is_supported)).answers
        return arrow.with_nulls_of(chunk, found == ROWS)

    return arrow.map_chunks(array, any_writing if writings else canonical, pa.bool_())


def classified(array: Any, validator: SegmentValidator, tally: Tally | None = None) -> Any:
    """The columns of :data:`FIELDS` for an array or a chunked array, as an Arrow table; a tally counts them."""
    return _table(array, partial(_Columns(validator.table).of, tally=tally), FIELDS)


def detailed(array: Any, table: SegmentTable) -> Any:
    """Segment, carrier and service of the canonical numbers of an array or a chunked array, as an Arrow table."""
    return _table(array, _Columns(table).of_canonical, DETAILS)


def schema_of(names: Sequence[str], prefix: str = "") -> Any:
    """The types of columns by name: texts for the number, dictionaries for all else."""
    return pa.schema([pa.field(f"{prefix}{name}", pa.string() if name == "number" else _WORDS) for name in names])


def _table(array: Any, columns_of: Callable[[Any], Mapping[str, Any]], names: Sequence[str]) -> Any:
    """The columns that are made of each slice of an array."""
    schema = schema_of(names)
    batches = []
    for chunk in array.chunks if isinstance(array, pa.ChunkedArray) else [array]:
        for start in range(0, len(chunk), _BATCH):
            rows = chunk.slice(start, _BATCH)
            # Of its own, for what casts a slice may cast all rows before it too.
            columns = columns_of(_plain(arrow.own(rows) if rows.offset else rows))
            batches.append(pa.record_batch([columns[name] for name in names], schema=schema))
    return pa.Table.from_batches(batches, schema)


def _plain(array: Any) -> Any:
    """An array of texts or integers, not of indices, and not of nulls alone."""
    if pa.types.is_dictionary(array.type):
        array = arrow.take(array.dictionary, array.indices)
    return array.cast(pa.string()) if pa.types.is_null(array.type) else array


class Tally:
    """How many rows were given which answer, and so which word."""

    def __init__(self, table: SegmentTable) -> None:
        self._words = _words_of(table)
        self._found: Any = np.zeros(len(self._words["verdict"][0]), np.int64)

    def add(self, answers: Any) -> None:
        """Count the rows of some answers."""
        self._found += np.bincount(answers, minlength=len(self._found))

    def of(self, name: str) -> Counter[str | None]:
        """The rows of each word that a column of this name was given; None counts its nulls."""
        places, words = self._words[name]
        counts: Counter[str | None] = Counter()
        for place, count in zip(places.tolist(), self._found.tolist(), strict=True):
            if count:
                counts[None if place < 0 else words[place].as_py()] += count
        return counts


@lru_cache(maxsize=8)
def _words_of(table: SegmentTable) -> Mapping[str, tuple[Any, Any]]:
    """The words for a table's answers, by column."""
    rows = list(table)
    refusals = sorted(REFUSALS, key=REFUSALS.__getitem__)
    unlisted = [Verdict.SEGMENT_NOT_LISTED]
    none = [None] * ROWS
    # By answer: UNDECIDED stands for null, then the refusals, a number without a row, and the rows.
    return {
        "verdict": _coded(
            [None, *refusals, *unlisted, *(Verdict.SUPPORTED if row.published else unlisted[0] for row in rows)]
        ),
        "segment": _coded([*none, *(row.prefix for row in rows)]),
        "carrier": _coded([*none, *(row.carrier for row in rows)]),
        "service": _coded([*none, *(row.service for row in rows)]),
    }


class _Columns:
    """What a table's answers are in columns."""

    def __init__(self, table: SegmentTable) -> None:
        self._lookup = row_lookup(table)
        self._reader = with_reading(self._lookup)
        self._words = _words_of(table)

    def of(self, array: Any, tally: Tally | None) -> dict[str, Any]:
        """The columns of all texts, in any accepted writing."""
        known = ~arrow.null_mask(array)
        answers = self._canonical(array, known)
        canonical = answers != UNDECIDED
        settled = settle(array, np.flatnonzero(known & ~canonical), self._reader)
        answers[known & ~canonical] = settled.answers
        if tally is not None:
            tally.add(answers)
        return {**self._decoded(answers), "number": _numbers(array, canonical, settled.at, settled.numbers)}

    def of_canonical(self, array: Any) -> dict[str, Any]:
        """The columns of canonical numbers; null for anything else."""
        return self._decoded(self._canonical(array, ~arrow.null_mask(array)))

    def _canonical(self, array: Any, known: Any) -> Any:
        return np.where(known, arrow.answers(array, self._lookup), UNDECIDED)

    def _decoded(self, answers: Any) -> dict[str, Any]:
        return {name: _decoded(answers, *words) for name, words in self._words.items()}


def _coded(words: Iterable[str | None]) -> tuple[Any, Any]:
    """Words by answer as an index for each answer, -1 for None, and the distinct words."""
    listed = [None if word is None else str(word) for word in words]
    distinct = list(dict.fromkeys(word for word in listed if word is not None))
    places = {word: place for place, word in enumerate(distinct)}
    return np.array([-1 if word is None else places[word] for word in listed], np.int32), pa.array(
        distinct, pa.string()
    )


def _decoded(answers: Any, places: Any, words: Any) -> Any:
    indices = np.take(places, answers, mode="clip")
    known = pa.py_buffer(np.packbits(indices >= 0, bitorder="little"))
    coded = pa.Array.from_buffers(pa.int32(), len(indices), [known, pa.py_buffer(indices)])
    return pa.DictionaryArray.from_arrays(coded, words, safe=False)


def _numbers(chunk: Any, canonical: Any, at: Any, numbers: Sequence[str]) -> Any:
    """The canonical numbers of a chunk: its own texts where they are canonical, what was read elsewhere, else null."""
    texts = arrow.recast(chunk, pa.string())
    own = pc.if_else(pa.array(canonical), texts, None)  # pyright: ignore[reportAttributeAccessIssue]  # made on import
    if not numbers:
        return own
    read = np.zeros(len(chunk), np.bool_)
    read[at] = True
    # The replacements come in the order of the rows.
    others = pa.array(numbers, pa.string())
    return pc.replace_with_mask(own, pa.array(read), others)  # pyright: ignore[reportAttributeAccessIssue]  # likewise
