"""Tables of any shape. Above the numbers."""

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


def tables() -> st.SearchStrategy[SegmentTable]:
    """Tables as :meth:`~beian_segments.SegmentTable.from_rows` takes them, of whatever depth and words.

    Rows of one to eleven digits, nested and with holes; carriers, labels, sources and columns that nobody has heard of;
    tables that list every number, none, or have no row at all. Shrink to no rows.
    """
    return _any_table()


_PACKAGED = tuple(DEFAULT_TABLE)

# The words of an open vocabulary, of letters as labels have them.
_LETTERS = "".join(sorted({*ascii_lowercase, *"".join(row.published_carrier or "" for row in _PACKAGED)}))
_WORDS = st.text(_LETTERS, min_size=1, max_size=9)
_NONE_OR_WORDS = st.none() | _WORDS

_PLAIN = Segment(_data.LEADS[0], published=False)

# What a row says besides prefix and published word: nothing, what a packaged row says, or anything.
_LAYERS = st.one_of(
    st.just(_PLAIN),
    st.sampled_from(_PACKAGED),
    st.builds(
        Segment,
        st.just(_PLAIN.prefix),
        published=st.just(_PLAIN.published),
        published_carrier=_NONE_OR_WORDS,
        carrier=_NONE_OR_WORDS,
        service=st.sampled_from([*_data.SERVICES]),
        confidence=st.sampled_from([*_data.CONFIDENCES]),
        sources=st.lists(_WORDS, max_size=2).map(tuple),
        note=_NONE_OR_WORDS,
        extra=st.dictionaries(_WORDS.map("x-{}".format), _WORDS, max_size=2).map(Params),
    ),
)

# What all mobile numbers begin with: a row of its own, for those that have no longer one.
_COMMON = commonprefix(_data.LEADS)  # noqa: RUF071 - of texts, not of paths
_REST = st.none() | st.booleans()

# A row begins anew, or goes on where the last one ended and so lies within it.
_ROWS = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from(_data.LEADS),
        st.one_of(digits(0, 2), digits(0, LENGTH - len(_PLAIN.prefix))),
        st.booleans(),
        _LAYERS,
    ),
    max_size=25,
)
_VERSIONS = st.none() | st.dates().map(str)


@st.composite
def _any_table(draw: st.DrawFn) -> SegmentTable:
    rows: dict[str, Segment] = {}
    prefix = ""
    for goes_on, lead, more, published, layer in draw(_ROWS):
        prefix = f"{prefix if goes_on and prefix else lead}{more}"[:LENGTH]
        rows[prefix] = evolve(layer, prefix=prefix, published=published)
    rest = draw(_REST)
    if rest is not None:
        rows[_COMMON] = evolve(_PLAIN, prefix=_COMMON, published=rest)
    return SegmentTable.from_rows(rows.values(), data_version=draw(_VERSIONS))
