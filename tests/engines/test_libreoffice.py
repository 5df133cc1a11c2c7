"""LibreOffice: workbooks and CSV files that it made are checked, and it reads what was written."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from beian_segments.cli.app import app
from tests.required import program

pytestmark = pytest.mark.engine

Convert = Callable[[Path, str], Path]

# Its filter of CSV: comma, double quotes, UTF-8 or GB18030, from the first line, as shown, texts quoted.
_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,{},1,,0,true,true,false"
_UTF_8, _GB18030 = 76, 85

_SPREADSHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="名单">{rows}</table:table>
<table:table table:name="其他"><table:table-row>{other}</table:table-row></table:table>
</office:spreadsheet></office:body></office:document>"""


def text(content: str, *attributes: str) -> str:
    return (
        f'<table:table-cell office:value-type="string" {" ".join(attributes)}><text:p>{content}</text:p>'
        "</table:table-cell>"
    )


def number(value: str, *attributes: str) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}" {" ".join(attributes)}/>'


def formula(content: str) -> str:
    return f'<table:table-cell table:formula="of:={content}"/>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


ROWS = (
    row(text("2026 年客户名单", 'table:number-columns-spanned="3"')),
    row(text("编号"), text("手机"), text("其他")),
    row(text("007"), number("13800138000"), number("123456789012")),
    row(number("2"), formula("&quot;138&quot;&amp;&quot;00138001&quot;"), number("1.5")),
    row(number("3"), formula("19200000000+12345678"), text("€ 㐀"), attributes='table:visibility="collapse"'),
    row(number("4"), formula("NA()"), text("=1+1")),
)


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Let LibreOffice write a file as one of another format, beside it in a folder of the same name."""
    office = program("soffice", debian="libreoffice-calc")

    def converted(path: Path, to: str) -> Path:
        folder = path.with_name(path.name.replace(".", "-"))
        profile = f"-env:UserInstallation={tmp_path.joinpath('profile').as_uri()}"
        arguments = [profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(path)]
        subprocess.run([office, *arguments], check=True, capture_output=True, timeout=120)
        return folder / f"{path.stem}.{to.partition(':')[0]}"

    return converted


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    path = tmp_path / "numbers.fods"
    path.write_text(_SPREADSHEET.format(rows="".join(ROWS), other=text("phone")), encoding="utf-8")
    return path


def check(path: Path, out: Path, *options: str) -> None:
    arguments = ["--file", str(path), "--column", "手机", "--header-row", "2", "--out", str(out), "--no-message"]
    result = CliRunner().invoke(app, ["check", *arguments, *options])
    assert result.exit_code == 0, result.stderr


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)]


WANTED = [
    ["2026 年客户名单", *[""] * 8],
    ["编号", "手机", "其他", "verdict", "damage", "number", "segment", "carrier", "service"],
    ["007", "13800138000", "123456789012", "supported", "", "13800138000", "138", "mobile", "mobile"],
    ["2", "13800138001", "1.5", "supported", "", "13800138001", "138", "mobile", "mobile"],
    ["3", "19212345678", "€ 㐀", "segment-not-listed", "", "19212345678", "192", "broadnet", "mobile"],
    ["4", "#N/A", "=1+1", "not-a-number", "", "", "", "", ""],
]


def test_a_workbook_that_it_made_is_checked_and_opens_again_with_the_same_cells(
    spreadsheet: Path, tmp_path: Path, convert: Convert
) -> None:
    made = convert(spreadsheet, "xlsx:Calc MS Excel 2007 XML")
    out = tmp_path / "out.xlsx"
    check(made, out)
    assert cells(convert(out, _AS_CSV.format(_UTF_8))) == WANTED


@pytest.mark.parametrize("encoding", [_UTF_8, _GB18030])
def test_csv_that_it_wrote_is_checked_and_is_a_workbook_without_mojibake(
    spreadsheet: Path, tmp_path: Path, convert: Convert, encoding: int
) -> None:
    made = convert(spreadsheet, _AS_CSV.format(encoding))
    out = tmp_path / "out.xlsx"
    check(made, out)
    assert cells(convert(out, _AS_CSV.format(_UTF_8))) == WANTED
