"""Files are replaced whole: what becomes of the file, the link or the pipe that was there."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from beian_segments import _atomic
from beian_segments._atomic import atomic_write, remove_parts


def write(path: Path) -> None:
    with atomic_write(path) as file:
        file.write(b"new")


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    write(tmp_path / "out")
    (tmp_path / "other").touch()
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")
    out.chmod(mode)
    write(out)
    assert (out.read_bytes(), stat.S_IMODE(out.stat().st_mode)) == (b"new", mode)


@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path, *, dangling: bool) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "target"
    if not dangling:
        target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("there/target")
    write(link)
    assert link.readlink() == Path("there/target")
    assert target.read_bytes() == b"new"
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["link", "there", "target"]


def test_an_error_names_a_dangling_link_as_it_was_given(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("none/target")
    with pytest.raises(FileNotFoundError) as refused:
        write(link)
    assert refused.value.filename == str(link)


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("link")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        write(link)


def test_a_file_is_flushed_to_the_disk_before_it_replaces_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    replace = os.replace

    def record(part: Path, target: Path) -> None:
        steps.append("replace")
        replace(part, target)

    monkeypatch.setattr(os, "fsync", lambda _: steps.append("fsync"))
    monkeypatch.setattr(os, "replace", record)
    write(tmp_path / "out")
    assert steps == ["fsync", "replace"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


KILLED = """
import os, signal, sys
from pathlib import Path
from beian_segments._atomic import atomic_write
with atomic_write(Path(sys.argv[1])) as file:
    file.write(b"13800138000")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def abandoned(tmp_path: Path) -> Path:
    """What a killed process has left of the file ``out``."""
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "out")], check=False)
    (part,) = tmp_path.iterdir()
    assert part.read_bytes() == b"13800138000"
    return part


LOCKS: Any = vars(_atomic)["fcntl"]

needs_locks = pytest.mark.skipif(LOCKS is None, reason="there are no locks here")


@needs_locks
def test_a_later_run_removes_what_a_killed_one_has_left(tmp_path: Path, abandoned: Path) -> None:
    write(tmp_path / "other")
    assert names(tmp_path) == sorted([abandoned.name, "other"])
    write(tmp_path / "out")
    assert names(tmp_path) == ["other", "out"]


@needs_locks
def test_what_another_run_still_writes_stays(tmp_path: Path) -> None:
    with ExitStack() as stack:
        files = [stack.enter_context(atomic_write(tmp_path / "out")) for _ in range(3)]
        for number, file in enumerate(files):
            file.write(b"%d" % number)
        assert len(names(tmp_path)) == 3
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out").read_bytes() == b"0"


@needs_locks
@pytest.mark.parametrize("holds", [True, False])
def test_a_file_that_is_taken_for_abandoned_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, holds: bool
) -> None:
    def flock(*_: object) -> None:
        monkeypatch.undo()
        (part,) = tmp_path.iterdir()
        part.unlink()
        if holds:
            raise BlockingIOError

    monkeypatch.setattr(LOCKS, "flock", flock)
    write(tmp_path / "out")
    assert (names(tmp_path), (tmp_path / "out").read_bytes()) == (["out"], b"new")


@needs_locks
def test_a_file_system_without_locks_is_written_to(
    tmp_path: Path, abandoned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(LOCKS, "flock", flock)
    write(tmp_path / "out")
    assert names(tmp_path) == sorted([abandoned.name, "out"])


def test_a_system_without_locks_leaves_what_it_cannot_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_atomic, "fcntl", None)
    with atomic_write(tmp_path / "out") as file:
        file.write(b"old")
        write(tmp_path / "out")
    assert (names(tmp_path), (tmp_path / "out").read_bytes()) == (["out"], b"old")


def test_all_unfinished_files_can_be_removed_at_once(tmp_path: Path) -> None:
    def removed() -> None:
        with atomic_write(tmp_path / "out") as file:
            file.write(b"new")
            remove_parts()
            assert names(tmp_path) == []

    with pytest.raises(FileNotFoundError) as missing:
        removed()
    assert missing.value.filename == str(tmp_path / "out")


def test_the_longest_name_that_a_file_can_have_is_written(tmp_path: Path) -> None:
    write(tmp_path / ("x" * 255))
    assert names(tmp_path) == ["x" * 255]


def test_the_name_of_a_temporary_file_holds_no_part_of_the_file_s(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "13800138000.csv"):
        (part,) = names(tmp_path)
    assert "138" not in part.split(".")[0]
    assert part.endswith(".part")
    assert "13800138000" not in part


def test_a_file_that_replaces_one_is_for_its_owner_alone_until_then(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.touch(0o644)
    out.chmod(0o644)
    with atomic_write(out) as file:
        assert stat.S_IMODE(os.fstat(file.fileno()).st_mode) == 0o600
    assert stat.S_IMODE(out.stat().st_mode) == 0o644


def test_threads_make_files_with_the_permissions_of_the_process_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    usual = (tmp_path / "usual").stat().st_mode

    def others() -> Iterator[int]:
        for number in range(300):
            path = tmp_path / f"other{number}"
            path.touch()
            yield path.stat().st_mode

    with ThreadPoolExecutor(1) as other:
        found = other.submit(lambda: {*others()})
        for number in range(100):
            write(tmp_path / f"out{number}")
        assert found.result() == {usual}


def test_a_folder_that_cannot_be_written_to_is_named_by_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as refused:
        write(tmp_path / "none" / "out")
    assert (refused.value.filename, refused.value.filename2) == (str(tmp_path / "none" / "out"), None)


REFUSALS = [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EDQUOT, errno.EIO]


def refuse(monkeypatch: pytest.MonkeyPatch, step: str, code: int) -> None:
    """Have a function of ``os`` refuse, as the system does: with the name of the file if it is given one."""

    def refused(*arguments: Any, **_: object) -> None:
        named = [os.fspath(path) for path in arguments[:2] if isinstance(path, str | Path)]
        raise OSError(code, os.strerror(code), *named[:1])

    monkeypatch.setattr(os, step, refused)


@pytest.mark.parametrize("code", REFUSALS, ids=errno.errorcode.get)
@pytest.mark.parametrize(
    ("step", "exists"),
    [*product(["open", "writing", "fsync", "replace"], [False, True]), ("chmod", True)],  # a new file is never changed
)
def test_a_refusal_at_any_step_names_the_file_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, step: str, *, exists: bool
) -> None:
    out = tmp_path / "out"
    if exists:
        out.write_bytes(b"old")

    def attempt() -> None:
        with atomic_write(out) as file:
            file.write(b"new")
            if step == "writing":
                raise OSError(code, os.strerror(code))

    if step != "writing":
        refuse(monkeypatch, step, code)
    with pytest.raises(OSError, match=os.strerror(code)) as refused:
        attempt()
    monkeypatch.undo()
    assert (refused.value.errno, refused.value.filename, refused.value.filename2) == (code, str(out), None)
    assert names(tmp_path) == (["out"] if exists else [])
    assert not exists or out.read_bytes() == b"old"
    write(out)
    assert (names(tmp_path), out.read_bytes()) == (["out"], b"new")


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOTDIR])
def test_a_refusal_to_look_at_the_target_of_a_link_names_the_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to("target")
    stat_of = Path.stat

    def refused(path: Path, **follow: bool) -> os.stat_result:
        if path == target:
            raise OSError(code, os.strerror(code), str(path))
        return stat_of(path, **follow)

    monkeypatch.setattr(Path, "stat", refused)
    with pytest.raises(OSError, match=os.strerror(code)) as error:
        write(link)
    assert error.value.filename == str(link)
    monkeypatch.undo()
    assert (names(tmp_path), target.read_bytes()) == (["link", "target"], b"old")


def test_what_cannot_be_removed_afterwards_does_not_hide_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, "replace", errno.EROFS)
    refuse(monkeypatch, "unlink", errno.EROFS)
    with pytest.raises(OSError, match=os.strerror(errno.EROFS)) as refused:
        write(tmp_path / "out")
    assert refused.value.filename == str(tmp_path / "out")
