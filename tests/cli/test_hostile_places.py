"""Files that never end, and texts of others that would give orders to a terminal."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from beian_segments import SegmentTable, TableError
from beian_segments.cli.app import app
from beian_segments.vendoring import PACKAGED
from tests.reference import copy_data

NUMBER = "13912345678"
ORDER = "\x1b]0;owned\x07\x1b[31m[/x][bold]"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 20 << 30)


PLACES = [
    pytest.param(sparse, id="sparse file"),
    pytest.param(fifo, id="pipe", marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")),
    pytest.param(device, id="device", marks=pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices")),
]


@pytest.mark.parametrize("make", PLACES)
@pytest.mark.parametrize("name", ["SHA256SUMS", "segments.csv", "segments.json", "vectors.json", "other"])
def test_a_copy_with_a_file_that_does_not_end_is_not_sound(
    tmp_path: Path, make: Callable[[Path], None], name: str
) -> None:
    copy_data(tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    make(tmp_path / name)
    if name == "other":
        assert run("verify", str(tmp_path)).exit_code == 0
    else:
        result = run("verify", str(tmp_path), "--lang", "en")
        # Without checksums, the files are compared with those of this release.
        assert result.exit_code == (0 if name == "SHA256SUMS" and make is not sparse else 1)


@pytest.mark.parametrize("make", PLACES)
def test_what_does_not_end_is_no_table_and_no_case(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "segments.csv")
    path = str(tmp_path / "segments.csv")
    for arguments in (["diff", path, path], ["diagnose", "--case", path]):
        result = run(*arguments)
        assert result.exit_code == 2
        said = "has more than 16777216 bytes" if make is sparse else "is no regular file; give one, or -"
        assert said in " ".join(result.stderr.split())
    assert run("diff", str(tmp_path), path).exit_code == 2


@pytest.mark.parametrize("arguments", [["diff", "-", "-"], ["diagnose", "--case", "-"]])
def test_standard_input_that_does_not_end_is_refused(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments, input=b"0" * ((1 << 24) + 1))
    assert (result.exit_code, "has more than 16777216 bytes" in result.stderr) == (2, True)


def test_a_copy_gives_no_orders_to_the_terminal(tmp_path: Path) -> None:
    document = json.loads((PACKAGED / "segments.json").read_bytes())
    for version in (ORDER, "[/x]"):
        (tmp_path / "segments.json").write_text(json.dumps({**document, "data_version": version}), encoding="utf-8")
        result = run("verify", str(tmp_path), "--lang", "en")
        assert result.exit_code == 1
        assert "[/x]" in result.stdout
        assert "\x1b" not in result.output
    (tmp_path / "segments.json").write_text(json.dumps({**document, "schema_version": f"9{ORDER}"}), encoding="utf-8")
    assert "\x1b" not in run("verify", str(tmp_path)).output


@pytest.mark.parametrize(
    "content",
    [
        f"prefix,published,{ORDER}\n138,true,x\n",
        f"prefix,published,{ORDER},{ORDER}\n138,true,x,y\n",
        f"prefix,published,carrier\n138,true,{ORDER}\n",
    ],
    ids=["name", "name twice", "cell"],
)
def test_a_table_gives_no_orders_to_the_terminal(tmp_path: Path, content: str) -> None:
    path = tmp_path / f"{'x' * 9}\x1b[31m.csv"
    path.write_text(content, encoding="utf-8")
    (tmp_path / "segments.csv").write_text("prefix,published\n138,true\n", encoding="utf-8")
    for arguments in (
        ["diff", str(path), str(tmp_path)],
        ["diff", str(tmp_path), str(path)],
        ["verify", str(tmp_path)],
    ):
        assert not re.search("[\x1b\x07]", run(*arguments).output)


def test_the_error_of_a_table_is_printable() -> None:
    with pytest.raises(TableError) as refused:
        SegmentTable.from_rows([{"prefix": "138", "published": True, "carrier": 1, ORDER: "x"}, {ORDER: 1}])
    assert str(refused.value).isprintable()
    error = TableError("is wrong", file=f"{NUMBER}.csv", column=ORDER)
    assert str(error).isprintable()
    assert NUMBER not in str(error)
    assert (error.file, error.column) == (f"{NUMBER}.csv", ORDER)


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", NUMBER],
        ["diff", f"{NUMBER}.csv", f"{NUMBER}.csv"],
        ["diff", NUMBER, NUMBER],
        ["diagnose", "--case", f"{NUMBER}.json"],
        ["check", "--file", f"{NUMBER}.csv", "--column", "x", "--out", "out.csv"],
        ["check", "--file", f"{NUMBER}.txt", "--column", "x", "--out", "out.csv"],
        ["check", "--file", "x.csv", "--column", "x", "--out", f"{NUMBER}.parquet"],
        ["check", "--file", "x.csv", "--column", "x", "--out", f"{NUMBER}/x.csv"],
        ["check", "--file", "x.csv", "--column", "x", "--out", "there-139-1234-5678.csv"],
        ["export", "csv", "--to", "there-139-1234-5678.csv"],
        ["export", "csv", "--to", f"{NUMBER}/x.csv"],
    ],
)
def test_a_number_in_a_path_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.csv").write_text("x\n138\n", encoding="utf-8")
    (tmp_path / "there-139-1234-5678.csv").touch()
    result = run(*arguments)
    assert result.exit_code == 2
    assert "***" in result.output
    assert not re.search(r"139[\d-]{8}", result.output)


def test_every_command_works_from_a_zip_file(tmp_path: Path) -> None:
    package = tmp_path / "all" / "beian_segments"
    copy_data(package / "data")
    shutil.copy(str(PACKAGED / "__init__.py"), package / "data")
    root = Path(sys.modules["beian_segments"].__file__ or "").parent
    shutil.copytree(root, package, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "data"))
    archive = shutil.make_archive(str(tmp_path / "package"), "zip", tmp_path / "all")
    program = (
        f"import sys; sys.path.insert(0, {archive!r}); import beian_segments; from beian_segments.cli import main; "
    )
    program += f"assert beian_segments.__file__.startswith({archive!r}); sys.exit(main())"
    for arguments in (["verify"], ["export", "csv"], ["export", "map"], ["explain", "13800138000"], ["check", NUMBER]):
        command = [sys.executable, "-P", "-c", program, *arguments]
        done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")
        if arguments == ["export", "csv"]:
            assert done.stdout == (PACKAGED / "segments.csv").read_bytes()


WRITERS = [
    *(
        ["check", "--file", f"in.{kind}", "--column", "x", "--out", f"out.{written}", "--force"]
        for kind, written in (("csv", "csv"), ("jsonl", "jsonl"), ("parquet", "parquet"), ("csv", "xlsx"))
    ),
    ["export", "csv", "--to", "out.csv", "--force"],
]


def write_inputs(folder: Path) -> list[str]:
    """A file with one number in each format; their names."""
    (folder / "in.csv").write_text(f"x\n{NUMBER}\n", encoding="utf-8")
    (folder / "in.jsonl").write_text(json.dumps({"x": NUMBER}) + "\n", encoding="utf-8")
    pq.write_table(pa.table({"x": [NUMBER]}), folder / "in.parquet")
    return ["in.csv", "in.jsonl", "in.parquet"]


@pytest.mark.parametrize("arguments", WRITERS, ids=lambda arguments: f"{arguments[0]} {arguments[-2]}")
@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EDQUOT], ids=errno.errorcode.get)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_refused_output_is_told_in_one_line_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, step: str
) -> None:
    monkeypatch.chdir(tmp_path)
    inputs = write_inputs(tmp_path)
    out = tmp_path / arguments[-2]
    out.write_bytes(b"old")
    untouched = getattr(os, step)

    def refused(*given: object, **more: object) -> object:
        if step != "fsync" and not any(str(each).endswith(".part") for each in given):
            return untouched(*given, **more)
        raise OSError(code, os.strerror(code), *[str(each) for each in given if isinstance(each, str | Path)][:1])

    monkeypatch.setattr(os, step, refused)
    result = run(*arguments)
    monkeypatch.undo()
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Error: {out.name}: {os.strerror(code)}"
    assert (isinstance(result.exception, SystemExit), NUMBER in result.output) == (True, False)
    assert sorted(path.name for path in tmp_path.iterdir()) == [*inputs, out.name]
    assert out.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder where nobody may write")
@pytest.mark.parametrize("folder", ["/proc", "/proc/self"])
def test_a_folder_where_nobody_may_write_is_named(tmp_path: Path, folder: str) -> None:
    (tmp_path / "in.csv").write_text("x\n138\n", encoding="utf-8")
    for arguments in (
        ["check", "--file", str(tmp_path / "in.csv"), "--column", "x", "--out", f"{folder}/out.csv"],
        ["export", "csv", "--to", f"{folder}/out.csv"],
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"Error: {folder}/out.csv: ")


# A small file system of its own in a folder, full or read-only, for as long as the line runs.
FULL = "mount -t tmpfs -o size=32k tmpfs there && cp old.csv there/out.csv && head -c 20000 /dev/zero > there/filled; "
READ_ONLY = "mount -t tmpfs tmpfs there && cp old.csv there/out.csv && mount -o remount,ro there; "


@pytest.mark.parametrize(("mount", "code"), [(FULL, errno.ENOSPC), (READ_ONLY, errno.EROFS)], ids=["full", "read-only"])
def test_a_full_or_read_only_file_system_leaves_what_was_there(tmp_path: Path, mount: str, code: int) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (tmp_path / "old.csv").write_text("old\n", encoding="utf-8")
    (tmp_path / "in.csv").write_text("x\n" + f"{NUMBER}\n" * 2_000, encoding="utf-8")
    shell = ["unshare", "-rm", "sh", "-c"]
    if (
        shutil.which("unshare") is None
        or subprocess.run(
            [*shell, f"{mount}test -f there/out.csv"], cwd=tmp_path, capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("nothing can be mounted here")
    check = f"'{sys.executable}' -m beian_segments check --file in.csv --column x --out there/out.csv --force"
    done = subprocess.run(
        [*shell, f"{mount}{check}; echo $?; ls -A there; cat there/out.csv"],
        cwd=tmp_path, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == f"Error: there/out.csv: {os.strerror(code)}"
    listed = ["filled", "out.csv"] if mount == FULL else ["out.csv"]
    assert done.stdout.split() == ["2", *listed, "old"]
