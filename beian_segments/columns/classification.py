"""The answers to Arrow columns: the kernel decides the canonical numbers, the fallback the rows that are none.

The fallback looks at the bytes of short texts first, all rows at once. What is left meets the grammar, each distinct
text once; of a refused text its damage is named, or the one number in it recovered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from beian_segments import _data
from beian_segments.columns import _arrow, _kernel
from beian_segments.columns._kernel import NO_ROW, REFUSALS, ROWS, UNDECIDED, Lookup
from beian_segments.damage import damage_of, find_numbers
from beian_segments.parsing import CHARACTERS, LENGTH, read
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
        undecided = np.flatnonzero((answers == UNDECIDED) & ~_arrow.null_mask(chunk))
        found = _fallback(chunk, undecided, _by_predicate(validator.is_supported), by_first_fault=True)
        answers[undecided] = found.answers
        return _arrow.with_nulls_of(chunk, answers == ROWS)

    return _arrow.map_chunks(array, any_writing if writings else canonical, pa.bool_())


def classified(array: Any, validator: SegmentValidator, tally: Tally | None = None, *, recover: bool = False) -> Any:
    """The columns of :func:`fields` for an array or a chunked array, as an Arrow table; a tally counts the answers."""
    table = validator.table
    lookup = _kernel.row_lookup(table)
    reader = _by_grammar(lookup, recover=recover)

    def columns_of(rows: Any) -> dict[str, Any]:
        answers = _canonical(rows, lookup)
        is_canonical = answers != UNDECIDED
        is_null = _arrow.null_mask(rows)
        undecided = np.flatnonzero(~is_canonical & ~is_null)
        found = _fallback(rows, undecided, reader)
        answers[undecided] = found.answers
        damages = np.full(len(rows), _NO_DAMAGE, np.int8)
        damages[undecided] = found.damages
        # A refused text that has an answer all the same.
        recovered = (damages != _NO_DAMAGE) & (answers >= NO_ROW)
        if tally is not None:
            tally.add(answers, damages, recovered)
        return {
            **_decoded(answers, _words_of(table)),
            **_decoded(damages, _words_of_damages()),
            "number": _numbers(rows, is_canonical, found),
            "recovered": pa.array(recovered, mask=is_null),
        }

    return _table(array, columns_of, fields(recover=recover))


def detailed(array: Any, table: SegmentTable) -> Any:
    """The columns of :data:`DETAILS` for the canonical numbers of an array or a chunked array, as an Arrow table."""
    lookup = _kernel.row_lookup(table)
    return _table(array, lambda rows: _decoded(_canonical(rows, lookup), _words_of(table)), DETAILS)


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
    return np.where(_arrow.null_mask(rows), UNDECIDED, _arrow.answers(rows, lookup))


def _numbers(rows: Any, is_canonical: Any, found: Fallback) -> Any:
    """The numbers: the text itself where it is canonical, what the fallback found in others, else null."""
    texts = _arrow.recast(rows, pa.string())
    own = pc.if_else(pa.array(is_canonical), texts, None)  # pyright: ignore[reportAttributeAccessIssue]  # made on import
    if not found.numbers:
        return own
    is_found = np.zeros(len(rows), np.bool_)
    is_found[found.at] = True
    # The replacements come in the order of the rows.
    others = pa.array(found.numbers, pa.string())
    return pc.replace_with_mask(own, pa.array(is_found), others)  # pyright: ignore[reportAttributeAccessIssue]  # likewise


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


def _decoded(answers: Any, words_of: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    """The columns of the words of some answers."""
    columns = {}
    for name, (places, words) in words_of.items():
        indices = np.take(places, answers, mode="clip")
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


# The fallback.


class Answer(NamedTuple):
    """The answer to a text, its number in canonical form, and its damage, as a place in ``_DAMAGES``."""

    code: int
    number: str | None = None
    damage: int = _NO_DAMAGE


#: Answers to texts.
Reader = Callable[[Sequence[str]], Sequence[Answer]]


class Fallback(NamedTuple):
    """Answers to some rows and their damages; and the numbers found in them: in which rows, and what."""

    answers: Any
    damages: Any
    at: Any
    numbers: list[str]


def _fallback(array: Any, at: Any, reader: Reader, *, by_first_fault: bool = False) -> Fallback:
    """Decide rows of an array that the kernel left undecided.

    Args:
        array: texts or integers.
        at: the rows to decide, none of them null.
        reader: decides the texts that their bytes do not.
        by_first_fault: whether a foreign character decides also where digits may be damaged.

    Raises:
        NotUTF8Error: one of these texts is not UTF-8.
    """
    if not len(at):
        return Fallback(np.empty(0, np.int32), np.empty(0, np.int8), at, [])
    texts = _arrow.texts(_arrow.take(array, at))
    blocks = [_by_bytes(_arrow.words(block), by_first_fault=by_first_fault) for _, block in _arrow.views(texts)]
    answers = np.concatenate(blocks)
    damages = np.full(len(at), _NO_DAMAGE, np.int8)
    left = np.flatnonzero(answers == UNDECIDED)
    distinct = _arrow.take(texts, left).dictionary_encode()
    try:
        words = distinct.dictionary.to_pylist()
    except UnicodeDecodeError:
        words = None
    if words is None:
        raise NotUTF8Error  # outside the except block, since the decoder's error holds the text
    read_words = reader(words)
    which = distinct.indices.to_numpy()
    answers[left] = np.array([answer.code for answer in read_words], np.int32)[which]
    damages[left] = np.array([answer.damage for answer in read_words], np.int8)[which]
    hits = np.flatnonzero(np.array([answer.number is not None for answer in read_words], np.bool_)[which])
    numbers = [cast(str, read_words[index].number) for index in which[hits]]
    return Fallback(answers, damages, at[left[hits]], numbers)


def _by_predicate(is_supported: Callable[[str], bool]) -> Reader:
    """A reader that asks the predicate: ``ROWS`` or ``NO_ROW``, and no numbers."""

    def reader(texts: Sequence[str]) -> Sequence[Answer]:
        return [Answer(ROWS if is_supported(text) else NO_ROW) for text in texts]

    return reader


def _by_grammar(lookup: Lookup, *, recover: bool) -> Reader:
    """A reader that parses: refusals with their damage, rows and numbers, recovered ones too if wanted."""

    def answer(text: str) -> Answer:
        reading = read(text)
        if reading.refusal is None:
            return Answer(UNDECIDED, reading.digits)
        damage = damage_of(text, reading.refusal)
        found = find_numbers(text) if recover and damage is not None else ()
        number = found[0].number if len(found) == 1 else None
        return Answer(REFUSALS[reading.refusal], number, _DAMAGES.index(damage))

    def reader(texts: Sequence[str]) -> Sequence[Answer]:
        answers = [answer(text) for text in texts]
        rows = lookup.of_numbers(np.array([int(number or 0) for _, number, _ in answers], np.int64)).tolist()
        return [
            each if each.number is None else each._replace(code=row) for each, row in zip(answers, rows, strict=True)
        ]

    return reader


# A string view has as many bytes of a text in line.
_INLINE = 12
_LOW = np.uint64(0xFFFFFFFF)


def _by_bytes(words: Any, *, by_first_fault: bool) -> Any:
    """The refusals that the bytes of short texts show, else ``UNDECIDED``.

    Of texts of at most twelve bytes that are no canonical number: empty; a 1 and digits, which are too short, too long
    or begin as no mobile number does; and texts with an ASCII character that no writing has. Unless the first fault is
    enough, the latter only if they have no digit and are shorter than a number: others may be damaged.
    """
    data = np.ascontiguousarray(words).view(np.uint8).reshape(-1, 16)
    length = (words[:, 0] & _LOW).view(np.int64)
    first, second = data[:, 4], data[:, 5]
    inline = length <= _INLINE
    # The padding is zeros, which are no digits.
    digits = inline & (_count_in_line(data - np.uint8(ord("0")) < 10) == length)
    mobile = np.take(_behind_one(), second)
    answers = np.take(_of_digits(), 2 * np.minimum(length, _INLINE) + mobile)
    answers[~(digits & ((first == ord(_data.LEADS[0][0])) | (length == 0)))] = UNDECIDED
    # The padding counts as known, and so a NUL in a text is left to the grammar.
    may_be_damaged = (length >= LENGTH) | (_count_in_line(_no_digits()[data]) < _INLINE)
    others = np.flatnonzero(inline & ~digits if by_first_fault else inline & ~may_be_damaged)
    answers[others[_count_in_line(_foreign()[data[others]]) > 0]] = REFUSALS[Verdict.NOT_A_NUMBER]
    return answers


def _count_in_line(true: Any) -> Any:
    """How many of the last twelve of each row's sixteen bytes are true."""
    # As words: NumPy is slow along short rows.
    first, second = true.view(np.uint64).T
    return np.bitwise_count(first >> np.uint64(32)) + np.bitwise_count(second)


@cache
def _behind_one() -> Any:
    """Of the 256 bytes, those that a mobile number has behind its 1."""
    return np.isin(np.arange(256), [ord(lead[1]) for lead in _data.LEADS])


@cache
def _of_digits() -> Any:
    """The refusals of up to twelve digits that begin with 1, two for each length: second digit not mobile, mobile."""
    refusals = [Verdict.EMPTY] * 2 + [Verdict.TOO_SHORT] * 2
    refusals += [Verdict.NOT_MOBILE, Verdict.TOO_SHORT] * (LENGTH - 2)
    # Eleven digits that begin as a mobile number are one, and are not asked here.
    refusals += [Verdict.NOT_MOBILE] * 2 + [Verdict.TOO_LONG] * 2 * (_INLINE - LENGTH)
    return np.array([REFUSALS[refusal] for refusal in refusals], np.int32)


@cache
def _no_digits() -> Any:
    """Of the 256 bytes, the ASCII characters that are no digits."""
    return np.array([byte < 128 and not chr(byte).isdigit() for byte in range(256)], np.bool_)


@cache
def _foreign() -> Any:
    """Of the 256 bytes, the ASCII characters that no writing has, but for NUL."""
    return np.array([0 < byte < 128 and chr(byte) not in CHARACTERS for byte in range(256)], np.bool_)
