"""A provider's page as the published layer: what is read, what is refused and how it is told."""

from __future__ import annotations

import csv
import io
import time
import tomllib
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, Segment, SegmentTable
from beian_segments.strategies import tables
from tests.generators import digits
from tests.reference import DATA, longest
from tools.html_tables import read_tables
from tools.page_text import PageError
from tools.provider_page import read_page
from tools.published_layer import published_layer_csv, with_published_layer

CASES = Path(__file__).parents[1] / "cases"
PAGE = (CASES / "provider-page.html").read_bytes()
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
        with (CASES / "published.csv").open(encoding="utf-8") as file:
            published = {line["segment"]: line["label"] for line in csv.DictReader(file)}
        assert labels(PAGE) == published
        assert with_published_layer(DEFAULT_TABLE, read_page(PAGE)) == DEFAULT_TABLE

    @named("read")
    def test_a_table_is_read(self, case: dict[str, Any]) -> None:
        assert labels(case["html"].encode()) == case["rows"]

    @named("refused")
    def test_a_page_is_refused_and_told_why(self, case: dict[str, Any]) -> None:
        assert case["error"] in refusal(case["html"].encode())

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
            (b"\xff", "is not text in utf-8 or gb18030; save the page as UTF-8"),
            (b"<meta charset=utf-8>\xc1\xaa", "is not text in utf-8; it says it is utf-8; save the page as UTF-8"),
            (b"<meta charset=Big5>\xc1\xaa", "is not text in utf-8; it says it is big5"),
            (b"\xff\xfe\x00", "is not text in utf-16"),
            (b"\xef\xbb\xbf\xff", "is not text in utf-8-sig"),
        ],
    )
    def test_a_file_that_is_no_text_is_refused(self, content: bytes, reason: str) -> None:
        assert reason in refusal(content)

    def test_a_file_that_is_too_large_is_refused(self) -> None:
        assert refusal(b" " * (32 * 1024 * 1024 + 1)) == "is larger than 32 MiB; save the page alone, as HTML"


HEAD = "<table><tr><th>运营商<th>号段<th>状态<tr><td>联通<td>130<td>有效"
# What makes a careless reader of markup slow, deep or loud.
PIECES = (
    *("<a ", "<a =", "</a", "<!-- >", "<!--", "<!-->", "<![CDATA[ >", "<![x", "<?", "<", ">", '"', "=", " ", "\u3000"),
    *("<td a='\"", "<td x='", "<td\0", "\0", "<script>", "</script", "<title>", "&#9", f"&#{'9' * 5000};", "&amp", "&"),
    *("<table>", "<table><td>", "<table></table>", "</table>", "<td>", "<tr>", "<tbody>", "<caption>", "<br>", "<s>"),
    *("<td rowspan=99999 colspan=9>", "<tr><td rowspan=0 colspan=99999>", "<td rowspan=99999999999999999999>"),
    *("130,", "1300-1399,", "-", "１", "<tr><td>移动<td>135<td>是", "<tr><td>移动<td>19999-130<td>否"),
    *(HEAD, f"{HEAD}</table>"),
)


class TestAttack:
    @pytest.mark.parametrize("piece", PIECES, ids=lambda piece: f"{piece[:12]!r} {len(piece)}")
    def test_a_long_run_of_anything_is_read_or_refused_in_time(self, piece: str) -> None:
        page = (HEAD + piece * (200_000 // len(piece.encode())) + "</table>").encode()
        before = time.process_time()
        with suppress(PageError):
            read_page(page)
        # It takes below one second; with the square of the length it would be an hour.
        assert time.process_time() - before < 20

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

    def test_tables_within_tables_have_a_limit(self) -> None:
        assert labels(("<table><td>" * 49 + HEAD + "</table>" * 50).encode()) == {"130": "联通"}
        assert refusal(b"<table><td>" * 51) == "has tables within tables, more than 50 deep"

    @pytest.mark.parametrize(
        "more",
        ["<tr><td>联通<td>130<td>有效" * 10_000, "<td>" * 20, "<td colspan=99999>"],
        ids=["rows", "cells", "span"],
    )
    def test_a_table_that_is_not_kept_whole_is_refused(self, more: str) -> None:
        reason = "table 1 has more rows or columns than any list of segments: looked for one of them alone"
        assert refusal(f"{HEAD}{more}</table>".encode()) == reason

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
    def grid(page: str) -> list[list[str | None]]:
        (table,) = read_tables(page)
        return [[cell.text if cell else None for cell in row] for row in table.rows]

    def test_spans_fill_the_places_that_they_cover(self) -> None:
        page = "<table><tr><td rowspan=3>a<td>b<td rowspan=2>c<tr><td>d<tr><td colspan=2>e<tr><td>f</table>"
        assert self.grid(page) == [["a", "b", "c"], ["a", "d", "c"], ["a", "e", "e"], ["f"]]

    def test_a_span_from_above_leaves_a_gap_where_a_row_is_short(self) -> None:
        page = "<table><tr><td>a<td>b<td rowspan=3>c<tr><td>d<tr></table>"
        assert self.grid(page) == [["a", "b", "c"], ["d", None, "c"], [None, None, "c"]]

    def test_of_cells_that_overlap_the_lower_one_is_kept(self) -> None:
        page = "<table><tr><td>a<td rowspan=3>b<td>c<tr><td colspan=3>d<tr><td>e</table>"
        assert self.grid(page) == [["a", "b", "c"], ["d", "d", "d"], ["e"]]

    def test_a_group_of_rows_ends_its_spans(self) -> None:
        page = "<table><tbody><tr><td rowspan=9>a<td>b<tbody><tr><td>c</table>"
        assert self.grid(page) == [["a", "b"], ["c"]]

    def test_a_table_within_a_cell_comes_first_and_its_text_is_its_own(self) -> None:
        inner, outer = read_tables("<table><tr><td>a<table><tr><td>b</table>c</table>")
        assert (inner.number, outer.number) == (2, 1)
        assert [[cell.text if cell else None for cell in row] for row in outer.rows] == [["ac"]]


class TestPublishedLayer:
    @given(tables(), tables())
    def test_every_row_takes_over_the_word_of_the_list(self, table: SegmentTable, words: SegmentTable) -> None:
        after = with_published_layer(table, words)
        assert {row.prefix for row in after} == {row.prefix for row in (*table, *words)}
        for row in after:
            prefix = longest([word.prefix for word in words], row.prefix)
            assert row.published is (prefix is not None and words[prefix].published)
        assert after.listed == words.listed

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
