"""A PostgreSQL server and a Spark, started when a test asks for them, once a process."""

import gc
from tempfile import TemporaryDirectory

import pytest
from tests.measuring.tables.engines import java, server


@pytest.fixture(scope="session")
def postgresql_url():
    # Not in pytest's own folder, which the server's user may not enter; sockets have short names.
    with TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder, server(folder) as url:
        yield url


@pytest.fixture(scope="session")
def spark_url(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark")
    with java(folder / "java"):
        yield f"pyspark://?spark.master=local[1]&spark.sql.shuffle.partitions=2&spark.sql.warehouse.dir={folder}/tables"
        from pyspark.sql import SparkSession

        running = SparkSession.getActiveSession()
        if running is not None:
            running.stop()


@pytest.fixture
def swept():
    """Let what Spark's driver leaves behind be found by the test that asked it, and by no later one."""
    yield
    gc.collect()
