"""Frames of every engine: ``with_support`` adds the answers of ``check_segment``, in a frame of the same type."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, SegmentTable, SegmentValidator
from beian_segments.columns import classify, with_support
from beian_segments.parsing import is_canonical
from tests.columns.answers import DETAILS, PACKAGED, TRAPS, classified, plain, supported, vectors
from tests.columns.engines import engine

pa = engine("pyarrow")
np = engine("numpy")

TEXTS: list[str | None] = [*dict.fromkeys([*(str(vector["input"]) for vector in vectors()), *TRAPS]), None, None]
INTEGERS = [13800138000, None, 19212345678, 13491234567, -13800138000, 1380013800, 138001380000, 0]

#: A table with rows of every depth, holes, and a row above them all.
DEEP = SegmentValidator(
    SegmentTable.from_rows(
        [
            {"prefix": "1", "published": False, "carrier": "other"},
            {"prefix": "138", "published": True, "carrier": "mobile"},
            {"prefix": "13800", "published": False, "carrier": "unicom", "service": "iot"},
            {"prefix": "13800138", "published": True},
            {"prefix": "19212345678", "published": True, "carrier": "broadnet"},
        ]
    )
)
NOTHING = SegmentValidator(SegmentTable())

Values = dict[str, list[Any]]


def pandas(dtype: str) -> Callable[[Any], Any]:
    def make(column: Any) -> Any:
        pd = engine("pandas")
        return pd.DataFrame({"row": range(len(column)), "phone": pd.Series(column, dtype=dtype)})

    return make


def polars(column: Any) -> Any:
    return engine("polars").DataFrame({"row": range(len(column)), "phone": column})


def arrow(column: Any) -> Any:
    return pa.table({"row": range(len(column)), "phone": column})


def dask(column: Any) -> Any:
    dtype = "Int64" if isinstance(column[0], int) else "string"
    return engine("dask.dataframe").from_pandas(pandas(dtype)(column), npartitions=3)


def duckdb(column: Any) -> Any:
    table = arrow(column)
    return engine("duckdb").from_arrow(table)


ENGINES: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Values]]] = {
    "polars": (polars, lambda frame: frame.to_dict(as_series=False)),
    "polars lazy": (lambda column: polars(column).lazy(), lambda frame: frame.collect().to_dict(as_series=False)),
    "arrow": (arrow, lambda frame: frame.to_pydict()),
    "pandas objects": (pandas("object"), lambda frame: frame.to_dict(orient="list")),
    "pandas string": (pandas("string"), lambda frame: frame.to_dict(orient="list")),
    "pandas string[pyarrow]": (pandas("string[pyarrow]"), lambda frame: frame.to_dict(orient="list")),
    "dask": (dask, lambda frame: frame.compute().to_dict(orient="list")),
    "duckdb": (duckdb, lambda frame: frame.order("row").to_arrow_table().to_pydict()),
}
engines = pytest.mark.parametrize(("make", "read"), ENGINES.values(), ids=ENGINES)
tables = pytest.mark.parametrize("validator", [PACKAGED, DEEP, NOTHING], ids=["packaged", "deep", "nothing"])


def holds(values: Values, validator: SegmentValidator = PACKAGED) -> bool:
    """Whether a frame of TEXTS with details has all answers."""
    wanted = classified(TEXTS, validator, canonical=True)
    return plain(values["supported"]) == supported(TEXTS, validator) and all(
        plain(values[name]) == wanted[name] for name in DETAILS
    )


@engines
@tables
def test_every_engine_gives_the_answers_of_check_segment(make: Any, read: Any, validator: SegmentValidator) -> None:
    frame = make(TEXTS)
    answer = with_support(frame, "phone", details=True, validator=validator)
    assert type(answer) is type(frame)
    values = read(answer)
    assert holds(values, validator)
    assert plain(values["phone"]) == TEXTS
    assert list(values) == ["row", "phone", "supported", *DETAILS]


@engines
@pytest.mark.parametrize("prefixes", [["150", "172", "182"], ["199"], ["1381", "19"]])
def test_a_number_below_the_first_row_or_beyond_the_last_has_no_details(
    make: Any, read: Any, prefixes: list[str]
) -> None:
    rows = [{"prefix": prefix, "published": True} for prefix in prefixes]
    validator = SegmentValidator(SegmentTable.from_rows(rows))
    assert holds(read(with_support(make(TEXTS), "phone", details=True, validator=validator)), validator)


@cache
def scattered() -> SegmentValidator:
    numbers = sorted({text for text in TEXTS if text and is_canonical(text)})
    rows = [{"prefix": f"15{at * 7919 % 10**8:08}", "published": at % 3 > 0} for at in range(3_500)]
    return SegmentValidator(
        SegmentTable.from_rows([*rows, *({"prefix": number, "published": True} for number in numbers[::2])])
    )


@engines
def test_a_table_of_thousands_of_scattered_prefixes_is_asked(make: Any, read: Any) -> None:
    assert len(scattered().table.supported_prefixes) > 2_000
    values = read(with_support(make(TEXTS), "phone", validator=scattered()))
    assert plain(values["supported"]) == supported(TEXTS, scattered())


#: Engines that read a text as an integer, or compare it, accept more than eleven digits in it.
FOREIGN = "+-.,eExXbB_ \t\n\0'%０９٣①é"
almost_numbers = st.builds(
    lambda number, at, foreign: number[:at] + foreign + number[at + len(foreign) :],
    st.from_regex(r"1[3-9][0-9]{7,11}", fullmatch=True),
    st.integers(0, 10),
    st.text(FOREIGN + "0123456789", max_size=3),
)


@pytest.mark.parametrize("kind", ["polars lazy", "duckdb"])
@given(texts=st.lists(almost_numbers | st.none(), min_size=1, max_size=40))
@example(
    texts=["1.380013e10", "13800138e03", "+1380013800", " 1380013800", "1380013800 ", "0x338001380", "1_380013800"]
)
def test_what_an_engine_reads_as_an_integer_is_a_number_only_of_eleven_digits(kind: str, texts: list[Any]) -> None:
    make, read = ENGINES[kind]
    frame = make(pa.array(texts, pa.string()))
    wanted = classified(texts, PACKAGED, canonical=True)
    values = read(with_support(frame, "phone", details=True))
    assert values["supported"] == supported(texts) == read(with_support(frame, "phone"))["supported"]
    assert all(values[name] == wanted[name] for name in DETAILS)


@pytest.mark.parametrize("kind", ["polars lazy", "duckdb"])
def test_the_rows_stay_in_their_order(kind: str) -> None:
    make, _ = ENGINES[kind]
    column = [f"1{3 + at % 7}{at * 7919 % 10**9:09}" for at in range(300_000)]
    answer = with_support(make(column), "phone", details=True)
    table = answer.collect().to_arrow() if hasattr(answer, "collect") else answer.to_arrow_table()
    assert table["row"].to_pylist() == [*range(300_000)]


@engines
def test_without_details_there_is_one_column_more(make: Any, read: Any) -> None:
    values = read(with_support(make(TEXTS), "phone"))
    assert list(values) == ["row", "phone", "supported"]
    assert plain(values["supported"]) == supported(TEXTS)


@engines
def test_integers_are_read_as_their_digits(make: Any, read: Any) -> None:
    column = pandas("Int64")(INTEGERS) if make == ENGINES["pandas objects"][0] else make(INTEGERS)
    values = read(with_support(column, "phone", details=True))
    assert plain(values["supported"]) == [True, None, False, True, False, False, False, False]
    assert plain(values["segment"]) == ["138", None, "192", "1349", None, None, None, None]


@engines
def test_a_prefix_names_the_new_columns(make: Any, read: Any) -> None:
    values = read(with_support(make(["13800138000"]), "phone", prefix="phone_", details=True))
    assert list(values) == ["row", "phone", "phone_supported", "phone_segment", "phone_carrier", "phone_service"]


@engines
def test_a_frame_without_rows_has_no_answers(make: Any, read: Any) -> None:
    frame = make(["13800138000"])
    if make is dask:
        empty = frame[frame["row"] < 0]
    else:
        empty = frame.limit(0) if make is duckdb else frame.head(0) if hasattr(frame, "head") else frame.slice(0, 0)
    assert {name: list(each) for name, each in read(with_support(empty, "phone", details=True)).items()} == {
        name: [] for name in ("row", "phone", "supported", *DETAILS)
    }


makers = pytest.mark.parametrize("make", [make for make, _ in ENGINES.values()], ids=ENGINES)


@makers
def test_a_column_that_is_not_there_is_refused(make: Any) -> None:
    with pytest.raises(ValueError, match="no column 'mobile'; it has 'row', 'phone'"):
        with_support(make(["1"]), "mobile")


@makers
def test_a_column_name_that_may_be_a_number_is_not_shown(make: Any) -> None:
    frame = make(["1"])
    renamed = {"row": "13800138000"}
    if hasattr(frame, "project"):
        frame = frame.project('row AS "13800138000", phone')
    elif hasattr(frame, "rename_columns"):
        frame = frame.rename_columns(["13800138000", "phone"])
    else:
        frame = frame.rename(columns=renamed) if hasattr(frame, "iloc") else frame.rename(renamed)
    with pytest.raises(ValueError, match=r"no column '\*{11}'; it has '\*{11}', 'phone'$") as caught:
        with_support(frame, "13912345678")
    assert "13800138000" not in str(caught.value)
    assert "13912345678" not in str(caught.value)


@pytest.mark.parametrize("kind", ["arrow", "pandas", "dask"])
def test_two_columns_of_one_name_are_refused_and_not_shown(kind: str) -> None:
    frame = pa.table([["1"], ["2"]], names=["13800138000", "13800138000"])
    if kind != "arrow":
        pd = engine("pandas")
        frame = pd.DataFrame([["1", "2"]], columns=pd.Index(["13800138000", "13800138000"]))
    if kind == "dask":
        frame = engine("dask.dataframe").from_pandas(frame, npartitions=1)
    with pytest.raises(ValueError, match="more than one column of one name; rename or drop") as caught:
        with_support(frame, "13800138000")
    assert "13800138000" not in str(caught.value)


def test_the_error_for_a_frame_without_columns_says_none() -> None:
    with pytest.raises(ValueError, match="no column 'phone'; it has none"):
        with_support(pa.table({}), "phone")


@pytest.mark.parametrize("name", ["Supported", "SEGMENT", "carriEr"])
def test_a_name_in_another_case_is_taken_where_engines_ignore_case(name: str) -> None:
    relation = duckdb(["13800138000"]).project(f"phone, 'mine' AS \"{name}\"")
    with pytest.raises(ValueError, match=f"has a column '{name}' already; give prefix="):
        with_support(relation, "phone", details=True)
    answer = with_support(relation, "phone", details=True, prefix="phone_").to_arrow_table().to_pydict()
    assert answer["phone_carrier"] == ["mobile"]
    assert answer[name] == ["mine"]


@pytest.mark.parametrize("kind", ["polars", "polars lazy", "arrow", "pandas string", "dask"])
def test_a_name_in_another_case_is_free_elsewhere(kind: str) -> None:
    make, read = ENGINES[kind]
    frame = make(["13800138000"])
    if kind == "arrow":
        frame = frame.append_column("Segment", pa.array(["mine"]))
    elif "polars" in kind:
        frame = frame.with_columns(Segment=engine("polars").lit("mine"))
    else:
        frame = frame.assign(Segment="mine")
    values = read(with_support(frame, "phone", details=True))
    assert (values["Segment"], values["carrier"]) == (["mine"], ["mobile"])


@makers
def test_a_name_that_is_taken_is_refused(make: Any) -> None:
    frame = with_support(make(["1"]), "phone")
    with pytest.raises(ValueError, match="'supported' already; give prefix="):
        with_support(frame, "phone")


@pytest.mark.parametrize(
    "frame",
    [
        lambda: pandas("float64")([13800138000.0]),
        lambda: engine("polars").DataFrame({"phone": [13800138000.0]}),
        lambda: engine("polars").LazyFrame({"phone": [13800138000.0]}),
        lambda: engine("polars").LazyFrame({"phone": [True]}),
        lambda: pa.table({"phone": [13800138000.0]}),
        lambda: engine("duckdb").sql("SELECT 13800138000.5::DOUBLE AS phone"),
    ],
    ids=["pandas", "polars", "polars lazy", "polars truth", "arrow", "duckdb"],
)
def test_columns_of_other_types_are_refused(frame: Callable[[], Any]) -> None:
    with pytest.raises(TypeError, match="must hold texts or integers, not") as caught:
        with_support(frame(), "phone")
    assert "13800138000" not in str(caught.value)


def test_anything_but_a_frame_is_refused() -> None:
    with pytest.raises(TypeError, match="one that narwhals takes, not list"):
        with_support(["13800138000"], "phone")
    series = engine("dask.dataframe").from_pandas(engine("pandas").Series(["1"], name="phone"), npartitions=1)
    with pytest.raises(TypeError, match="a Dask DataFrame, not a Dask Series"):
        with_support(series, "phone")


@pytest.mark.parametrize("details", [False, True])
def test_a_lazy_frame_reads_categories_as_texts(details: bool) -> None:
    pl = engine("polars")
    frame = polars(["13800138000", None]).with_columns(pl.col("phone").cast(pl.Categorical)).lazy()
    assert with_support(frame, "phone", details=details).collect()["supported"].to_list() == [True, None]


@tables
def test_a_name_in_a_prefix_needs_no_care(validator: SegmentValidator) -> None:
    for kind in ("polars lazy", "duckdb"):
        make, read = ENGINES[kind]
        values = read(with_support(make(["13800138000"]), "phone", prefix='a."b" ', details=True, validator=validator))
        assert [*values][2:] == [f'a."b" {name}' for name in ("supported", *DETAILS)]


def test_a_lazy_frame_of_nulls_gets_nulls() -> None:
    frame = polars([None, None]).lazy()
    values = with_support(frame, "phone", details=True).collect().to_dict(as_series=False)
    assert [values[name] for name in ("supported", *DETAILS)] == [[None, None]] * 4


def test_a_narwhals_frame_stays_one() -> None:
    nw = engine("narwhals.stable.v2")
    for native in (polars(["13800138000"]), polars(["13800138000"]).lazy()):
        frame = nw.from_native(native)
        assert type(with_support(frame, "phone")) is type(frame)


def test_a_pandas_index_is_kept() -> None:
    pd = engine("pandas")
    frame = pd.DataFrame({"phone": ["13800138000", None, "19212345678"]}, index=[5, 5, 1])
    answer = with_support(frame, "phone", details=True)
    assert answer.index.tolist() == [5, 5, 1]
    assert plain(answer["supported"]) == [True, None, False]
    assert plain(answer["segment"]) == ["138", None, "192"]
    assert list(frame.columns) == ["phone"]


@pytest.mark.parametrize("details", [False, True])
def test_filters_on_other_columns_reach_the_scan_of_a_polars_lazy_frame(tmp_path: Any, details: bool) -> None:
    pl = engine("polars")
    polars(["13800138000", "1", None]).write_parquet(tmp_path / "numbers.parquet")
    scanned = pl.scan_parquet(tmp_path / "numbers.parquet")
    frame = with_support(scanned, "phone", details=details).filter(pl.col("row") > 0)
    plan = frame.select("supported").explain()
    scan = plan[plan.index("Parquet SCAN") :]
    assert "row" in scan[scan.index("SELECTION") :]
    assert frame.collect()["supported"].to_list() == [False, None]


@pytest.mark.parametrize("details", [False, True])
def test_filters_on_other_columns_reach_the_scan_of_a_duckdb_relation(tmp_path: Any, details: bool) -> None:
    connection = engine("duckdb").connect()
    polars(["13800138000", "1", None]).write_parquet(tmp_path / "numbers.parquet")
    scanned = connection.read_parquet(str(tmp_path / "numbers.parquet"))
    relation = with_support(scanned, "phone", details=details).filter("row > 0")
    plan = relation.explain()
    assert "row>0" in plan[plan.index("PARQUET") :].replace(" ", "")
    assert relation.order("row").project("supported").fetchall() == [(False,), (None,)]


def test_a_dask_frame_reads_no_other_column_for_the_answers(tmp_path: Any) -> None:
    dd = engine("dask.dataframe")
    pandas("string")(["13800138000"]).to_parquet(tmp_path / "numbers.parquet")
    frame = with_support(dd.read_parquet(tmp_path / "numbers.parquet"), "phone")["supported"].optimize()
    assert "columns=['phone']" in str(frame.expr.tree_repr())


def by_comparisons(texts: list[str | None], table: SegmentTable) -> list[bool | None]:
    """The form for engines other than Polars and DuckDB, run by Polars."""
    nw = engine("narwhals.stable.v2")
    from beian_segments.columns.expressions import supported_in

    expression = supported_in(nw.Implementation.PYSPARK, nw.col("phone"), table)
    frame = nw.from_native(polars(texts)).with_columns(supported=expression).to_native()
    answers: list[bool | None] = frame["supported"].to_list()
    return answers


@tables
def test_comparisons_give_the_answers_of_check_segment(validator: SegmentValidator) -> None:
    assert by_comparisons(TEXTS, validator.table) == supported(TEXTS, validator)


@given(data=st.data(), prefixes=st.sets(st.from_regex(r"1[3-9][0-9]{0,3}", fullmatch=True), max_size=12))
def test_comparisons_are_right_at_both_ends_of_every_segment(data: st.DataObject, prefixes: set[str]) -> None:
    table = SegmentTable.from_rows([{"prefix": prefix, "published": data.draw(st.booleans())} for prefix in prefixes])
    near = [int(prefix.ljust(11, end)) + step for prefix in prefixes for end in "09" for step in (-1, 0, 1)]
    texts = [None, "1", *map(str, near)]
    assert by_comparisons(texts, table) == supported(texts, SegmentValidator(table))


def test_the_names_of_details_are_those_of_classify_and_of_a_row() -> None:
    assert set(DETAILS) <= set(classify(["13800138000"]))
    assert {"carrier", "service"} <= set(dir(next(iter(DEFAULT_TABLE))))
