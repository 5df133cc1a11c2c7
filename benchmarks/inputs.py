"""The texts and columns that are timed, made from the packaged table with a fixed seed.

Every text is a str object of its own (but for the empty text, of which Python has only one), so that nothing is found
in a processor's cache because it was asked a moment ago. All lists are made of blocks with the same shares.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from beian_segments import DEFAULT_TABLE, SegmentTable, normalize_number

__all__ = [
    "BLOCK",
    "LISTED",
    "MALFORMED",
    "SHARES",
    "UNLISTED",
    "WRITINGS",
    "canonical",
    "column",
    "deeper_table",
    "half_typed",
    "lenient",
    "malformed",
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

#: Accepted writings of a number other than the canonical one, by name.
WRITINGS: dict[str, Callable[[str], str]] = {
    "+86 and a space": lambda number: f"+86 {number}",
    "+86": lambda number: f"+86{number}",
    "spaces": lambda number: f"{number[:3]} {number[3:7]} {number[7:]}",
    "dashes": lambda number: f"{number[:3]}-{number[3:7]}-{number[7:]}",
    "trunk 0": lambda number: f"0{number}",
    "0086": lambda number: f"0086{number}",
    "full-width": lambda number: number.translate(_FULL_WIDTH),
    "U+202D and U+202C": lambda number: f"\u202d{number}\u202c",
}

#: What people, spreadsheets and other programs hand over instead of a number, by name: texts that are refused without
#: a look at phonenumbers, made from a number.
MALFORMED: dict[str, Callable[[str], str]] = {
    "nothing": lambda _: "",
    "a word": lambda _: "未填写",
    "a dash": lambda _: "-",
    "an e-mail address": lambda number: f"user{number[-4:]}@example.com",
    "another number": lambda number: f"QQ {number[3:]}",
    "10 digits": lambda number: number[:-1],
    "7 digits, a space": lambda number: f"{number[:3]} {number[3:7]}",
    "10 digits, dashes": lambda number: f"{number[:3]}-{number[3:7]}-{number[7:10]}",
    "+86 and 7 digits": lambda number: f"+86 {number[:3]} {number[3:7]}",
    "12 digits": lambda number: f"{number}0",
    "12 digits, spaces": lambda number: f"{number[:3]} {number[3:7]} {number[7:]} 0",
    "a letter for a digit": lambda number: f"{number[:-1]}O",
    "letters for digits": lambda number: f"l{number[1:5]}OO{number[7:]}",
    "masked": lambda number: f"{number[:3]}****{number[7:]}",
    "one star": lambda number: f"{number[:7]}*{number[8:]}",
    "scientific": lambda number: f"{number[0]}.{number[1:3]}E+10",
    "decimal": lambda number: f"{number}.0",
    "divided by ten": lambda number: f"{number[:-1]}.{number[-1]}",
    "thousands": lambda number: f"{int(number):,}",
    "an IP address": lambda number: f"192.168.1.1{number[-2:]}",
    "an apostrophe": lambda number: f"'{number}",
    "a formula": lambda number: f'="{number}"',
    "extension": lambda number: f"{number}转8001",
    "extension, a dash": lambda number: f"{number}-8001",
    "two numbers": lambda number: f"{number}/139{number[3:]}",
    "two numbers, a space": lambda number: f"{number} 139{number[3:]}",
    "grouped as abroad": lambda number: f"{number[0]} ({number[1:4]}) {number[4:7]}-{number[7:]}",
    "misplaced dots": lambda number: f"{number[:3]}.{number[3:7]}.{number[7:9]}.{number[9:]}",
    "a label": lambda number: f"手机：{number}",
    "a name, spaces": lambda number: f"张三 {number[:3]} {number[3:7]} {number[7:]}",
    "a name in brackets": lambda number: f"{number}（张三）",
    "a semicolon": lambda number: f"{number};",
}

#: What a column is made of, for people.
SHARES = "60 % listed, 20 % unlisted, 15 % malformed, 5 % null."


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


def malformed(kind: str, seed: int = 6) -> list[str]:
    """A few texts of a kind of :data:`MALFORMED`."""
    maker = _Maker(seed)
    return [MALFORMED[kind](maker.number(LISTED)) for _ in range(BLOCK // 4)]


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
