"""Lines that break where Chinese and English text may, tables, and when there are colours."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments.cli.layout import FILE_WIDTH, Screen, Table, Text, terminal_width, width_of, wrap

CLOSING = "，。、；：？！）」』”》"
OPENING = "（「『“《"


def lines(text: str, width: int, hanging: int = 0) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width, hanging)]


def test_a_wide_character_takes_two_columns_and_a_combining_one_none() -> None:
    assert [width_of(text) for text in ("abc", "号段", "“号”", "e\u0301", "\u200b")] == [3, 4, 4, 1, 0]


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("号段在表内", 6, ["号段在", "表内"]),
        ("号段在表内。", 10, ["号段在表", "内。"]),
        ("号段（表内）", 6, ["号段", "（表", "内）"]),
        ("代码+852，香港", 10, ["代码+852，", "香港"]),
        ("输入abcdef吧", 8, ["输入", "abcdef吧"]),
        ("a · b", 3, ["a ·", "b"]),
        ("“号段”内", 4, ["“号", "段”", "内"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab，，cd", 4, ["a", "b，", "，cd"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("", 10, [""]),
        ("one two  ", 4, ["one", "two"]),
    ],
)
def test_lines_break_between_words_and_beside_wide_characters(text: str, width: int, wanted: list[str]) -> None:
    assert lines(text, width) == wanted


def test_lines_after_the_first_are_narrower_where_they_hang() -> None:
    assert lines("aa bb cc dd", 5, 3) == ["aa bb", "cc", "dd"]


@given(
    st.lists(
        st.sampled_from(["号段", "，", "。", "（", "）", "”", "“", "138", "2026-03-02", "SMS", " ", "《", "》", "；"]),
        max_size=30,
    ).map("".join),
    st.integers(min_value=24, max_value=60),
)
def test_no_line_begins_with_a_closing_mark_or_is_too_long_and_nothing_is_lost(text: str, width: int) -> None:
    shown = lines(text, width)
    assert "".join("".join(shown).split()) == "".join(text.split())
    assert all(width_of(line) <= width for line in shown)
    # A run of marks that is longer than a line has to be cut somewhere.
    if not any(len(run) > width // 4 for run in "".join(c if c in CLOSING + OPENING else " " for c in text).split(" ")):
        assert not any(line[0] in CLOSING for line in shown[1:] if line)
        assert not any(line[-1] in OPENING for line in shown[:-1] if line)


def test_a_table_fits_and_its_lines_end_without_blanks() -> None:
    table = Table("号段", "说明", "n", right=(2,))
    table.add_row(Text("138", "green"), Text("号段 138 在腾讯云公布的可接收备案核验短信的号段表内。"), Text("7"))
    table.add_row(Text("1349"), Text("短\n· 两行"), Text(""))
    assert table.row_count == 2
    assert list(table.lines(30)) == [
        "\x1b[1m号段\x1b[0m  \x1b[1m说明\x1b[0m                   \x1b[1mn\x1b[0m",
        "\x1b[32m138\x1b[0m   号段 138 在腾讯云公布  7",
        "      的可接收备案核验短信",
        "      的号段表内。",
        "1349  短",
        "      · 两行",
    ]


def test_a_table_cuts_words_only_where_the_columns_do_not_fit_otherwise() -> None:
    table = Table("number", "why")
    table.add_row(Text("1" * 40), Text("a word"))
    assert list(table.lines(60))[1] == f"{'1' * 40}  a word"
    assert max(map(width_of, list(table.lines(24))[1:])) <= 24
    assert len(list(table.lines(4))) > 2


def test_a_text_keeps_its_styles_over_lines() -> None:
    text = Text("号段：", "green").append("表 yes", "bold")
    assert [text.shown(*span) for span in text.lines(6)] == ["\x1b[32m号段：\x1b[0m", "\x1b[1m表 yes\x1b[0m"]


class TestScreen:
    @pytest.mark.parametrize(("columns", "width"), [("50", 50), ("0", FILE_WIDTH), ("x", FILE_WIDTH), ("", FILE_WIDTH)])
    def test_columns_sets_the_width(self, columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        assert terminal_width() == width

    def test_a_terminal_has_its_own_width(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("COLUMNS", raising=False)
        monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((66, 20)))
        monkeypatch.setattr(sys.stdout, "fileno", lambda: 1, raising=False)
        assert terminal_width() == 66

    def test_standard_error_has_the_width_of_its_own_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("COLUMNS", raising=False)
        monkeypatch.setattr(os, "get_terminal_size", lambda file: os.terminal_size((33 * file, 20)))
        monkeypatch.setattr(sys.stdout, "fileno", lambda: 1, raising=False)
        monkeypatch.setattr(sys.stderr, "fileno", lambda: 2, raising=False)
        assert (Screen().width, Screen(stderr=True).width) == (33, 66)

    @pytest.mark.parametrize(
        ("environment", "coloured"),
        [
            ({}, False),
            ({"FORCE_COLOR": "1"}, True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
            ({"TERM": "dumb"}, False),
        ],
    )
    def test_there_are_colours_on_a_terminal_or_if_they_are_forced(
        self,
        environment: dict[str, str],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        *,
        coloured: bool,
    ) -> None:
        for name in ("FORCE_COLOR", "NO_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        Screen().print("yes", "green")
        assert capsys.readouterr().out == ("\x1b[32myes\x1b[0m\n" if coloured else "yes\n")

    def test_lines_are_indented_and_hang_but_empty_ones_are_empty(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("COLUMNS", "30")
        Screen().print("· one two three four five six seven\n\nend", indent=2, hanging=2)
        assert capsys.readouterr().out == "  · one two three four five\n    six seven\n\n    end\n"
