"""What the script in the page needs to show a hint while typing: the list, and the grammar of accepted writings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files

from beian_segments import DEFAULT_TABLE, PrefixStatus
from examples.filing_form.words import WORDS, Lang

__all__ = ["hint_data"]

_GRAMMAR = tomllib.loads(files("beian_segments.data").joinpath("writings.toml").read_text(encoding="utf-8"))


def hint_data(lang: Lang) -> dict[str, object]:
    """Plain data for ``static/hint.js``, which gives the same status as ``match_prefix``."""
    inside = _GRAMMAR["inside"]
    return {
        "listed": DEFAULT_TABLE.supported_prefixes,
        "leads": _GRAMMAR["leads"],
        "length": _GRAMMAR["length"],
        "scheme": _GRAMMAR["scheme"],
        "country": _GRAMMAR["country_code"],
        "separators": _class_of(_GRAMMAR["separators"]),
        "joints": inside["joints"],
        "anywhere": _class_of(inside["anywhere"]),
        "paired": _class_of(inside["at_all_joints_or_none"]),
        "words": {status: WORDS[lang][f"hint_{status}"] for status in PrefixStatus},
    }


def _class_of(kinds: Iterable[str]) -> str:
    """The inside of a character class: the separators of some kinds."""
    ranges = " ".join(_GRAMMAR["separators"][kind] for kind in kinds).split()
    return "".join("-".join(rf"\u{{{end}}}" for end in ends.split("-")) for ends in ranges)
