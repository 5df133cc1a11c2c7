"""The texts and columns that are timed, made from the packaged table with a fixed seed.

Every text is a str object of its own (but for the empty text, of which Python has only one), so that nothing is found
in a processor's cache because it was asked a moment ago. All lists are made of blocks with the same shares.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from itertools import cycle
from typing import Any

from beian_segments import DEFAULT_TABLE, SegmentTable, normalize_number

__all__ = [
    "BLOCK",
    "DIRTY_SHARES",
    "LISTED",
    "MALFORMED",
    "SHARES",
    "UNLISTED",
    "WRITINGS",
    "canonical",
    "column",
    "deeper_table",
    "dirty",
    "dirty_column",
    "half_typed",
    "lenient",
    "mixed",
]

#: As many texts in a row have exactly the shares of all.
BLOCK = 200
_BLOCKS = 5
_LENGTH = 11
_DIGITS = "0123456789"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FULL_WIDTH = {ord(digit): ord(digit) + 0xFEE0 for digit in _DIGITS}

LISTED = DEFAULT_TABLE.supported_prefixes
UNLISTED = tuple(
    row.prefix for row in DEFAULT_TABLE if len(row.prefix) == 3 and DEFAULT_TABLE.listed.after(row.prefix) is False
)

# The shapes of texts: each ``#`` stands for the next digit of a number, in full width if the mark is; after the last
# digit the first comes again.

_WRITINGS = {
    "+86 and a space": "+86 ###########",
    "+86": "+86###########",
    "spaces": "### #### ####",
    "dashes": "###-####-####",
    "trunk 0": "0###########",
    "0086": "0086###########",
    "full-width": "\uff03" * _LENGTH,
    "U+202D and U+202C": "\u202d###########\u202c",
}

#: What stands in a column of numbers and is none, by kind.
MALFORMED = {
    "landline with a dash": ("010-6#######", "0755-2#######", "021-5#######"),
    "eleven digits from 0 on": ("0106#######", "07552######"),
    "eleven digits from 2 on": ("2##########",),
    "a letter": ("#####x#####", "#######o###"),
    "decimal": ("###########.0",),
    "scientific": ("#.##E+10", "#.##########E+10"),
    "masked": ("###****####",),
    "too short": ("##########", "#######"),
    "too long": ("###########0", "#############"),
    "two numbers": ("###########/###########", "########### ###########"),
    "other words": ("手机：###########", "###########（张三）"),
    "no number": ("", "无", "n/a", "-"),
    "foreign": ("+852 5### ####", "+1 3## ### ####"),
    "guarded": ("'###########",),
    "thousands": ("##,###,###,###",),
}


def _written(shape: str, number: str) -> str:
    digits = cycle(number)
    full_width = (digit.translate(_FULL_WIDTH) for digit in digits)
    return "".join(next({"#": digits, "\uff03": full_width}.get(mark, iter(mark))) for mark in shape)


#: Accepted writings of a number other than the canonical one, by name.
WRITINGS: dict[str, Callable[[str], str]] = {name: partial(_written, shape) for name, shape in _WRITINGS.items()}

#: What a column is made of, for people.
SHARES = "60 % listed, 20 % unlisted, 15 % malformed, 5 % null."

#: What a column of rows as they come is made of, for people.
DIRTY_SHARES = (
    f"60 % listed and 20 % unlisted, a tenth of both in {len(_WRITINGS)} other writings; "
    f"15 % malformed in {len(MALFORMED)} ways; 5 % null."
)
_OTHER_WRITINGS = 0.1


class _Maker:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - the same texts in every run are wanted
        self._writings = 0

    def number(self, prefixes: tuple[str, ...]) -> str:
        prefix = self._random.choice(prefixes)
        return prefix + "".join(self._random.choices(_DIGITS, k=_LENGTH - len(prefix)))

    def malformed(self, kind: int) -> str:
        number = self.number(LISTED)
        if kind == 0:
            return number[:-1]
        if kind == 1:
            return number + self._random.choice(_DIGITS)
        if kind == 2:
            at = self._random.randrange(_LENGTH)
            return number[:at] + self._random.choice(_LETTERS) + number[at + 1 :]
        return ""

    def canonical(self, count: int) -> list[str]:
        fifth = count // 5
        return [
            *(self.number(LISTED) for _ in range(3 * fifth)),
            *(self.number(UNLISTED) for _ in range(fifth)),
            *(self.malformed(index % 4) for index in range(fifth)),
        ]

    def lenient(self, count: int) -> list[str]:
        texts = []
        for _ in range(count):
            write = tuple(WRITINGS.values())[self._writings % len(WRITINGS)]
            texts.append(write(self.number(LISTED)))
            self._writings += 1
        return texts

    def shuffled(self, texts: list[str]) -> list[str]:
        self._random.shuffle(texts)
        return texts


def canonical(seed: int = 1) -> list[str]:
    """60 % listed numbers, 20 % unlisted ones, 20 % malformed texts: 10 digits, 12 digits, a letter, nothing."""
    maker = _Maker(seed)
    return [text for _ in range(_BLOCKS) for text in maker.shuffled(maker.canonical(BLOCK))]


def lenient(seed: int = 2) -> list[str]:
    """Listed numbers in the other accepted writings, all alike often."""
    maker = _Maker(seed)
    return [text for _ in range(_BLOCKS) for text in maker.shuffled(maker.lenient(BLOCK))]


def mixed(seed: int = 3) -> list[str]:
    """90 % texts as in :func:`canonical`, 10 % as in :func:`lenient`."""
    maker = _Maker(seed)
    few = BLOCK // 10
    return [
        text for _ in range(_BLOCKS) for text in maker.shuffled([*maker.canonical(BLOCK - few), *maker.lenient(few)])
    ]


def half_typed(seed: int = 4) -> list[str]:
    """What is in a field while someone types a listed number: its first 1 to 11 digits."""
    maker = _Maker(seed)
    return [maker.number(LISTED)[: 1 + index % _LENGTH] for index in range(_BLOCKS * BLOCK)]


def listed(seed: int = 5) -> list[str]:
    """Listed numbers in canonical form."""
    maker = _Maker(seed)
    return [maker.number(LISTED) for _ in range(_BLOCKS * BLOCK)]


def refused(seed: int = 6) -> list[str]:
    """Texts that are refused without a look at phonenumbers: 1 to 10 and 12 digits, empty ones, words."""
    maker = _Maker(seed)
    texts = [maker.number(LISTED) for _ in range(_BLOCKS * BLOCK)]
    ends = [slice(3), slice(10), slice(0)]
    ways = [*(text[end] for end in ends for text in texts), *(f"{text}0" for text in texts), *["n/a"] * len(texts)]
    return maker.shuffled(ways)[: len(texts)]


def prose(seed: int = 7) -> list[str]:
    """One text of a megabyte: Chinese sentences, with a number every few hundred characters."""
    maker = _Maker(seed)
    words = "备案申请提交至管局之后，负责人会收到核验短信，请在期限内完成核验。没有收到的，先检查手机，再联系接入商。"
    sentence = f"{words * 4}2026-03-02 10:00 "
    count = 1_000_000 // len(sentence.encode())
    return ["".join(f"{sentence}联系电话{maker.number(LISTED)}。" for _ in range(count))]


def deeper_table(digits: int) -> SegmentTable:
    """The packaged table with one hole, so deep that numbers are told apart by their first ``digits`` digits."""
    hole = normalize_number(LISTED[0].ljust(_LENGTH, "0"))[:digits]
    return DEFAULT_TABLE.with_rows([{"prefix": hole, "published": False}])


def column(rows: int, seed: int = 1) -> Any:
    """An Arrow array: 60 % listed, 20 % unlisted, 15 % malformed (short, long, a letter, empty), 5 % null."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    random = np.random.default_rng(seed)
    three = [prefix for prefix in LISTED if len(prefix) == 3]
    kinds = random.choice(7, rows, p=[0.6, 0.2, 0.0375, 0.0375, 0.0375, 0.0375, 0.05])
    lead = np.where(kinds == 1, random.choice(np.array(UNLISTED), rows), random.choice(np.array(three), rows))
    numbers = lead.astype(np.int64) * 10**8 + random.integers(0, 10**8, rows)
    texts = pa.array(numbers).cast(pa.string())
    # Short, long, with a letter, empty: made of the number beside it.
    shapes = (texts, pc.utf8_slice_codeunits(texts, 0, 10), pc.binary_join_element_wise(texts, "7", ""))
    letter = pc.binary_replace_slice(texts, 5, 6, "x")
    choice = pa.array(np.array([0, 0, 1, 2, 3, 4, 0])[kinds])
    made = pc.choose(choice, *shapes, letter, pa.scalar(""))
    return pc.if_else(pa.array(kinds == 6), None, made)


def dirty(seed: int = 8) -> list[str]:
    """Texts with the shares of :func:`dirty_column`, without nulls."""
    return [text for text in dirty_column(_BLOCKS * BLOCK, seed).to_pylist() if text is not None]


def dirty_column(rows: int, seed: int = 1) -> Any:
    """An Arrow array of rows as they come: numbers, a tenth in other writings, 15 % malformed texts, and nulls.

    Every number is drawn anew, so that texts are repeated no more often than in a real column.
    """
    import numpy as np
    import pyarrow as pa

    random = np.random.default_rng(seed)
    shares: dict[tuple[str, tuple[str, ...]], float] = {}
    for prefixes, share in ((LISTED, 0.6), (UNLISTED, 0.2)):
        shares["#" * _LENGTH, prefixes] = share * (1 - _OTHER_WRITINGS)
        shares |= {(shape, prefixes): share * _OTHER_WRITINGS / len(_WRITINGS) for shape in _WRITINGS.values()}
    for shapes in MALFORMED.values():
        shares |= {(shape, LISTED): 0.15 / len(MALFORMED) / len(shapes) for shape in shapes}
    *counts, nulls = random.multinomial(rows, [*shares.values(), 0.05])
    parts = [_column_of(*kind, count, random) for kind, count in zip(shares, counts, strict=True)]
    return pa.concat_arrays([*parts, pa.nulls(nulls, pa.string())]).take(pa.array(random.permutation(rows)))


def _column_of(shape: str, prefixes: tuple[str, ...], rows: int, random: Any) -> Any:
    """Texts of one shape, of random numbers, made byte by byte of all rows at once."""
    import numpy as np
    import pyarrow as pa

    digits = random.integers(0, 10, (rows, _LENGTH), np.uint8)
    heads = np.array([list(map(int, prefix)) for prefix in prefixes if len(prefix) == 3], np.uint8)
    digits[:, :3] = heads[random.integers(0, len(heads), rows)]
    text = np.frombuffer(_written(shape, "0").encode(), np.uint8)
    # A digit is told by the last byte of its character.
    ends = np.cumsum([len(mark.encode()) for mark in shape], dtype=np.int64) - 1
    places = [end for mark, end in zip(shape, ends, strict=True) if mark in "#\uff03"]
    made = np.repeat(text[None], rows, axis=0)
    for digit, place in enumerate(places):
        made[:, place] += digits[:, digit % _LENGTH]
    offsets = np.arange(rows + 1, dtype=np.int32) * len(text)
    return pa.Array.from_buffers(pa.string(), rows, [None, pa.py_buffer(offsets), pa.py_buffer(made)])
