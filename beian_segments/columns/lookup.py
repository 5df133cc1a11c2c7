"""What a number's first digits lead to, compiled for NumPy: the trie as two flat tables and a list of intervals.

Four digits decide nearly every row at once. Where a table goes deeper, the few numbers below such a lead are looked up
among the sorted starts of the intervals that have one answer, so any depth is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from beian_segments._tables import LEADS
from beian_segments.grammar import LENGTH
from beian_segments.prefixset import DIGITS
from beian_segments.segments import SegmentTable
from beian_segments.trie import DigitTrie, TrieNode
from beian_segments.verdicts import Verdict

__all__ = [
    "NO_ROW",
    "REFUSALS",
    "ROWS",
    "UNDECIDED",
    "Lookup",
    "listed_lookup",
    "row_lookup",
    "writings_lookup",
]

# Answers: nothing is known yet; a refusal by the grammar; a number without a row, and from ROWS on those of the rows in
# their order. Where no row matters, NO_ROW is an unlisted number and ROWS a listed one.
UNDECIDED = 0
_OF_NUMBERS = (Verdict.SEGMENT_NOT_LISTED, Verdict.SUPPORTED)
REFUSALS = {
    verdict: code
    for code, verdict in enumerate((one for one in Verdict if one not in _OF_NUMBERS), start=UNDECIDED + 1)
}
NO_ROW = len(REFUSALS) + 1
ROWS = NO_ROW + 1

_LEAD_DIGITS = 4
_UNDER_LEAD = 10 ** (LENGTH - _LEAD_DIGITS)


class Lookup:
    """Answers to canonical numbers by prefix, the longest one first: ``{"13": 1, "1349": 0}``.

    Prefixes are ASCII digits and begin with the digit that all mobile numbers begin with.

    Attributes:
        by_lead: the answer by a number's first four digits, or ``closer`` where those do not decide. What has fewer
            than 11 digits meets index 0 to 999, what has more is clipped to 9999: ``UNDECIDED``, all of them.
        by_nibbles: the same by the second to fourth digit, one nibble each: second, fourth << 4, third << 8.
        closer: the answer that sends a number to :meth:`of_numbers`.
    """

    __slots__ = ("_answers", "_starts", "by_lead", "by_nibbles", "closer", "deep")

    def __init__(self, answers: Mapping[str, int], dtype: type = np.uint8) -> None:
        pieces = list(_pieces(DigitTrie(answers.items()).root, 0, 10**LENGTH, UNDECIDED))
        # Equal neighbours are one interval.
        changes = [at for at, piece in enumerate(pieces) if at == 0 or pieces[at - 1][1] != piece[1]]
        self._starts = np.array([pieces[at][0] for at in changes], np.int64)
        self._answers = np.array([pieces[at][1] for at in changes], dtype)
        self.closer: int = np.iinfo(dtype).max
        first = np.arange(10**_LEAD_DIGITS, dtype=np.int64) * _UNDER_LEAD
        one_answer = self._interval(first) == self._interval(first + (_UNDER_LEAD - 1))
        self.by_lead: Any = np.where(one_answer, self.of_numbers(first), self.closer).astype(dtype)
        self.deep: bool = not one_answer.all()
        self.by_nibbles: Any = np.zeros(16**3, dtype)
        second, third, fourth = np.ogrid[:10, :10, :10]
        one = int(LEADS[0][0]) * 1000
        self.by_nibbles[second | fourth << 4 | third << 8] = self.by_lead[one + second * 100 + third * 10 + fourth]

    def _interval(self, numbers: Any) -> Any:
        return np.searchsorted(self._starts, numbers, side="right") - 1

    def of_numbers(self, numbers: Any) -> Any:
        """The answers to numbers of up to eleven digits, as int64."""
        return self._answers[self._interval(numbers)]


def _pieces(node: TrieNode[int], start: int, size: int, inherited: int) -> Iterator[tuple[int, int]]:
    """Where each interval below a place begins, and its answer; ``size`` numbers begin like the place."""
    answer = node.values[0] if node.values else inherited
    if not node.children:
        yield start, answer
        return
    size //= 10
    for digit in DIGITS:
        child = node.children.get(digit)
        if child is None:
            yield start, answer
        else:
            yield from _pieces(child, start, size, answer)
        start += size


@lru_cache(maxsize=8)
def listed_lookup(table: SegmentTable) -> Lookup:
    """1 for the canonical numbers of listed segments, else 0."""
    return Lookup(dict.fromkeys(table.listed.prefixes, 1))


@lru_cache(maxsize=8)
def writings_lookup(table: SegmentTable) -> Lookup:
    """``ROWS`` for canonical numbers of listed segments, ``NO_ROW`` for other ones, ``UNDECIDED`` for anything else."""
    return Lookup({**dict.fromkeys(LEADS, NO_ROW), **dict.fromkeys(table.listed.prefixes, ROWS)})


@lru_cache(maxsize=8)
def row_lookup(table: SegmentTable) -> Lookup:
    """``ROWS`` and more, the row, or ``NO_ROW`` for canonical numbers, ``UNDECIDED`` for anything else."""
    rows = {row.prefix: ROWS + index for index, row in enumerate(table)}
    # A row may stand above the leads, that of all numbers ("1"): no more of it counts than what the leads have.
    above = {
        lead: max((rows[lead[:n]] for n in range(1, len(lead)) if lead[:n] in rows), default=NO_ROW) for lead in LEADS
    }
    answers = {**above, **{prefix: row for prefix, row in rows.items() if len(prefix) >= len(LEADS[0])}}
    return Lookup(answers, np.int16 if ROWS + len(rows) < np.iinfo(np.int16).max else np.int32)
