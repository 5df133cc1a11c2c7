"""Sets of numbers given by their first digits.

The digit trie finds the longest prefix of a number. A prefix set is compiled from a trie and says of each node whether
all, none or some of the numbers below it are meant; patterns are compiled from the set. Imports nothing of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from itertools import groupby, product
from typing import Generic, NamedTuple, TypeVar, Union

__all__ = ["DIGITS", "NOTHING", "DigitTrie", "Joints", "Node", "PrefixSet", "TrieNode", "number_pattern", "runs"]

V = TypeVar("V")

DIGITS = "0123456789"


class TrieNode(Generic[V]):
    """A node of the trie: its values (none or one) and its children by digit."""

    __slots__ = ("children", "values")

    def __init__(self) -> None:
        self.values: tuple[V] | tuple[()] = ()
        self.children: dict[str, TrieNode[V]] = {}


class DigitTrie(Generic[V]):
    """A trie of ASCII digit strings, built once from pairs of prefix and value and not changed after.

    Prefixes may have any depth and may nest (134 above 1349): the longest one decides. A lookup takes one step a
    digit, at most as many as the longest prefix has.

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
        """The node of the empty prefix."""
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
            yield from _values(node)


def _values(node: TrieNode[V]) -> Iterator[V]:
    yield from node.values
    for digit in sorted(node.children):
        yield from _values(node.children[digit])


# A node of a set: True, every number below; False, none; else the ten children. Ten equal truth values are never kept
# as a tuple but as that value, so equal sets are equal trees.
Node = Union[bool, tuple["Node", ...]]  # noqa: UP007 - no | with a name that is still to be defined

# As many prefixes as a membership may list one by one: enough for tables five digits deep.
_EXPANSION_LIMIT = 10_000


class PrefixSet:
    """An immutable set of digit strings. Prefix-closed: every extension of a member is a member.

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
        return cls(_compile(trie.root, wanted, False, True if within is None else within.root))

    def __eq__(self, other: object) -> bool:
        return self.root == other.root if isinstance(other, PrefixSet) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.root)

    def __repr__(self) -> str:
        # Counted only: a prefix of eleven digits is a phone number.
        return f"<{type(self).__name__} of {len(self.prefixes)} prefixes>"

    def __contains__(self, digits: object) -> bool:
        return isinstance(digits, str) and digits.isascii() and digits.isdigit() and self.after(digits) is True

    def after(self, digits: str) -> Node:
        """The node that ``digits`` (ASCII digits) lead to."""
        node = self.root
        for digit in digits:
            if isinstance(node, bool):
                break
            node = node[DIGITS.index(digit)]
        return node

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The fewest prefixes that make up the set, sorted."""
        return tuple(_prefixes(self.root, ""))

    def membership(self) -> tuple[int, Container[str]]:
        """The quickest test for a number: how many of its first digits to look up, and in what."""
        prefixes = self.prefixes
        depth = max(map(len, prefixes), default=0)
        if sum(10 ** (depth - len(prefix)) for prefix in prefixes) > _EXPANSION_LIMIT:
            return depth, self
        tails = ((prefix, product(DIGITS, repeat=depth - len(prefix))) for prefix in prefixes)
        return depth, frozenset(prefix + "".join(tail) for prefix, all_tails in tails for tail in all_tails)


def _compile(node: TrieNode[V] | None, wanted: Callable[[V], bool], inherited: bool, within: Node) -> Node:
    """The node of a set for a node of a trie; ``inherited`` is the answer of the longest prefix above it."""
    if node is None or within is False:
        return within if inherited else False
    answer = wanted(node.values[0]) if node.values else inherited
    if not node.children:
        return within if answer else False
    limits = within if isinstance(within, tuple) else (within,) * 10
    children = tuple(
        _compile(node.children.get(digit), wanted, answer, limit) for digit, limit in zip(DIGITS, limits, strict=True)
    )
    return children[0] if isinstance(children[0], bool) and children.count(children[0]) == 10 else children


def _prefixes(node: Node, prefix: str) -> Iterator[str]:
    if isinstance(node, tuple):
        for digit, child in zip(DIGITS, node, strict=True):
            yield from _prefixes(child, prefix + digit)
    elif node:
        yield prefix


# Matches no text, in Python, ECMAScript, Java and PCRE.
NOTHING = "(?!)"


def runs(characters: str, written: Callable[[str], str] = str) -> str:
    """Sorted characters as the inside of a class: ``0123789`` as ``0-37-9``; ``written`` gives a character's form."""
    parts = []
    for _, group in groupby(enumerate(characters), lambda pair: ord(pair[1]) - pair[0]):
        run = [written(character) for _, character in group]
        parts.append(f"{run[0]}-{run[-1]}" if len(run) > 2 else "".join(run))
    return "".join(parts)


def _ascii_class(digits: str) -> str:
    """A class of ASCII digits, runs of three or more as ranges: ``3``, ``[67]``, ``[0-35-9]``."""
    return digits if len(digits) == 1 else f"[{runs(digits)}]"


class Joints(NamedTuple):
    """What may stand between the groups of a number, as patterns that begin with different characters.

    Attributes:
        places: how many digits stand before each joint, in rising order.
        gap: what may stand at any joint; may be nothing.
        paired: what may follow the gap at all joints of a number or at none of them.
    """

    places: tuple[int, ...]
    gap: str
    paired: str


def number_pattern(  # noqa: PLR0913 - what an engine has to be told
    numbers: PrefixSet,
    length: int,
    *,
    digits: Callable[[str], str] = _ascii_class,
    gap: str = "",
    joints: Joints | None = None,
    repeat: bool = False,
) -> str:
    """A pattern, without anchors, of the digit strings of ``length`` that are in ``numbers``.

    Equal subtrees are written once and no prefix is repeated, so the pattern stays short at any depth. With joints the
    digits between the first and the last of them are written twice, without and with what is paired.

    Args:
        numbers: the set; its prefixes have at most ``length`` digits.
        length: how many digits a number has.
        digits: how the engine writes one of several digits.
        gap: what may stand between two digits, as a pattern.
        joints: what may stand at the joints, instead of ``gap``.
        repeat: whether to write equal digits and gaps once, as a repeated group: shorter, but most engines are slower
            at it.
    """
    if numbers.root is False:
        return NOTHING
    writer = _PatternWriter(digits, gap, joints or Joints((length,), "", ""), repeat=repeat)
    return writer.whole(numbers.root, 0, length)


class _PatternWriter:
    """Writes the parts of a number's pattern, each from one place to another: how many digits stand before it.

    A ``form`` is what follows the gap at the joints: nothing or what is paired; None outside the digits between the
    first and the last joint, which are written once for each form.
    """

    def __init__(self, digits: Callable[[str], str], gap: str, joints: Joints, *, repeat: bool) -> None:
        self._repeat = repeat
        self._digits = digits
        self._gap = gap
        self._joints = joints
        self._first, self._last = joints.places[0], joints.places[-1]

    def whole(self, node: Node, at: int, end: int, form: str | None = None) -> str:
        """The pattern of a node, with free digits up to an end."""
        head, place = self._decided(node, at, form)
        return head + self._free(place, end, form)

    def _decided(self, node: Node, at: int, form: str | None) -> tuple[str, int]:
        """The pattern of a node as far as it decides, and the place from which on every digit is free."""
        if not isinstance(node, tuple):
            return "", at
        if at == self._first and form is None:
            end = max(self._decided(node, at, "")[1], self._last)
            return self._in_each_form(end, lambda each: self.whole(node, at, end, each)), end
        branches: dict[tuple[str, int], str] = {}
        for digit, child in zip(DIGITS, node, strict=True):
            if child is not False:
                branch = self._decided(child, at + 1, form)
                branches[branch] = branches.get(branch, "") + digit
        end = max(place for _, place in branches)
        parts = [
            f"{self._digits(chosen)}{head}{self._free(place, end, form)}" for (head, place), chosen in branches.items()
        ]
        return self._lead(at, form) + (parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"), end

    def _free(self, at: int, end: int, form: str | None) -> str:
        """Any digits from a place to an end."""
        if form is None and at <= self._first < end:
            middle = self._in_each_form(self._last, lambda each: self._free(self._first, self._last, each))
            return self._free(at, self._first, None) + middle + self._free(self._last, end, None)
        digit = self._digits(DIGITS)
        if not self._gap and end - at > 1:
            return f"{digit}{{{end - at}}}"
        parts = [self._lead(place, form) + digit for place in range(at, end)]
        if not self._repeat:
            return "".join(parts)
        counts = [(part, len(list(equal))) for part, equal in groupby(parts)]
        return "".join(part if count == 1 else f"(?:{part}){{{count}}}" for part, count in counts)

    def _lead(self, at: int, form: str | None) -> str:
        """What stands before the digit at a place."""
        if at == self._first:
            return form or ""  # after the gap, which both forms share
        if at in self._joints.places:
            return "" if form is None else self._joints.gap + form
        return self._gap if at else ""

    def _in_each_form(self, end: int, written: Callable[[str], str]) -> str:
        """The digits from the first joint to an end in each form, with the last joint after them if they end there."""
        gap = self._joints.gap
        forms = ("", self._joints.paired)
        parts = (written(form) + (gap + form if end == self._last else "") for form in forms)
        return f"{gap}(?:{'|'.join(parts)})"
