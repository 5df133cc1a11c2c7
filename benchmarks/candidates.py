"""What is timed on canonical input, and the question that each candidate answers."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import version
from itertools import groupby

from beian_segments import is_supported_segment
from benchmarks.inputs import LISTED
from benchmarks.timing import Call

__all__ = [
    "CANDIDATES",
    "EMPTY",
    "FROZENSET",
    "OURS",
    "PARSE",
    "PARSE_VALID",
    "REGEX",
    "REQUIRE_ENGINES",
    "Available",
    "Candidate",
    "available",
]

#: With this environment variable at 1 a candidate whose package is missing is an error.
REQUIRE_ENGINES = "BEIAN_REQUIRE_ENGINES"

EMPTY = "empty function"
FROZENSET = "frozenset one-liner"
REGEX = "hand-written regex"
OURS = "is_supported_segment"
PARSE = "phonenumbers parse"
PARSE_VALID = "phonenumbers parse + valid"

_LISTED_CANONICAL = "is this canonical text listed?"


@dataclass(frozen=True)
class Candidate:
    """A name, a question, how to make the callable, and the distribution that this needs beyond our own."""

    name: str
    question: str
    build: Callable[[], Call]
    distribution: str | None = None
    is_trie: bool = False

    @property
    def version(self) -> str:
        """The distribution with its version."""
        return f"{self.distribution} {version(self.distribution)}" if self.distribution else ""

    @property
    def agrees(self) -> bool:
        """Whether the answers to canonical input are those of ``is_supported_segment``."""
        return self.question == _LISTED_CANONICAL


@dataclass
class Available:
    """The candidates that can be timed, and why the others cannot."""

    calls: dict[str, Call] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def available(candidates: Iterable[Candidate]) -> Available:
    """Make the callables; a missing package leaves its candidate out, or is an error if the environment says so."""
    found = Available()
    for candidate in candidates:
        try:
            found.calls[candidate.name] = candidate.build()
        except ImportError as error:
            if os.environ.get(REQUIRE_ENGINES) == "1":
                raise RuntimeError(f"{REQUIRE_ENGINES}=1, but {candidate.distribution} is not installed") from error
            found.left_out[candidate.name] = f"left out: {candidate.distribution} is not installed here"
    return found


def _empty() -> Call:
    def empty(number: str) -> None:
        pass

    return empty


def _frozenset() -> Call:
    listed = frozenset(LISTED)

    def one_liner(n: str) -> bool:
        return len(n) == 11 and n[:3] in listed and n.isascii() and n.isdigit()

    return one_liner


def _regex() -> Call:
    # As one would write it by hand: one branch for each second digit.
    branches = "|".join(
        f"{second}[{''.join(prefix[2] for prefix in group)}]"
        for second, group in groupby(LISTED, lambda prefix: prefix[1])
    )
    fullmatch = re.compile(f"1(?:{branches})[0-9]{{8}}").fullmatch

    def regex(n: str) -> bool:
        return fullmatch(n) is not None

    return regex


# The tries ask in the one-liner's order: the length, the segment, then the other digits. The alphabet is ASCII, so a
# full-width number is not found whatever else it is.


def _datrie() -> Call:
    trie = import_module("datrie").BaseTrie("0123456789")
    for prefix in LISTED:
        trie[prefix] = 1
    longest = trie.longest_prefix_value

    def datrie(n: str) -> bool:
        return len(n) == 11 and longest(n, 0) == 1 and n.isascii() and n.isdigit()

    return datrie


def _marisa() -> Call:
    prefixes = import_module("marisa_trie").Trie(LISTED).prefixes

    def marisa(n: str) -> bool:
        return len(n) == 11 and bool(prefixes(n)) and n.isascii() and n.isdigit()

    return marisa


def _pygtrie() -> Call:
    trie = import_module("pygtrie").CharTrie.fromkeys(LISTED, value=True)
    longest = trie.longest_prefix

    def pygtrie(n: str) -> bool:
        return len(n) == 11 and bool(longest(n)) and n.isascii() and n.isdigit()

    return pygtrie


def _pyahocorasick() -> Call:
    automaton = import_module("ahocorasick").Automaton()
    for prefix in LISTED:
        automaton.add_word(prefix, 1)
    longest = automaton.longest_prefix

    def pyahocorasick(n: str) -> bool:
        # It gives the length of the way into the trie; that this ends at a word is known since all have three digits.
        return len(n) == 11 and longest(n) == 3 and n.isascii() and n.isdigit()

    return pyahocorasick


def _parse() -> Call:
    from phonenumbers import NumberParseException, parse

    def phonenumbers_parse(n: str) -> bool:
        try:
            parse(n, "CN")
        except NumberParseException:
            return False
        return True

    return phonenumbers_parse


def _parse_valid() -> Call:
    from phonenumbers import NumberParseException, is_valid_number, parse

    def phonenumbers_valid(n: str) -> bool:
        try:
            return is_valid_number(parse(n, "CN"))
        except NumberParseException:
            return False

    return phonenumbers_valid


def _parse_valid_carrier() -> Call:
    from phonenumbers import NumberParseException, is_valid_number, parse
    from phonenumbers.carrier import name_for_number

    def phonenumbers_carrier(n: str) -> str | None:
        try:
            number = parse(n, "CN")
        except NumberParseException:
            return None
        return name_for_number(number, "zh") if is_valid_number(number) else None

    return phonenumbers_carrier


def _phone() -> Call:
    find = import_module("phone").Phone().find

    def phone(n: str) -> object:
        try:
            return find(n)
        except (AssertionError, ValueError):  # a text of another length, or of letters
            return None

    return phone


CANDIDATES = (
    Candidate(EMPTY, "none: what a call costs", _empty),
    Candidate(FROZENSET, _LISTED_CANONICAL, _frozenset),
    Candidate(REGEX, _LISTED_CANONICAL, _regex),
    Candidate(OURS, "is this number listed, in any accepted writing?", lambda: is_supported_segment),
    Candidate("datrie", _LISTED_CANONICAL, _datrie, "datrie", is_trie=True),
    Candidate("marisa-trie", _LISTED_CANONICAL, _marisa, "marisa-trie", is_trie=True),
    Candidate("pyahocorasick", _LISTED_CANONICAL, _pyahocorasick, "pyahocorasick", is_trie=True),
    Candidate("pygtrie", _LISTED_CANONICAL, _pygtrie, "pygtrie", is_trie=True),
    Candidate(PARSE, "can this be read as a phone number?", _parse, "phonenumbers"),
    Candidate(PARSE_VALID, "is this a valid Chinese number of any kind?", _parse_valid, "phonenumbers"),
    Candidate(
        "phonenumbers parse + valid + carrier",
        "which carrier was the valid number allocated to?",
        _parse_valid_carrier,
        "phonenumbers",
    ),
    Candidate("phone", "which city and carrier have the first seven digits?", _phone, "phone"),
)
