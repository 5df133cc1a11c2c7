"""Hypothesis strategies for these tests, beside the library's own."""

from __future__ import annotations

from hypothesis import strategies as st

from beian_segments import SegmentTable
from beian_segments.strategies import supported_numbers, unlisted_numbers
from tests.reference import Grammar

LEADS = ("13", "14", "15", "16", "17", "18", "19")
DIGITS = "0123456789"
SEPARATORS = "".join(sorted(Grammar().separators))


def digits(low: int, high: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=low, max_size=high)


numbers = supported_numbers() | unlisted_numbers()

# Short prefixes above all, so that they nest.
prefixes = st.one_of(
    st.just("1"),
    st.sampled_from(LEADS),
    st.builds(str.__add__, st.sampled_from(LEADS), digits(1, 3)),
    st.builds(str.__add__, st.sampled_from(LEADS), digits(1, 9)),
)


@st.composite
def numbers_near(draw: st.DrawFn, table: SegmentTable) -> str:
    """Numbers that begin as some row does, or with all but its last digit.

    Made of the rows alone, because the library's own strategies ask the index that these tests are about.
    """
    if not len(table):
        return draw(numbers)
    prefix = draw(st.sampled_from([row.prefix for row in table]))
    start = draw(st.sampled_from([prefix, prefix[:-1]]))
    lead = start if len(start) > 1 else draw(st.sampled_from(LEADS))
    return lead + draw(digits(11 - len(lead), 11 - len(lead)))


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

# Texts made of numbers, parts of them, and what damages them or stands around them.
damaged_texts = st.lists(
    st.one_of(
        st.sampled_from(
            ["13800138000", "138-0013-8000", "138 0013 8000", "+86 139 0013 9000", "+8613900139000", "1380 013 8000",
             "１３８００１３８０００", "1 (310) 555-0123", "192.168.1.100", "2026-03-02", "138", "0013", "8000"]
        ),
        st.sampled_from(
            ["***", "*", "xxx", "x", "＊", "e", "E10", "E+86", "ｅｘｔ", "ext.", "；ext", "转", "转分机", "#"]
        ),
        st.sampled_from([*",，.．-—_'’\"＝(）/、:+٣\x1c", '="', "手机", "tel:", "86", "00"]),
        st.sampled_from([" ", "\n", "\u2028", "\u200b", "\u3000"]),
        digits(1, 4),
    ),
    min_size=1,
    max_size=7,
).map("".join)  # fmt: skip
