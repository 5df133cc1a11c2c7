"""Hypothesis strategies for these tests."""

from __future__ import annotations

from hypothesis import strategies as st

from beian_segments import SegmentTable
from tests.reference import Grammar

LEADS = ("13", "14", "15", "16", "17", "18", "19")
DIGITS = "0123456789"
SEPARATORS = "".join(sorted(Grammar().separators))


def digits(low: int, high: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=low, max_size=high)


numbers = st.builds(str.__add__, st.sampled_from(LEADS), digits(9, 9))

# Short prefixes above all, so that rows nest and punch holes.
prefixes = st.one_of(
    st.just("1"),
    st.sampled_from(LEADS),
    st.builds(str.__add__, st.sampled_from(LEADS), digits(1, 3)),
    st.builds(str.__add__, st.sampled_from(LEADS), digits(1, 9)),
)


@st.composite
def tables(draw: st.DrawFn) -> SegmentTable:
    """Tables of any depth, the empty one too."""
    words = draw(st.dictionaries(prefixes, st.booleans(), max_size=25))
    return SegmentTable.from_rows({"prefix": prefix, "published": word} for prefix, word in words.items())


@st.composite
def numbers_near(draw: st.DrawFn, table: SegmentTable) -> str:
    """Numbers that begin as some row does, or with all but its last digit."""
    if not len(table):
        return draw(numbers)
    prefix = draw(st.sampled_from([row.prefix for row in table]))
    start = draw(st.sampled_from([prefix, prefix[:-1]]))
    lead = start if len(start) > 1 else draw(st.sampled_from(LEADS))
    return lead + draw(digits(11 - len(lead), 11 - len(lead)))


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@st.composite
def writings(draw: st.DrawFn, number: str) -> str:
    """Every accepted writing of a number."""
    gap = st.text(SEPARATORS, max_size=3)
    parts = [draw(gap)]
    if draw(st.booleans()):
        parts += [draw(st.sampled_from(["tel", "TEL", "Tel", "tEL"])), ":", draw(gap)]
    if draw(st.booleans()):
        parts += [draw(st.sampled_from(["", "+", "0", "00"])), draw(gap), "86", draw(gap)]
    if draw(st.booleans()):
        parts += ["0", draw(gap)]
    for digit in number:
        parts += [digit, draw(gap)]
    return "".join(full_width(c) if c in "0123456789+:" and draw(st.booleans()) else c for part in parts for c in part)


# Texts made of the pieces that writings are made of, mostly in a wrong order, and of what never belongs.
texts = st.lists(
    st.one_of(
        st.sampled_from(
            ["tel:", "TEL", "t", "+", "＋", "00", "0", "86", "8", "6", "８６", "1", "13", "138", "１", "19"]
        ),
        digits(1, 9),
        st.sampled_from(SEPARATORS),
        st.sampled_from(["x", "/", "①", "٣", "\0", "\ud800", "۱", "ext", ",", "😀"]),
    ),
    max_size=9,
).map("".join)
