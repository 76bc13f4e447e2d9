import pytest

from pytest_promises.measuring.tables.embedded import embedded


@pytest.fixture(scope="module")
def engine():
    """Return the embedded engine, as Ibis knows it."""
    with embedded() as backend:
        yield backend
