"""A Parquet file: read, checked, written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.inputs import SHARES, column
from benchmarks.results import Table, Target

__all__ = ["Run", "measure", "table"]

_ROWS = 10_000_000
_TRIES = 7
_CODECS = ("none", "lz4", "snappy")

_SPEED = 5
_MEMORY = 400

# A short file first: pyarrow imports what it needs when it needs it, pandas too if it is there.
_PROGRAM = """
import re, sys, time
from pathlib import Path
import pyarrow as pa, pyarrow.parquet as pq
from beian_segments.columns.files import check_file
short, source, out, copy = map(Path, sys.argv[1:5])
check_file(short, "phone", out)
wall, work = time.perf_counter(), time.process_time()
rows = check_file(source, "phone", out).rows
wall, work = time.perf_counter() - wall, time.process_time() - work
peak = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
start = time.perf_counter()
file = pq.ParquetFile(out)
words = [field.name for field in file.schema_arrow if pa.types.is_dictionary(field.type)]
with pq.ParquetWriter(copy, file.schema_arrow, use_dictionary=words, compression=sys.argv[5]) as writer:
    for batch in file.iter_batches(1 << 18):
        writer.write_batch(batch)
copied = time.perf_counter() - start
print(rows / wall / 1e6, rows / copied / 1e6, work / rows * 1e9, int(peak) // 1024)
"""


class Run(NamedTuple):
    """Million rows a second, those of a copy, nanoseconds of processor time a row, and the peak of memory in MB."""

    speed: float
    copy: float
    cost: float
    peak: float


class Runs(NamedTuple):
    """All runs with a file of one kind of compression."""

    codec: str
    runs: Sequence[Run]

    def best(self) -> float:
        """Of a speed by itself, beside nothing: what else a machine does can only lower it."""
        return max(run.speed for run in self.runs)

    def median(self) -> Run:
        """The middle of each figure."""
        return Run(*map(median, zip(*self.runs, strict=True)))


def measure(rows: int = _ROWS, tries: int = _TRIES) -> list[Runs]:
    """A file of each kind of compression, in processes of their own, in turns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tried: dict[str, list[Run]] = {codec: [] for codec in _CODECS}
    with TemporaryDirectory() as name:
        folder = Path(name)
        numbers = pa.table({"phone": column(rows)})
        pq.write_table(numbers.slice(0, 1000), folder / "short.parquet")
        for codec in _CODECS:
            pq.write_table(numbers, folder / f"{codec}.parquet", compression=codec)
        del numbers
        for _ in range(tries):
            for codec, runs in tried.items():
                runs.append(_run(folder, codec))
    return [Runs(codec, runs) for codec, runs in tried.items()]


def _run(folder: Path, codec: str) -> Run:
    files = [str(folder / f"{name}.parquet") for name in ("short", codec, "out", "copy")]
    command = [sys.executable, "-c", _PROGRAM, *files, codec]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Run(*map(float, done.stdout.split()))


def table(measured: Sequence[Runs]) -> Table:
    """What a file costs."""
    rows, targets = [], []
    for runs in measured:
        best, (speed, copy, cost, _) = runs.best(), runs.median()
        peak = max(run.peak for run in runs.runs)
        rows.append((runs.codec, f"{best:.2f}", f"{speed:.2f}", f"{copy:.2f}", f"{cost:.0f}", f"{peak:.0f}"))
        name = f"check --file, {runs.codec}"
        targets.append(Target(name, f"at least {_SPEED} million rows/s", f"{best:.2f} at best", best >= _SPEED))
        targets.append(Target(f"{name}, memory", f"below {_MEMORY} MB", f"{peak:.0f} MB", peak < _MEMORY))
    heads = ("million rows/s", "median", "of a copy", "ns of processor time per row", "peak memory, MB")
    return Table(
        "check --file",
        ("Parquet, compression", *heads),
        rows,
        f"{_ROWS:,} rows of one column. {SHARES} Rows per second on the wall, with two processors: the best and the "
        f"median of {_TRIES} runs. What is written is compressed as what was read. Beside it: pyarrow alone, reading "
        "the written file and writing it once more, a batch after the other.",
        targets,
    )
