"""Verdicts of Arrow columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from beian_segments import _data
from beian_segments.columns import _arrow
from beian_segments.columns._kernel import (
    NO_ROW,
    REFUSALS,
    ROWS,
    UNDECIDED,
    Lookup,
    listed_lookup,
    row_lookup,
    writings_lookup,
)
from beian_segments.parsing import CHARACTERS, LENGTH, read
from beian_segments.table import SegmentTable
from beian_segments.validator import SegmentValidator
from beian_segments.verdicts import Verdict

__all__ = [
    "DETAILS",
    "FIELDS",
    "NotUTF8Error",
    "Settled",
    "Tally",
    "classified",
    "detailed",
    "schema_of",
    "settle",
    "supported",
    "with_predicate",
    "with_reading",
]

_INLINE = 12
_LOW = np.uint64(0xFFFFFFFF)


class NotUTF8Error(ValueError):
    """A text of an Arrow column is not UTF-8, which Arrow does not look at."""

    def __init__(self) -> None:
        super().__init__(
            "a column of numbers holds a text that is not UTF-8; decode its bytes by their own encoding first"
        )


class Settled(NamedTuple):
    """Answers for some rows, and the numbers found in them: where, and what."""

    answers: Any
    at: Any
    numbers: list[str]


#: Answers to texts, and the canonical number of each that is a writing of one.
Reader = Callable[[Sequence[str]], tuple[Sequence[int], Sequence[str | None]]]


def settle(array: Any, at: Any, reader: Reader) -> Settled:
    """Decide rows of an array that the kernel left undecided.

    Args:
        array: texts or integers.
        at: the rows to decide, none of them null.
        reader: decides the texts that their bytes do not.

    Raises:
        NotUTF8Error: one of these has no characters.
    """
    if not len(at):
        return Settled(np.empty(0, np.int32), at, [])
    texts = _arrow.texts(_arrow.take(array, at))
    answers = np.concatenate([_by_bytes(_arrow.words(block)) for _, block in _arrow.views(texts)])
    left = np.flatnonzero(answers == UNDECIDED)
    distinct = _arrow.take(texts, left).dictionary_encode()
    try:
        words = distinct.dictionary.to_pylist()
    except UnicodeDecodeError:
        # Which has the text.
        raise NotUTF8Error from None
    found, numbers = reader(words)
    which = distinct.indices.to_numpy()
    answers[left] = np.array(found, np.int32)[which]
    hits = np.flatnonzero(np.array([number is not None for number in numbers], np.bool_)[which])
    return Settled(answers, at[left[hits]], [numbers[index] or "" for index in which[hits]])


def with_predicate(is_supported: Callable[[str], bool]) -> Reader:
    """A reader that asks a validator's predicate: ``ROWS`` or ``NO_ROW``, and no numbers."""

    def reader(texts: Sequence[str]) -> tuple[Sequence[int], Sequence[str | None]]:
        return [ROWS if is_supported(text) else NO_ROW for text in texts], [None] * len(texts)

    return reader


def with_reading(lookup: Lookup) -> Reader:
    """A reader of refusals, rows and numbers."""

    def reader(texts: Sequence[str]) -> tuple[Sequence[int], Sequence[str | None]]:
        readings = [read(text) for text in texts]
        numbers = [None if reading.refusal else reading.digits for reading in readings]
        rows = lookup.of_numbers(np.array([int(number or 0) for number in numbers], np.int64)).tolist()
        return [
            REFUSALS[reading.refusal] if reading.refusal else row for reading, row in zip(readings, rows, strict=True)
        ], numbers

    return reader


def _by_bytes(words: Any) -> Any:
    """The refusals that a text of at most twelve bytes shows at a glance, else ``UNDECIDED``.

    Of texts that are no canonical number: nothing at all; digits alone behind a 1, which are short, long, or begin as
    no mobile number does; and an ASCII character that no writing has.
    """
    data = np.ascontiguousarray(words).view(np.uint8).reshape(-1, 16)
    length = (words[:, 0] & _LOW).view(np.int64)
    first, second = data[:, 4], data[:, 5]
    inline = length <= _INLINE
    # The padding is zeros, which are no digits.
    digits = inline & (_how_many(data - np.uint8(ord("0")) < 10) == length)
    mobile = np.take(_behind_one(), second)
    answers = np.take(_of_digits(), 2 * np.minimum(length, _INLINE) + mobile)
    answers[~(digits & ((first == ord(_data.LEADS[0][0])) | (length == 0)))] = UNDECIDED
    # Nor are they foreign, so that a NUL of the text's own is left to the grammar.
    others = np.flatnonzero(inline & ~digits)
    answers[others[_how_many(_foreign()[data[others]]) > 0]] = REFUSALS[Verdict.NOT_A_NUMBER]
    return answers


def _how_many(true: Any) -> Any:
    """How many of the last twelve of each row's sixteen bytes are true."""
    # As words: along short rows NumPy is slow.
    first, second = true.view(np.uint64).T
    return np.bitwise_count(first >> np.uint64(32)) + np.bitwise_count(second)


@cache
def _behind_one() -> Any:
    """Of the 256 bytes, those that a mobile number has behind its 1."""
    return np.isin(np.arange(256), [ord(lead[1]) for lead in _data.LEADS])


@cache
def _of_digits() -> Any:
    """The refusals of up to twelve digits behind a 1 or none, for each length two: second digit not mobile, mobile."""
    refusals = [Verdict.EMPTY] * 2 + [Verdict.TOO_SHORT] * 2
    refusals += [Verdict.NOT_MOBILE, Verdict.TOO_SHORT] * (LENGTH - 2)
    # Eleven that begin as a mobile number are one, which is not asked here.
    refusals += [Verdict.NOT_MOBILE] * 2 + [Verdict.TOO_LONG] * 2 * (_INLINE - LENGTH)
    return np.array([REFUSALS[refusal] for refusal in refusals], np.int32)


@cache
def _foreign() -> Any:
    """Of the 256 bytes, the ASCII characters that no writing has, but for NUL."""
    return np.array([0 < byte < 128 and chr(byte) not in CHARACTERS for byte in range(256)], np.bool_)


#: The columns of a canonical number's row, and those of a classification.
DETAILS = ("segment", "carrier", "service")
FIELDS = ("verdict", "number", *DETAILS)

# A batch's numbers must not have more bytes than 32-bit offsets reach.
_BATCH = 1 << 20

_WORDS = pa.dictionary(pa.int32(), pa.string())


def supported(array: Any, validator: SegmentValidator, *, writings: bool) -> Any:
    """Booleans for an array or a chunked array, null for null."""

    def canonical(chunk: Any) -> Any:
        return _arrow.flags(chunk, listed_lookup(validator.table))

    def any_writing(chunk: Any) -> Any:
        if pa.types.is_null(chunk.type):
            return pa.nulls(len(chunk), pa.bool_())
        found = _arrow.answers(chunk, writings_lookup(validator.table))
        left = np.flatnonzero((found == UNDECIDED) & ~_arrow.null_mask(chunk))
        found[left] = settle(chunk, left, with_predicate(validator.is_supported)).answers
        return _arrow.with_nulls_of(chunk, found == ROWS)

    return _arrow.map_chunks(array, any_writing if writings else canonical, pa.bool_())


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
            columns = columns_of(_plain(_arrow.own(rows) if rows.offset else rows))
            batches.append(pa.record_batch([columns[name] for name in names], schema=schema))
    return pa.Table.from_batches(batches, schema)


def _plain(array: Any) -> Any:
    """An array of texts or integers, not of indices, and not of nulls alone."""
    if pa.types.is_dictionary(array.type):
        array = _arrow.take(array.dictionary, array.indices)
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
        known = ~_arrow.null_mask(array)
        answers = self._canonical(array, known)
        canonical = answers != UNDECIDED
        settled = settle(array, np.flatnonzero(known & ~canonical), self._reader)
        answers[known & ~canonical] = settled.answers
        if tally is not None:
            tally.add(answers)
        return {**self._decoded(answers), "number": _numbers(array, canonical, settled.at, settled.numbers)}

    def of_canonical(self, array: Any) -> dict[str, Any]:
        """The columns of canonical numbers; null for anything else."""
        return self._decoded(self._canonical(array, ~_arrow.null_mask(array)))

    def _canonical(self, array: Any, known: Any) -> Any:
        return np.where(known, _arrow.answers(array, self._lookup), UNDECIDED)

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
    texts = _arrow.recast(chunk, pa.string())
    own = pc.if_else(pa.array(canonical), texts, None)  # pyright: ignore[reportAttributeAccessIssue]  # made on import
    if not numbers:
        return own
    read = np.zeros(len(chunk), np.bool_)
    read[at] = True
    # The replacements come in the order of the rows.
    others = pa.array(numbers, pa.string())
    return pc.replace_with_mask(own, pa.array(read), others)  # pyright: ignore[reportAttributeAccessIssue]  # likewise
