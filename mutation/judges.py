"""Which tests judge a line: those that ran it, fastest first. Read from one run of the tests under coverage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import coverage
import pytest

__all__ = ["ENVIRONMENT", "Judges", "Recorder", "summoned"]

# The tests of the rooms under test. Those of other rooms run the same lines without being about them.
_FILES = (
    "tests/test_trie.py", "tests/test_prefixset.py", "tests/test_numbers.py", "tests/test_table.py",
    "tests/test_validator.py",
    "tests/test_compiled_forms.py", "tests/test_data.py", "tests/failures",
)  # fmt: skip

# Where the tests of a module are, if not in the file of its name.
_SUBJECTS = {
    "diagnosis": "questions", "entries": "codes", "fields": "facts", "filing": "codes", "grammar": "numbers",
    "info": "codes", "messages": "codes", "no_sms": "codes", "phone": "codes", "predicate": "numbers",
    "report": "validator", "returned": "codes", "segment": "table", "segments": "table", "sources": "questions",
    "symptoms": "codes", "vocabulary": "facts",
}  # fmt: skip

# The examples are the same in every run, few, and not made smaller once one of them fails.
ENVIRONMENT = {"BEIAN_HYPOTHESIS_PROFILE": "mutation", "BEIAN_JUDGES": ""}

_TIMES = "times.json"
_COVERAGE = "coverage"


@dataclass(frozen=True)
class Judges:
    """Tests by the lines that they run.

    Attributes:
        seconds: every test, by its id, with the time it takes.
        by_line: the tests that run a line, by the module's path below the checkout and the line.
    """

    seconds: dict[str, float]
    by_line: dict[str, dict[int, frozenset[str]]]

    def of(self, module: str, line: int, *, in_function: bool) -> tuple[list[str], list[str]]:
        """The tests that run a line, and those that run another line of its module; both fastest first.

        Of the others those in the file about the module come before the rest.

        A line that runs once, when its module is imported or for something that is kept, is run by one test or none
        however many depend on it: hence the others. Of a line at the top of a module all tests are others.
        """
        lines = self.by_line.get(module, {})
        first = lines.get(line, frozenset()) if in_function else frozenset()
        # A module of nothing but names runs when it is imported, and never in a test.
        others = frozenset[str]().union(*lines.values()) or frozenset(self.seconds)
        # What a class body or a table says is seen by tests that run no line of its module.
        subject = PurePosixPath(module).stem
        file = f"/test_{_SUBJECTS.get(subject, subject)}.py::"
        own = {test for test in self.seconds if file in test}
        return self._sorted(first), sorted(self._sorted((others | own) - first), key=lambda test: test not in own)

    def _sorted(self, tests: Iterable[str]) -> list[str]:
        return sorted(tests, key=lambda test: (self.seconds[test], test))


def summoned(work: Path, modules: Iterable[str]) -> Judges:
    """Run the tests once in a copy of the checkout, and note who runs what.

    Raises:
        RuntimeError: a test fails; without a mutant none may.
    """
    command = [sys.executable, "-m", "pytest", "-q", "--assert=plain", "-p", "mutation.recording", *_FILES]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=work, env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(work), "BEIAN_JUDGES": str(work)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the tests fail without a mutant\n{done.stdout[-5000:]}{done.stderr[-5000:]}")
    data = coverage.CoverageData(str(work / _COVERAGE))
    data.read()
    by_line = {
        module: {
            line: frozenset(test for test in tests if test)
            for line, tests in data.contexts_by_lineno(str(work / module)).items()
        }
        for module in modules
    }
    return Judges(json.loads((work / _TIMES).read_text(encoding="utf-8")), by_line)


class Recorder:
    """A plugin of pytest that keeps coverage by test, and how long each takes."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._times: dict[str, float] = {}
        self._coverage = coverage.Coverage(
            data_file=str(work / _COVERAGE), include=[str(work / "beian_segments" / "*")], config_file=False
        )
        self._coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Ask for what the lines that run from here on are to be put down to."""
        self._coverage.switch_context(item.nodeid)
        yield
        self._coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long a part of a test took."""
        self._times[report.nodeid] = self._times.get(report.nodeid, 0.0) + report.duration

    def pytest_sessionfinish(self) -> None:
        """Write both."""
        self._coverage.stop()
        self._coverage.save()
        (self._work / _TIMES).write_text(json.dumps(self._times), encoding="utf-8")


def plugin() -> Any:
    """The recorder of the run that this process is."""
    return Recorder(Path(os.environ["BEIAN_JUDGES"]))
