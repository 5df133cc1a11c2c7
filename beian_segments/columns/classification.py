"""The answers to Arrow columns, in stages that each settle the rows that the stage before has left.

1. The kernel decides canonical numbers, all rows at once.
2. Whether texts are accepted writings of listed numbers, a pattern made of the grammar decides. To classify them, the
   grammar reads their shapes: texts that differ only in digits that decide nothing are read once.
3. The grammar reads what is left, few or long texts, each distinct one once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from beian_segments import _data
from beian_segments.columns import _arrow, _kernel, _shapes
from beian_segments.columns._kernel import NO_ROW, REFUSALS, ROWS, UNDECIDED, Lookup
from beian_segments.columns._shapes import number_places
from beian_segments.damage import damage_of, find_numbers
from beian_segments.parsing import LENGTH, read, writing_pattern
from beian_segments.table import SegmentTable
from beian_segments.validator import SegmentValidator
from beian_segments.verdicts import Verdict

__all__ = [
    "DETAILS", "Counts", "NotUTF8Error", "Tally", "classified", "detailed", "fields", "schema_of", "supported",
]  # fmt: skip

#: The columns of the row of a number.
DETAILS = ("segment", "carrier", "service")

_WORDS = pa.dictionary(pa.int32(), pa.string())

_NO_DAMAGE = 0
_DAMAGES = (None, *_data.DAMAGES)

# Rows at a time, so that their numbers have fewer bytes than 32-bit offsets reach.
_BATCH = 1 << 20


def fields(*, recover: bool) -> tuple[str, ...]:
    """The columns of a classification."""
    return ("verdict", "number", *DETAILS, "damage", *(["recovered"] if recover else []))


class NotUTF8Error(ValueError):
    """A text of an Arrow column is not UTF-8, which Arrow does not check."""

    def __init__(self) -> None:
        super().__init__(
            "a column of numbers holds a text that is not UTF-8; decode its bytes by their own encoding first"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (), self.__dict__


def supported(array: Any, validator: SegmentValidator, *, writings: bool) -> Any:
    """Booleans for an array or a chunked array, null for null."""

    def canonical(chunk: Any) -> Any:
        return _arrow.booleans(chunk, _kernel.listed_lookup(validator.table))

    def any_writing(chunk: Any) -> Any:
        if pa.types.is_null(chunk.type):
            return pa.nulls(len(chunk), pa.bool_())
        answers = _arrow.answers(chunk, _kernel.writings_lookup(validator.table))
        is_supported = answers == ROWS
        rest = np.flatnonzero((answers == UNDECIDED) & ~_arrow.null_mask(chunk))
        is_supported[rest] = _supported_writings(_arrow.texts(_arrow.rows_at(chunk, rest)), validator)
        return _arrow.with_nulls_of(chunk, is_supported)

    return _arrow.map_chunks(array, any_writing if writings else canonical, pa.bool_())


def classified(
    array: Any,
    validator: SegmentValidator,
    tally: Tally | None = None,
    *,
    recover: bool = False,
    names: Sequence[str] | None = None,
) -> Any:
    """Some columns of :func:`fields`, or all, for an array or a chunked array: an Arrow table; a tally counts rows."""
    table = validator.table
    lookup = _kernel.row_lookup(table)
    wanted = fields(recover=recover) if names is None else names

    def columns_of(rows: Any) -> dict[str, Any]:
        answers = _canonical(rows, lookup)
        is_canonical = answers != UNDECIDED
        is_null = _arrow.null_mask(rows)
        rest = np.flatnonzero(~is_canonical & ~is_null)
        found = _readings(_arrow.texts(_arrow.rows_at(rows, rest)), recover=recover)
        answers[rest] = np.where(found.numbers > 0, _kernel.of_integers(found.numbers, lookup), found.refusals)
        damages = np.full(len(rows), _NO_DAMAGE, np.int8)
        damages[rest] = found.damages
        # A refused text that has an answer all the same.
        recovered = (damages != _NO_DAMAGE) & (answers >= NO_ROW)
        if tally is not None:
            tally.add(answers, damages, recovered)
        columns = {
            **_decoded(answers, _words_of(table), wanted),
            **_decoded(damages, _words_of_damages(), wanted),
        }
        if "number" in wanted:
            columns["number"] = _numbers(rows, is_canonical, rest, found.numbers)
        if "recovered" in wanted:
            columns["recovered"] = pa.array(recovered, mask=is_null)
        return columns

    return _table(array, columns_of, wanted)


def detailed(array: Any, table: SegmentTable) -> Any:
    """The columns of :data:`DETAILS` for the canonical numbers of an array or a chunked array, as an Arrow table."""
    lookup = _kernel.row_lookup(table)
    return _table(array, lambda rows: _decoded(_canonical(rows, lookup), _words_of(table), DETAILS), DETAILS)


def schema_of(names: Sequence[str], prefix: str = "") -> Any:
    """The types of columns by name: dictionaries of words, but for the two that are none."""
    types = {"number": pa.string(), "recovered": pa.bool_()}
    return pa.schema([pa.field(f"{prefix}{name}", types.get(name, _WORDS)) for name in names])


def _table(array: Any, columns_of: Callable[[Any], Mapping[str, Any]], names: Sequence[str]) -> Any:
    """The table of what a function gives for each batch of an array or a chunked array."""
    schema = schema_of(names)
    batches = []
    for chunk in array.chunks if isinstance(array, pa.ChunkedArray) else [array]:
        for start in range(0, len(chunk), _BATCH):
            rows = chunk.slice(start, _BATCH)
            if rows.offset:
                rows = _arrow.copied(rows)  # or a cast of the slice would cast all rows before it too
            if pa.types.is_dictionary(rows.type):
                rows = _arrow.take(rows.dictionary, rows.indices)
            if pa.types.is_null(rows.type):
                rows = rows.cast(pa.string())
            columns = columns_of(rows)
            batches.append(pa.record_batch([columns[name] for name in names], schema=schema))
    return pa.Table.from_batches(batches, schema)


def _canonical(rows: Any, lookup: Lookup) -> Any:
    """The lookup's answers to canonical numbers; ``UNDECIDED`` for anything else and for null."""
    answers = _arrow.answers(rows, lookup)
    # UNDECIDED is zero, and NumPy multiplies ten times as quickly as it chooses.
    return np.multiply(answers, (~_arrow.null_mask(rows)).view(np.int8), out=answers)


def _numbers(rows: Any, is_canonical: Any, rest: Any, numbers: Any) -> Any:
    """The numbers: the text itself where it is canonical, what was found in the rest, else null."""
    texts = _arrow.recast(rows, pa.string())
    if not len(rest):
        return texts
    own = pc.if_else(pa.array(is_canonical), texts, None)  # pyright: ignore[reportAttributeAccessIssue]  # made on import
    found = np.flatnonzero(numbers)
    if not len(found):
        return own
    others = pa.array(numbers[found]).cast(pa.string())
    places = np.arange(len(rows))
    places[rest[found]] = len(rows) + np.arange(len(found))
    is_null = ~is_canonical
    is_null[rest[found]] = False
    return pa.concat_arrays([own, others]).take(pa.array(places, mask=is_null))


# Answers as words.


@lru_cache(maxsize=8)
def _words_of(table: SegmentTable) -> Mapping[str, tuple[Any, Any]]:
    """By column: for each answer the place of its word, -1 for null, and the distinct words as an Arrow array."""
    rows = list(table)
    none = [None] * ROWS
    # In the order of the answers: UNDECIDED, which stands for null here, the refusals, NO_ROW and the rows.
    verdicts = [None, *REFUSALS, Verdict.SEGMENT_NOT_LISTED]
    verdicts += [Verdict.SUPPORTED if row.published else Verdict.SEGMENT_NOT_LISTED for row in rows]
    return {
        "verdict": _coded(verdicts),
        "segment": _coded([*none, *(row.prefix for row in rows)]),
        "carrier": _coded([*none, *(row.carrier for row in rows)]),
        "service": _coded([*none, *(row.service for row in rows)]),
    }


@cache
def _words_of_damages() -> Mapping[str, tuple[Any, Any]]:
    return {"damage": _coded(_DAMAGES)}


def _coded(words: Iterable[str | None]) -> tuple[Any, Any]:
    coded = pa.array([word and str(word) for word in words], pa.string()).dictionary_encode()
    return coded.indices.fill_null(-1).to_numpy(), coded.dictionary


def _decoded(answers: Any, words_of: Mapping[str, tuple[Any, Any]], wanted: Collection[str]) -> dict[str, Any]:
    """The wanted columns of the words of some answers."""
    columns = {}
    at = answers.astype(np.intp)  # once for all columns
    for name, (places, words) in words_of.items():
        if name not in wanted:
            continue
        indices = np.take(places, at, mode="clip")
        is_known = pa.py_buffer(np.packbits(indices >= 0, bitorder="little"))
        coded = pa.Array.from_buffers(pa.int32(), len(indices), [is_known, pa.py_buffer(indices)])
        columns[name] = pa.DictionaryArray.from_arrays(coded, words, safe=False)
    return columns


class Counts(NamedTuple):
    """How many rows there are.

    Attributes:
        rows: in all.
        verdicts: by verdict; None counts nulls.
        carriers: by carrier.
        segments: by segment.
        damages: by damage.
        recovered: in how many the number of a refused text was recovered.
        encoding: of a CSV file, the encoding that it was read in; else None.
        delimiter: of a CSV file, what stands between its cells; else None.
    """

    rows: int
    verdicts: Counter[str | None]
    carriers: Counter[str | None]
    segments: Counter[str | None]
    damages: Counter[str | None]
    recovered: int
    encoding: str | None = None
    delimiter: str | None = None


class Tally:
    """How many rows were given which answer."""

    def __init__(self, table: SegmentTable) -> None:
        self._words = _words_of(table)
        self._found: Any = np.zeros(len(self._words["verdict"][0]), np.int64)
        self._damages: Any = np.zeros(len(_DAMAGES), np.int64)
        self._recovered = 0

    def add(self, answers: Any, damages: Any, recovered: Any) -> None:
        """Count the rows of some answers."""
        self._found += np.bincount(answers, minlength=len(self._found))
        self._damages += np.bincount(damages, minlength=len(self._damages))
        self._recovered += int(np.count_nonzero(recovered))

    def counts(self) -> Counts:
        """The rows by their words."""
        verdicts, carriers, segments = (self._by_word(name) for name in ("verdict", "carrier", "segment"))
        for counter in (carriers, segments):
            del counter[None]
        damages = Counter({code: count for code, count in zip(_DAMAGES, self._damages.tolist(), strict=True) if count})
        del damages[None]
        return Counts(verdicts.total(), verdicts, carriers, segments, damages, self._recovered)

    def _by_word(self, name: str) -> Counter[str | None]:
        places, words = self._words[name]
        counts: Counter[str | None] = Counter()
        for place, count in zip(places.tolist(), self._found.tolist(), strict=True):
            if count:
                counts[None if place < 0 else words[place].as_py()] += count
        return counts


# The rest: the rows that the kernel leaves. All functions take an array of texts without nulls.

# So many texts are read one by one in the time that it takes to find shapes at all, and to compile the pattern.
_FEW = 64
_FEW_FOR_PATTERN = 1500

# A longer pattern, or one of more prefixes, takes RE2 longer to compile than texts are read in.
_MOST_IN_PATTERN = 200
_LONGEST_PATTERN = 30_000


def _supported_writings(texts: Any, validator: SegmentValidator) -> Any:
    """Whether texts that are not canonical are writings of listed numbers, as NumPy booleans.

    If there are many, the pattern of all writings tells, which is made of the grammar; texts with no more bytes than a
    number has digits need not be asked. Of a table whose pattern would be too large, all are read.

    Raises:
        NotUTF8Error: one of them is not UTF-8.
    """
    if not _arrow.is_utf8(texts):
        raise NotUTF8Error
    if len(texts) < _FEW_FOR_PATTERN:
        return np.array([validator.is_supported(text) for text in texts.to_pylist()], np.bool_)
    pattern = _pattern(validator.table)
    if pattern is None:
        numbers = _readings(texts, recover=False).numbers
        return _kernel.of_integers(numbers, _kernel.writings_lookup(validator.table)) == ROWS
    is_supported = np.zeros(len(texts), np.bool_)
    long = np.flatnonzero(np.diff(_arrow.text_buffers(texts)[0]) > LENGTH)
    matches = pc.match_substring_regex(texts.take(pa.array(long)), pattern)  # pyright: ignore[reportAttributeAccessIssue]  # made on import
    is_supported[long] = _arrow.truth(matches)
    return is_supported


@lru_cache(maxsize=8)
def _pattern(table: SegmentTable) -> str | None:
    """What every accepted writing of a listed number matches and nothing else, for RE2; None if it is too long."""
    if not 0 < len(table.listed.prefixes) <= _MOST_IN_PATTERN:
        return None  # for none too, since RE2 has no pattern that matches nothing
    pattern = writing_pattern(table.listed, code_point=r"\x{{{:X}}}", possessive=False)
    return rf"\A(?:{pattern})\z" if len(pattern) <= _LONGEST_PATTERN else None


class Readings(NamedTuple):
    """What texts are, as NumPy arrays.

    Attributes:
        refusals: their refusals; ``UNDECIDED`` for an accepted number.
        damages: their damages, as places in ``_DAMAGES``.
        numbers: the accepted and the recovered numbers as integers, 0 where there is none.
    """

    refusals: Any
    damages: Any
    numbers: Any


def _readings(texts: Any, *, recover: bool) -> Readings:
    """What the grammar says of texts, and the numbers that are recovered if wanted.

    If there are many, those that are short are read by their shapes; :mod:`._shapes` says why that is exact. The others
    are read one by one, each distinct text once.

    Raises:
        NotUTF8Error: one of them is not UTF-8.
    """
    readings = Readings(*(np.zeros(len(texts), dtype) for dtype in (np.int32, np.int8, np.int64)))
    is_short = np.zeros(len(texts), np.bool_)
    if len(texts) >= _FEW:
        is_short = np.diff(_arrow.text_buffers(texts)[0]) <= _shapes.LONGEST
        short = np.flatnonzero(is_short)
        for shaped in _shapes.of(texts if len(short) == len(texts) else texts.take(pa.array(short))):
            _read_shapes(shaped, short[shaped.rows], readings, recover=recover)
    if not is_short.all():
        _read_each(texts, np.flatnonzero(~is_short), readings, recover=recover)
    return readings


def _read_shapes(shaped: _shapes.Shaped, rows: Any, readings: Readings, *, recover: bool) -> None:
    """Set the readings of some rows by their shapes; their numbers have other digits than those of the shapes."""
    read_shapes = [
        # A shape with all digits of its text is that of few rows, and no text is to be remembered.
        (_read_shape if _shapes.has_all_digits(shape) else _known_shape)(shape, recover=recover)
        for shape in _decoded_texts(shaped.shapes)
    ]
    _set_refusals([reading for reading, _ in read_shapes], shaped.which, rows, readings)
    with_number = np.flatnonzero(np.array([reading.number > 0 for reading, _ in read_shapes])[shaped.which])
    readings.numbers[rows[with_number]] = shaped.numbers(with_number, np.array([places for _, places in read_shapes]))


def _read_each(texts: Any, rows: Any, readings: Readings, *, recover: bool) -> None:
    """Set the readings of some rows, reading each distinct text."""
    distinct = texts.take(pa.array(rows)).dictionary_encode()
    read_texts = [
        _reading(text, recover=recover) for text in _decoded_texts(distinct.dictionary.cast("large_binary").to_pylist())
    ]
    which = distinct.indices.to_numpy()
    _set_refusals(read_texts, which, rows, readings)
    readings.numbers[rows] = np.array([reading.number for reading in read_texts])[which]


def _set_refusals(read_texts: Sequence[Reading], which: Any, rows: Any, readings: Readings) -> None:
    readings.refusals[rows] = np.array([reading.refusal for reading in read_texts])[which]
    readings.damages[rows] = np.array([reading.damage for reading in read_texts])[which]


class Reading(NamedTuple):
    """As :class:`Readings`, of one text; and the character from which on the number stands in it."""

    refusal: int
    damage: int = _NO_DAMAGE
    number: int = 0
    start: int = 0


def _reading(text: str, *, recover: bool) -> Reading:
    reading = read(text)
    if reading.refusal is None:
        return Reading(UNDECIDED, number=int(reading.digits))
    damage = damage_of(text, reading.refusal)
    refused = Reading(REFUSALS[reading.refusal], _DAMAGES.index(damage))
    found = find_numbers(text) if recover and damage is not None else ()
    return refused._replace(number=int(found[0].number), start=found[0].start) if len(found) == 1 else refused


def _read_shape(shape: str, *, recover: bool) -> tuple[Reading, Sequence[int]]:
    """What is read of a shape, and the places of the number's digits."""
    reading = _reading(shape, recover=recover)
    return reading, number_places(shape, reading.start) if reading.number else [0] * LENGTH


# Batches of a column share shapes.
_known_shape = lru_cache(maxsize=4096)(_read_shape)


def _decoded_texts(encoded: Iterable[bytes]) -> list[str]:
    try:
        return [text.decode() for text in encoded]
    except UnicodeDecodeError:
        pass
    raise NotUTF8Error  # outside the except block, since the decoder's error holds the text
