"""Threads, processes and interpreters: the same answers, no deadlock, and errors that arrive whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from shlex import quote

import pytest

import beian_segments
from beian_segments.vendoring import PACKAGED
from tests.conftest import is_thorough
from tests.reference import copy_data
from tests.test_exceptions import ERRORS, same, throw

METHODS = ["spawn", *(["fork"] if sys.platform == "linux" else [])]

# Python 3.12 warns of a fork of a process with threads, of which pyarrow has some.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


@pytest.mark.parametrize("method", METHODS)
def test_errors_arrive_whole_from_a_pool_and_an_executor(method: str) -> None:
    with get_context(method).Pool(1) as pool:
        results = [pool.apply_async(throw, [error]) for error in ERRORS]
        for error, result in zip(ERRORS, results, strict=True):
            with pytest.raises(type(error)) as caught:
                result.get(timeout=60)
            assert same(error, caught.value)
    with ProcessPoolExecutor(1, mp_context=get_context(method)) as executor:
        for error in ERRORS:
            with pytest.raises(type(error)) as caught:
                executor.submit(throw, error).result(timeout=60)
            assert same(error, caught.value)


ANSWERS = "ANSWERS"
PROGRAM = f"""
import sys
import beian_segments as b
from beian_segments.failures import Case, diagnose
from beian_segments.i18n import verdict_sentence
{ANSWERS} = (
    b.is_supported_segment("13800138000"), b.check_segment("192 1234 5678").message("en"),
    b.check_segment("+13800138000").params["country_code"], b.match_prefix("13").status, b.mask_number("13800138000"),
    [finding.code for finding in diagnose(Case(phone="19212345678", sms_received=False))][0],
)
"""
SHOWN = PROGRAM + f"print(ascii({ANSWERS}))\n"


def run(*options: str, program: str = SHOWN, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *options, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def usual() -> str:
    return run()


def paths() -> str:
    """The search path of this process, for one that is started without site-packages."""
    return f"import sys; sys.path[:] = {[path for path in sys.path if path]!r}\n"


@pytest.mark.parametrize("options", [["-O"], ["-OO"], ["-X", "utf8=0"], ["-B"], ["-P"], ["-W", "error"], ["-bb"]])
def test_the_answers_do_not_depend_on_options_of_python(usual: str, options: list[str]) -> None:
    assert run(*options) == usual


def test_the_answers_do_not_depend_on_site(usual: str) -> None:
    assert run("-I", "-S", program=paths() + SHOWN) == usual


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK", "tr_TR.UTF-8", "xx"])
@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_the_answers_do_not_depend_on_the_locale(usual: str, locale: str, encoding: str) -> None:
    assert run(LC_ALL=locale, PYTHONIOENCODING=encoding, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0") == usual


# One after the other, in a process that has imported what all of them need.
COMMANDS = """
import runpy, sys
for arguments in ["check", "13800138000"], ["segments"], ["explain", "138"], ["diagnose", "--no-sms"], ["--help"]:
    sys.argv = ["beian-segments", *arguments]
    try:
        runpy.run_module("beian_segments", run_name="__main__")
    except SystemExit as end:
        assert not end.code, arguments
    print(end="\\0", flush=True)
"""


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "cp437", "utf-16", "utf-8"])
@pytest.mark.parametrize("lang", ["zh_CN.UTF-8", "C"])
def test_every_console_shows_something(encoding: str, lang: str) -> None:
    # Without UTF-8 an editable installation is not found under a path that is not ASCII.
    in_utf8 = "0" if __file__.isascii() else "1"
    environment = os.environ | {"PYTHONIOENCODING": encoding, "LC_ALL": lang, "PYTHONUTF8": in_utf8}
    done = subprocess.run([sys.executable, "-c", COMMANDS], capture_output=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    # Click takes ASCII for a mistake, and writes help in UTF-8.
    *shown, end = done.stdout.decode("utf-8" if encoding == "ascii" else encoding).split("\0")
    assert all(shown)
    assert (len(shown), end.strip()) == (5, "")


THREADS = """
import sys, threading
sys.setswitchinterval(1e-6)
start, found, errors = threading.Barrier(32), [], []
def work():
    start.wait()
    try:
        space = {}
        exec(PROGRAM, space)
        found.append(ascii(space["ANSWERS"]))
    except BaseException as error:
        errors.append(repr(error))
threads = [threading.Thread(target=work) for _ in range(32)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert not errors, errors
assert len(found) == 32
print("\\n".join({*found}))
"""


def test_thirty_two_threads_may_be_the_first_users_together(usual: str) -> None:
    for _ in range(5 if is_thorough() else 2):
        assert run(program=f"PROGRAM = {PROGRAM!r}\n{THREADS}") == usual


FORKED = """
import os
{program}
pid = os.fork()
if pid == 0:
    exec({program!r}, space := {{}})
    os._exit(0 if space["ANSWERS"] == ANSWERS else 1)
assert os.waitpid(pid, 0)[1] == 0
print(ascii(ANSWERS))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_after_the_import_has_the_answers(usual: str) -> None:
    assert run(program=FORKED.format(program=PROGRAM)) == usual


# Public since Python 3.14; before, what the standard library is made of. An error is raised or, in 3.13, returned.
IN_NEW_INTERPRETERS = """
try:
    from concurrent import interpreters
    run = lambda program: interpreters.create().exec(program)
except ImportError:
    try:
        import _interpreters as interpreters
    except ImportError:
        import _xxsubinterpreters as interpreters
    run = lambda program: interpreters.run_string(interpreters.create(), program)
for _ in range(2):
    failed = run(PROGRAM)
    assert failed is None, failed
"""


def test_subinterpreters_have_the_answers(usual: str) -> None:
    standard = f"PROGRAM = 'import datetime'\n{IN_NEW_INTERPRETERS}"
    if subprocess.run([sys.executable, "-c", standard], capture_output=True, check=False).returncode < 0:
        pytest.skip("this Python crashes if two interpreters import datetime, as CPython 3.12.1 does")
    program = f"PROGRAM = {paths() + SHOWN!r}\n{IN_NEW_INTERPRETERS}"
    assert run(program=program) == usual * 2


# Without the permissions of root, and for root too: a mount of its own is read-only for everybody.
READ_ONLY = "mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} && "


def read_only(folder: Path) -> list[str]:
    """The beginning of a command that runs its last argument, a line of a shell, with a folder that is read-only."""
    if os.geteuid() != 0:
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        return ["sh", "-c", ""]
    mount = READ_ONLY.format(folder=quote(str(folder)))
    command = ["unshare", "-m", "sh", "-c", mount]
    if shutil.which("unshare") is None or subprocess.run([*command[:-1], f"{mount}true"], check=False).returncode:
        pytest.skip("root may write everywhere here, and mount nothing")
    return command


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other permissions")
def test_read_only_site_packages_are_enough_and_stay_as_they_are(tmp_path: Path, usual: str) -> None:
    site = tmp_path / "site"
    package = site / "beian_segments"
    source = Path(beian_segments.__file__).parent
    shutil.copytree(source, package, ignore=shutil.ignore_patterns("__pycache__", "data"))
    copy_data(package / "data")
    shutil.copy(str(PACKAGED / "__init__.py"), package / "data")
    before = sorted(site.rglob("*"))
    *command, beginning = read_only(site)
    program = f"{SHOWN}import beian_segments.cli.app, beian_segments.columns, beian_segments.strategies\n"
    program += f"assert b.__file__.startswith({str(site)!r}), b.__file__\nassert not sys.dont_write_bytecode\n"
    program += "from beian_segments.cli import main\nsys.argv[1:] = ['verify']\nmain()"
    line = f"{beginning}cd / && ! touch {quote(str(package / 'probe'))} 2>/dev/null && {quote(sys.executable)} -c "
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [*command, f"{line}{quote(program)}"], capture_output=True, text=True, check=False,
        env={**environment, "PYTHONPATH": str(site), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    for path in (site, *site.rglob("*")):
        path.chmod(0o755)  # so that pytest can remove it
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(usual)
    assert sorted(site.rglob("*")) == before


SILENT = """
import socket
def refused(*_, **__):
    raise AssertionError("a socket")
socket.create_connection = socket.getaddrinfo = socket.socket.connect = refused
import sys
sys.addaudithook(lambda event, _: refused() if event.startswith("socket.") else None)
"""


def test_nothing_needs_a_network(tmp_path: Path, usual: str) -> None:
    assert run(program=SILENT + SHOWN) == usual
    (tmp_path / "n.csv").write_text("phone\n138\n", encoding="utf-8")
    check = ["check", "--file", str(tmp_path / "n.csv"), "--column", "phone", "--out", str(tmp_path / "out.csv")]
    for arguments in (
        ["check", "13800138000"],
        ["verify"],
        ["explain", "+18005550123"],
        ["diagnose", "--no-sms"],
        check,
    ):
        program = f"{SILENT}sys.argv = ['beian-segments', *{arguments!r}]\nfrom beian_segments.cli import main\nmain()"
        assert run(program=program)


def test_a_thread_that_is_not_the_main_one_may_run_a_command() -> None:
    codes: list[object] = []

    def work() -> None:
        from click.testing import CliRunner

        from beian_segments.cli.app import app

        codes.append(CliRunner().invoke(app, ["check", "13800138000"]).exit_code)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert codes == [0]
