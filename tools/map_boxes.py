"""What the segment map shows: its boxes, and the words on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from attrs import frozen

from beian_segments.segment import Segment
from beian_segments.table import SegmentTable
from tools.canonical import read_toml

__all__ = ["FREE", "LISTED", "SPLIT", "Box", "MapWords", "cell_of"]

LISTED, NOT_LISTED = ("在表内", "listed"), ("不在表内", "not listed")
SPLIT, FREE = ("拆分", "split"), ("未分配", "unallocated")


@frozen
class Box:
    """Rows in one box: neighbours that say the same, or one row with the boxes of its finer rows in it.

    Attributes:
        rows: the rows, in prefix order.
        digits: how they begin: the whole prefix for a cell, what follows the outer box's digits for a box within;
            with the last one after a dash, if there are several.
        inner: the boxes within.
    """

    rows: tuple[Segment, ...]
    digits: str
    inner: tuple[Box, ...] = ()


def cell_of(table: SegmentTable, prefix: str) -> Box:
    """The box of a row with those of its finer rows."""
    return Box((table[prefix],), prefix, tuple(_inner(table, prefix)))


def _inner(table: SegmentTable, prefix: str) -> Iterator[Box]:
    depth = len(table.path(prefix)) + 1
    next_finer = [row for row in table.under(prefix) if len(table.path(row.prefix)) == depth]
    for numbered in _runs(table, next_finer):
        first, last = (row.prefix.removeprefix(prefix) for row in (numbered[0], numbered[-1]))
        finer = tuple(_inner(table, numbered[0].prefix))
        yield Box(tuple(numbered), first if first == last else f"{first}–{last}", finer)


def _runs(table: SegmentTable, rows: Sequence[Segment]) -> Iterator[list[Segment]]:
    """The rows in runs of numerical neighbours that say the same and have no finer rows."""

    def what_is_shown(numbered: tuple[int, Segment]) -> tuple[object, ...]:
        position, row = numbered
        whole = len(table.under(row.prefix)) == 1
        # Neighbours keep their distance from their position in the list.
        distance = int(row.prefix) - position
        return (whole or row.prefix, len(row.prefix), distance, row.published, row.published_carrier, row.carrier)

    for _, run in groupby(enumerate(rows), what_is_shown):
        yield [row for _, row in run]


class MapWords:
    """What the map says of a row, in Chinese and English, with the names of ``verdicts.toml``."""

    def __init__(self, data: Path) -> None:
        words = read_toml(data / "verdicts.toml")
        self._carriers: Mapping[str, Mapping[str, str]] = words["carrier"]
        self._services: Mapping[str, Mapping[str, str]] = words["service"]

    def carriers(self, table: SegmentTable) -> list[str]:
        """The carriers of a table, in the order in which they are named, those without a name last."""
        codes = {row.carrier for row in table if row.carrier}
        return [code for code in self._carriers if code in codes] + sorted(codes - self._carriers.keys())

    def names(self, code: str) -> Mapping[str, str]:
        """A carrier's names (``zh``, ``en``) and what lists print for it (``label``); the code where it has none."""
        return self._carriers.get(code) or dict.fromkeys(("zh", "en", "label"), code)

    def label(self, box: Box) -> str:
        """Who a block was allocated to, as short as lists print it."""
        code = box.rows[0].carrier
        return self.names(code)["label"] if code else (SPLIT if box.inner else FREE)[0]

    def printed_instead(self, box: Box) -> str | None:
        """The carrier that the list prints, where the block or a finer one in it was allocated to another."""
        printed = box.rows[0].published_carrier
        codes = {row.carrier for each in (box, *box.inner) for row in each.rows if row.carrier}
        return printed if printed and any(printed not in (code, *self.names(code).values()) for code in codes) else None

    def line(self, row: Segment) -> str:
        """All that the map tells of a row."""
        names = [LISTED if row.published else NOT_LISTED]
        if row.carrier:
            names.append((self.names(row.carrier)["zh"], self.names(row.carrier)["en"]))
        names.append((self._services[row.service]["zh"], self._services[row.service]["en"]))
        if row.published_carrier:
            names.append((f"表中标注{row.published_carrier}", f"label {row.published_carrier}"))
        return f"{row.prefix}: {' · '.join(' '.join(dict.fromkeys(pair)) for pair in names)}"

    def description(self, cells: Sequence[Box]) -> str:
        """The map in sentences, for those who do not see it."""
        rows = [box.rows[0] for box in cells]
        listed = [row for row in rows if row.published]
        chinese = [f"{len(rows)} 个三位号段中有 {len(listed)} 个在号段表内"]
        english = [f"{len(listed)} of {len(rows)} three-digit segments are on the list"]
        for label in dict.fromkeys(row.published_carrier or "–" for row in listed):
            prefixes = [row.prefix for row in listed if (row.published_carrier or "–") == label]
            chinese.append(f"标注{label}：{'、'.join(prefixes)}")
            english.append(f"printed as {label}: {', '.join(prefixes)}")
        others = [row.prefix for row in rows if not row.published]
        chinese.append(f"不在表内：{'、'.join(others)}")
        english.append(f"not on the list: {', '.join(others)}")
        differing = [box.digits for box in cells if self.printed_instead(box)]
        chinese.append(f"标注与分配不一致：{'、'.join(differing)}")
        english.append(f"printed with a carrier that the block was not allocated to: {', '.join(differing)}")
        return f"{'；'.join(chinese)}。 {'; '.join(english)}."
