"""Histories on SQLite and on a real PostgreSQL server."""

from tempfile import TemporaryDirectory

import pytest
from tests.measuring.tables.engines import postgresql, server

from pytest_promises.history import open_history


@pytest.fixture(scope="session")
def postgresql_server():
    with TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder, server(folder) as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server):
    """The URL of an empty database of the server."""
    import psycopg

    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgresql_server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=postgresql)])
def url(request):
    return "" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")


@pytest.fixture
def history(url, tmp_path):
    return open_history(url, tmp_path)
