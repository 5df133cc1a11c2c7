"""Commands that are ended by a signal or interrupted."""

from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from click.testing import CliRunner

from beian_segments import cli
from beian_segments._atomic import atomic_write
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


@pytest.fixture(autouse=True)
def _interruptible() -> Generator[None]:
    """SIGINT is ignored where a shell runs the tests in the background, and what is ignored is left so."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


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


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_program_is_ended_by_the_end_of_the_block_and_at_once_by_a_second_signal(name: str) -> None:
    codes: list[int] = []

    def ended_twice() -> None:
        with ended_by_signals(codes.append):
            try:
                signal.raise_signal(getattr(signal, name))
            finally:
                signal.raise_signal(signal.SIGTERM)
                assert codes == [128 + getattr(signal, name)]

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(SystemExit) as ended:
        ended_twice()
    assert ended.value.code == 128 + getattr(signal, name)
    assert codes == [ended.value.code] * 2
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no timers here")
def test_a_program_that_cannot_end_in_order_is_ended_after_some_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    codes: list[int] = []

    def end(code: int) -> None:
        codes.append(code)
        ended.set()

    def hanging() -> None:
        with ended_by_signals(end):
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                assert ended.wait(60)

    monkeypatch.setattr(signals, "_PATIENCE", 0.1)
    with pytest.raises(SystemExit):
        hanging()
    assert codes == [143, 143]
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


class _Raising:
    def __del__(self) -> None:
        raise ValueError


def test_what_python_cannot_raise_while_a_program_ends_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    def ended() -> None:
        with ended_by_signals(lambda _: None):
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                _Raising()

    before = sys.unraisablehook
    with pytest.raises(SystemExit):
        ended()
    assert capsys.readouterr() == ("", "")
    assert sys.unraisablehook is before


def test_a_system_without_timers_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "_HAS_TIMERS", False)
    codes: list[int] = []

    def ended() -> None:
        with ended_by_signals(codes.append):
            signal.raise_signal(signal.SIGTERM)

    with pytest.raises(SystemExit):
        ended()
    assert codes == [143]


def test_an_end_at_once_has_nothing_to_remove_where_nothing_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    monkeypatch.delitem(sys.modules, "beian_segments._atomic")
    signals.end_at_once(143)
    assert codes == [143]
    assert "beian_segments._atomic" not in sys.modules


def test_an_end_at_once_removes_what_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)

    def write() -> None:
        with atomic_write(tmp_path / "out"):
            signals.end_at_once(143)
            assert list(tmp_path.iterdir()) == []

    with pytest.raises(FileNotFoundError):
        write()
    assert codes == [143]


WITHOUT_ERRORS = """
import os, sys
if sys.argv[1] == "closed":
    os.close(2)
    sys.stderr = None
else:
    os.dup2(os.open("/dev/full", os.O_WRONLY), 2)
del sys.argv[1]
from beian_segments.cli import main
sys.exit(main())
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("state", ["closed", "full"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "13800138000"], 0),
        (["check", "138"], 1),
        (["check"], 2),
        (["nothing"], 2),
        (["check", "--file", "x.csv", "--column", "y", "--out", "z.csv"], 2),
    ],
)
def test_an_exit_code_does_not_depend_on_standard_error(
    tmp_path: Path, state: str, arguments: list[str], code: int
) -> None:
    command = [sys.executable, "-c", WITHOUT_ERRORS, state, *arguments]
    assert subprocess.run(command, cwd=tmp_path, stdout=subprocess.DEVNULL, check=False).returncode == code


def test_a_refusal_that_cannot_be_said_is_misuse(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, text)

    monkeypatch.setattr(sys, "argv", ["beian-segments", "check"])
    monkeypatch.setattr(sys, "stderr", Full())
    assert cli.main() == 2
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    sys.stderr.close()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interview_is_ended_by_a_signal_as_any_command(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def prompt(*_: object, **__: object) -> None:
        signal.raise_signal(getattr(signal, name))

    monkeypatch.setattr("click.termui.visible_prompt_func", prompt)
    monkeypatch.setattr("beian_segments.cli.diagnose._is_on_terminal", lambda: True)
    with pytest.raises(SystemExit) as ended:
        app.main(["diagnose"])
    assert ended.value.code == 128 + getattr(signal, name)


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
