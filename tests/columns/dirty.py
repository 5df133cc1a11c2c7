"""Texts that columns have where they should have numbers: cases of every damage and vectors, changed at random."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from tests.columns.answers import texts

_CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "damaged.toml").read_text("utf-8"))
DAMAGED = [case["text"] for cases in _CASES.values() for case in cases]

_KNOWN = [text for text in texts() if text is not None] + 3 * DAMAGED
# What digits may stand beside: heads of numbers, points, exponents, octets, separators, masks, guards and words.
_PIECES_TEXT = """
0 00 86 +86 + 1 13 138 0138 13800138000 86138 8613 6138 8 6 13, 8,613 ,800 ,138 . .0 .00 .05 ． ．０ E e10 E10 E11 E12
E+10 Ｅ１０ 1.38 1.3800138000 8.613800138000 - ( ) （ ） tel: ' = " x ext 转 # ， , 手机 ： * **** ＊ 1３ １３ ８６
192.168 255 256 10.0.0.1 7 5 0755 010 26012345 ① _ / 、 a 😀
"""
_PIECES = [*_PIECES_TEXT.split(), " ", "\n", "\u202d", "\u3000", "\0"]
_CHARACTERS = "0123456789016801386+-. ,()xEe*＊：手\n＋１３８６０"
_LENGTHS = (1, 2, 3, 3, 4, 4, 8, 9, 10, 11, 11)


def dirty_texts(count: int, seed: int = 21) -> list[str]:
    """So many distinct texts; the same each time."""
    maker = _Maker(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[maker.text()] = None
    return list(found)


class _Maker:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - the same texts in every run are wanted

    def text(self) -> str:
        kind = self._random.random()
        if kind < 0.45:
            return self._changed(self._random.choice(_KNOWN))
        if kind < 0.9:
            return "".join(self._piece() for _ in range(self._random.randrange(1, 8)))
        return "".join(self._random.choices(_CHARACTERS, k=self._random.randrange(1, 24)))

    def _changed(self, text: str) -> str:
        chance = self._random
        if chance.random() < 0.7:
            share = chance.random()
            text = "".join(self._digit() if each in "0123456789" and chance.random() < share else each for each in text)
        if chance.random() < 0.3:
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(_PIECES) + text[at:]
        if chance.random() < 0.2:
            text += chance.choice(["", ",", "/", " ", "\n", "-", "+"]) + chance.choice(_KNOWN)
        return text

    def _piece(self) -> str:
        if self._random.random() < 0.75:
            return self._random.choice(_PIECES)
        return "".join(self._digit() for _ in range(self._random.choice(_LENGTHS)))

    def _digit(self) -> str:
        digit = self._random.randrange(10)
        return chr((ord("０") if self._random.random() < 0.02 else ord("0")) + digit)
