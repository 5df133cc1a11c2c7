"""A mutant on trial: written into a copy of the checkout and shown to its tests in a process of its own."""

from __future__ import annotations

import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mutation.judges import ENVIRONMENT, Judges
from mutation.mutants import Mutant

__all__ = ["Outcome", "copied", "tried"]

# Tests that run the line are shown the mutant until they have taken so long without one that fails, those that run
# another line of the module for what is left of the shorter time. Who has survived before lives through more.
_PATIENCE_S, _PATIENCE_WITH_OTHERS_S = 6.0, 3.0
_MORE = 4

# The first tests to be asked: collecting tests takes as long as running the quick ones.
_FIRST_S = 0.3
# What a trial may take besides what its tests took without a mutant, and how much slower they may become.
_START_S, _SLOWER = 10.0, 8.0
_MEMORY = 3 << 30
# Assertions are not rewritten, for nobody reads what they say; and no plugin that these tests do without.
_OPTIONS = ("-q", "-x", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:anyio")
# A mutant may do away with the cases of a test, by the table that they are made from: others will tell.
_ALIVE = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant.

    Attributes:
        mutant: which.
        killed_by: the test that failed first, or ``import`` or ``time``; None for a survivor.
        tests: how many tests it was shown to.
    """

    mutant: Mutant
    killed_by: str | None
    tests: int


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """A copy of what the tests need, in which a mutant harms nobody; the package finds its data beside itself."""
    with TemporaryDirectory(prefix="mutation-") as folder:
        work = Path(folder).resolve()
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is where it is
            cwd=root, capture_output=True, check=True,
        )  # fmt: skip
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (root / name).is_file():
                (work / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, work / name)
        shutil.copytree(work / "data", work / "beian_segments" / "data")
        yield work


def tried(work: Path, mutant: Mutant, judges: Judges, *, again: bool = False) -> Outcome:
    """Show a mutant to its tests until one fails; to more of them if it has survived before."""
    patience = _MORE if again else 1
    first, others = judges.of(mutant.module, mutant.line, in_function=mutant.in_function)
    chosen = _within(judges, first, patience * _PATIENCE_S)
    taken = sum(judges.seconds[test] for test in chosen)
    chosen += _within(judges, others, patience * _PATIENCE_WITH_OTHERS_S - taken)
    quick = len(_within(judges, chosen, _FIRST_S)) or 1
    path = work / mutant.module
    original = path.read_bytes()
    cached = sorted((path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"))
    for file in cached:
        file.unlink()
    path.write_text(mutant.source, encoding="utf-8")
    shown = 0
    try:
        for tests in (chosen[:quick], chosen[quick:]):
            if tests:
                shown += len(tests)
                limit = _START_S + _SLOWER * sum(judges.seconds[test] for test in tests)
                if killer := _killer(work, tests, limit):
                    return Outcome(mutant, killer, shown)
        return Outcome(mutant, None, shown)
    finally:
        path.write_bytes(original)


def _within(judges: Judges, tests: Sequence[str], seconds: float) -> list[str]:
    chosen: list[str] = []
    taken = 0.0
    for test in tests:
        taken += judges.seconds[test]
        if taken > seconds:
            break
        chosen.append(test)
    return chosen


def _killer(work: Path, tests: Sequence[str], limit_s: float) -> str | None:
    """The test that fails in a child of this process; None if none does.

    The child has pytest and Hypothesis from its parent, which are most of what there is to import, and nothing of the
    package.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _judge(work, tests, writer)
    os.close(writer)
    try:
        return _heard(reader, child, limit_s)
    finally:
        os.close(reader)


def _heard(reader: int, child: int, limit_s: float) -> str | None:
    said = b""
    end = time.monotonic() + limit_s
    while select.select([reader], [], [], max(end - time.monotonic(), 0.0))[0]:
        if not (part := os.read(reader, 4096)):
            _, status = os.waitpid(child, 0)
            if said:
                return said.decode()
            return None if os.waitstatus_to_exitcode(status) in _ALIVE else "import"
        said += part
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return said.decode() or "time"


def _judge(work: Path, tests: Sequence[str], writer: int) -> None:
    """Run tests and tell the one that fails. Never returns."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123 - a device
        for stream in (0, 1, 2):
            os.dup2(nowhere.fileno(), stream)
    os.chdir(work)
    os.environ.update(ENVIRONMENT, PYTHONPATH=str(work))
    os.environ.pop("HYPOTHESIS_NO_PLUGINS", None)
    sys.path.insert(0, str(work))
    sys.dont_write_bytecode = True
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    try:
        code = pytest.main([*_OPTIONS, *files], plugins=[_Chosen(tests, writer)])
    except BaseException:  # noqa: BLE001 - whatever a mutant does to pytest, it was noticed
        code = 1
    os._exit(code)


class _Chosen:
    """A plugin of pytest: some tests in some order, and word of the first that fails."""

    def __init__(self, tests: Sequence[str], writer: int) -> None:
        self._place = {test: place for place, test in enumerate(tests)}
        self._writer = writer

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self._place), key=lambda item: self._place[item.nodeid]
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self._writer, report.nodeid.encode())
            os._exit(1)
