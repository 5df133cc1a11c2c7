"""A file that appears when it is complete: what becomes of what was there before."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from beian_segments._atomic import kept, written_whole


def write(path: Path) -> None:
    with written_whole(path) as file:
        file.write(b"new")


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    write(tmp_path / "out")
    (tmp_path / "other").touch()
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_that_is_replaced_leaves_its_permissions_to_the_new_one(tmp_path: Path, mode: int) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")
    out.chmod(mode)
    write(out)
    assert (out.read_bytes(), stat.S_IMODE(out.stat().st_mode)) == (b"new", mode)


@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_stays_one_and_the_file_that_it_leads_to_is_written(tmp_path: Path, *, dangling: bool) -> None:
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


def test_a_link_that_leads_nowhere_is_named_as_it_was_given(tmp_path: Path) -> None:
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


def test_the_disk_has_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    with tmp_path.joinpath("out").open("wb") as file:
        kept(file)
        assert synced == [file.fileno()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells a pipe from a file otherwise")
def test_a_pipe_keeps_nothing_and_is_no_error() -> None:
    ends = os.pipe()
    with os.fdopen(ends[0], "rb"), os.fdopen(ends[1], "wb") as file:
        kept(file)
