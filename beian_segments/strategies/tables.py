"""Tables of any shape."""

from __future__ import annotations

from os.path import commonprefix
from string import ascii_lowercase

from attrs import evolve
from hypothesis import strategies as st

from beian_segments import _data
from beian_segments.parsing import LENGTH
from beian_segments.segment import Segment
from beian_segments.strategies.numbers import digits
from beian_segments.table import DEFAULT_TABLE, SegmentTable
from beian_segments.verdicts import Params

__all__ = ["tables"]

_PACKAGED = tuple(DEFAULT_TABLE)

# Words of an open vocabulary, in the letters of the packaged labels too.
_LETTERS = "".join(sorted({*ascii_lowercase, *"".join(row.published_carrier or "" for row in _PACKAGED)}))
_WORDS = st.text(_LETTERS, min_size=1, max_size=9)
_MAYBE_WORDS = st.none() | _WORDS

_PLAIN = Segment(_data.LEADS[0], published=False)

# What a row says besides its prefix and whether it is published: nothing, what a packaged row says, or anything.
_CONTENTS = st.one_of(
    st.just(_PLAIN),
    st.sampled_from(_PACKAGED),
    st.builds(
        Segment,
        st.just(_PLAIN.prefix),
        published=st.just(_PLAIN.published),
        published_carrier=_MAYBE_WORDS,
        carrier=_MAYBE_WORDS,
        service=st.sampled_from([*_data.SERVICES]),
        confidence=st.sampled_from([*_data.CONFIDENCES]),
        sources=st.lists(_WORDS, max_size=2).map(tuple),
        note=_MAYBE_WORDS,
        extra=st.dictionaries(_WORDS.map("x-{}".format), _WORDS, max_size=2).map(Params),
    ),
)

# Whether a row lies within the one before it, which its digits then continue; else they continue one of the leads.
_ROWS = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from(_data.LEADS),
        st.one_of(digits(0, 2), digits(0, LENGTH - len(_PLAIN.prefix))),
        st.booleans(),
        _CONTENTS,
    ),
    max_size=25,
)

# A row for every number that has no longer one: 1, with which all mobile numbers begin.
_SHORTEST = commonprefix(_data.LEADS)  # noqa: RUF071 - of texts, not of paths
_FALLBACK = st.none() | st.booleans()

_VERSIONS = st.none() | st.dates().map(str)


def tables() -> st.SearchStrategy[SegmentTable]:
    """Tables as :meth:`~beian_segments.SegmentTable.from_rows` takes them, of any depth and with any words.

    Rows of one to eleven digits, nested and with holes; unknown carriers, labels, sources and columns; tables that list
    every number, none, or have no row at all. Shrink to no rows.

    >>> from hypothesis import given
    >>> @given(tables())
    ... def test_a_table_is_what_its_rows_make(table):
    ...     assert SegmentTable.from_rows(table) == table
    >>> test_a_table_is_what_its_rows_make()
    """
    return _tables()


@st.composite
def _tables(draw: st.DrawFn) -> SegmentTable:
    rows: dict[str, Segment] = {}
    prefix = ""
    for is_within, lead, more, published, contents in draw(_ROWS):
        prefix = f"{prefix if is_within and prefix else lead}{more}"[:LENGTH]
        rows[prefix] = evolve(contents, prefix=prefix, published=published)
    fallback = draw(_FALLBACK)
    if fallback is not None:
        rows[_SHORTEST] = evolve(_PLAIN, prefix=_SHORTEST, published=fallback)
    return SegmentTable.from_rows(rows.values(), data_version=draw(_VERSIONS))
