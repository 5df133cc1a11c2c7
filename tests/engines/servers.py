"""Database servers that live as long as the tests: in a new folder, on a socket in it, without a network.

Neither server runs as root, so root starts them as a user without rights.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.required import missing, program

__all__ = ["Connect", "mariadb", "postgresql"]

#: Makes a new connection to a server.
Connect = Callable[[], Any]

_START_S = 120
_STOP_S = 60
_SUPERUSER = "root"


@contextmanager
def postgresql(psycopg: Any) -> Iterator[Connect]:
    """A PostgreSQL server of its own. ``psycopg`` is the module."""
    initdb, server = _postgresql_programs()
    with _folder() as folder:
        data = folder / "data"
        _run([initdb, "--pgdata", data, "--username", _SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C",
              "--no-sync"], folder)  # fmt: skip

        def connect() -> Any:
            return psycopg.connect(host=str(folder), user=_SUPERUSER, dbname="postgres")

        command = [server, "-D", str(data), "-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off"]
        # SIGINT asks for a fast shutdown, which waits for no client.
        with _running(command, folder / ".s.PGSQL.5432", connect, psycopg.OperationalError, signal.SIGINT):
            yield connect


def _postgresql_programs() -> tuple[str, str]:
    # Debian keeps the server's programs out of the PATH, one folder a version.
    folders = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdigit()]
    newest = max(folders, key=lambda folder: int(folder.parent.name), default=None)
    found = [shutil.which(name, path=newest) or shutil.which(name) for name in ("initdb", "postgres")]
    if None in found:
        missing("PostgreSQL's server", "install postgresql (Debian's name)")
    return str(found[0]), str(found[1])


@contextmanager
def mariadb(pymysql: Any) -> Iterator[Connect]:
    """A MariaDB server of its own. ``pymysql`` is the module."""
    debian = "mariadb-server-core and mariadb-client-core"
    server = program("mariadbd", "/usr/sbin/mariadbd", debian=debian)
    install = program("mariadb-install-db", debian=debian)
    program("my_print_defaults", debian=debian)
    with _folder() as folder:
        data, at = folder / "data", folder / "socket"
        _run([install, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
              "--skip-test-db"], folder)  # fmt: skip

        def connect() -> Any:
            connection = pymysql.connect(unix_socket=str(at), user=_SUPERUSER, charset="utf8mb4", autocommit=True)
            connection.cursor().execute("CREATE DATABASE IF NOT EXISTS vectors CHARACTER SET utf8mb4")
            connection.select_db("vectors")
            return connection

        command = [server, "--no-defaults", "--skip-networking", f"--datadir={data}", f"--socket={at}",
                   f"--tmpdir={folder}", f"--pid-file={folder / 'pid'}"]  # fmt: skip
        with _running(command, at, connect, pymysql.OperationalError, signal.SIGTERM):
            yield connect


@contextmanager
def _folder() -> Iterator[Path]:
    """A new folder for the server's user, with a path that is short enough for a socket's; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="beian-"))
    try:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder)


def _as_server_user(folder: Path) -> dict[str, Any]:
    """How a server's program is started: with which rights, where, and with little of our environment."""
    settings: dict[str, Any] = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(folder)}}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        settings |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return settings


def _run(command: Sequence[str | Path], folder: Path) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_START_S, check=False, **_as_server_user(folder)
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")


@contextmanager
def _running(
    command: Sequence[str | Path], at: Path, connect: Connect, refusal: type[Exception], stop: signal.Signals
) -> Iterator[None]:
    """Keep a server running, from its first answer at a socket on."""
    log = at.with_name("log")
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=written, **_as_server_user(at.parent))
    try:
        deadline = time.monotonic() + _START_S
        while not _answers(at, connect, refusal):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} does not answer: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(stop)
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(at: Path, connect: Connect, refusal: type[Exception]) -> bool:
    """Whether a server answers. The bare socket is tried first: not every driver closes the one that it failed with."""
    try:
        with socket.socket(socket.AF_UNIX) as knocking:
            knocking.connect(str(at))
        connect().close()
    except (OSError, refusal):
        return False
    return True
