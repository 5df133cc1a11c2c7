"""A provider's page as the published layer: what is read, what is refused, and what the command prints."""

from __future__ import annotations

import gc
import io
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, Segment, SegmentTable
from beian_segments.cli.localized import Refused
from beian_segments.strategies import tables
from tests.conftest import is_thorough
from tests.generators import digits
from tests.reference import DATA, longest, published
from tools.html_tables import PageError, read_tables
from tools.import_page import main, published_layer_csv, read_page, with_published_layer

CASES = Path(__file__).parents[1] / "cases"
PAGE = (CASES / "provider-page.html").read_bytes()
TEXT = PAGE.decode()
TOP = Path(__file__).parents[2]
TABLES = tomllib.loads((CASES / "provider-pages.toml").read_text(encoding="utf-8"))


def named(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", TABLES[kind], ids=lambda case: case["name"])


def labels(content: bytes) -> dict[str, str | bool]:
    """What a page lists: prefix to label, or to False if it is not in force."""
    return {row.prefix: row.published and (row.published_carrier or "") for row in read_page(content)}


def refusal(content: bytes) -> str:
    with pytest.raises(PageError) as refused:
        read_page(content)
    return str(refused.value)


class TestReading:
    def test_a_page_like_the_list_s_gives_exactly_the_packaged_published_layer(self) -> None:
        assert labels(PAGE) == published()
        assert with_published_layer(DEFAULT_TABLE, read_page(PAGE)) == DEFAULT_TABLE

    @named("read")
    def test_a_table_is_read(self, case: dict[str, Any]) -> None:
        assert labels(case["html"].encode()) == case["rows"]

    @named("refused")
    def test_a_page_is_refused_and_told_why(self, case: dict[str, Any]) -> None:
        assert case["error"] in refusal(case["html"].encode())

    def test_a_page_with_digits_set_off_by_dashes_is_read(self) -> None:
        listed = labels((CASES / "provider-page-with-dashes.html").read_bytes())
        finer = [prefix for prefix in listed if len(prefix) > 3]
        wanted = [*range(1340, 1350), *range(17400, 17413), 1749]
        assert finer == sorted(map(str, wanted))
        assert (listed["1348"], listed["1349"], listed["17405"]) == ("中国移动", "中国电信", "中国电信")
        assert listed["17406"] == "工业和信息化部应急通信保障中心（应急通信）"

    def test_a_page_that_shows_a_part_is_read_as_one_on_request(self) -> None:
        page = (CASES / "provider-page-of-a-part.html").read_bytes()
        assert "by its heading “主要号段（部分）”" in refusal(page)
        # 149 is in a range of one carrier and in the list of another.
        with pytest.raises(PageError, match="149 is under “中国移动” and under “中国电信”"):
            read_page(page, partial=True)
        mended = page.replace(b"147-149", b"147-148")
        listed = {row.prefix: row.published_carrier for row in read_page(mended, partial=True)}
        assert [prefix for prefix in listed if prefix.startswith("170")] == [f"170{digit}" for digit in "0123456789"]
        assert (listed["1702"], listed["1703"], listed["1704"]) == ("中国电信", "中国移动", "中国联通")

    def test_rows_come_in_prefix_order(self) -> None:
        prefixes = [row.prefix for row in read_page(PAGE)]
        assert prefixes == sorted(prefixes)

    @given(
        st.dictionaries(
            st.builds(str.__add__, st.sampled_from(["13", "14", "17", "19"]), digits(1, 3)),
            st.sampled_from(["联通", "移动", "中国 <电信> & 其他"]),
            min_size=1,
        ),
        st.booleans(),
    )
    def test_every_list_is_read_back_from_either_kind_of_table(self, listed: dict[str, str], grouped: bool) -> None:
        rows = [[escape(label), prefix] for prefix, label in listed.items()]
        if grouped:
            by_label = {label: [prefix for prefix in listed if listed[prefix] == label] for label in listed.values()}
            rows = [[escape(label), "、".join(prefixes)] for label, prefixes in by_label.items()]
        lines = "".join(f"<tr><td>{label}</td><td>{prefixes}</td></tr>" for label, prefixes in rows)
        page = f"<table><thead><tr><th>运营商</th><th>号段</th></tr></thead><tbody>{lines}</tbody></table>"
        assert labels(page.encode()) == listed


class TestEncoding:
    MARKUP = "<table><tr><th>运营商<th>号段<tr><td>联通<td>130</table>"

    @pytest.mark.parametrize(
        ("declaration", "encoding"),
        [
            ('<meta charset="utf-8">', "utf-8"),
            ("", "utf-8"),
            ("", "utf-8-sig"),
            ("", "utf-16"),
            ("", "gbk"),
            ('<meta charset="gbk">', "gbk"),
            ("<meta charset = 'GB2312' />", "gb2312"),
            ('<meta http-equiv="Content-Type" content="text/html; charset=gb18030">', "gb18030"),
            ('<?xml version="1.0" encoding="GBK"?>', "gbk"),
            # Saved anew by a program that leaves the declaration as it was.
            ('<meta charset="gbk">', "utf-8"),
        ],
    )
    def test_a_page_is_read_in_the_encodings_of_chinese_pages(self, declaration: str, encoding: str) -> None:
        assert labels((declaration + self.MARKUP).encode(encoding)) == {"130": "联通"}

    def test_utf_16_is_read_in_either_byte_order(self) -> None:
        assert labels(b"\xfe\xff" + self.MARKUP.encode("utf-16-be")) == {"130": "联通"}

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"\xff", "is not text in UTF-8 or GBK; save the page as UTF-8"),
            (b"<meta charset=utf-8>\xc1\xaa", "is not text in UTF-8; it says it is utf-8; save the page as UTF-8"),
            (b"<meta charset=Big5>\xc1\xaa", "is not text in UTF-8; it says it is big5"),
            (b"\xff\xfe\x00", "is not text in UTF-16"),
            (b"\xef\xbb\xbf\xff", "is not text in UTF-8 or GBK"),
        ],
    )
    def test_a_file_that_is_no_text_is_refused(self, content: bytes, reason: str) -> None:
        assert reason in refusal(content)

    def test_a_file_that_is_too_large_is_refused(self) -> None:
        assert refusal(b" " * (32 * 1024 * 1024 + 1)) == "is larger than 32 MiB; save the page alone, as HTML"


HEAD = "<table><tr><th>运营商<th>号段<th>状态<tr><td>联通<td>130<td>有效"
# What makes a careless reader of markup slow or deep.
PIECES = (
    *("<a ", "<a =", "</a", "<!-- >", "<!--", "<!-->", "<![CDATA[ >", "<![x", "<?", "<", ">", '"', "=", " ", "\u3000"),
    *("<td a='\"", "<td x='", "<td\0", "\0", "<script>", "</script", "<title>", "&#9", f"&#{'9' * 5000};", "&amp", "&"),
    *("<table>", "<table><td>", "<table></table>", "</table>", "<td>", "<tr>", "<tbody>", "<caption>", "<br>", "<s>"),
    *("<td rowspan=99999 colspan=9>", "<tr><td rowspan=0 colspan=99999>", "<td rowspan=99999999999999999999>"),
    *("130,", "1300-1399,", "-", "１", "<tr><td>移动<td>135<td>是", "<tr><td>移动<td>19999-130<td>否"),
    *("134(0-8)", "134-0~8/", "1703/5/6", "1440X", "(", "/", "<tr><th>号段<td>135", "<tr><td>移动<td>联通"),
    *(HEAD, f"{HEAD}</table>"),
)

ROW = "<table><tr><th>运营商<th>号段<tr><td>联通<td>130"


def repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + unit * (size // len(unit)) + after


# Pages of any length that cost a careless reader the square of it.
GROWTHS: dict[str, Callable[[int], str]] = {
    "nested div": repeated("<div>"),
    "nested tables": repeated("<table><tr><td>"),
    "ends of what is not open, within much that is": repeated("</i>", "<b>" * 490),
    "as many ends of what is not open as there is open": lambda size: "<b>" * (size // 7) + "</i>" * (size // 7),
    "cells that are not closed": repeated("<td>130", ROW),
    "text in inline elements": repeated("1<b></b>", ROW),
    "cells that span all": repeated("<tr><td rowspan=9999 colspan=99>130", ROW),
    "attributes that all differ": lambda size: (
        f"{ROW}<td {' '.join(f'a{number}' for number in range(size // 8))}>130</table>"
    ),
    "one attribute again and again": repeated(" rowspan=1", f"{ROW}<td", ">130</table>"),
    "an attribute that is not closed": repeated("<td a=\"'", ROW),
    "an attribute of one long value": repeated("x", f"{ROW}<td a='", "'></table>"),
    "a tag that is not closed": repeated("x", f"{ROW}<"),
    "comments that are not closed": repeated("<!--", ROW),
    "dashes in a comment": repeated("-", f"{ROW}<!--"),
    "scripts that are not closed": repeated("<script>", ROW),
    "a title that nearly ends": repeated("</titl", f"{ROW}<title>"),
    "less-than signs": repeated("<", ROW),
    "a reference without end": repeated("9", f"{ROW}&#"),
    "references": repeated("&#49;", ROW),
    "segments": repeated("130、", ROW, "</table>"),
    "brackets that do not close": repeated("134(0-8", ROW, "</table>"),
    "a row below carriers again and again": repeated("<tr><td>130<td>131", "<table><tr><td>移动<td>联通", "</table>"),
    "tables of carriers": repeated("<table><tr><td>移动<td>联通<tr><td>135<td>130</table>"),
    "one text": repeated("运营商号段"),
}


def seconds(page: bytes) -> float:
    """The processor time of reading a page or refusing it, without collecting other tests' garbage."""
    gc.disable()
    try:
        started = time.process_time()
        with suppress(PageError):
            read_page(page)
        return time.process_time() - started
    finally:
        gc.enable()


class TestAttack:
    @pytest.mark.parametrize("piece", PIECES, ids=lambda piece: f"{piece[:12]!r} {len(piece)}")
    def test_a_long_run_of_anything_is_read_or_refused_in_time(self, piece: str) -> None:
        # It takes below one second; with the square of the length it would be an hour.
        assert seconds((HEAD + piece * (200_000 // len(piece.encode())) + "</table>").encode()) < 20

    @pytest.mark.parametrize("kind", GROWTHS)
    def test_ten_times_the_page_takes_about_ten_times_as_long(self, kind: str) -> None:
        """The square of the length would take a hundred times as long; half a second more for what takes no time."""
        size = 1_000_000 if is_thorough() else 100_000
        small, large = (seconds(GROWTHS[kind](length).encode()) for length in (size, 10 * size))
        assert large <= 30 * small + 0.5

    @example("".join(PIECES))
    @example("<tr><td><td rowspan=2><tr><td colspan=2>")
    @given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5))).map("".join))
    def test_every_text_is_read_or_refused(self, text: str) -> None:
        for page in (text, HEAD + text, f"{HEAD}{text}</table>"):
            with suppress(PageError):
                assert SegmentTable(read_page(page.encode("utf-8", "surrogatepass")))

    @given(st.binary())
    def test_every_file_is_read_or_refused(self, content: bytes) -> None:
        with suppress(PageError):
            assert SegmentTable(read_page(content))

    def test_ten_megabytes_around_the_list_change_nothing(self) -> None:
        around = b'<div class="x"><p>' + "号段、运营商、短信。".encode() * 20 + b"</p></div>\n"
        half = around * (5_000_000 // len(around))
        assert read_page(half + PAGE + half) == read_page(PAGE)

    def test_a_table_far_within_others_is_read(self) -> None:
        assert labels(("<table><td>" * 49 + HEAD + "</table>" * 50).encode()) == {"130": "联通"}

    @pytest.mark.parametrize("unit", ["<table><tr><td>", "<table>", "<div>", "<b>"])
    def test_elements_within_elements_have_a_limit(self, unit: str) -> None:
        assert (
            refusal((unit * 100_000 + "</table></div></b>" * 100_000).encode()) == "nests elements more than 500 deep"
        )

    @pytest.mark.parametrize("more", ["<td>" * 20, "<td colspan=99999>"], ids=["cells", "span"])
    def test_a_table_of_too_many_columns_is_refused(self, more: str) -> None:
        reason = "table 1 has more columns than any list of segments: looked for one of them alone"
        assert refusal(f"{HEAD}{more}</table>".encode()) == reason

    @pytest.mark.parametrize(
        "row", ["<tr><td>联通<td>130<td>有效", "<tbody><td>联通<td>130<td>有效", "<table></table>"]
    )
    def test_a_page_of_too_many_rows_is_refused(self, row: str) -> None:
        reason = "has tables of more than 10,000 rows: looked for a list of some dozens"
        assert refusal(f"{HEAD}{row * 10_000}</table>".encode()) == reason

    def test_a_cell_that_is_too_long_is_refused(self) -> None:
        page = f"{HEAD}<tr><td>联通<td>{'130、' * 2000}<td>有效</table>"
        assert "row 3: has a cell of more than 5,000 characters" in refusal(page.encode())

    def test_a_list_that_is_too_long_is_refused(self) -> None:
        rows = "<tr><td>联通<td>1300-1399<td>有效" * 201
        assert "row 202: is where the list passes 20,000 segments" in refusal(f"{HEAD}{rows}</table>".encode())

    def test_cells_that_span_many_rows_are_read_once(self) -> None:
        rows = "<tr><td>" * 9_000
        page = f"<table><tr><th>运营商<th>号段<tr><td rowspan=0>联通<td rowspan=0>130-139{rows}</table>"
        assert len(labels(page.encode())) == 10

    @given(
        st.sampled_from(["联通", "", "运营商"]),
        st.sampled_from(["", " ", "-", "、", "x"]),
        st.sampled_from(["td", "th"]),
    )
    def test_no_message_shows_a_phone_number(self, label: str, between: str, tag: str) -> None:
        number = "138" + between + "00138000"
        for row in (f"<{tag}>{label}<{tag}>{number}", f"<{tag}>{number}<{tag}>138", f"<{tag} colspan=2>{number}"):
            for start in ("<table><tr><th>运营商<th>号段<tr>", "<table><tr>"):
                message = refusal(f"{start}{row}</table>".encode())
                assert "00138000" not in message
                assert "13800138" not in message

    def test_a_message_is_fit_for_a_terminal(self) -> None:
        message = refusal(f"{HEAD}<tr><td>联通<td>130\x1b[31m\u202e{'x' * 100}<td>有效</table>".encode())
        assert r"“130\x1b[31m" in message
        assert "x" * 30 not in message
        assert message.isprintable()


class TestGrid:
    @staticmethod
    def grid(page: str) -> list[list[str]]:
        (table,) = read_tables(page)
        return [[cell.text for cell in row] for row in table.rows]

    def test_spans_fill_the_places_that_they_cover(self) -> None:
        page = "<table><tr><td rowspan=3>a<td>b<td rowspan=2>c<tr><td>d<tr><td colspan=2>e<tr><td>f</table>"
        assert self.grid(page) == [["a", "b", "c"], ["a", "d", "c"], ["a", "e", "e"], ["f"]]

    def test_a_span_from_above_leaves_a_gap_where_a_row_is_short(self) -> None:
        page = "<table><tr><td>a<td>b<td rowspan=3>c<tr><td>d<tr></table>"
        assert self.grid(page) == [["a", "b", "c"], ["d", "", "c"], ["", "", "c"]]

    def test_of_cells_that_overlap_the_lower_one_is_kept(self) -> None:
        page = "<table><tr><td>a<td rowspan=3>b<td>c<tr><td colspan=3>d<tr><td>e</table>"
        assert self.grid(page) == [["a", "b", "c"], ["d", "d", "d"], ["e"]]

    def test_a_group_of_rows_ends_its_spans(self) -> None:
        page = "<table><tbody><tr><td rowspan=9>a<td>b<tbody><tr><td>c</table>"
        assert self.grid(page) == [["a", "b"], ["c"]]

    def test_a_table_within_a_cell_comes_second_and_its_text_is_its_own(self) -> None:
        tables = read_tables("<table><tr><td>a<table><tr><td>b</table>c</table>")
        assert [[[cell.text for cell in row] for row in table.rows] for table in tables] == [[["ac"]], [["b"]]]

    def test_a_page_is_cut_off_where_something_is_not_closed(self) -> None:
        for end in ("", "<!--", "<p title='", "<script>", "<template>", "<p"):
            (table,) = read_tables(f"<table><tr><td>a{'</table>' if end else ''}{end}")
            assert table.fault == "has no end, so the page may be cut off: save it whole"


class TestPublishedLayer:
    @given(tables(), tables())
    def test_every_row_takes_over_the_word_of_the_list(self, table: SegmentTable, words: SegmentTable) -> None:
        after = with_published_layer(table, words)
        assert {row.prefix for row in after} == {row.prefix for row in (*table, *words)}
        for row in after:
            prefix = longest([word.prefix for word in words], row.prefix)
            assert row.published is (prefix is not None and words[prefix].published)
        assert after.listed == words.listed

    def test_a_part_withdraws_nothing(self) -> None:
        part = [Segment("192", True, "广电"), Segment("138", True, "联通"), Segment("139", False)]
        after = with_published_layer(DEFAULT_TABLE, part, partial=True)
        assert {row.prefix for row in DEFAULT_TABLE if row.published} < {row.prefix for row in after if row.published}
        assert [after[prefix].published_carrier for prefix in ("192", "138", "139", "1349")] == [
            "广电",
            "联通",
            "移动",
            "联通",
        ]

    def test_the_allocated_layer_stays(self) -> None:
        after = with_published_layer(DEFAULT_TABLE, [Segment("192", True, "广电")])
        assert [row.prefix for row in after if row.published] == ["192"]
        assert after["192"].published_carrier == "广电"
        for row, before in zip(after, DEFAULT_TABLE, strict=True):
            assert evolve(row, published=before.published, published_carrier=before.published_carrier) == before

    def test_a_segment_without_a_row_is_allocated_as_the_row_that_it_is_finer_than(self) -> None:
        after = with_published_layer(DEFAULT_TABLE, [Segment("13495", True, "电信")])
        row = after["13495"]
        assert (row.carrier, row.service, row.published_carrier, row.note) == ("telecom", "satellite", "电信", None)
        assert not after["134"].published
        assert not after["138"].published

    def test_as_csv_it_is_a_table_of_the_same_verdicts(self) -> None:
        text = published_layer_csv(DEFAULT_TABLE)
        assert text.startswith("prefix,published,published_carrier\n130,true,联通\n")
        assert "\n192,false,\n" in text
        table = SegmentTable.from_csv(io.StringIO(text))
        assert table.listed == DEFAULT_TABLE.listed

    def test_as_csv_it_is_the_first_columns_of_the_canonical_file(self) -> None:
        lines = DATA.joinpath("segments.csv").read_text(encoding="utf-8").splitlines()
        assert published_layer_csv(DEFAULT_TABLE).splitlines() == [",".join(line.split(",")[:3]) for line in lines]


# The page of a new list: 192 is on it, 138 is under another name, 199 is gone.
NEWER = TEXT.replace(
    '<td>移动 </td>\n        <td data-label="号段 > 支持">138</td>', "<td>联通</td><td>138</td>"
).replace("１９９", "192")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    return path


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "newer.html"
    path.write_bytes(NEWER.replace('charset="utf-8"', 'charset="gbk"').encode("gbk", "xmlcharrefreplace"))
    return path


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)], input=stdin)


def changes(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestCommand:
    def test_a_page_that_lists_what_the_table_does_changes_nothing(self, page: Path) -> None:
        result = run(page)
        assert (result.exit_code, result.stdout) == (
            0,
            f"The page lists what the table does: {len(published())} segments.\n",
        )
        assert run(page, "--json").stdout == ""

    def test_a_newer_list_is_told_by_the_rows_that_it_changes(self, newer: Path) -> None:
        result = run(newer)
        assert result.exit_code == 1
        assert result.stdout.splitlines() == [
            "withdrawn (1)",
            "  199: on the list: yes → no; label there: 电信 → –",
            "newly listed (1)",
            "  192: on the list: no → yes; label there: – → 电信",
            "relabelled (1)",
            "  138: label there: 移动 → 联通",
            "rows that differ: 3; rows on the list: 72 before, 72 after",
        ]

    def test_json_has_the_same(self, newer: Path) -> None:
        result = run(newer, "--json")
        assert result.exit_code == 1
        told = [(line["change"], line["segment"], line["new"]) for line in changes(result)]
        assert told == [
            ("withdrawn", "199", {"published": False, "published_carrier": None}),
            ("newly-listed", "192", {"published": True, "published_carrier": "电信"}),
            ("relabelled", "138", {"published_carrier": "联通"}),
        ]

    def test_finer_rows_take_part_in_what_happens_to_their_segment(self, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        path.write_text(TEXT.replace("&#x31;70", "174"), encoding="utf-8")
        told = changes(run(path, "--json"))
        withdrawn = [line["segment"] for line in told if line["change"] == "withdrawn"]
        listed = [line["segment"] for line in told if line["change"] == "newly-listed"]
        assert withdrawn == [row.prefix for row in DEFAULT_TABLE.under("170")]
        assert listed == [row.prefix for row in DEFAULT_TABLE.under("174")]

    def test_of_several_tables_one_is_chosen_or_all_are_joined(self) -> None:
        page = "".join(
            f"<table><tr><th>运营商<th>{heading}<tr><td>{carrier}<td>{segments}</table>"
            for carrier, heading, segments in (
                ("移动", "号段", "135"),
                ("x", "备注", "1"),
                ("联通", "网号", "130、131"),
            )
        )
        refused = run("-", stdin=page)
        assert refused.exit_code == 2
        assert "(tables 1, 3 of 3): looked for one; leave the right one, choose it with --table, or" in refused.stderr
        chosen = run("-", "--table", 3, "--to", "-", stdin=page).stdout.splitlines()
        joined = run("-", "--join", "--to", "-", stdin=page).stdout.splitlines()
        assert [line for line in chosen if ",true," in line] == ["130,true,联通", "131,true,联通"]
        assert [line for line in joined if ",true," in line] == ["130,true,联通", "131,true,联通", "135,true,移动"]

    @pytest.mark.parametrize("number", [2, 9])
    def test_a_table_that_lists_no_segments_cannot_be_chosen(self, number: int) -> None:
        page = "<table><tr><th>运营商<th>号段<tr><td>移动<td>135</table><table><tr><td>x</table>"
        assert labels(page.encode()) == {"135": "移动"}
        reason = f"has no table of segments that is table {number}: table 1 of 2 would be one"
        assert reason in run("-", "--table", number, stdin=page).stderr

    def test_one_table_and_all_tables_cannot_both_be_read(self, page: Path) -> None:
        result = run(page, "--table", 1, "--join")
        assert (result.exit_code, "give one of them" in result.stderr) == (2, True)

    def test_tables_that_are_joined_must_not_contradict_each_other(self) -> None:
        page = "".join(f"<table><tr><th>运营商<th>号段<tr><td>{name}<td>135</table>" for name in ("移动", "联通"))
        result = run("-", "--join", stdin=page)
        assert "table 2, row 2: contradicts a row above: 135 is under “移动” and under “联通”" in result.stderr

    def test_a_part_that_is_in_the_table_changes_nothing(self) -> None:
        page = "<table><tr><th>运营商<th>部分号段<tr><td>移动<td>135、136</table>"
        assert run("-", stdin=page).exit_code == 2
        result = run("-", "--partial", stdin=page)
        assert (result.exit_code, result.stdout) == (0, "The part of a list is in the table: 2 segments.\n")

    def test_a_dash_is_standard_input(self) -> None:
        assert run("-", stdin=PAGE).exit_code == 0


class TestCommandWriting:
    def test_the_layer_that_follows_is_written_as_csv(self, newer: Path, tmp_path: Path) -> None:
        written = tmp_path / "layer.csv"
        result = run(newer, "--to", written)
        assert result.exit_code == 1
        assert "newly listed (1)" in result.stdout
        assert b"\r" not in written.read_bytes()
        table = SegmentTable.from_csv(written)
        assert [row.prefix for row in table] == [row.prefix for row in DEFAULT_TABLE]
        assert (table["192"].published, table["199"].published, table["138"].published_carrier) == (True, False, "联通")

    def test_with_a_dash_the_csv_is_all_that_is_shown(self, page: Path, newer: Path) -> None:
        result = run(page, "--to", "-")
        lines = DATA.joinpath("segments.csv").read_text(encoding="utf-8").splitlines()
        assert (result.exit_code, result.stdout.splitlines()) == (0, [",".join(line.split(",")[:3]) for line in lines])
        assert run(newer, "--to", "-").exit_code == 1

    def test_csv_and_json_cannot_both_be_shown(self, page: Path) -> None:
        result = run(page, "--to", "-", "--json")
        assert result.exit_code == 2
        assert "--to - and --json both write to standard output; give --to a file" in result.stderr

    def test_a_file_that_is_there_is_replaced_only_by_force(self, page: Path, tmp_path: Path) -> None:
        written = tmp_path / "layer.csv"
        written.write_text("old")
        refused = run(page, "--to", written)
        assert refused.exit_code == 2
        assert "layer.csv is there already; --force replaces it" in refused.stderr
        assert written.read_text() == "old"
        assert run(page, "--to", written, "--force").exit_code == 0
        assert written.read_text(encoding="utf-8").startswith("prefix,published,")

    @pytest.mark.parametrize("options", [(), ("--force",)])
    def test_a_table_with_its_allocated_layer_is_never_replaced(
        self, page: Path, tmp_path: Path, options: tuple[str, ...]
    ) -> None:
        table = tmp_path / "segments.csv"
        table.write_bytes(DATA.joinpath("segments.csv").read_bytes())
        result = run(page, "--to", table, *options)
        assert result.exit_code == 2
        assert "is a whole table, of which this writes three columns; name another file" in result.stderr
        assert table.read_bytes() == DATA.joinpath("segments.csv").read_bytes()

    def test_a_page_that_is_refused_writes_nothing(self, tmp_path: Path) -> None:
        written = tmp_path / "layer.csv"
        assert run("-", "--to", written, stdin="<p>").exit_code == 2
        assert not written.exists()

    def test_a_file_that_cannot_be_written_is_told(self, page: Path, tmp_path: Path) -> None:
        result = run(page, "--to", tmp_path / "none" / "layer.csv")
        assert result.exit_code == 2
        assert result.stderr == f"Error: {tmp_path / 'none' / 'layer.csv'}: No such file or directory\n"


class TestCommandRefusing:
    def test_a_page_that_is_not_understood_is_told_with_its_name_and_the_place(self, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        path.write_text(TEXT.replace(">138<", ">13B<"), encoding="utf-8")
        result = run(path)
        assert (result.exit_code, result.stdout) == (2, "")
        reason = "“13B” is no segment: looked for 3 to 5 digits that begin with 13 to 19, or a range of them"
        assert result.stderr == f"Error: {path}: table 3, row 10: {reason}\n"

    def test_a_page_without_the_table_is_told_what_it_has(self) -> None:
        result = run("-", stdin="<table><tr><td>状态</table>")
        assert result.exit_code == 2
        assert result.stderr.startswith(
            "Error: <stdin>: has no table of segments: looked for a table with a heading for"
        )
        assert result.stderr.endswith("found other tables: table 1 begins “状态”\n")

    def test_a_page_with_two_such_tables_is_refused(self) -> None:
        result = run("-", stdin=TEXT + TEXT)
        assert result.exit_code == 2
        assert "has 2 tables of segments (tables 3, 6 of 6): looked for one" in result.stderr

    def test_a_file_that_is_no_text_is_refused(self) -> None:
        result = run("-", stdin=b"\xff\xff")
        assert result.exit_code == 2
        assert "is not text in UTF-8 or GBK" in result.stderr

    def test_a_file_without_end_is_refused_by_its_size(self) -> None:
        assert "is larger than 32 MiB" in run("/dev/zero").stderr

    def test_a_closed_standard_input_is_told_within_the_process(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(Refused, match="standard input is closed"):
            main.main(["-"], standalone_mode=False)

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        result = run(tmp_path / "none.html")
        assert result.exit_code == 2
        assert result.stderr == f"Error: {tmp_path / 'none.html'}: No such file or directory\n"

    def test_a_folder_is_no_page(self, tmp_path: Path) -> None:
        result = run(tmp_path)
        assert result.exit_code == 2
        assert "Is a directory" in result.stderr

    def test_a_closed_standard_input_is_told(self) -> None:
        program = f"'{sys.executable}' -m tools.import_page - <&-"
        done = subprocess.run(["bash", "-c", program], cwd=TOP, capture_output=True, check=False)  # noqa: S607
        assert done.returncode == 2
        assert done.stderr.decode() == "Error: standard input is closed\n"

    @pytest.mark.parametrize("lacking", ["sys.modules['lxml'] = None", "lxml.etree.LIBXML_VERSION = (2, 13, 8)"])
    def test_without_a_recent_lxml_it_says_what_to_install(self, lacking: str) -> None:
        program = f"import sys, lxml.etree; {lacking}; from tools.import_page import main; main(['-'])"
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=TOP, capture_output=True, text=True, input="", check=False
        )
        assert done.returncode == 2
        needed = "reading a page needs lxml 6 with libxml2 2.14: pip install 'beian-segments[test]'"
        assert done.stderr == f"Error: {needed}\n"
