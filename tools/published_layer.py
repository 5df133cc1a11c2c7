"""The published layer of a table: replaced by another list, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from attrs import evolve

from beian_segments.segment import Segment
from beian_segments.table import SegmentTable

__all__ = ["published_layer_csv", "with_published_layer"]

_COLUMNS = ("prefix", "published", "published_carrier")


def with_published_layer(table: SegmentTable, listed: Iterable[Segment]) -> SegmentTable:
    """A table with its allocated layer, and the published layer of a list.

    Each row takes over the word and the label of the longest prefix in the list that it begins with, so that the
    longest row still decides; a row that the list does not cover is not published. A prefix of the list that has no
    row gets one, allocated as the row that it is finer than.
    """
    words = SegmentTable(listed)
    rows = {row.prefix: row for row in table}
    for word in words:
        if word.prefix not in rows:
            coarser = table.match(word.prefix)
            rows[word.prefix] = evolve(coarser, prefix=word.prefix, note=None) if coarser else word
    return SegmentTable(_relabelled(row, words.match(row.prefix)) for row in rows.values())


def _relabelled(row: Segment, word: Segment | None) -> Segment:
    return evolve(
        row, published=word is not None and word.published, published_carrier=word.published_carrier if word else None
    )


def published_layer_csv(table: SegmentTable) -> str:
    """The published layer of a table, a line each row: the first columns of ``segments.csv``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in table:
        writer.writerow([row.prefix, str(row.published).lower(), row.published_carrier])
    return text.getvalue()
