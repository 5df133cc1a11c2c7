"""Sets of numbers as regular expressions. Ground floor, above the prefix sets.

One printer for every flavour: what differs is how a digit is written and what may stand between two of them.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from beian_segments.prefixset import DIGITS, Node, PrefixSet

__all__ = ["NOTHING", "number_pattern", "runs"]

# Matches no text, in Python, ECMAScript, Java and PCRE.
NOTHING = "(?!)"


def ascii_digits(digits: str) -> str:
    """A class of ASCII digits, runs of three or more as ranges: ``3``, ``[67]``, ``[0-35-9]``."""
    return digits if len(digits) == 1 else f"[{runs(digits)}]"


def runs(characters: str, written: Callable[[str], str] = str) -> str:
    """Sorted characters as the inside of a class: ``0123789`` as ``0-37-9``; ``written`` gives a character's form."""
    parts = []
    for _, group in groupby(enumerate(characters), lambda pair: ord(pair[1]) - pair[0]):
        run = [written(character) for _, character in group]
        parts.append(f"{run[0]}-{run[-1]}" if len(run) > 2 else "".join(run))
    return "".join(parts)


def number_pattern(
    numbers: PrefixSet, length: int, *, digits: Callable[[str], str] = ascii_digits, gap: str = ""
) -> str:
    """A pattern, without anchors, of the digit strings of ``length`` that are in ``numbers``.

    Subtrees that are equal are written once and no prefix is repeated, so the pattern stays short at any depth.

    Args:
        numbers: the set; its prefixes have at most ``length`` digits.
        length: how many digits a number has.
        digits: how the flavour writes one of several digits.
        gap: what may stand between two digits, as a pattern.
    """

    def any_digits(count: int) -> str:
        # With a gap written out one by one: engines are slower at repeating a group.
        atom = gap + digits(DIGITS)
        return atom * count if gap or count < 2 else f"{atom}{{{count}}}"

    def body(node: Node, left: int, lead: str) -> tuple[str, int]:
        """The pattern of a place with ``left`` digits to come, but for the free digits it ends with."""
        if not isinstance(node, tuple):
            return "", left
        branches: dict[tuple[str, int], str] = {}
        for digit, child in zip(DIGITS, node, strict=True):
            if child is not False:
                branch = body(child, left - 1, gap)
                branches[branch] = branches.get(branch, "") + digit
        free = min(tail for _, tail in branches)
        parts = [f"{lead}{digits(chosen)}{head}{any_digits(tail - free)}" for (head, tail), chosen in branches.items()]
        return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})", free

    if numbers.root is False:
        return NOTHING
    head, free = body(numbers.root, length, "")
    return head + any_digits(free)
