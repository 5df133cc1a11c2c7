"""The allocated layer held against libphonenumber: where the two disagree, prefix by prefix.

The disagreements that are known, and why, are in ``cases/disagreements.toml``, with the version of phonenumbers that
they were read from. ``python -m tests.audit`` prints those of the version at hand.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from beian_segments import DEFAULT_TABLE
from beian_segments._data import CARRIERS
from beian_segments._phonenumbers import opinion, version

KNOWN = Path(__file__).parent / "cases" / "disagreements.toml"

# The table's finest rows have five digits.
_DEPTH = 5


class Disagreement(NamedTuple):
    """One thing the table and libphonenumber say differently of the numbers that have a row in common."""

    prefix: str
    about: str
    table: str
    libphonenumber: str


def found() -> set[Disagreement]:
    """The disagreements with the installed phonenumbers, over every five-digit prefix of 130 to 199."""
    code_of = {names["en"]: code for code, names in CARRIERS.items()}
    disagreements = set()
    for number in range(13 * 10 ** (_DEPTH - 2), 2 * 10 ** (_DEPTH - 1)):
        row = DEFAULT_TABLE.match(str(number))
        assert row is not None, f"the allocated layer has no row for {number}"
        view = opinion(str(number))
        allocated = row.service != "unallocated"
        if allocated != view.valid:
            words = {True: "in service", False: "not in service"}
            disagreements.add(Disagreement(row.prefix, "service", words[allocated], words[not allocated]))
        name = "".join(view.carriers)
        theirs = code_of.get(name, name or "none")
        if view.valid and row.carrier is not None and row.carrier != theirs:
            disagreements.add(Disagreement(row.prefix, "carrier", row.carrier, theirs))
    return disagreements


def known() -> tuple[str, dict[Disagreement, str]]:
    """The version that the known disagreements were read from, and each with its reason."""
    content = tomllib.loads(KNOWN.read_text(encoding="utf-8"))
    listed = {
        Disagreement(entry["prefix"], entry["about"], entry["table"], entry["libphonenumber"]): entry["reason"]
        for entry in content["disagreement"]
    }
    return content["phonenumbers"], listed


def changes() -> list[str]:
    """What differs between the known disagreements and the ones found, as lines for a reader."""
    before, now = set(known()[1]), found()
    new = (
        f"new: {each.prefix} {each.about}: table {each.table}, libphonenumber {each.libphonenumber}"
        for each in sorted(now - before)
    )
    gone = (f"gone: {each.prefix} {each.about}: was {each.libphonenumber}" for each in sorted(before - now))
    return [*new, *gone]


if __name__ == "__main__":
    print(f"phonenumbers {version()}")  # noqa: T201
    for each in sorted(found()):
        print(*each, sep="\t")  # noqa: T201
