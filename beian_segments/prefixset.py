"""Sets of numbers given by their first digits. Ground floor, above the trie.

Whatever answers fast (a frozenset, a regular expression, the state of a half-typed field) is compiled from a
:class:`PrefixSet`, and a PrefixSet from the trie.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from itertools import product
from typing import TypeVar, Union

from beian_segments.trie import DigitTrie, TrieNode

__all__ = ["DIGITS", "Node", "PrefixSet"]

V = TypeVar("V")

DIGITS = "0123456789"

# A place in the set: True, every number from here on; False, none; else what each of the ten digits leads to. A tuple
# of ten equal truth values never stands: it is that value. So equal sets are equal trees.
Node = Union[bool, tuple["Node", ...]]  # noqa: UP007 - no | with a name that is still to be defined

# As many prefixes as a membership may list one by one: enough for tables five digits deep.
_EXPANSION_LIMIT = 10_000


class PrefixSet:
    """An immutable set of digit strings, closed under continuation: whoever is in it stays in it, typing on.

    ``"13812" in PrefixSet.of(["138"])`` asks whether the digits begin with one of the prefixes.
    """

    __slots__ = ("root",)

    def __init__(self, root: Node) -> None:
        self.root: Node = root

    @classmethod
    def of(cls, prefixes: Iterable[str]) -> PrefixSet:
        """The set of what begins with one of ``prefixes`` (ASCII digits; ``ValueError`` otherwise)."""
        return cls.where(DigitTrie((prefix, True) for prefix in set(prefixes)), bool)

    @classmethod
    def where(cls, trie: DigitTrie[V], wanted: Callable[[V], bool], *, within: PrefixSet | None = None) -> PrefixSet:
        """What ``trie``'s longest prefix gives a ``wanted`` value, as far as it lies ``within`` another set."""
        return cls(_paint(trie.root, wanted, False, True if within is None else within.root))

    def __eq__(self, other: object) -> bool:
        return self.root == other.root if isinstance(other, PrefixSet) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.root)

    def __repr__(self) -> str:
        # Counted only: a prefix of eleven digits is somebody's number.
        return f"<{type(self).__name__} of {len(self.prefixes)} prefixes>"

    def __contains__(self, digits: object) -> bool:
        return isinstance(digits, str) and digits.isascii() and digits.isdigit() and self.after(digits) is True

    def after(self, digits: str) -> Node:
        """What the set is after ``digits`` (ASCII digits) have been typed."""
        node = self.root
        for digit in digits:
            if isinstance(node, bool):
                break
            node = node[DIGITS.index(digit)]
        return node

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The fewest prefixes that make up the set, sorted."""
        return tuple(_leaves(self.root, ""))

    def membership(self) -> tuple[int, Container[str]]:
        """The quickest test for a number: how many of its first digits to look up, and in what they are then."""
        prefixes = self.prefixes
        depth = max(map(len, prefixes), default=0)
        if sum(10 ** (depth - len(prefix)) for prefix in prefixes) > _EXPANSION_LIMIT:
            return depth, self
        return depth, frozenset(_continued(prefixes, depth))


def _paint(node: TrieNode[V] | None, wanted: Callable[[V], bool], inherited: bool, within: Node) -> Node:
    if node is None or within is False:
        return within if inherited else False
    word = wanted(node.values[0]) if node.values else inherited
    if not node.children:
        return within if word else False
    limits = within if isinstance(within, tuple) else (within,) * 10
    painted = tuple(
        _paint(node.children.get(digit), wanted, word, limit) for digit, limit in zip(DIGITS, limits, strict=True)
    )
    return painted[0] if isinstance(painted[0], bool) and painted.count(painted[0]) == 10 else painted


def _leaves(node: Node, prefix: str) -> Iterator[str]:
    if isinstance(node, tuple):
        for digit, child in zip(DIGITS, node, strict=True):
            yield from _leaves(child, prefix + digit)
    elif node:
        yield prefix


def _continued(prefixes: Iterable[str], depth: int) -> Iterator[str]:
    """Every digit string of a length that begins with one of the prefixes, which are no longer."""
    for prefix in prefixes:
        for tail in product(DIGITS, repeat=depth - len(prefix)):
            yield prefix + "".join(tail)
