"""Commands that are ended by a signal or interrupted."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from beian_segments import cli
from beian_segments.cli import signals
from beian_segments.cli.app import app
from beian_segments.cli.signals import ended_by_signals

# A command that waits with a file half written.
WAITING = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(getattr(signal, "SIGHUP", signal.SIGTERM), signal.SIG_DFL)
from pathlib import Path
from beian_segments.cli import main
from beian_segments.cli.app import app
from beian_segments._atomic import atomic_write

@app.command()
def wait():
    with atomic_write(Path("out")) as file:
        print(len(list(Path().iterdir())), flush=True)
        for _ in range(600):  # CPython 3.14 may handle a signal that comes at the start of a sleep only at its end
            time.sleep(0.1)

main()
"""


@pytest.mark.parametrize(
    ("name", "code"),
    [("SIGTERM", 143), ("SIGINT", 130), *([("SIGHUP", 129)] if hasattr(signal, "SIGHUP") else [])],
)
def test_a_command_that_is_ended_leaves_no_part_of_a_file(tmp_path: Path, name: str, code: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, "wait"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"1"
        process.send_signal(getattr(signal, name))
        said = process.communicate(timeout=60)[1]
    assert (process.returncode, said) == (code, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_signal_ends_the_block_once_and_is_then_as_before() -> None:
    def ended_twice() -> None:
        with ended_by_signals():
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                signal.raise_signal(signal.SIGTERM)

    with pytest.raises(SystemExit) as ended:
        ended_twice()
    assert ended.value.code == 143
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with ended_by_signals():
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def test_another_thread_sets_no_handlers() -> None:
    seen: list[object] = []

    def work() -> None:
        with ended_by_signals():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [signal.SIG_DFL]


def test_a_system_without_sighup_handles_sigterm() -> None:
    without = "import signal; vars(signal).pop('SIGHUP', None); "
    code = f"{without}from beian_segments.cli import signals; print(len(signals._ENDING))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


class _Interrupting:
    """An importer that is interrupted by Ctrl-C."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "beian_segments.cli.app":
            raise KeyboardInterrupt


def test_an_interruption_while_modules_are_imported_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "beian_segments.cli.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Interrupting, *sys.meta_path])
    assert cli.main() == signals.INTERRUPTED == 130
    assert capsys.readouterr() == ("", "")


def test_an_interrupted_command_has_its_own_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("beian_segments.cli.check.check_segment", interrupted)
    result = CliRunner().invoke(app, ["check", "13800138000"])
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")
