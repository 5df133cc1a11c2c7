"""A Spark job: which numbers of a table are of listed segments, and how many of them, by carrier.

    spark-submit examples/spark_support.py NUMBERS.parquet COLUMN OUT

NUMBERS is a Parquet file, or a folder of such files, on any storage that Spark reads. COLUMN has texts or integers.
OUT, a folder that must not exist, gets the table with the new columns supported, segment, carrier and service.

with_support adds expressions of Spark, which are compiled on the driver. The executors run no Python and do not need
this library, so the job runs the same on one machine and on a cluster:

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
