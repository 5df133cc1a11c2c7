"""The JavaScript module as text: small enough, complete, and with every code in its types."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from beian_segments import PrefixStatus, Verdict
from beian_segments._data import DAMAGES
from beian_segments.verdicts import Caveat
from tests.reference import DATA

MODULE = DATA.joinpath("js", "beian-segments.mjs").read_text(encoding="utf-8")
TYPES = DATA.joinpath("js", "beian-segments.d.ts").read_text(encoding="utf-8")


def test_it_has_at_most_20_kb() -> None:
    assert len(MODULE.encode()) <= 20_000


def test_no_place_of_a_template_is_left_and_none_imports() -> None:
    assert not re.search(r"@[A-Z_]+@|\bimport\b", MODULE)
    assert not re.search(r"@[A-Z_]+@", TYPES)


def test_every_sentence_for_a_damage_is_in_it() -> None:
    assert [code for code, said in DAMAGES.items() if not all(sentence in MODULE for sentence in said.values())] == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [("Verdict", Verdict), ("PrefixStatus", PrefixStatus), ("Damage", DAMAGES), ("Caveat", get_args(Caveat))],
)
def test_its_types_have_the_codes_of_the_package_in_their_order(name: str, codes: list[str]) -> None:
    (union,) = re.findall(rf"export type {name} =([^;]*);", TYPES)
    assert re.findall(r'"([a-z-]+)"', union) == [str(code) for code in codes]
