"""A Spark job: which numbers of a table are of listed segments, and how many of them, by carrier.

    spark-submit examples/spark_support.py NUMBERS.parquet COLUMN OUT

NUMBERS is whatever Spark reads as Parquet, a file or a folder on the cluster's storage; COLUMN has texts or integers.
OUT, a folder that is not there yet, gets the table with the columns supported, segment, carrier and service beside it.

What with_support adds are Spark's own expressions, compiled on the driver. The executors run no Python and need neither
this library nor any other; so the job runs the same on local[2] and on a cluster:

    spark-submit --master 'local[2]' …
    spark-submit --master yarn --deploy-mode client …
"""

from __future__ import annotations

import argparse

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from beian_segments.columns import with_support


def main() -> None:
    """Run from spark-submit."""
    parser = argparse.ArgumentParser(description="Which numbers of a Parquet table are of listed segments.")
    parser.add_argument("numbers", help="a Parquet file or folder")
    parser.add_argument("column", help="the column of numbers")
    parser.add_argument("out", help="the folder to write; it must not exist")
    given = parser.parse_args()

    spark = SparkSession.builder.appName("beian-segments").getOrCreate()
    try:
        checked = with_support(spark.read.parquet(given.numbers), given.column, details=True)
        checked.write.parquet(given.out)
        written = spark.read.parquet(given.out)
        written.groupBy("supported", "carrier").agg(f.count("*").alias("rows")).orderBy("supported", "carrier").show()
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
