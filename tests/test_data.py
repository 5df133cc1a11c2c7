"""The published files: what they hold, and that the generated ones follow."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

import beian_segments
import tools
from beian_segments import DATA_VERSION, DEFAULT_TABLE, SCHEMA_VERSION, Segment, _data, check_segment
from beian_segments.list_age import LIST_CHECKED
from tests.reference import DATA, copy_data, published, rows
from tools.build import generate, stale
from tools.build import main as build
from tools.canonical import wide_use

LIST_SOURCE = tomllib.loads(DATA.joinpath("list.toml").read_text(encoding="utf-8"))["source"]
PACKAGE = Path(beian_segments.__file__).parent
PLACES = {"beian_segments": PACKAGE, "tools": Path(tools.__file__).parent}


class TestPublishedLayer:
    def test_it_has_the_rows_of_the_list_with_their_labels(self) -> None:
        table = {row.prefix: row.published_carrier for row in DEFAULT_TABLE if row.published and len(row.prefix) == 3}
        assert table == published()

    def test_its_rows_and_no_others_cite_the_list(self) -> None:
        for row in DEFAULT_TABLE:
            assert (LIST_SOURCE in row.sources) is (row.published and len(row.prefix) == 3)


class TestAllocatedLayer:
    def test_it_covers_130_to_199(self) -> None:
        assert {row.prefix for row in DEFAULT_TABLE if len(row.prefix) == 3} == {str(n) for n in range(130, 200)}

    def test_its_service_kinds_are_counted(self) -> None:
        kinds = Counter(row.service for row in DEFAULT_TABLE if len(row.prefix) == 3)
        assert kinds == {"mobile": 45, "mvno": 5, "data-card": 3, "iot": 4, "satellite": 1, "unallocated": 12}

    def test_a_block_is_allocated_or_has_no_carrier(self) -> None:
        assert all(row.carrier is None for row in DEFAULT_TABLE if row.service == "unallocated")

    @pytest.mark.parametrize(
        ("prefix", "carrier"),
        [("134", "mobile"), ("1349", "telecom"), ("170", None), ("1700", "telecom"), ("1703", "mobile"),
         ("1704", "unicom"), ("174", None), ("1740", None), ("17400", "telecom"), ("17406", "other"), ("1741", None),
         ("161", None), ("1619", "satnet"), ("1610", "broadnet"), ("192", "broadnet"), ("133", "telecom")],
    )  # fmt: skip
    def test_a_split_block_has_the_carrier_that_holds_it_all(self, prefix: str, carrier: str | None) -> None:
        assert DEFAULT_TABLE[prefix].carrier == carrier


class TestConfidence:
    """How sure a row is follows its sources: those of the allocated layer, without the list itself."""

    SOURCES: ClassVar = {
        line["id"]: line for line in csv.DictReader(DATA.joinpath("sources.csv").read_text("utf-8").splitlines())
    }

    @staticmethod
    def allocating(row: Segment) -> list[str]:
        return [source for source in row.sources if source != LIST_SOURCE]

    def test_high_needs_a_source_that_can_be_looked_up(self) -> None:
        sure = [row for row in DEFAULT_TABLE if row.confidence == "high"]
        assert [row.prefix for row in sure if not any(self.SOURCES[id_]["url"] for id_ in self.allocating(row))] == []

    def test_one_source_alone_is_medium_at_most(self) -> None:
        alone = [row for row in DEFAULT_TABLE if len(self.allocating(row)) < 2]
        assert [row.prefix for row in alone if row.confidence == "high"] == []

    def test_a_row_below_high_says_why(self) -> None:
        assert [row.prefix for row in DEFAULT_TABLE if row.confidence != "high" and not row.note] == []

    @pytest.mark.parametrize("prefix", ["13490", "13491", "13494", "13498"])
    def test_a_block_that_miit_does_not_name_is_less_sure_than_its_neighbours(self, prefix: str) -> None:
        assert DEFAULT_TABLE.match(prefix.ljust(11, "0")) == DEFAULT_TABLE["1349"]
        assert (DEFAULT_TABLE["1349"].confidence, DEFAULT_TABLE["13492"].confidence) == ("medium", "high")

    def test_where_sources_name_two_carriers_the_note_says_so(self) -> None:
        others = [row for row in DEFAULT_TABLE if row.carrier == "other"]
        assert len(others) == 8
        assert all("China Telecom" in (row.note or "") for row in others)


class TestWideUse:
    LINES: ClassVar = list(csv.DictReader(DATA.joinpath("blocks.csv").read_text("utf-8").splitlines()))

    def test_it_is_of_unlisted_segments_of_ordinary_service_with_many_blocks_by_the_latest_count(self) -> None:
        least = tomllib.loads(DATA.joinpath("list.toml").read_text("utf-8"))["wide_use_blocks"]
        latest = {line["prefix"]: int(line["blocks"]) for line in sorted(self.LINES, key=lambda line: line["date"])}
        before = {
            line["prefix"]
            for line in self.LINES
            if int(line["blocks"]) >= least and line["date"] <= str(LIST_CHECKED)[:7]
        }
        wide = {
            prefix
            for prefix, blocks in latest.items()
            if blocks >= least and (row := DEFAULT_TABLE[prefix]) and not row.published and row.service == "mobile"
        }
        assert wide - before == set(_data.WIDE_USE)

    @pytest.mark.parametrize(
        ("checked", "counts", "wide"),
        [
            ("2021-07-09", ["2023-12,4357", "2025-02,9388"], True),
            ("2025-01-31", ["2023-12,100", "2025-02,9388"], True),
            ("2025-01-31", ["2023-12,4357", "2025-02,9388"], False),
            ("2025-02-01", ["2025-02,9388"], False),
            ("2026-11-28", ["2023-12,4357", "2025-02,9388"], False),
            ("2021-07-09", ["2023-12,4357", "2025-02,2499"], False),
        ],
        ids=["two later", "wide later", "wide before", "the same month", "read again", "few by the latest"],
    )
    def test_a_segment_that_the_list_could_have_named_is_none(
        self, checkout: Path, checked: str, counts: list[str], wide: bool
    ) -> None:
        about, blocks = checkout / "data" / "list.toml", checkout / "data" / "blocks.csv"
        text = about.read_text(encoding="utf-8")
        about.write_text(text.replace(f'"{LIST_CHECKED}"', f'"{checked}"'), encoding="utf-8")
        lines = [f"192,{count},phone2region-2025-02" for count in counts]
        blocks.write_text("\n".join(["prefix,date,blocks,source", *lines, ""]), encoding="utf-8")
        date, _, number = counts[-1].partition(",")
        count = {"date": date, "blocks": int(number), "source": "phone2region-2025-02"}
        assert wide_use(checkout / "data") == ({"192": count} if wide else {})

    def test_every_count_has_a_month_and_a_described_source_and_stands_in_order(self) -> None:
        keys = [(line["prefix"], line["date"]) for line in self.LINES]
        assert keys == sorted(keys)
        assert len(set(keys)) == len(keys)
        assert {line["source"] for line in self.LINES} <= set(TestConfidence.SOURCES)

    def test_the_list_is_older_than_every_count_that_says_so(self) -> None:
        assert all(str(LIST_CHECKED) < use["in_use"] for use in _data.WIDE_USE.values())

    @pytest.mark.skipif("192" not in _data.WIDE_USE, reason="the list is younger than the wide use of 192")
    @pytest.mark.parametrize(("lang", "older"), [("zh", "早于这一号段的普及"), ("en", "older than its wide use")])
    def test_the_sentence_says_that_the_list_is_older_and_by_which_count(self, lang: str, older: str) -> None:
        said = check_segment("19212345678").message(lang)
        assert all(part in said for part in ("192", older, *_data.WIDE_USE["192"].values()))
        assert older not in check_segment("14812345678").message(lang)
        assert older not in check_segment("13800138000").message(lang)

    @pytest.mark.parametrize(
        ("old", "new", "reason"),
        [("192,2025-02", "192,soon", "192 needs a month"), (",9388,", ",many,", "a number of blocks"),
         ("9388,phone2region-2025-02", "9388,hearsay", "no source 'hearsay'")],
    )  # fmt: skip
    def test_publishing_refuses_a_count_that_nobody_could_check(
        self, checkout: Path, old: str, new: str, reason: str
    ) -> None:
        file = checkout / "data" / "blocks.csv"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        with pytest.raises(ValueError, match=rf"^blocks\.csv: .*{reason}"):
            generate(checkout)


class TestFiles:
    def test_segments_csv_is_sorted_and_has_its_columns(self) -> None:
        content = DATA.joinpath("segments.csv").read_bytes()
        assert b"\r" not in content
        header, *lines = content.decode("utf-8").splitlines()
        assert header == "prefix,published,published_carrier,carrier,service,confidence,sources,note"
        assert [row["prefix"] for row in rows()] == sorted(row["prefix"] for row in rows())
        assert len(lines) == len(rows())

    def test_every_source_is_described_and_cited(self) -> None:
        described = list(csv.DictReader(DATA.joinpath("sources.csv").read_text(encoding="utf-8").splitlines()))
        assert list(described[0]) == ["id", "title", "publisher", "url", "dated", "note"]
        ids = [source["id"] for source in described]
        assert len(set(ids)) == len(ids)
        assert {source for row in DEFAULT_TABLE for source in row.sources} <= set(ids)
        assert all(row.sources for row in DEFAULT_TABLE)

    def test_the_versions_are_a_date_and_a_semver(self) -> None:
        versions = tomllib.loads(DATA.joinpath("versions.toml").read_text(encoding="utf-8"))
        assert versions == {"data_version": DATA_VERSION, "schema_version": SCHEMA_VERSION}
        assert date.fromisoformat(DATA_VERSION)
        assert [part.isdigit() for part in SCHEMA_VERSION.split(".")] == [True] * 3


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the canonical files of this one and nothing generated."""
    copy_data(tmp_path / "data")
    for path in generate(tmp_path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    return tmp_path


class TestGeneratedFiles:
    def test_they_are_what_the_data_say_byte_for_byte(self, checkout: Path) -> None:
        for path, content in generate(checkout).items():
            place, *rest = path.relative_to(checkout).parts
            installed = DATA.joinpath(*rest) if place == "data" else PACKAGE.joinpath(*rest)
            assert installed.read_bytes() == content, f"run python -m tools.build: {path} differs"

    def test_the_build_writes_them_and_then_finds_nothing_to_write(
        self, checkout: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert build([str(checkout), "--check"]) == 1
        assert "differs: " in capsys.readouterr().out
        assert build([str(checkout)]) == 0
        assert capsys.readouterr().out.count("written: ") == len(generate(checkout))
        assert stale(checkout) == {}
        assert build([str(checkout)]) == build([str(checkout), "--check"]) == 0
        assert capsys.readouterr().out == ""

    def test_the_build_finds_a_changed_file(self, checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
        build([str(checkout)])
        changed = next(iter(generate(checkout)))
        changed.write_text("changed", encoding="utf-8")
        capsys.readouterr()
        assert build([str(checkout), "--check"]) == 1
        assert capsys.readouterr().out == f"differs: {changed}\n"

    def test_the_build_mends_a_package_whose_constants_are_damaged_or_old(self, checkout: Path) -> None:
        for folder in ("beian_segments", "tools"):
            shutil.copytree(PLACES[folder], checkout / folder, dirs_exist_ok=True)
        constants = checkout / "beian_segments" / "_data.py"
        right = constants.read_bytes()
        constants.write_text("LENGTH = (", encoding="utf-8")
        result = subprocess.run([sys.executable, "-m", "tools.build"], cwd=checkout, check=False, capture_output=True)
        assert result.returncode == 0, result.stderr.decode()
        assert constants.read_bytes() == right

    def test_the_build_refuses_a_text_that_does_not_get_the_verdict_decided_by_hand(
        self, checkout: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        texts = checkout / "data" / "texts.toml"
        texts.write_text(
            texts.read_text(encoding="utf-8").replace("too-long = [", "too-long = [ { text = '1', why = 'x' },"),
            encoding="utf-8",
        )
        with pytest.raises(SystemExit) as stopped:
            build([str(checkout)])
        assert stopped.value.code == 2
        assert "texts.toml: the text on 'x' is too-short, not too-long" in capsys.readouterr().err

    def test_the_build_names_every_text_whose_verdict_or_segment_is_another(
        self, checkout: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        table = checkout / "data" / "segments.csv"
        table.write_text(table.read_text(encoding="utf-8").replace("192,false,,", "192,true,广电,"), encoding="utf-8")
        by_hand = tomllib.loads(checkout.joinpath("data", "texts.toml").read_text(encoding="utf-8"))
        wrong = [text["why"] for text in by_hand["segment-not-listed"] if text["segment"] == "192"]
        with pytest.raises(SystemExit):
            build([str(checkout)])
        said = capsys.readouterr().err
        assert len(wrong) > 1
        for why in wrong:
            told = "is supported of segment 192, not segment-not-listed of segment 192"
            assert f"texts.toml: the text on {why!r} {told}" in said

    def test_the_build_refuses_a_table_that_is_at_fault_and_writes_nothing(
        self, checkout: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        table = checkout / "data" / "segments.csv"
        table.write_text(table.read_text(encoding="utf-8").replace("138,true", "138,yes"), encoding="utf-8")
        with pytest.raises(SystemExit) as stopped:
            build([str(checkout)])
        assert stopped.value.code == 2
        assert "column published: must be true or false" in capsys.readouterr().err
        assert not list((checkout / "beian_segments").rglob("*.*"))

    def test_the_build_refuses_a_folder_that_is_no_checkout(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as stopped:
            build([str(tmp_path)])
        assert stopped.value.code == 2
        assert "has no data/segments.csv" in capsys.readouterr().err
