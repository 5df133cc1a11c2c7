"""Tables: rows, look-up, reading files and rows, errors, and the difference of two tables."""

from __future__ import annotations

import copy
import csv
import io
import pickle
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import asdict
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from beian_segments import DATA_VERSION, DEFAULT_TABLE, Segment, SegmentTable, TableError
from beian_segments.strategies import tables
from beian_segments.verdicts import Params
from tests.conftest import is_thorough
from tests.generators import digits
from tests.reference import DATA, longest, published, rows

PACKAGED = DATA.joinpath("segments.csv").read_bytes()


def table(*words: tuple[str, bool]) -> SegmentTable:
    return SegmentTable.from_rows({"prefix": prefix, "published": word} for prefix, word in words)


class TestPackagedTable:
    def test_it_is_what_the_file_says(self) -> None:
        assert SegmentTable.from_csv(io.BytesIO(PACKAGED)) == DEFAULT_TABLE
        assert DEFAULT_TABLE.data_version == DATA_VERSION

    def test_its_rows_come_in_prefix_order(self) -> None:
        assert [row.prefix for row in DEFAULT_TABLE] == sorted(row["prefix"] for row in rows())
        assert len(DEFAULT_TABLE) == len(rows())

    def test_it_supports_the_segments_of_the_list(self) -> None:
        assert DEFAULT_TABLE.supported_prefixes == tuple(published())

    def test_its_repr_is_short(self) -> None:
        assert (
            repr(DEFAULT_TABLE)
            == f"<SegmentTable: {len(rows())} rows, {len(published())} supported prefixes, {DATA_VERSION}>"
        )


class TestLookingUp:
    def test_a_row_is_found_by_its_prefix(self) -> None:
        assert DEFAULT_TABLE["1349"].service == "satellite"
        assert "1349" in DEFAULT_TABLE
        assert "13498" not in DEFAULT_TABLE
        assert 134 not in DEFAULT_TABLE
        assert all(row in DEFAULT_TABLE for row in DEFAULT_TABLE)
        assert Segment("138", published=False) not in DEFAULT_TABLE

    @given(tables(), digits(0, 13))
    def test_match_gives_the_longest_row(self, some: SegmentTable, number: str) -> None:
        prefix = longest([row.prefix for row in some], number)
        assert some.match(number) == (None if prefix is None else some[prefix])

    @pytest.mark.parametrize("number", ["", "138a", "１３８００１３８０００", "+86138", "138 0013 8000"])
    def test_match_takes_ascii_digits_alone(self, number: str) -> None:
        assert DEFAULT_TABLE.match(number) is None

    def test_match_refuses_what_is_no_str(self) -> None:
        with pytest.raises(TypeError, match="not int"):
            DEFAULT_TABLE.match(138)  # type: ignore[arg-type]

    @pytest.mark.parametrize("key", ["13800138000", "+8613800138000", "2"])
    def test_a_missing_key_never_shows_a_whole_number(self, key: str) -> None:
        with pytest.raises(KeyError) as missing:
            DEFAULT_TABLE[key]
        assert "138000" not in str(missing.value)

    def test_a_key_that_is_no_str_is_missing(self) -> None:
        with pytest.raises(KeyError, match="int"):
            DEFAULT_TABLE[138]  # type: ignore[index]

    def test_path_and_under_give_the_rows_around_some_digits(self) -> None:
        assert [row.prefix for row in DEFAULT_TABLE.path("17400123456")] == ["174", "1740", "17400"]
        assert [row.prefix for row in DEFAULT_TABLE.under("174")][:3] == ["174", "1740", "17400"]
        assert DEFAULT_TABLE.under("2") == ()

    @given(tables())
    def test_blocks_have_every_mobile_number_once_with_its_row(self, some: SegmentTable) -> None:
        blocks = list(some.blocks())
        prefixes = [prefix for prefix, _ in blocks]
        assert prefixes == sorted(prefixes)
        assert all(not later.startswith(earlier) for earlier, later in pairwise(prefixes))
        assert sum(10 ** (11 - len(prefix)) for prefix in prefixes) == 7 * 10**9
        for block, row in blocks:
            assert "13" <= block[:2] <= "19"
            assert (row and row.prefix) == longest([each.prefix for each in some], block)
            assert not any(each.prefix.startswith(block) and each != row for each in some)


class TestSupportedPrefixes:
    @pytest.mark.parametrize(
        ("words", "prefixes"),
        [
            ([("134", True), ("1349", False)], [f"134{d}" for d in "012345678"]),
            ([("134", True), ("1349", True)], ["134"]),
            ([("134", False), ("1349", True)], ["1349"]),
            (
                [("13", True), ("135", False), ("1355", True)],
                ["130", "131", "132", "133", "134", "1355", "136", "137", "138", "139"],
            ),
            ([("130", True), ("131", True)], ["130", "131"]),
            ([("1", True)], ["13", "14", "15", "16", "17", "18", "19"]),
            ([("1", True), ("13", True)], ["13", "14", "15", "16", "17", "18", "19"]),
            ([("13", False)], []),
            ([], []),
        ],
    )
    def test_they_cover_what_is_published_and_follow_the_rows(
        self, words: list[tuple[str, bool]], prefixes: list[str]
    ) -> None:
        assert table(*words).supported_prefixes == tuple(prefixes)

    @given(tables())
    def test_they_are_sorted_and_none_is_under_another(self, some: SegmentTable) -> None:
        found = some.supported_prefixes
        assert list(found) == sorted(set(found))
        assert all(not later.startswith(earlier) for earlier, later in pairwise(found))


class TestValueSemantics:
    @given(tables())
    def test_a_table_survives_pickling_and_copying(self, some: SegmentTable) -> None:
        for twin in (pickle.loads(pickle.dumps(some)), copy.copy(some), copy.deepcopy(some)):  # noqa: S301
            assert twin == some
            assert hash(twin) == hash(some)
            assert twin.supported_prefixes == some.supported_prefixes

    def test_the_version_survives_pickling_and_is_no_part_of_equality(self) -> None:
        dated = SegmentTable.from_rows([{"prefix": "138", "published": True}], data_version="2026-01-01")
        assert pickle.loads(pickle.dumps(dated)).data_version == "2026-01-01"  # noqa: S301
        assert dated == table(("138", True))
        assert table(("138", True)).data_version is None

    def test_the_order_of_the_rows_does_not_matter(self) -> None:
        assert table(("138", True), ("139", False)) == table(("139", False), ("138", True))

    def test_tables_with_other_rows_differ(self) -> None:
        assert table(("138", True)) != table(("138", False))
        assert table(("138", True)) != "138"

    def test_a_table_and_its_rows_cannot_be_changed(self) -> None:
        with pytest.raises(AttributeError):
            DEFAULT_TABLE.data_version = "1"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            DEFAULT_TABLE.more = 1  # type: ignore[attr-defined]
        with pytest.raises(FrozenInstanceError):
            DEFAULT_TABLE["138"].published = False  # type: ignore[misc]

    def test_a_row_survives_pickling_and_copying(self) -> None:
        for row in DEFAULT_TABLE:
            assert pickle.loads(pickle.dumps(row)) == row == copy.deepcopy(row)  # noqa: S301
            assert hash(copy.copy(row)) == hash(row)

    def test_the_repr_of_a_row_never_shows_a_whole_number(self) -> None:
        assert repr(DEFAULT_TABLE["138"]) == "Segment(prefix='138', published=True, carrier='mobile', service='mobile')"
        assert "1380013…" in repr(Segment("13800138000", published=True))
        assert "13800138000" not in repr(Segment("13800138000", published=True))


class TestMakingTables:
    def test_prefix_and_published_suffice(self) -> None:
        made = SegmentTable.from_rows([{"prefix": "138", "published": True}])
        assert made["138"] == Segment("138", published=True)

    def test_rows_may_be_segments_csv_texts_or_json_values(self) -> None:
        wanted = DEFAULT_TABLE["133"]
        as_text = next(row for row in rows() if row["prefix"] == "133")
        as_json = {**as_text, "published": True, "sources": as_text["sources"].split(";")}
        for row in (wanted, as_text, as_json):
            assert SegmentTable.from_rows([row])["133"] == wanted
        assert SegmentTable([wanted])["133"] == wanted

    def test_unknown_columns_are_kept(self) -> None:
        made = SegmentTable.from_rows(
            [{"prefix": "138", "published": True, "region": "GD", "since": 1999, "none": None}]
        )
        assert made["138"].extra == {"region": "GD", "since": "1999"}
        again = SegmentTable.from_rows(made)
        assert again == made

    def test_with_rows_adds_and_replaces(self) -> None:
        changed = DEFAULT_TABLE.with_rows(
            [{"prefix": "192", "published": True}, {"prefix": "1349", "published": False}], data_version="2027-01-01"
        )
        assert len(changed) == len(DEFAULT_TABLE)
        assert changed["192"] == Segment("192", published=True)
        assert "192" in changed.supported_prefixes
        assert "1349" not in changed.supported_prefixes
        assert changed.data_version == "2027-01-01"
        assert "192" not in DEFAULT_TABLE.supported_prefixes

    def test_with_rows_adds_new_prefixes(self) -> None:
        grown = DEFAULT_TABLE.with_rows([{"prefix": "1921", "published": True}])
        assert len(grown) == len(DEFAULT_TABLE) + 1
        assert grown.data_version is None

    def test_texts_of_other_classes_become_plain(self) -> None:
        class Prefix(StrEnum):
            CMCC = "138"

            def __str__(self) -> str:
                return "hidden"

        made = SegmentTable.from_rows([{"prefix": Prefix.CMCC, "published": True, "carrier": Prefix.CMCC}])
        assert (type(made["138"].prefix), type(made["138"].carrier)) == (str, str)
        assert made["138"].carrier == "138"

    def test_something_that_is_no_row_is_a_type_error(self) -> None:
        for rows_ in (["138"], [("138", True)], {"138": True}):
            with pytest.raises(TypeError, match="a row must be a mapping or a Segment, not"):
                SegmentTable.from_rows(rows_)  # type: ignore[arg-type]


BAD_ROWS: list[tuple[dict[str, Any], str, str]] = [
    ({"published": True}, "prefix", "is missing; every row needs prefix and published"),
    ({"prefix": "138"}, "published", "is missing; every row needs prefix and published"),
    ({"prefix": "", "published": True}, "prefix", "is missing"),
    ({"prefix": None, "published": True}, "prefix", "is missing"),
    ({"prefix": 138, "published": True}, "prefix", "must be text, not int; a spreadsheet turns digits into numbers"),
    ({"prefix": "13a", "published": True}, "prefix", "must be 1 to 11 ASCII digits"),
    ({"prefix": " 138", "published": True}, "prefix", "must be 1 to 11 ASCII digits"),
    ({"prefix": "１３８", "published": True}, "prefix", "must be 1 to 11 ASCII digits"),
    ({"prefix": "138001380001", "published": True}, "prefix", "must be 1 to 11 ASCII digits"),
    ({"prefix": "2", "published": True}, "prefix", "2 is outside 13 to 19"),
    ({"prefix": "12", "published": True}, "prefix", "12 is outside 13 to 19"),
    ({"prefix": "10655123456", "published": True}, "prefix", "1065512… is outside 13 to 19"),
    ({"prefix": "138", "published": "yes"}, "published", "must be true or false"),
    ({"prefix": "138", "published": "True"}, "published", "must be true or false"),
    ({"prefix": "138", "published": 1}, "published", "must be true or false"),
    ({"prefix": "138", "published": True, "carrier": 1}, "carrier", "must be text, not int"),
    ({"prefix": "138", "published": True, "note": []}, "note", "must be text, not list"),
    ({"prefix": "138", "published": True, "service": "cell"}, "service", "must be one of mobile, mvno, iot, data-card"),
    ({"prefix": "138", "published": True, "confidence": "sure"}, "confidence", "must be one of high, medium, low"),
    ({"prefix": "138", "published": True, "sources": 1}, "sources", "must be source ids"),
    ({"prefix": "138", "published": True, "sources": ["a", 1]}, "sources", "must be source ids"),
]


class TestRefusedRows:
    @pytest.mark.parametrize(("row", "column", "reason"), BAD_ROWS)
    def test_a_bad_row_is_refused_with_index_column_and_reason(
        self, row: dict[str, Any], column: str, reason: str
    ) -> None:
        with pytest.raises(TableError) as refused:
            SegmentTable.from_rows([{"prefix": "139", "published": True}, row])
        error = refused.value
        assert (error.index, error.column, error.file, error.line) == (1, column, None, None)
        assert reason in error.reason
        assert str(error).startswith(f"row 1, column {column}: ")

    def test_a_prefix_that_comes_twice_is_refused(self) -> None:
        with pytest.raises(TableError, match="row 1, column prefix: 138 has a row already"):
            table(("138", True), ("138", True))

    def test_no_refusal_shows_a_whole_number(self) -> None:
        row = {"prefix": "13800138000", "published": True}
        with pytest.raises(TableError) as refused:
            SegmentTable.from_rows([row, row])
        assert "1380013…" in str(refused.value)
        assert "13800138000" not in str(refused.value)

    def test_a_refusal_survives_pickling_and_copying(self) -> None:
        error = TableError("is wrong", file="t.csv", line=3, column="prefix")
        for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
            assert (twin.reason, twin.file, twin.line, twin.index, twin.column) == (
                "is wrong",
                "t.csv",
                3,
                None,
                "prefix",
            )
            assert str(twin) == str(error) == "t.csv, line 3, column prefix: is wrong"

    def test_a_refusal_without_a_place_is_its_reason(self) -> None:
        assert str(TableError("is wrong")) == "is wrong"


class TestReadingFiles:
    def test_a_path_a_text_file_and_a_binary_file_give_the_same_table(self, tmp_path: Path) -> None:
        path = tmp_path / "segments.csv"
        path.write_bytes(PACKAGED)
        with path.open(encoding="utf-8", newline="") as text, path.open("rb") as binary:
            for source in (path, str(path), text, binary):
                assert SegmentTable.from_csv(source, data_version="1") == DEFAULT_TABLE

    @pytest.mark.parametrize(
        "content",
        [
            b"\xef\xbb\xbfprefix,published\n138,true\n",
            b"prefix,published\r\n138,true\r\n",
            b"prefix,published\r138,true\r",
            b"prefix,published\n\n138,true\n\n",
            b"prefix,published\n138,true",
            b'"prefix","published"\n"138","true"\n',
            b"published,prefix\ntrue,138\n",
            b"prefix,published,,\n138,true,,\n",
        ],
    )
    def test_byte_order_marks_line_ends_and_quotes_do_not_matter(self, content: bytes) -> None:
        assert SegmentTable.from_csv(io.BytesIO(content)) == table(("138", True))

    def test_a_byte_order_mark_is_taken_from_text_too(self) -> None:
        assert SegmentTable.from_csv(io.StringIO("\ufeffprefix,published\n138,true\n")) == table(("138", True))

    def test_empty_cells_are_none_and_unknown_columns_are_kept(self) -> None:
        content = "prefix,published,carrier,sources,region\n138,true,,a; b,GD\n139,false,mobile,,\n"
        made = SegmentTable.from_csv(io.StringIO(content))
        assert made["138"].carrier is None
        assert made["138"].sources == ("a", "b")
        assert made["138"].extra == Params({"region": "GD"})
        assert made["139"].extra == {}

    @given(tables().map(lambda some: some.with_rows([{"prefix": "138", "published": True}])))
    def test_what_is_written_is_read_back(self, some: SegmentTable) -> None:
        records = [{**asdict(row, recurse=False), **row.extra} for row in some]
        columns = list(dict.fromkeys(column for record in records for column in record if column != "extra"))
        file = io.StringIO()
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(
            record | {"published": str(record["published"]).lower(), "sources": ";".join(record["sources"])}
            for record in records
        )
        assert SegmentTable.from_csv(io.StringIO(file.getvalue())) == some

    def test_a_table_that_excel_saved_is_read(self) -> None:
        read = SegmentTable.from_csv(Path(__file__).parent / "cases" / "table-saved-by-excel.csv")
        assert [(row.prefix, row.published) for row in read] == [("130", True)]

    @pytest.mark.parametrize(
        ("cell", "published"), [("TRUE", True), ("True", True), ("FALSE", False), ("fALSe", False)]
    )
    def test_true_and_false_of_a_file_may_be_in_any_case(self, cell: str, published: bool) -> None:
        read = SegmentTable.from_csv(io.StringIO(f"prefix,published\n138,{cell}\n"))
        assert read["138"].published is published

    @pytest.mark.parametrize(
        ("content", "line", "column", "reason"),
        [
            (b"", None, None, "is empty"),
            (b"\n\n", None, None, "is empty"),
            (b"prefix,published\n", None, None, "has no rows"),
            (b"prefix;published\n138;true\n", 1, "prefix", "is missing from the first line"),
            (b"prefix\n138\n", 1, "published", "is missing from the first line"),
            (b"prefix,published,prefix\n138,true,138\n", 1, "prefix", "comes twice in the first line"),
            (b"prefix,published,13800138000,13800138000\n", 1, "***********", "comes twice"),
            (b"prefix,published\n138\n", 2, None, "has 1 cells, the header has 2"),
            (b"prefix,published\n138,true,x\n", 2, None, "has 3 cells, the header has 2"),
            (b"prefix,published\n138,true\n139,\xff\n", 3, None, "is not UTF-8"),
            (b"prefix,published\n138,true\n\n13x,true\n", 4, "prefix", "must be 1 to 11 ASCII digits"),
            (b"prefix,published\n138,\n", 2, "published", "is missing"),
            (b"prefix,published\n138,YES\n", 2, "published", "must be true or false"),
            (b"prefix,published\n138,TRUE \n", 2, "published", "must be true or false"),
            (b"prefix,published\n138,true\n138,false\n", 3, "prefix", "138 has a row already"),
            (b'prefix,published\n138,"true\n', 2, None, "is not CSV"),
            (b'prefix,published\n138,"true"x\n', 2, None, "is not CSV"),
            (b"prefix,published,note\n138,true," + b"x" * 200_000 + b"\n", 2, None, "is not CSV"),
        ],
    )
    def test_a_bad_file_is_refused_with_file_line_column_and_reason(
        self, tmp_path: Path, content: bytes, line: int | None, column: str | None, reason: str
    ) -> None:
        path = tmp_path / "numbers.csv"
        path.write_bytes(content)
        with pytest.raises(TableError) as refused:
            SegmentTable.from_csv(path)
        error = refused.value
        assert (error.file, error.line, error.column, error.index) == (str(path), line, column, None)
        assert reason in error.reason
        assert str(error).startswith(f"{path}")

    def test_a_text_file_in_another_encoding_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "segments.csv"
        path.write_bytes("prefix,published,note\n138,true,移动\n".encode("gbk"))
        with path.open(encoding="utf-8") as file, pytest.raises(TableError, match="line 2: is not UTF-8"):
            SegmentTable.from_csv(file)

    def test_a_file_without_a_name_is_called_file_in_an_error(self) -> None:
        with pytest.raises(TableError, match="<file>: is empty"):
            SegmentTable.from_csv(io.StringIO(""))

    def test_a_missing_file_is_an_error_of_the_file_system(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            SegmentTable.from_csv(tmp_path / "none.csv")

    def test_something_that_is_no_file_is_a_type_error(self) -> None:
        with pytest.raises(TypeError, match="from a path or an open file, not from int"):
            SegmentTable.from_csv(5)  # type: ignore[arg-type]


class TestDifference:
    def test_it_is_asked_of_a_table(self) -> None:
        with pytest.raises(TypeError, match="is compared with a SegmentTable, not with NoneType"):
            DEFAULT_TABLE.diff(None)  # type: ignore[arg-type]

    def test_it_names_what_was_added_removed_and_changed(self) -> None:
        before = table(("138", True), ("139", True), ("150", True))
        after = table(("138", False), ("139", True), ("151", True))
        diff = before.diff(after)
        assert diff.added == (after["151"],)
        assert diff.removed == (before["150"],)
        assert diff.changed == ((before["138"], after["138"]),)
        assert diff

    @given(tables(), tables())
    def test_it_leads_from_one_table_to_the_other(self, one: SegmentTable, other: SegmentTable) -> None:
        diff = one.diff(other)
        gone = {row.prefix for row in diff.removed}
        kept = [row for row in one if row.prefix not in gone]
        assert SegmentTable(kept).with_rows([*diff.added, *(new for _, new in diff.changed)]) == other
        assert bool(diff) is (one != other)
        back = other.diff(one)
        assert (back.added, back.removed) == (diff.removed, diff.added)


@given(st.dictionaries(st.text(), st.text()))
def test_params_are_an_immutable_mapping(items: dict[str, str]) -> None:
    params = Params(items)
    assert params == items
    assert hash(params) == hash(Params(dict(reversed(items.items()))))
    assert pickle.loads(pickle.dumps(params)) == copy.copy(params) == params  # noqa: S301
    assert repr(params) == f"Params({items!r})"
    with pytest.raises(AttributeError, match="immutable"):
        params.new = 1
    with pytest.raises(AttributeError, match="immutable"):
        del params._items


class TestSegment:
    def test_its_repr_shows_no_number_that_stands_for_a_carrier(self) -> None:
        assert "carrier='***********'" in repr(Segment("138", published=True, carrier="13800138000"))
        assert "carrier=None" in repr(Segment("138", published=True))

    def test_a_row_has_defaults(self) -> None:
        row = Segment("138", published=True)
        assert (row.published_carrier, row.carrier, row.service, row.confidence) == (None, None, "mobile", "high")
        assert (row.sources, row.note, dict(row.extra)) == ((), None, {})


def test_a_table_that_is_given_no_version_has_none() -> None:
    rows = [{"prefix": "138", "published": True}]
    text = "prefix,published\n138,true\n"
    for table in (SegmentTable(rows), SegmentTable.from_rows(rows), SegmentTable.from_csv(io.StringIO(text))):
        assert table.data_version is None
        assert table.with_rows(rows).data_version is None


@pytest.mark.parametrize("digits", ["138²", "138٣", "138 ", "138x"])
def test_what_is_not_of_ascii_digits_has_no_row_however_it_begins(digits: str) -> None:
    assert DEFAULT_TABLE.match(digits) is None


def test_the_repr_of_a_table_without_a_version_has_none() -> None:
    table = SegmentTable.from_rows([{"prefix": "138", "published": True}, {"prefix": "1381", "published": True}])
    assert repr(table) == "<SegmentTable: 2 rows, 1 supported prefixes>"


def test_a_table_of_a_million_rows_is_read_asked_and_shown_briefly() -> None:
    count = 1_000_000 if is_thorough() else 10_000
    rows = (f"{13_000_000 + 7 * at},{'true' if at % 3 else 'false'}\n" for at in range(count))
    table = SegmentTable.from_csv(io.StringIO("prefix,published\n" + "".join(rows)))
    assert len(table) == count
    last = table.match(f"{13_000_000 + 7 * (count - 1)}000")
    assert last is not None
    assert last.published is bool((count - 1) % 3)
    assert table.match("19999999999") is None
    assert len(repr(table)) < 100
