"""Files: read, checked and written, beside DuckDB's COPY and Polars' sinks, with one column more and with five."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from beian_segments import DEFAULT_TABLE
from beian_segments.parsing import LENGTH, MOBILE
from beian_segments.prefixes import number_pattern
from benchmarks.inputs import DIRTY_SHARES, dirty_column
from benchmarks.results import Table, Target

__all__ = ["CANDIDATES", "Run", "Runs", "by_hand_in_duckdb", "heads", "measure", "table"]

_ROWS = 10_000_000
_TRIES = 3
_SOURCES = ("snappy.parquet", "rows.csv")
_COLUMNS = ("verdict", "number", "segment", "carrier", "service")
_MEMORY = 400
_DIGITS = max(len(row.prefix) for row in DEFAULT_TABLE)

_NUMBER = number_pattern(MOBILE, LENGTH)
_LISTED = number_pattern(DEFAULT_TABLE.listed, LENGTH)

# A short file first, since what is needed is imported when it is needed.
_PROGRAM = """
import re, sys, time
from pathlib import Path
from benchmarks.columns.files import CANDIDATES
call, (short, source, out) = CANDIDATES[sys.argv[1]], map(Path, sys.argv[2:])
call(short, out)
wall, work = time.perf_counter(), time.process_time()
call(source, out)
wall, work = time.perf_counter() - wall, time.process_time() - work
peak = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
print(wall, work, int(peak) / 1024, out.stat().st_size / 1e6)
"""


class Run(NamedTuple):
    """Seconds on the wall and of processor time, the peak of memory and the size of the new file in MB."""

    wall: float
    work: float
    peak: float
    size: float


class Runs(NamedTuple):
    """All runs of one candidate with one file."""

    source: str
    candidate: str
    runs: Sequence[Run]

    def median(self) -> Run:
        """The middle of each figure."""
        return Run(*map(median, zip(*self.runs, strict=True)))


def measure(rows: int = _ROWS, tries: int = _TRIES) -> list[Runs]:
    """Each candidate with each file, in processes of their own, in turns."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv as pacsv
    import pyarrow.parquet as pq

    random = np.random.default_rng(1)
    with TemporaryDirectory() as name:
        folder = Path(name)
        names = pa.array([f"客户{number:04}" for number in range(5_000)]).take(
            pa.array(random.integers(0, 5_000, rows))
        )
        amounts = np.round(random.random(rows) * 1_000, 2)
        numbers = pa.table({"name": names, "phone": dirty_column(rows), "amount": amounts})
        for part, some in (("short-", numbers.slice(0, 1_000)), ("", numbers)):
            pq.write_table(some, folder / f"{part}snappy.parquet")
            pacsv.write_csv(some, folder / f"{part}rows.csv")
        pq.write_table(heads(), folder / "heads.parquet")
        del numbers, some
        tried: dict[tuple[str, str], list[Run]] = {
            (source, candidate): []
            for source in _SOURCES
            for candidate in CANDIDATES
            if find_spec(_PACKAGES.get(candidate.partition(",")[0], "pyarrow"))
        }
        for _ in range(tries):
            for (source, candidate), runs in tried.items():
                files = [str(folder / each) for each in (f"short-{source}", source, f"out{Path(source).suffix}")]
                command = [sys.executable, "-c", _PROGRAM, candidate, *files]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                runs.append(Run(*map(float, done.stdout.split())))
    return [Runs(source, candidate, runs) for (source, candidate), runs in tried.items()]


# By hand: a regular expression or a cast tells canonical numbers, and a join with all their first digits the rest.


def heads() -> Any:
    """The first digits of all canonical numbers, and the words of the rows that decide, as an Arrow table."""
    import pyarrow as pa

    rows = [(head, DEFAULT_TABLE.match(str(head))) for head in range(10 ** (_DIGITS - 1), 2 * 10 ** (_DIGITS - 1))]
    return pa.Table.from_pylist(
        [
            {
                "head": head,
                "verdict": "supported" if row.published else "segment-not-listed",
                "segment": row.prefix,
                "carrier": row.carrier,
                "service": row.service,
            }
            for head, row in rows
            if row
        ]
    )


def by_hand_in_duckdb(source: str, table: str) -> str:
    """A query for the details of a column ``phone``, by a join with the table of :func:`heads`."""
    number = f"CASE WHEN regexp_full_match(phone, '{_NUMBER}') THEN phone END"
    return f"""
        SELECT rows.*, coalesce(verdict, CASE WHEN phone IS NOT NULL THEN 'not-a-number' END) AS verdict,
            {number} AS number, segment, carrier, service
        FROM {source} AS rows LEFT JOIN {table} AS heads ON head = CAST(substr({number}, 1, {_DIGITS}) AS BIGINT)
    """  # noqa: S608 - of our own names


def _check_file(columns: Sequence[str] | None) -> Callable[[Path, Path], object]:
    def call(source: Path, out: Path) -> None:
        from beian_segments.columns.files import check_file

        check_file(source, "phone", out, columns=columns)

    return call


def _duckdb(*, details: bool) -> Callable[[Path, Path], object]:
    def call(source: Path, out: Path) -> None:
        import duckdb

        rows = f"read_csv('{source}', all_varchar = true)" if source.suffix == ".csv" else f"read_parquet('{source}')"
        one = f"SELECT *, regexp_full_match(phone, '{_LISTED}') AS supported FROM {rows}"  # noqa: S608 - likewise
        query = by_hand_in_duckdb(rows, f"read_parquet('{source.with_name('heads.parquet')}')") if details else one
        connection = duckdb.connect()
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"COPY ({query}) TO '{out}'")

    return call


def _polars(*, details: bool) -> Callable[[Path, Path], object]:
    def call(source: Path, out: Path) -> None:
        import polars as pl

        is_csv = source.suffix == ".csv"
        frame = pl.scan_csv(source, infer_schema=False) if is_csv else pl.scan_parquet(source)
        phone = pl.col("phone")
        number = pl.when(phone.str.len_bytes() == LENGTH).then(phone.cast(pl.Int64, strict=False))
        if details:
            known = pl.scan_parquet(source.with_name("heads.parquet"))
            head = (number // 10 ** (LENGTH - _DIGITS)).alias("head")
            frame = frame.with_columns(head).join(known, on="head", how="left", maintain_order="left").drop("head")
            is_number = pl.col("verdict").is_not_null()
            word = pl.when(phone.is_not_null()).then(pl.col("verdict").fill_null("not-a-number"))
            frame = frame.with_columns(word, number=pl.when(is_number).then(phone))
        else:
            leads = sorted({int(prefix[:3]) for prefix in DEFAULT_TABLE.supported_prefixes})
            frame = frame.with_columns(supported=(number // 10 ** (LENGTH - 3)).is_in(leads))
        if is_csv:
            frame.sink_csv(out)
        else:
            frame.sink_parquet(out, compression="snappy")

    return call


CANDIDATES: dict[str, Callable[[Path, Path], object]] = {
    "check --file": _check_file(None),
    "check --file, five columns": _check_file(_COLUMNS),
    "check --file, one column": _check_file(["verdict"]),
    "DuckDB, five columns": _duckdb(details=True),
    "DuckDB, one column": _duckdb(details=False),
    "Polars, five columns": _polars(details=True),
    "Polars, one column": _polars(details=False),
}
_PACKAGES = {"DuckDB": "duckdb", "Polars": "polars"}


def table(measured: Sequence[Runs]) -> Table:
    """What a file costs."""
    rows, targets = [], []
    found = {(runs.source, runs.candidate): runs.median() for runs in measured}
    for (source, candidate), (wall, work, peak, size) in found.items():
        rows.append((source, candidate, f"{wall:.2f}", f"{work:.2f}", f"{peak:.0f}", f"{size:.0f}"))
    for (source, candidate), (wall, work, *_) in found.items():
        ours = found.get((source, f"check --file, {candidate.partition(', ')[2]}"))
        if ours is None or candidate.startswith("check"):
            continue
        what = f"{source}: check --file beside {candidate}"
        times = f"{work / ours.work:.2f} x as much, {wall / ours.wall:.2f} x on the wall"
        if candidate.endswith("five columns"):
            is_met = work >= 1.5 * ours.work and wall >= ours.wall
            targets.append(Target(what, "1.5 x as much processor time, no less on the wall", times, is_met))
        elif candidate.startswith("Polars"):
            targets.append(
                Target(what, "processor time at most 1.1 x", f"{ours.work / work:.2f} x", ours.work <= 1.1 * work)
            )
    for runs in measured:
        if runs.candidate == "check --file":
            peak = max(run.peak for run in runs.runs)
            targets.append(Target(f"{runs.source}: memory", f"below {_MEMORY} MB", f"{peak:.0f} MB", peak < _MEMORY))
    return Table(
        "check --file",
        ("file", "candidate", "seconds on the wall", "of processor time", "peak memory, MB", "new file, MB"),
        rows,
        f"{_ROWS:,} rows of a name, a number and an amount. {DIRTY_SHARES} Medians of {_TRIES} runs with two "
        f"processors. Five columns: {', '.join(_COLUMNS)}. One column: verdict, of the others a "
        "boolean. DuckDB and Polars know canonical numbers alone, by the quickest forms that we found; DuckDB's "
        "join does not keep the order of rows.",
        targets,
    )
