"""Files are replaced whole: what becomes of the file, the link or the pipe that was there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from beian_segments._atomic import atomic_write


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
