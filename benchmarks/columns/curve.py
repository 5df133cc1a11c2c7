"""Time and memory by the number of rows."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.inputs import SHARES, column
from benchmarks.results import Table, Target
from benchmarks.timing import Spread

__all__ = ["Point", "measure", "table"]

_SIZES = (10**5, 10**6, 10**7, 10**8)
_CHUNK = 10**6
# A size is measured until so many rows have been answered: what is short is measured often.
_ROWS = 2 * 10**7
_LEAST = 3


class Point(NamedTuple):
    """So many rows: nanoseconds a row, and bytes a row that were held at the most, beyond the column."""

    rows: int
    cost: float
    held: float


def measure(sizes: Sequence[int] = _SIZES, rows: int = _ROWS) -> list[Point]:
    """The points of the curve, the sizes in turns."""
    import pyarrow as pa

    from beian_segments.columns import is_supported

    chunk = column(min(_CHUNK, max(sizes)))
    arrays = {
        size: pa.chunked_array([chunk] * (size // len(chunk))) if size > len(chunk) else chunk.slice(0, size)
        for size in sizes
    }
    took: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(_LEAST):
        for size, array in arrays.items():
            for _ in range(max(1, rows // size // _LEAST)):
                start = time.process_time_ns()
                is_supported(array)
                took[size].append((time.process_time_ns() - start) / size)
    points = []
    for size, array in arrays.items():
        tracemalloc.start()  # NumPy tells it what it allocates
        before = pa.total_allocated_bytes()
        is_supported(array)
        held = tracemalloc.get_traced_memory()[1] + pa.total_allocated_bytes() - before
        tracemalloc.stop()
        points.append(Point(size, median(took[size]), held / size))
    return points


def table(points: Sequence[Point]) -> Table:
    """Time and memory by size."""
    costs = [point.cost for point in points]
    spread = Spread(median(costs), min(costs), max(costs))
    return Table(
        "Columns by size",
        ("rows", "ns per row", "bytes held per row"),
        [(f"{rows:,}", f"{cost:.1f}", f"{held:.2f}") for rows, cost, held in points],
        f"is_supported(Arrow). {SHARES} Chunks of {_CHUNK:,} rows at the most.",
        [
            Target(
                "cost a row from 1e5 to 1e8 rows",
                "flat: within 1.5 x",
                f"{spread} ns",
                spread.high <= 1.5 * spread.low,
            )
        ],
    )
