"""An index of digit strings by prefix. Ground floor: imports nothing of the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

__all__ = ["DigitTrie", "TrieNode"]

V = TypeVar("V")


class TrieNode(Generic[V]):
    """One place in the trie: the values stored here (none or one) and the places one digit further."""

    __slots__ = ("children", "values")

    def __init__(self) -> None:
        self.values: tuple[V] | tuple[()] = ()
        self.children: dict[str, TrieNode[V]] = {}


class DigitTrie(Generic[V]):
    """A trie of ASCII digit strings, built once from pairs of prefix and value and not changed after.

    Prefixes may have any depth and may nest (134 above 1349): the longest one decides. Every lookup costs one
    step a digit, at most as many as the longest prefix has.

    Raises:
        ValueError: a prefix is empty, is not of ASCII digits, or comes twice.
    """

    __slots__ = ("_root",)

    def __init__(self, pairs: Iterable[tuple[str, V]]) -> None:
        self._root: TrieNode[V] = TrieNode()
        for prefix, value in pairs:
            if not (prefix.isascii() and prefix.isdigit()):
                raise ValueError("a prefix must be one or more ASCII digits")
            node = self._root
            for digit in prefix:
                node = node.children.setdefault(digit, TrieNode())
            if node.values:
                raise ValueError("a prefix comes twice")
            node.values = (value,)

    @property
    def root(self) -> TrieNode[V]:
        """The place of the empty prefix, for those who compile the trie into something else."""
        return self._root

    def path(self, digits: str) -> Iterator[V]:
        """The values of every prefix of ``digits``, shortest first. Anything but an ASCII digit ends the path."""
        node = self._root
        for digit in digits:
            child = node.children.get(digit)
            if child is None:
                return
            node = child
            yield from node.values

    def longest(self, digits: str) -> V | None:
        """The value of the longest prefix of ``digits``, or None."""
        values: tuple[V] | tuple[()] = ()
        for value in self.path(digits):
            values = (value,)
        return values[0] if values else None

    def under(self, digits: str) -> Iterator[V]:
        """The values of every prefix that begins with ``digits``, in prefix order."""
        node: TrieNode[V] | None = self._root
        for digit in digits:
            node = node.children.get(digit) if node else None
        if node:
            yield from _walk(node)


def _walk(node: TrieNode[V]) -> Iterator[V]:
    yield from node.values
    for digit in sorted(node.children):
        yield from _walk(node.children[digit])
