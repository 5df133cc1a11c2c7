"""The picture of the table: complete, readable by eye, ear and program, and the same each time."""

from __future__ import annotations

import csv
import os
import random
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from beian_segments import DATA_VERSION, DEFAULT_TABLE, TableError
from beian_segments.i18n import word
from beian_segments.validator import caveats_of
from tests.reference import DATA, rows
from tools.segment_map import segment_map

NS = "{http://www.w3.org/2000/svg}"
CHECKOUT = Path(__file__).parents[2]
SCHEMES = ("light", "dark")


def parse(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - it is this project's own


PICTURE = parse(DATA.joinpath("segment-map.svg").read_text(encoding="utf-8"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data folder, for tests that change it."""
    for file in DATA.iterdir():
        if file.name.endswith((".csv", ".toml")):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def change(data: Path, old: str, new: str) -> ET.Element:
    """The picture of a table in which some text is another."""
    table = data / "segments.csv"
    content = table.read_text(encoding="utf-8")
    assert old in content
    table.write_text(content.replace(old, new), encoding="utf-8")
    return parse(segment_map(data))


class Box(NamedTuple):
    """A box as it is drawn: the lines of its title, its visible texts, its rectangle, and the digits outside it."""

    told: list[str]
    seen: list[str]
    shape: ET.Element
    outer: str

    @property
    def prefixes(self) -> list[str]:
        """The prefixes that its visible digits stand for, within the boxes around it."""
        digits = self.seen[0].split(" ")[0].removesuffix("✓")
        first, _, last = digits.partition("–")
        numbers = range(int(first), int(last or first) + 1)
        return [f"{self.outer}{number:0{len(first)}d}" for number in numbers]

    @property
    def is_full(self) -> bool:
        return "full-" in self.shape.get("class", "")


def boxes(parent: ET.Element, outer: str = "") -> Iterator[Box]:
    for group in parent.findall(f"{NS}g"):
        title, shape = group.find(f"{NS}title"), group.find(f"{NS}rect")
        assert title is not None
        assert title.text is not None
        assert shape is not None
        seen = ["".join(text.itertext()).strip() for text in group.findall(f"{NS}text")]
        box = Box(title.text.splitlines(), seen, shape, outer)
        yield box
        yield from boxes(group, box.prefixes[0])


BOXES = list(boxes(PICTURE))
CELLS = {box.prefixes[0]: box for box in BOXES if not box.outer}


def source_of_the_list() -> dict[str, str]:
    """The line of sources.csv that list.toml names."""
    wanted = tomllib.loads(DATA.joinpath("list.toml").read_text(encoding="utf-8"))["source"]
    lines = DATA.joinpath("sources.csv").read_text(encoding="utf-8").splitlines()
    return next(line for line in csv.DictReader(lines) if line["id"] == wanted)


def redate_list(data: Path, dated: str) -> None:
    """Give the list another date in ``sources.csv``."""
    file, source = data / "sources.csv", source_of_the_list()
    text = file.read_text(encoding="utf-8")
    assert text.count(f"{source['url']},{source['dated']},") == 1
    file.write_text(text.replace(f"{source['url']},{source['dated']},", f"{source['url']},{dated},"), encoding="utf-8")


class TestWhatItTells:
    def test_the_title_says_whose_list_it_is_and_from_when(self) -> None:
        source, title = source_of_the_list(), PICTURE.findtext(f"{NS}title") or ""
        chinese, _, english = source["publisher"].removesuffix(")").partition(" (")
        assert title.startswith(f"{chinese}帮助文档")
        assert title.endswith(f"{english}'s help page, {source['dated']}")

    @pytest.mark.parametrize(
        ("dated", "chinese"),
        [("after 2030-01-02", "2030-01-02 之后"), ("2030 or later", "2030 或之后"), ("2030-01-02", "2030-01-02"),
         ("2029 to 2030-01", "2029 至 2030-01")],
    )  # fmt: skip
    def test_the_title_has_the_date_of_the_list_in_both_languages(self, data: Path, dated: str, chinese: str) -> None:
        redate_list(data, dated)
        title = parse(segment_map(data)).findtext(f"{NS}title") or ""
        assert f"（{chinese}）" in title
        assert title.endswith(f", {dated}")

    def test_a_list_of_which_no_date_is_known_is_refused(self, data: Path) -> None:
        redate_list(data, "")
        with pytest.raises(ValueError, match=r"^list\.toml: sources\.csv says of no source '.+' how it is dated$"):
            segment_map(data)

    def test_the_title_is_seen_above_the_grid(self) -> None:
        seen = [text.text or "" for text in PICTURE.findall(f"{NS}text")]
        assert " · ".join(seen[:2]) == PICTURE.findtext(f"{NS}title")

    def test_every_row_is_told_once_in_words(self) -> None:
        told = dict(line.split(": ") for box in BOXES for line in box.told)
        assert sorted(told) == [row.prefix for row in DEFAULT_TABLE]
        assert sum(len(box.told) for box in BOXES) == len(DEFAULT_TABLE)
        for row in DEFAULT_TABLE:
            facts = told[row.prefix].split(" · ")
            assert facts.pop(0) == ("在表内 listed" if row.published else "不在表内 not listed")
            if row.carrier:
                assert facts.pop(0) == f"{word('carrier', row.carrier, 'zh')} {word('carrier', row.carrier, 'en')}"
            assert facts.pop(0) == f"{word('service', row.service, 'zh')} {word('service', row.service, 'en')}"
            assert facts == (
                [f"表中标注{row.published_carrier} label {row.published_carrier}"] if row.published else []
            )

    def test_the_digits_that_one_sees_are_those_of_the_rows(self) -> None:
        for box in BOXES:
            assert box.prefixes == [line.partition(":")[0] for line in box.told]

    def test_the_grid_has_a_cell_for_each_three_digit_segment_by_row_and_column(self) -> None:
        assert list(CELLS) == [str(number) for number in range(130, 200)]
        places = [(float(box.shape.get("y", "")), float(box.shape.get("x", ""))) for box in CELLS.values()]
        assert places == sorted(places)
        assert [len({place[axis] for place in places}) for axis in (0, 1)] == [7, 10]

    def test_a_listed_box_is_full_and_any_other_is_hatched(self) -> None:
        for box in BOXES:
            for prefix in box.prefixes:
                assert box.is_full is DEFAULT_TABLE[prefix].published
            assert box.is_full is not box.shape.get("fill", "").startswith("url(#hatch-")

    def test_a_cell_says_in_text_whether_it_is_listed(self) -> None:
        for prefix, box in CELLS.items():
            assert ("✓" in box.seen[0]) is DEFAULT_TABLE[prefix].published
            assert ("未列" in box.seen) is not DEFAULT_TABLE[prefix].published

    def test_a_box_says_in_text_and_in_colour_whose_it_is(self) -> None:
        colours: dict[str | None, set[str]] = {}
        for box in BOXES:
            carrier = DEFAULT_TABLE[box.prefixes[0]].carrier
            label = word_of(carrier) if carrier else "拆分" if DEFAULT_TABLE.under(box.prefixes[0])[1:] else "未分配"
            assert label[0] == (box.seen[0].split(" ")[1] if box.outer else box.seen[1][0])
            colours.setdefault(carrier, set()).add(re.findall(r"line-(\w+)", box.shape.get("class", ""))[0])
        assert colours == {code: {code if code not in (None, "other") else "plain"} for code in colours}
        assert {"unicom", "mobile", "telecom", "broadnet", "satnet", "other", None} == set(colours)

    def test_the_printed_label_stands_where_it_is_another_carrier_than_the_block_s(self) -> None:
        shown = {prefix: box.seen[-1] for prefix, box in CELLS.items() if box.seen[-1].startswith("≠")}
        differing = {
            row.prefix[:3]: f"≠{row.published_carrier}"
            for row in DEFAULT_TABLE
            if "carrier-label-differs" in caveats_of((row,))
        }
        assert shown == differing
        assert set(shown) == {"133", "134", "153", "170"}

    def test_a_listener_hears_a_title_and_the_whole_list(self) -> None:
        title, description = (PICTURE.findtext(f"{NS}{tag}") or "" for tag in ("title", "desc"))
        assert PICTURE.get("role") == "img"
        assert PICTURE.get("aria-labelledby") == "title desc"
        assert "ICP filing SMS" in title
        listed = sum(row.published for row in DEFAULT_TABLE if len(row.prefix) == 3)
        assert f"{listed} of 70 three-digit segments are on the list" in description
        for row in DEFAULT_TABLE:
            if len(row.prefix) == 3:
                assert row.prefix in description

    def test_the_legend_names_every_carrier_and_the_version(self) -> None:
        legend = [text for element in PICTURE.findall(f"{NS}text") for text in element.itertext()]
        for row in rows():
            if row["carrier"]:
                assert f"{word_of(row['carrier'])} {word('carrier', row['carrier'], 'en')}" in legend
        assert f"数据版本 data version {DATA_VERSION}" in legend


def word_of(carrier: str) -> str:
    """A carrier as lists print it."""
    return word("carrier", carrier, "zh").removeprefix("中国")


class Drawn(NamedTuple):
    """A piece of text, the box that its first or middle character stands in, and its classes."""

    text: ET.Element
    kind: str
    box: ET.Element


def drawn(picture: ET.Element) -> Iterator[Drawn]:
    """Every text, with the last rectangle that was drawn where it stands."""
    shapes: list[ET.Element] = []
    for element in picture.iter():
        if element.tag == f"{NS}rect" and (element.get("x") or element.get("width") == "100%"):
            shapes.append(element)
        if element.tag == f"{NS}text":
            under = [shape for shape in shapes if covers(shape, element)]
            for part in (element, *element):
                yield Drawn(element, f"{element.get('class')} {part.get('class', '')}", under[-1])


def covers(shape: ET.Element, text: ET.Element) -> bool:
    if shape.get("width") == "100%":
        return True
    x, y, width, height = (float(shape.get(name, "")) for name in ("x", "y", "width", "height"))
    return x <= float(text.get("x", "")) <= x + width and y <= float(text.get("y", "")) <= y + height


def colours(picture: ET.Element, scheme: str) -> dict[str, str]:
    """The colour of each class, be it filled or stroked with."""
    light, _, dark = (picture.findtext(f"{NS}style") or "").partition("@media(prefers-color-scheme:dark)")
    rule = re.compile(r"\.([\w-]+)\{(?:fill|stroke):(#[0-9a-f]{6})\}")
    return dict(rule.findall(light)) | (dict(rule.findall(dark)) if scheme == "dark" else {})


def font(picture: ET.Element, text: ET.Element) -> tuple[float, bool]:
    """The size of a text, and whether it is bold, by the rule of its class."""
    rule = re.compile(r"^(.+)\{font-size:(\d+)px(;font-weight:700)?\}$", re.MULTILINE)
    found = rule.findall(picture.findtext(f"{NS}style") or "")
    fonts = {name: (float(size), bool(bold)) for names, size, bold in found for name in names.split(",")}
    [one] = [fonts[f".{name}"] for name in text.get("class", "").split() if f".{name}" in fonts]
    return one


def width(text: ET.Element) -> float:
    """How wide a text is, with the digits of the widest common font, in bold if it is, and letters of a usual one."""
    size, bold = font(PICTURE, text)
    em = {**dict.fromkeys("0123456789", 0.7 if bold else 0.64), "–": 0.5, " ": 0.32, "✓": 0.6, "≠": 0.84}
    return size * sum(em.get(character, 0.55 if character.isascii() else 1) for character in "".join(text.itertext()))


def backgrounds(picture: ET.Element, shape: ET.Element, colour: dict[str, str]) -> list[str]:
    """Every colour that a rectangle is filled with: of a hatching the paper and the stripes."""
    hatching = re.fullmatch(r"url\(#(.*)\)", shape.get("fill", ""))
    if hatching:
        pattern = picture.find(f".//{NS}pattern[@id='{hatching[1]}']")
        assert pattern is not None
        return [colour[name] for part in pattern for name in part.get("class", "").split() if name in colour]
    return [colour[name] for name in shape.get("class", "").split() if name in colour and not name.startswith("line-")]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class TestHowItLooks:
    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_every_text_stands_out_from_what_is_behind_it(self, scheme: str) -> None:
        colour = colours(PICTURE, scheme)
        pairs = set()
        for text in drawn(PICTURE):
            ink = [colour[name] for name in text.kind.split() if name in colour][-1]
            pairs |= {(ink, behind) for behind in backgrounds(PICTURE, text.box, colour)}
        assert len(pairs) > 12
        assert {pair for pair in pairs if contrast(*pair) < 4.5} == set()

    def test_the_measure_of_contrast_is_that_of_wcag(self) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_without_colours_the_large_carriers_differ_in_lightness(self, scheme: str) -> None:
        colour = colours(PICTURE, scheme)
        shades = [colour[f"full-{carrier}"] for carrier in ("unicom", "mobile", "telecom")]
        assert all(contrast(one, other) > 1.4 for one, other in combinations(shades, 2))

    def test_the_dark_scheme_has_another_colour_for_the_page_and_its_text(self) -> None:
        light, dark = (colours(PICTURE, scheme) for scheme in SCHEMES)
        assert light.keys() == dark.keys()
        assert luminance(light["paper"]) > luminance(light["ink"])
        assert luminance(dark["paper"]) < luminance(dark["ink"])

    def test_text_stays_in_its_box_in_a_wide_font_too(self) -> None:
        for text in drawn(PICTURE):
            if text.box.get("width") != "100%":
                assert width(text.text) <= float(text.box.get("width", "")), "".join(text.text.itertext())

    def test_text_on_the_paper_stays_on_it_in_a_wide_font_too(self) -> None:
        for text in drawn(PICTURE):
            if text.box.get("width") == "100%" and "middle" not in text.kind:
                end = float(text.text.get("x", "")) + width(text.text)
                assert end <= float(PICTURE.get("width", "")), "".join(text.text.itertext())

    def test_it_stands_alone(self) -> None:
        """As an image it may load nothing and run nothing."""
        tags = {element.tag.removeprefix(NS) for element in PICTURE.iter()}
        assert tags == {"svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "g", "text", "tspan"}
        style = PICTURE.findtext(f"{NS}style") or ""
        assert not re.search(r"url\(|@import|@font-face", style)
        ids = {element.get("id") for element in PICTURE.iter() if element.get("id")}
        fills = {fill for element in PICTURE.iter() if (fill := element.get("fill"))}
        assert {f"url(#{name})" for name in ids} >= fills
        assert not any("href" in name for element in PICTURE.iter() for name in element.keys())  # noqa: SIM118 - attributes

    def test_it_scales_with_its_proportions(self) -> None:
        assert PICTURE.get("viewBox") == f"0 0 {PICTURE.get('width')} {PICTURE.get('height')}"


class TestMaking:
    @pytest.mark.parametrize("seed", ["0", "1", "2"])
    def test_it_does_not_depend_on_hashes(self, data: Path, seed: str) -> None:
        code = f"""
import sys
from pathlib import Path
from tools.segment_map import segment_map
sys.stdout.buffer.write(segment_map(Path({str(data)!r})).encode())
"""
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=environment, cwd=CHECKOUT
        )
        assert done.stdout == DATA.joinpath("segment-map.svg").read_bytes()

    def test_it_does_not_depend_on_the_order_of_the_rows(self, data: Path) -> None:
        before = segment_map(data)
        header, *lines = (data / "segments.csv").read_text(encoding="utf-8").splitlines()
        random.Random(4).shuffle(lines)  # noqa: S311 - no secret
        (data / "segments.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
        assert segment_map(data) == before

    def test_a_changed_row_changes_its_cell(self, data: Path) -> None:
        picture = change(data, "192,false,,", "192,true,广电,")
        box = next(box for box in boxes(picture) if box.prefixes == ["192"])
        assert box.seen == ["192✓", "广电"]
        assert box.is_full

    def test_neighbours_that_differ_have_boxes_of_their_own(self, data: Path) -> None:
        picture = change(data, "1342,true,联通,mobile", "1342,false,,mobile")
        inner = [box.seen[0] for box in boxes(picture) if box.outer == "134"]
        assert inner == ["0–1 移", "2 移", "3–8 移", "9 电"]

    def test_a_gap_or_another_length_ends_a_box(self, data: Path) -> None:
        table = data / "segments.csv"
        content = [
            line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith(("1343,", "1349"))
        ]
        table.write_text("\n".join([*content, "13490,true,联通,mobile,mobile,high,,"]), encoding="utf-8")
        drawn_boxes = list(boxes(parse(segment_map(data))))
        assert [box.seen[0] for box in drawn_boxes if box.outer == "134"] == ["0–2 移", "4–8 移", "90 移"]
        assert all(box.prefixes == [line.partition(":")[0] for line in box.told] for box in drawn_boxes)

    def test_a_carrier_without_a_name_or_a_colour_is_shown_by_its_code(self, data: Path) -> None:
        picture = change(data, "192,false,,broadnet", "192,true,新网,newnet")
        box = next(box for box in boxes(picture) if box.prefixes == ["192"])
        assert box.seen == ["192✓", "newnet", "≠新网"]
        assert box.told == ["192: 在表内 listed · newnet · 公众移动通信 mobile · 表中标注新网 label 新网"]
        assert "full-plain" in box.shape.get("class", "")
        assert "newnet" in ["".join(text.itertext()) for text in picture.findall(f"{NS}text")]

    def test_words_with_markup_and_braces_are_shown_as_they_are(self, data: Path) -> None:
        picture = change(data, "192,false,,broadnet", "192,true,a<b>&{c},d<e>&{f}")
        box = next(box for box in boxes(picture) if box.prefixes == ["192"])
        assert box.seen == ["192✓", "d<e>&{f}", "≠a<b>&{c}"]
        assert box.told == ["192: 在表内 listed · d<e>&{f} · 公众移动通信 mobile · 表中标注a<b>&{c} label a<b>&{c}"]
        assert "printed as a<b>&{c}: 192" in (picture.findtext(f"{NS}desc") or "")

    def test_the_words_are_those_of_the_data(self, data: Path) -> None:
        verdicts = data / "verdicts.toml"
        content = verdicts.read_text(encoding="utf-8")
        about = tomllib.loads(content)["map"]
        for old in (
            about["title"]["zh"],  # up to its date
            about["colours"]["en"],
            about["sign"]["split"]["zh"],
            about["row"]["label"]["en"],
        ):
            assert content.count(old) == 1
            verdicts.write_text(content.replace(old, f"new {old}"), encoding="utf-8")
            assert f"new {old}".partition("{")[0] in segment_map(data)

    def test_a_listed_row_without_a_label_is_in_the_description(self, data: Path) -> None:
        picture = change(data, "192,false,,", "192,true,,")
        assert "printed as –: 192" in (picture.findtext(f"{NS}desc") or "")

    def test_a_table_without_a_cell_is_refused(self, data: Path) -> None:
        with pytest.raises(TableError, match="column prefix: has no row for 192, which has a cell in the map"):
            change(data, "192,false,,broadnet,mobile", "1920,false,,broadnet,mobile")
