"""Spark in local mode with two threads: answers, plans, the published predicate, the example."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from beian_segments.columns import with_support
from tests.columns.answers import DETAILS, PACKAGED, TRAPS, classified, plain, supported, vectors
from tests.columns.engines import engine
from tests.columns.test_frames import DEEP, NOTHING
from tests.reference import DATA
from tests.required import program

EXAMPLE = Path(__file__).parents[2] / "examples" / "spark_support.py"
TEXTS: list[str | None] = [*dict.fromkeys([*(str(vector["input"]) for vector in vectors()), *TRAPS]), None, None]

# Short jobs end before the JVM's optimizing compiler pays off.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the gateway's sockets live as long as the JVM
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = engine("pyspark.sql")
    program("java", debian="default-jdk-headless")
    os.environ["PYSPARK_PYTHON"] = sys.executable  # the workers' Python must be the driver's
    builder = sql.SparkSession.builder.master("local[2]").appName("tests")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": QUICK,
        "spark.sql.shuffle.partitions": "1",
        "spark.log.level": "ERROR",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def numbers(spark: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The texts as a table that Spark has read from two files, in two partitions."""
    pa = engine("pyarrow")
    folder = tmp_path_factory.mktemp("numbers")
    for part, rows in enumerate((range(300), range(300, len(TEXTS)))):
        table = pa.table({"row": pa.array(rows, pa.int32()), "phone": [TEXTS[row] for row in rows]})
        engine("pyarrow.parquet").write_table(table, folder / f"{part}.parquet")
    return spark.read.parquet(str(folder)).cache()


@pytest.mark.parametrize("validator", [PACKAGED, DEEP, NOTHING], ids=["packaged", "deep", "nothing"])
def test_spark_gives_the_answers_of_check_segment(numbers: Any, validator: Any) -> None:
    frame = with_support(numbers, "phone", details=True, validator=validator)
    assert type(frame) is type(numbers)
    rows = frame.orderBy("row").collect()
    wanted = classified(TEXTS, validator, canonical=True)
    assert [row["phone"] for row in rows] == TEXTS
    assert [row["supported"] for row in rows] == supported(TEXTS, validator)
    for name in DETAILS:
        assert [row[name] for row in rows] == wanted[name]


@pytest.mark.parametrize("details", [False, True])
def test_answers_are_counted_as_they_are(numbers: Any, details: bool) -> None:
    """Spark counts rows instead where it thinks that a column has no null."""
    frame = with_support(numbers, "phone", details=details, prefix="phone_")
    wanted: dict[str, Any] = {"supported": supported(TEXTS), **classified(TEXTS, PACKAGED, canonical=True)}
    for name in ("supported", *(DETAILS if details else ())):
        known = [answer for answer in wanted[name] if answer is not None]
        assert frame.selectExpr(f"count(phone_{name})").collect()[0][0] == len(known)


def test_integers_are_read_as_their_digits(spark: Any) -> None:
    frame = spark.sql("SELECT * FROM VALUES (13800138000L), (19212345678L), (-13800138000L), (NULL) AS t(phone)")
    answers = [row["supported"] for row in with_support(frame, "phone").collect()]
    assert answers == [True, False, False, None]


@pytest.mark.parametrize("name", ["Supported", "SEGMENT"])
def test_a_name_in_another_case_is_taken(spark: Any, name: str) -> None:
    frame = spark.createDataFrame([("13800138000", "mine")], f"phone string, {name} string")
    with pytest.raises(ValueError, match=f"has a column '{name}' already; give prefix="):
        with_support(frame, "phone", details=True)


def test_the_plan_runs_no_python(numbers: Any) -> None:
    frame = with_support(numbers, "phone", details=True).filter("supported").filter("row > 5")
    plan = frame._jdf.queryExecution().toString()
    assert "RLIKE" in plan.upper()
    assert "python" not in plan.lower()
    assert "ArrowEval" not in plan


def test_filters_on_other_columns_reach_the_scan(spark: Any, tmp_path: Path) -> None:
    engine("pyarrow.parquet").write_table(
        engine("pyarrow").table({"row": [1, 6, 7], "phone": ["1", "13800138000", None]}), tmp_path / "n.parquet"
    )
    frame = with_support(spark.read.parquet(str(tmp_path)), "phone").filter("row > 5")
    assert "GreaterThan(row,5)" in frame._jdf.queryExecution().toString()
    assert [row["supported"] for row in frame.orderBy("row").collect()] == [True, None]


def test_the_published_predicate_gives_the_same_answers(numbers: Any) -> None:
    published = json.loads(DATA.joinpath("patterns.json").read_text(encoding="utf-8"))["sql"]["spark"]
    assert published["column"] == "phone"
    rows = numbers.selectExpr("row", f"{published['predicate']} AS supported").orderBy("row").collect()
    assert [row["supported"] for row in rows] == supported(TEXTS)


def test_the_example_runs_with_spark_submit(tmp_path: Path) -> None:
    """In processes of their own, as on a cluster."""
    if not EXAMPLE.exists():
        pytest.skip("there is no checkout here")
    pyspark = engine("pyspark")
    program("java", debian="default-jdk-headless")
    pa = engine("pyarrow")
    parquet = engine("pyarrow.parquet")
    parquet.write_table(pa.table({"phone": TEXTS}), tmp_path / "numbers.parquet")
    command = [
        str(Path(pyspark.__file__).parent / "bin" / "spark-submit"),
        *("--master", "local[2]", "--driver-java-options", QUICK),
        *("--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=1"),
        *(str(EXAMPLE), str(tmp_path / "numbers.parquet"), "phone", str(tmp_path / "out")),
    ]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "|     true|  mobile|" in done.stdout
    table = parquet.read_table(tmp_path / "out")
    found = dict(zip(table["phone"].to_pylist(), table["supported"].to_pylist(), strict=True))
    assert found == dict(zip(TEXTS, supported(TEXTS), strict=True))
    assert plain(table["segment"]).count("138") > 0
