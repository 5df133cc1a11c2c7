"""A source distribution is the same byte for byte, whoever builds it and when."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import pytest

from tools.sdist import main, reproducible

FILES = {"p-1/b.py": b"print(1)\n", "p-1/a.txt": "号".encode(), "p-1/run": b"#!/bin/sh\n"}


def built(names: list[str], moment: float, owner: str, mode: int) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", format=tarfile.GNU_FORMAT) as archive:
        for name in ["p-1", *names]:
            entry = tarfile.TarInfo(name)
            entry.mtime, entry.uname, entry.uid = moment, owner, len(owner)
            entry.mode = mode | (0o111 if name in ("p-1", "p-1/run") else 0)
            entry.type = tarfile.DIRTYPE if name == "p-1" else tarfile.REGTYPE
            entry.size = len(FILES.get(name, b""))
            archive.addfile(entry, io.BytesIO(FILES.get(name, b"")))
    return packed.getvalue()


ONE = built(sorted(FILES), 1.5, "me", 0o644)
OTHER = built(sorted(FILES, reverse=True), 2e9, "somebody", 0o664)


def test_two_builds_of_the_same_files_are_the_same() -> None:
    assert ONE != OTHER
    assert reproducible(ONE, 9) == reproducible(OTHER, 9) == reproducible(reproducible(ONE, 5), 9)
    assert reproducible(ONE, 9) != reproducible(ONE, 8)


def test_the_files_are_those_that_were_there() -> None:
    with tarfile.open(fileobj=io.BytesIO(reproducible(OTHER, 9))) as archive:
        found = {member.name: archive.extractfile(member) for member in archive}
        assert {name: file.read() for name, file in found.items() if file} == FILES
        assert {member.name: member.mode for member in archive} == {
            "p-1": 0o755,
            "p-1/a.txt": 0o644,
            "p-1/b.py": 0o644,
            "p-1/run": 0o755,
        }
        assert {(member.mtime, member.uid, member.uname) for member in archive} == {(9, 0, "")}


def test_files_are_written_anew_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.tar.gz").write_bytes(ONE)
    (tmp_path / "other.tar.gz").write_bytes(OTHER)
    monkeypatch.setattr(os, "environ", os.environ | {"SOURCE_DATE_EPOCH": "9"})
    assert main([str(tmp_path / "one.tar.gz"), str(tmp_path / "other.tar.gz")]) == 0
    assert (tmp_path / "one.tar.gz").read_bytes() == (tmp_path / "other.tar.gz").read_bytes() == reproducible(ONE, 9)
