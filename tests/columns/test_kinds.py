"""Every kind of column in every layout: the same answers, in the kind that came in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from beian_segments.columns import classify, is_supported
from tests.columns.answers import FIELDS, classified, plain, supported, texts, verdict_of_integer
from tests.columns.engines import engine

np = engine("numpy")
pa = engine("pyarrow")

TEXTS = texts()
COMPLETE = [text for text in TEXTS if text is not None]
INTEGERS = [13800138000, 19212345678, 13491234567, 0, 1, 7, 12, 10086, -1, -13800138000, 9999999999, 10**10]
INTEGERS += [99999999999, 10**11, 138001380001, 8613800138000, 2**31, 2**32, 2**63 - 1, -(2**63), 20 * 10**9 - 1]

Make = Callable[[list[Any]], Any]

both = pytest.mark.parametrize("writings", [False, True], ids=["canonical", "writings"])


def named(table: Any) -> dict[str, list[Any]]:
    """Any table as lists by name."""
    return {name: plain(table[name]) for name in FIELDS}


def arrow(kind: str) -> Make:
    return lambda column: pa.array(column, getattr(pa, kind)())


def in_chunks(column: list[Any]) -> Any:
    return pa.chunked_array([column[:1], column[1:100], [], column[100:]], pa.string())


def all_but_the_ends(kind: str, count: int) -> Make:
    """A slice: its parent has rows before and after it."""
    padding = ["13800138000", None, "x"] * 5
    return lambda column: pa.array([*padding[:count], *column, *padding], getattr(pa, kind)()).slice(count, len(column))


def dictionary(column: list[Any]) -> Any:
    return pa.array(column, pa.string()).dictionary_encode()


def dictionary_of_nulls(column: list[Any]) -> Any:
    words = pa.array(list(dict.fromkeys(column)), pa.large_string())
    return pa.DictionaryArray.from_arrays(pa.array([words.to_pylist().index(text) for text in column]), words)


ARROW: dict[str, Make] = {
    "string": arrow("string"),
    "large_string": arrow("large_string"),
    "string_view": arrow("string_view"),
    "chunks": in_chunks,
    "no chunk": lambda column: pa.chunked_array([in_chunks(column).combine_chunks()], pa.string()),
    "dictionary": dictionary,
    "dictionary with null among its words": dictionary_of_nulls,
    "chunks of dictionaries": lambda column: in_chunks(column).dictionary_encode(),
    **{
        f"{kind} from {count}": all_but_the_ends(kind, count)
        for kind in ("string", "large_string", "string_view")
        for count in (1, 3, 8, 13)
    },
}


@both
@pytest.mark.parametrize("make", ARROW.values(), ids=ARROW)
def test_an_arrow_array_gives_an_arrow_array(make: Make, writings: bool) -> None:
    column = make(TEXTS)
    answer = is_supported(column, writings=writings)
    assert isinstance(answer, pa.ChunkedArray if isinstance(column, pa.ChunkedArray) else pa.BooleanArray)
    answer.validate(full=True)
    assert answer.to_pylist() == supported(TEXTS, writings=writings)
    if isinstance(column, pa.ChunkedArray):
        assert [len(chunk) for chunk in answer.chunks] == [len(chunk) for chunk in column.chunks]


@pytest.mark.parametrize("make", ARROW.values(), ids=ARROW)
def test_classify_of_an_arrow_array_is_a_table(make: Make) -> None:
    table = classify(make(TEXTS))
    table.validate(full=True)
    assert isinstance(table, pa.Table)
    assert table.column_names == list(FIELDS)
    assert table.to_pydict() == classified(TEXTS)


def polars(dtype: str) -> Make:
    return lambda column: engine("polars").Series("phone", column, dtype=getattr(engine("polars"), dtype))


@both
@pytest.mark.parametrize("dtype", ["String", "Categorical", "Object"])
def test_a_polars_series_gives_a_series_and_a_data_frame(dtype: str, writings: bool) -> None:
    pl = engine("polars")
    column = polars(dtype)(TEXTS)
    answer = is_supported(column, writings=writings)
    assert isinstance(answer, pl.Series)
    assert (answer.name, answer.dtype) == ("phone", pl.Boolean)
    assert answer.to_list() == supported(column.to_list(), writings=writings)
    assert is_supported(column[3:], writings=writings).to_list() == supported(column.to_list()[3:], writings=writings)
    assert classify(column).to_dict(as_series=False) == classified(column.to_list())


def pandas_kinds() -> dict[str, Callable[[], Any]]:
    """The text types of the pandas that is here: each version has its own."""
    return {
        "object": lambda: "object",
        "str": lambda: "str",
        "string": lambda: "string",
        "string[python]": lambda: "string[python]",
        "string[pyarrow]": lambda: "string[pyarrow]",
        "StringDtype(python, na_value=nan)": lambda: engine("pandas").StringDtype("python", na_value=float("nan")),
        "StringDtype(pyarrow, na_value=nan)": lambda: engine("pandas").StringDtype("pyarrow", na_value=float("nan")),
        "ArrowDtype(string)": lambda: engine("pandas").ArrowDtype(pa.string()),
        "ArrowDtype(string_view)": lambda: engine("pandas").ArrowDtype(pa.string_view()),
        "category": lambda: "category",
    }


@both
@pytest.mark.parametrize("dtype", pandas_kinds().values(), ids=pandas_kinds())
def test_a_pandas_series_gives_a_series_and_a_data_frame(dtype: Callable[[], Any], writings: bool) -> None:
    pd = engine("pandas")
    given = COMPLETE if dtype() == "str" and pd.__version__.startswith("2.") else TEXTS  # 2 writes None as a text
    index = pd.Index([f"row {at // 2}" for at in range(len(given))])
    column = pd.Series(given, index=index, name="phone").astype(dtype())
    answer = is_supported(column, writings=writings)
    assert isinstance(answer, pd.Series)
    assert answer.name == "phone"
    assert answer.index.equals(index)
    assert answer.dtype == (pd.ArrowDtype(pa.bool_()) if isinstance(column.dtype, pd.ArrowDtype) else "boolean")
    assert plain(answer) == supported(given, writings=writings)
    table = classify(column)
    assert isinstance(table, pd.DataFrame)
    assert list(table.columns) == list(FIELDS)
    assert table.index.equals(index)
    assert named(table) == classified(given)


@both
@pytest.mark.parametrize("kind", ["U", "U400", ">U400", "O", "T"])
def test_a_numpy_array_of_texts_gives_an_array_and_a_dict(kind: str, writings: bool) -> None:
    column = np.array(COMPLETE, np.dtypes.StringDType() if kind == "T" else kind)
    # Texts as NumPy reads them: in a fixed width, NULs at the end are lost.
    given = column.tolist()
    for each, listed in ((column, given), (column[::-3], given[::-3]), (column[:0], [])):
        answer = is_supported(each, writings=writings)
        assert isinstance(answer, np.ndarray)
        assert answer.tolist() == supported(listed, writings=writings)
        assert named(classify(each)) == classified(listed)


def test_numpy_answers_are_objects_only_where_something_can_be_null() -> None:
    assert is_supported(np.array(["13800138000"])).dtype == np.bool_
    assert is_supported(np.array([13800138000])).dtype == np.bool_
    assert is_supported(np.array(["13800138000"], object)).dtype == object


@pytest.mark.parametrize("width", [11, 12, 13, 20])
def test_fixed_width_texts_of_twelve_characters_are_no_numbers(width: int) -> None:
    given = ["13800138000", "138001380001", "13800138000x", "1380013800", "138001380"]
    for kind in ("U", "S"):
        column = np.array(given, f"{kind}{width}")
        read = [each if isinstance(each, str) else each.decode() for each in column.tolist()]
        assert is_supported(column).tolist() == supported(read)


def test_bytes_of_a_fixed_width_are_read_as_utf8() -> None:
    given = [text.encode() for text in COMPLETE]
    column = np.array([*given, b"1380013800\xff", b"\xff"], "S")
    read = [each.decode("utf-8", "replace") for each in column.tolist()]
    assert is_supported(column).tolist() == supported(read)
    assert is_supported(column, writings=True).tolist() == supported(read, writings=True)
    assert named(classify(column)) == classified(read)


@pytest.mark.parametrize("beside", [[], ["\ud800"]], ids=["texts", "a lone surrogate"])
@pytest.mark.parametrize("null", ["nan", "NaT of NumPy", "NaT", "NA"])
def test_numpy_objects_have_none_for_null(null: str, beside: list[str]) -> None:
    nulls = {"nan": float("nan"), "NaT of NumPy": np.datetime64("NaT", "s")}
    missing = nulls[null] if null in nulls else getattr(engine("pandas"), null)
    column = np.array([*TEXTS, missing, *beside], object)
    wanted = [*supported(TEXTS), None, *supported(beside)]
    assert is_supported(column).tolist() == wanted
    assert is_supported(np.ma.array(column, mask=False)).tolist() == wanted


@both
@pytest.mark.parametrize("kind", ["i8", ">i8", "u8", "U", "U20", "S", "O"])
def test_masked_items_of_a_numpy_array_are_null(kind: str, writings: bool) -> None:
    texts = [13800138000, 13800138000, 192, 0]
    column = np.ma.array(texts, mask=[False, True, False, False]).astype(kind)
    assert is_supported(column, writings=writings).tolist() == [True, None, False, False]
    assert is_supported(column[::-1], writings=writings).tolist() == [False, False, None, True]
    assert is_supported(column[:0], writings=writings).tolist() == []
    assert classify(column)["number"].tolist() == ["13800138000", None, None, None]


def test_a_masked_array_that_masks_nothing_has_no_null() -> None:
    for given in ([13800138000], ["13800138000", ""], [b"13800138000", b""]):
        answer = is_supported(np.ma.array(given))
        assert answer.dtype == object
        assert answer.tolist() == [True, False][: len(given)]


@both
def test_a_list_gives_a_list(writings: bool) -> None:
    wanted = supported(TEXTS, writings=writings)
    assert is_supported(TEXTS, writings=writings) == wanted
    assert is_supported([], writings=writings) == []
    assert is_supported([None, None], writings=writings) == [None, None]
    many = TEXTS * 20
    assert len(many) > 10_000
    assert is_supported(many, writings=writings) == wanted * 20


def test_classify_of_a_list_is_a_dict() -> None:
    assert classify(TEXTS) == classified(TEXTS)


def integer_columns() -> dict[str, Make]:
    return {
        "list": list,
        "arrow": lambda column: pa.array(column, pa.int64()),
        "arrow from 3": lambda column: pa.array([1, None, 3, *column], pa.int64()).slice(3),
        "chunks": lambda column: pa.chunked_array([column[:2], column[2:]], pa.int64()),
        "dictionary": lambda column: pa.array(column, pa.int64()).dictionary_encode(),
        "numpy": lambda column: np.array(column, np.int64),
        "numpy of the other byte order": lambda column: np.array(column, ">i8"),
        "numpy, every other": lambda column: np.array([each for one in column for each in (one, 5)], np.int64)[::2],
        "numpy objects": lambda column: np.array(column, object),
        "polars": lambda column: engine("polars").Series("phone", column),
        "pandas": lambda column: engine("pandas").Series(column),
        "pandas nullable": lambda column: engine("pandas").Series(column, dtype="Int64"),
        "pandas Arrow": lambda column: engine("pandas").Series(column, dtype="int64[pyarrow]"),
    }


@pytest.mark.parametrize("make", integer_columns().values(), ids=integer_columns())
def test_integers_are_read_as_their_digits(make: Make) -> None:
    canonical = [verdict_of_integer(each) == "supported" and len(str(each)) == 11 for each in INTEGERS]
    verdicts = [verdict_of_integer(each) for each in INTEGERS]
    assert canonical.count(True) == 3
    column = make(INTEGERS)
    assert plain(is_supported(column)) == canonical
    assert plain(is_supported(column, writings=True)) == [verdict == "supported" for verdict in verdicts]
    assert plain(classify(column)["verdict"]) == verdicts


@pytest.mark.parametrize("kind", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"])
def test_integers_of_every_width(kind: str) -> None:
    wanted = [verdict_of_integer(each) for each in (0, 1, 13, 100, 127)]
    array = pa.array([0, 1, 13, 100, 127, None], getattr(pa, kind)())
    assert is_supported(array).to_pylist() == [False] * 5 + [None]
    assert classify(array)["verdict"].to_pylist() == [*wanted, None]
    assert is_supported(array.to_numpy(zero_copy_only=False)[:5].astype(kind)).tolist() == [False] * 5


@pytest.mark.parametrize("huge", [2**63, 2**64 - 1, 10**30])
def test_integers_beyond_64_bits_are_too_long(huge: int) -> None:
    for column in ([13800138000, huge, None], np.array([13800138000, huge, None], object)):
        assert plain(is_supported(column)) == [True, False, None]
        assert plain(classify(column)["verdict"]) == ["supported", verdict_of_integer(huge), None]


@pytest.mark.parametrize("dtype", ["Int128", "UInt128"])
def test_polars_integers_of_128_bits(dtype: str) -> None:
    pl = engine("polars")
    if not hasattr(pl, dtype):
        pytest.skip("this Polars has no such integers")
    given = [13800138000, None, 2**100, *([-13800138000] if dtype == "Int128" else [])]
    column = pl.Series(given, dtype=getattr(pl, dtype))
    wanted = [each and verdict_of_integer(each) for each in given]
    assert is_supported(column, writings=True).to_list() == [True, None, False, False][: len(given)]
    assert classify(column)["verdict"].to_list() == wanted


@pytest.mark.parametrize("zeros", [90, 100, 4_000, 5_000])
@pytest.mark.parametrize("first", [1, 2, 86, 12, 13800138000, 8613800138000])
def test_integers_too_long_for_python_to_write_out(first: int, zeros: int) -> None:
    """The first digits decide, as they do for a thousand digits, which Python writes out."""
    huge = first * 10**zeros
    wanted = verdict_of_integer(first * 10**1000)
    for column in ([huge, -huge], [huge, -huge, *[1] * 9_998], np.array([huge, -huge], object)):
        assert plain(is_supported(column))[:2] == [False, False]
        assert plain(is_supported(column, writings=True))[:2] == [False, False]
        assert plain(classify(column)["verdict"])[:2] == [wanted, "not-a-number"]


@pytest.mark.parametrize("count", [9_999, 10_000])
def test_numpy_integers_in_a_list_are_integers_however_long_it_is(count: int) -> None:
    column = [np.int64(13800138000), np.uint64(192), 13800138000, *[None] * (count - 3)]
    assert is_supported(column)[:4] == [True, False, True, None]
    assert is_supported(column, writings=True)[:4] == [True, False, True, None]
    assert classify(column)["verdict"][:4] == ["supported", "too-short", "supported", None]


def test_the_null_of_pandas_is_null_in_a_numpy_array() -> None:
    column = engine("pandas").Series(["13800138000", None, "192"], dtype="string").to_numpy()
    assert column.dtype == object
    assert is_supported(column).tolist() == [True, None, False]


def test_unsigned_integers_beyond_63_bits_are_no_numbers() -> None:
    column = np.array([13800138000, 2**63, 2**64 - 1], np.uint64)
    assert is_supported(column).tolist() == [True, False, False]
    assert classify(column)["verdict"].tolist() == ["supported", "not-mobile", "too-long"]


NULLS: dict[str, Callable[[int], Any]] = {
    "arrow texts": lambda count: pa.nulls(count, pa.string()),
    "arrow views": lambda count: pa.nulls(count, pa.string_view()),
    "arrow integers": lambda count: pa.nulls(count, pa.int64()),
    "arrow nulls": pa.nulls,
    "arrow dictionary": lambda count: pa.nulls(count, pa.dictionary(pa.int32(), pa.string())),
    "chunks": lambda count: pa.chunked_array([pa.nulls(count, pa.string())]),
    "no chunks": lambda count: pa.chunked_array([pa.nulls(count, pa.string())] if count else [], pa.string()),
    "list": lambda count: [None] * count,
    "numpy": lambda count: np.array([None] * count, object),
    "polars texts": lambda count: engine("polars").Series([None] * count, dtype=engine("polars").String),
    "polars nulls": lambda count: engine("polars").Series([None] * count, dtype=engine("polars").Null),
    "pandas objects": lambda count: engine("pandas").Series([None] * count, dtype=object),
    "pandas texts": lambda count: engine("pandas").Series([None] * count, dtype="string"),
    "pandas categories": lambda count: engine("pandas").Series([None] * count, dtype="category"),
    "pandas categories of floats": lambda count: engine("pandas").Series([float("nan")] * count).astype("category"),
    "pandas integers": lambda count: engine("pandas").Series([None] * count, dtype="Int64"),
}


@both
@pytest.mark.parametrize("count", [0, 1, 9])
@pytest.mark.parametrize("make", NULLS.values(), ids=NULLS)
def test_null_stays_null(make: Callable[[int], Any], count: int, writings: bool) -> None:
    assert plain(is_supported(make(count), writings=writings)) == [None] * count
    assert named(classify(make(count))) == {name: [None] * count for name in FIELDS}


def test_lone_surrogates_are_no_numbers() -> None:
    column = ["13800138000", "1380013800\ud800", "\ud800", None]
    wanted = [True, False, False, None]
    for each in (column, column * 3000, np.array(column, object), engine("pandas").Series(column, dtype=object)):
        assert plain(is_supported(each))[:4] == wanted
        assert plain(is_supported(each, writings=True))[:4] == wanted
        assert plain(classify(each)["verdict"])[:4] == ["supported", "not-a-number", "not-a-number", None]


def test_texts_beyond_two_gigabytes_are_read() -> None:
    """The 32 bits of a view do not reach the bytes there. Those before are never touched, so they take no memory."""
    start = 2**31 + 100
    data = np.zeros(start + 100, np.uint8)
    data[start : start + 34] = np.frombuffer(b"1380013800019212345678138 001 38000", np.uint8)[:34]
    offsets = np.array([0, start, start + 11, start + 22, start + 34], np.int64)
    array = pa.Array.from_buffers(pa.large_string(), 4, [None, pa.py_buffer(offsets), pa.py_buffer(data)]).slice(1)
    assert is_supported(array).to_pylist() == [True, False, False]
    assert classify(array)["verdict"].to_pylist() == ["supported", "segment-not-listed", "too-short"]


def test_a_subclass_is_read_as_its_base_class() -> None:
    Phones = type("Phones", (np.ndarray,), {})  # noqa: N806 - a class
    assert is_supported(np.array(["13800138000"]).view(Phones)).tolist() == [True]
