"""Playwright's traces: kept of a visit that anybody could make, and of no other."""

import io
import zipfile
from dataclasses import replace

import pytest
from tests.channels.conftest import SECRET

from pytest_promises.hookspecs import Order
from pytest_promises.model.access import Access, Credentials

PAGE = "<title>Contact</title><p>We reply within 24 hours, on every day of the week.</p>"


@pytest.fixture
def visit(ear, site, make, recorder):
    def hear(path="/", access=None, **options):
        kind, order = ear.order(site.url, make(path, **options))
        order = Order(replace(order.target, access=access or Access()), order.channels)
        (hearing,) = ear.run(kind.hear(order, ear.loan(traces=True)))
        assert hearing.mishap is None
        return hearing

    return hear


def names(content):
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_a_trace_shows_what_was_done_and_the_next_visit_has_one_of_its_own(visit, site, recorder):
    site.page("/", f"{PAGE}<button id='more'>More</button>")
    first, second = visit(open="#more"), visit()
    assert first.evidence.trace != second.evidence.trace
    content = recorder.store.get(first.evidence.trace)
    assert "trace.trace" in names(content)
    events = zipfile.ZipFile(io.BytesIO(content)).read("trace.trace").decode()
    assert '"click"' in events
    assert (
        '"click"'
        not in zipfile.ZipFile(io.BytesIO(recorder.store.get(second.evidence.trace))).read("trace.trace").decode()
    )


@pytest.mark.parametrize(
    "access",
    [
        Access(cookies=(("id", "1"),)),
        Access(headers=(("X-Key", "1"),)),
        Access(http_credentials=Credentials("me", "hush")),
    ],
    ids=["cookies", "headers", "credentials"],
)
def test_there_is_no_trace_of_a_visit_that_brings_something_along(visit, site, recorder, access):
    site.page("/", PAGE)
    assert visit(access=access).evidence.trace == ""
    assert list(recorder.store.folder.rglob("*.zip")) == []


def test_there_is_no_trace_of_a_page_whose_address_nobody_may_see(visit, site):
    site.page("/", PAGE)
    assert visit(f"/?key={SECRET}").evidence.trace == ""


def test_there_is_no_trace_where_none_is_wanted(ear, site, make, recorder):
    site.page("/", PAGE)
    (hearing,) = ear.hear(site.url, make("/"))
    assert hearing.evidence.trace == ""
