"""The slow, obvious answers that the fast ones are held against. Reads the data files by itself."""

from __future__ import annotations

import csv
import re
import shutil
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sized
from importlib.resources import files
from pathlib import Path

DATA = files("beian_segments.data")


def data_files() -> dict[str, Path]:
    """Every file of the data folder by its name there, ``js/`` included; not Python's own."""
    top = Path(str(DATA))
    paths = (path for path in sorted(top.rglob("*")) if path.is_file() and path.suffix not in {".py", ".pyc"})
    return {path.relative_to(top).as_posix(): path for path in paths}


def copy_data(folder: Path) -> None:
    """Copy every file of the data folder."""
    for name, path in data_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)


def rows() -> list[dict[str, str]]:
    """The lines of segments.csv, as text."""
    return list(csv.DictReader(DATA.joinpath("segments.csv").read_text(encoding="utf-8").splitlines()))


def published() -> dict[str, str]:
    """The published list as it was typed by hand: segment to label."""
    path = Path(__file__).parent / "cases" / "published.csv"
    with path.open(encoding="utf-8") as file:
        return {line["segment"]: line["label"] for line in csv.DictReader(file)}


def longest(prefixes: Iterable[str], number: str) -> str | None:
    """The longest of the prefixes that a number begins with."""
    return max((prefix for prefix in prefixes if number.startswith(prefix)), key=len, default=None)


class Grammar:
    """The grammar of writings.toml as a non-deterministic automaton, read one character at a time."""

    def __init__(self) -> None:
        self._spec = tomllib.loads(DATA.joinpath("writings.toml").read_text(encoding="utf-8"))
        self.separators = self._kinds(self._spec["separators"])
        # state -> (is the character one of mine?, next state, is it a digit of the number?)
        self._steps: dict[int, list[tuple[Callable[[str], bool], int, bool]]] = {}
        self._jumps: dict[int, set[int]] = {}
        self._states = 0
        self._start, self._accept = self._build()

    def _state(self) -> int:
        self._states += 1
        return self._states

    def _jump(self, start: int, end: int) -> None:
        self._jumps.setdefault(start, set()).add(end)

    def _one(self, start: int, accepts: Callable[[str], bool], *, number: bool = False) -> int:
        end = self._state()
        self._steps.setdefault(start, []).append((accepts, end, number))
        return end

    def kind(self, name: str) -> frozenset[str]:
        """The separators of a kind."""
        return self._kinds([name])

    def _kinds(self, names: Iterable[str]) -> frozenset[str]:
        """The separators of some kinds."""
        return frozenset(_code_points(" ".join(self._spec["separators"][name] for name in names)))

    def _separators(self, start: int, among: frozenset[str] | None = None) -> int:
        loop = self._state()
        self._jump(start, loop)
        accepts = (self.separators if among is None else among).__contains__
        self._steps.setdefault(loop, []).append((accepts, loop, False))
        return loop

    def _text(self, start: int, text: str) -> int:
        for character in text:
            start = self._one(start, lambda given, wanted=character: _ascii(given) == wanted)  # type: ignore[misc]
        return start

    def _build(self) -> tuple[int, int]:
        spec = self._spec
        start = self._state()
        place = self._separators(start)
        scheme = place
        for character in spec["scheme"]:
            if character.isalpha():
                scheme = self._one(scheme, lambda given, wanted=character: given in (wanted, wanted.upper()))  # type: ignore[misc]
            else:
                scheme = self._text(scheme, character)
        after_scheme = self._separators(scheme)
        self._jump(place, after_scheme)
        after_country = self._state()
        self._jump(after_scheme, after_country)
        for introduction in (*spec["international_prefixes"], spec["trunk_prefix"], ""):
            country = self._separators(self._text(after_scheme, introduction))
            self._jump(self._separators(self._text(country, spec["country_code"])), after_country)
        number = self._state()
        self._jump(after_country, number)
        self._jump(self._separators(self._text(after_country, spec["trunk_prefix"])), number)
        accept = self._state()
        # Two ways to write a number: without dots at any joint, with dots at all of them.
        for with_dots in (False, True):
            self._jump(self._separators(self._number(number, with_dots=with_dots)), accept)
        return start, accept

    def _number(self, place: int, *, with_dots: bool) -> int:
        spec, inside = self._spec, self._spec["inside"]
        anywhere, at_joints = self._kinds(inside["anywhere"]), self._kinds(inside["anywhere"] + inside["at_joints"])
        dots = self._kinds(inside["at_all_joints_or_none"])
        seconds = {lead[1] for lead in spec["leads"]}
        for position in range(spec["length"]):
            if position in inside["joints"]:
                place = self._separators(place, at_joints)
                if with_dots:
                    place = self._separators(self._one(place, dots.__contains__))
            elif position:
                place = self._separators(place, anywhere)
            allowed = {0: {"1"}, 1: seconds}.get(position, set("0123456789"))
            place = self._one(place, lambda given, among=allowed: _ascii(given) in among, number=True)  # type: ignore[misc]
        return place

    def _reach(self, text: str) -> set[tuple[int, str]]:
        places = self._settle({(self._start, "")})
        for character in text:
            places = self._settle(
                {
                    (end, digits + _ascii(character) if number else digits)
                    for state, digits in places
                    for accepts, end, number in self._steps.get(state, ())
                    if accepts(character)
                }
            )
        return places

    def _settle(self, places: set[tuple[int, str]]) -> set[tuple[int, str]]:
        todo = list(places)
        while todo:
            state, digits = todo.pop()
            new = {(end, digits) for end in self._jumps.get(state, ())} - places
            places |= new
            todo.extend(new)
        return places

    def number(self, text: str) -> str | None:
        """The number that the whole text is a writing of."""
        found = {digits for state, digits in self._reach(text) if state == self._accept}
        assert len(found) <= 1, "the grammar is ambiguous"
        return found.pop() if found else None

    def typed(self, text: str) -> str | None:
        """The number's digits so far, if some continuation of the text is a writing."""
        found = {digits for _, digits in self._reach(text)}
        assert len(found) <= 1, "the grammar is ambiguous"
        return found.pop() if found else None


def _ascii(character: str) -> str:
    """A full-width character as the ASCII one it stands for; any other as it is."""
    return chr(ord(character) - 0xFEE0) if 0xFF01 <= ord(character) <= 0xFF5E else character


def _code_points(ranges: str) -> Iterator[str]:
    for part in ranges.split():
        low, _, high = part.partition("-")
        yield from map(chr, range(int(low, 16), int(high or low, 16) + 1))


class Damages:
    """The rules of verdicts.toml, each asked of the whole text by itself, in their order."""

    def __init__(self, grammar: Grammar, find: Callable[[str], Sized]) -> None:
        self._number = grammar.number
        blanks = re.escape("".join(grammar.kind("white_space") | grammar.kind("invisible")))
        dashes = re.escape("".join(grammar.kind("dashes")))
        self._blanks, self._separators = f"[{blanks}]*", f"[{re.escape(''.join(grammar.separators))}]*"
        words = r"转|转接|转分机|轉|分机|分机号|分機|分機號|内线|;?ext(?:ension|n)?\.?=?|[x#,]"
        extension = f"(?:[{dashes}]{{1,2}}|(?:{words})[:]?){self._blanks}[0-9]{{1,6}}"
        in_brackets = f"[(]{self._blanks}(?:{words})[:]?{self._blanks}[0-9]{{1,6}}{self._blanks}[)]"
        self._extension = f"(?i:(?:{extension}|{in_brackets}))"
        self._rules: dict[str, Callable[[str], object]] = {
            "masked": self._is_masked,
            "scientific": lambda text: self._whole("[+]?[0-9]{1,3}([.,][0-9]*)?[eE][+-]?[0-9]{1,2}", text),
            "decimal": lambda text: self._whole("[+]?[0-9]+[.][0-9]+", text),
            "thousands": lambda text: self._whole("[+]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?", text),
            "ip-address": self._is_address,
            "text-guard": self._has_guard,
            "extension": lambda text: any(self._has_extension(text, end) for end in range(1, len(text))),
            "several-numbers": lambda text: len(find(text)) > 1,
            "foreign-grouping": self._is_grouped_abroad,
            "text-around": find,
        }

    def __call__(self, text: str) -> str | None:
        """The first damage of a refused text."""
        text = "".join("'" if character in "‘’" else _ascii(character) for character in text)
        return next((damage for damage, applies in self._rules.items() if applies(text)), None)

    def _whole(self, pattern: str, text: str) -> re.Match[str] | None:
        return re.fullmatch(f"{self._blanks}{pattern}{self._blanks}", text)

    def _is_masked(self, text: str) -> bool:
        s = self._separators
        before = f"{s}(?i:tel:)?{s}(?:(?:[+]|00|0)?{s}86)?{s}0?"
        return bool(re.fullmatch(f"{before}(?:{s}[0-9*•●xX]){{11}}{s}", text)) and sum(map(text.count, "*•●xX")) >= 3

    def _is_address(self, text: str) -> bool:
        address = self._whole("([0-9]{1,3})" + "[.]([0-9]{1,3})" * 3, text)
        return address is not None and max(map(int, address.groups())) <= 255

    def _has_guard(self, text: str) -> bool:
        guarded = self._whole("'(.*)", text) or self._whole('="([^"]*)"', text) or self._whole("=(.*)", text)
        return guarded is not None and self._number(guarded[1]) is not None

    def _has_extension(self, text: str, end: int) -> bool:
        ends_in_digit = text[end - 1] in "0123456789"
        return ends_in_digit and self._whole(self._extension, text[end:]) is not None and bool(self._number(text[:end]))

    def _is_grouped_abroad(self, text: str) -> bool:
        groups = re.split(f"{self._separators[:-1]}+", text)
        return list(map(len, filter(None, groups))) == [1, 3, 3, 4] and self._number("".join(groups)) is not None
