"""Verifying a vendored copy of the data folder: which files differ, and what is wrong with the content."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from beian_segments import DATA_VERSION
from beian_segments.list_age import LIST_CHECKED
from beian_segments.vendoring import PACKAGED, Verification, read_checksums, verify
from tests.reference import copy_data, data_files
from tools.json_files import checksums

FILES = sorted(data_files())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    copy_data(tmp_path)
    return tmp_path


def not_same(found: Verification) -> dict[str, str]:
    return {name: state for name, state in found.files.items() if state != "same"}


def write_checksums(folder: Path) -> None:
    """Make the checksums match the files."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    contents = {name: path.read_bytes() for name, path in files.items() if name != "SHA256SUMS"}
    (folder / "SHA256SUMS").write_text(checksums(contents), "ascii")


def edit(path: Path, change: Callable[[dict[str, object]], object]) -> None:
    document = json.loads(path.read_bytes())
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def of_another_version(folder: Path) -> None:
    for path in folder.glob("*.json"):
        edit(path, lambda document: document.update(data_version="2020-01-01"))
    write_checksums(folder)


def test_the_packaged_folder_is_sound() -> None:
    found = verify(PACKAGED)
    assert found.sound
    assert not found.problems
    assert set(found.files) == set(FILES)
    assert found.data_version == found.release == DATA_VERSION


def test_a_whole_copy_is_sound(copy: Path) -> None:
    assert verify(copy) == verify(PACKAGED)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0], ids=["first", "middle", "last"])
def test_one_flipped_bit_is_found_in_each_file(copy: Path, name: str, place: float) -> None:
    content = bytearray((copy / name).read_bytes())
    content[round(place * (len(content) - 1))] ^= 1
    (copy / name).write_bytes(content)
    found = verify(copy)
    assert not found.sound
    assert name in not_same(found) or "SHA256SUMS, line" in "".join(found.problems)


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_is_found_in_each_file_of_an_older_release(copy: Path, name: str) -> None:
    of_another_version(copy)
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    assert not verify(copy).sound


@pytest.mark.parametrize("name", [name for name in FILES if name != "SHA256SUMS"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    assert not_same(verify(copy)) == {name: "missing"}


def test_a_copy_of_some_files_without_checksums_is_held_against_this_release(copy: Path) -> None:
    kept = {"js/beian-segments.mjs", "segments.json", "vectors.json"}
    for name in set(FILES) - kept:
        (copy / name).unlink()
    assert verify(copy).files == dict.fromkeys(sorted(kept), "same")
    (copy / "segments.json").write_bytes(b"{}")
    assert not_same(verify(copy)) == {"segments.json": "differs"}


@pytest.mark.parametrize("name", sorted(name for name in FILES if name.startswith("js/")))
def test_a_module_exported_into_the_folder_itself_is_held_against_this_release(tmp_path: Path, name: str) -> None:
    exported = tmp_path / Path(name).name
    exported.write_bytes((PACKAGED / name).read_bytes())
    assert verify(tmp_path).files == {exported.name: "same"}
    exported.write_bytes(exported.read_bytes() + b"\n")
    assert verify(tmp_path).files == {exported.name: "differs"}


def test_a_tampered_table_is_found_even_when_its_checksums_fit(copy: Path) -> None:
    table = copy / "segments.csv"
    table.write_bytes(table.read_bytes().replace(b"192,false", b"192,true"))
    write_checksums(copy)
    found = verify(copy)
    assert not_same(found) == {"segments.csv": "differs", "SHA256SUMS": "differs"}
    assert "segments.csv and segments.json are different tables" in found.problems


def test_a_sound_copy_of_another_release_is_sound_and_says_its_version(copy: Path) -> None:
    of_another_version(copy)
    found = verify(copy)
    assert found.sound
    assert found.data_version == "2020-01-01" != found.release


def test_a_copy_whose_list_was_read_on_another_day_is_of_another_release(copy: Path) -> None:
    edit(copy / "segments.json", lambda document: document.update(list={"checked": "2020-01-01"}))
    assert not_same(verify(copy)) == {"segments.json": "differs"}
    write_checksums(copy)
    found = verify(copy)
    assert found.sound
    assert found.data_version == found.release
    assert found.list_checked == date(2020, 1, 1) != LIST_CHECKED == verify(PACKAGED).list_checked


@pytest.mark.parametrize("about", [None, [], "2020-01-01", {}, {"checked": None}, {"checked": "soon"}])
def test_a_copy_that_does_not_say_when_its_list_was_read_has_no_date(copy: Path, about: object) -> None:
    edit(copy / "segments.json", lambda document: document.update(list=about))
    assert verify(copy).list_checked is None


def test_a_format_of_another_major_version_is_a_problem(copy: Path) -> None:
    for path in copy.glob("*.json"):
        edit(path, lambda document: document.update(schema_version="2.0.0"))
    write_checksums(copy)
    assert verify(copy).problems == ("the files have format 2.0.0; this release knows format 1.x",)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("segments.csv", b"prefix,published\n138,perhaps\n", "column published: must be true or false"),
        (
            "segments.json",
            b'{"segments": [{"prefix": 138, "published": true}]}',
            "column prefix: must be text, not int",
        ),
        ("segments.json", b'{"segments": 138}', "segments.json: "),
        ("segments.json", b'{"segments": [138]}', "segments.json: a row must be a mapping or a Segment, not int"),
    ],
)
def test_an_invalid_table_is_a_problem(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    write_checksums(tmp_path)
    found = verify(tmp_path)
    assert found.files == {name: "same"}
    assert found.data_version is None
    assert len(found.problems) == 1
    assert problem in found.problems[0]


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff", b"[" * 200_000])
def test_a_damaged_json_file_is_found_by_its_checksum_alone(copy: Path, content: bytes) -> None:
    (copy / "segments.json").write_bytes(content)
    found = verify(copy)
    assert not_same(found) == {"segments.json": "differs"}
    assert found.data_version == DATA_VERSION


@pytest.mark.parametrize(
    "line",
    ["", "0" * 64, f"{'0' * 64} segments.csv", f"{'0' * 64}  ../segments.csv", f"{'0' * 64}  /etc/passwd",
     f"{'0' * 63}g  segments.csv", f"{'0' * 64}  ségments.csv", f"{'0' * 64}  .hidden",
     f"{'0' * 64}  js/../../segments.csv", f"{'0' * 64}  js/", f"{'0' * 64}  js//x"],
)  # fmt: skip
def test_a_line_that_is_no_checksum_of_a_file_here_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "SHA256SUMS").write_text(f"{sha256(b'').hexdigest()}  x\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="SHA256SUMS, line 2: "):
        read_checksums(tmp_path)


def test_a_folder_without_a_file_of_a_release_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"")
    with pytest.raises(FileNotFoundError, match="no file of a release"):
        verify(tmp_path)
