"""Damage done fast: a sound input with parts changed, all of it told by one number.

Hypothesis makes an example in milliseconds and shrinks what fails; this makes one in microseconds, from what Hypothesis
made once. Of a million examples most are these.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

__all__ = ["Damager", "drawn"]

T = TypeVar("T")

_MOST_CHANGES = 6
# What is put in besides the pieces of the kind: characters of one to four bytes, halves of characters among them.
_RANGES = (
    (0, 0x7F),
    (0, 0x2FF),
    (0x2000, 0x2FFF),
    (0x4E00, 0x9FFF),
    (0xD800, 0xDFFF),
    (0xFF00, 0xFFFF),
    (0x1D7CE, 0x1F9FF),
)
_ENCODINGS = ("utf-8",) * 12 + ("utf-8-sig", "utf-16", "utf-16-le", "gb18030", "latin-1", "utf-32")


def drawn(strategy: st.SearchStrategy[T], count: int) -> list[T]:
    """So many examples of a strategy, the same ones each time."""
    found: list[T] = []

    @seed(0)
    @settings(
        database=None, deadline=None, phases=[Phase.generate], max_examples=count,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )  # fmt: skip
    @given(strategy)
    def keep(example: T) -> None:
        found.append(example)

    keep()
    return found


class Damager:
    """Inputs of one kind, each by the text that names it: the same name gives the same input.

    Args:
        sound: gives sound inputs, each in parts; asked once, when the first input is.
        pieces: what to put in.
    """

    def __init__(self, sound: Callable[[], Sequence[Sequence[str]]], pieces: Sequence[str]) -> None:
        self._sound = cache(sound)
        self._pieces = pieces

    def text(self, name: str) -> str:
        """An input as a text."""
        return self._made(random.Random(name))  # noqa: S311 - no secret

    def file(self, name: str) -> bytes:
        """An input as a file, now and then cut off or with a byte that does not belong."""
        rng = random.Random(name)  # noqa: S311 - no secret
        content = self._made(rng).encode(rng.choice(_ENCODINGS), "replace")
        if not rng.randrange(8):
            at = rng.randint(0, len(content))
            content = content[:at] + rng.choice((b"", bytes([rng.randrange(256)]) + content[at:]))
        return content

    def _made(self, rng: random.Random) -> str:
        sound = self._sound()
        parts = list(rng.choice(sound))
        for _ in range(rng.randint(0, _MOST_CHANGES)):
            start = rng.randint(0, len(parts))
            end = min(start + rng.choice((0, 1, 1, 1, 2, 3, 8)), len(parts))
            parts[start:end] = self._change(rng, parts[start:end])
        return "".join(parts)

    def _change(self, rng: random.Random, parts: list[str]) -> list[str]:
        what = rng.randrange(8)
        if what == 0:
            return []
        if what == 1:
            return parts * rng.choice((2, 2, 3, 40))
        if what == 2:
            return parts[::-1]
        if what == 3:
            other = rng.choice(self._sound())
            at = rng.randint(0, len(other))
            return [*parts, *other[at : at + 3]]
        if what == 4:
            return [*parts, chr(rng.randint(*rng.choice(_RANGES)))]
        piece = rng.choice(self._pieces)
        return [piece] if what == 5 else [*parts, piece]
