"""Journeys through pages of a server on loopback, in one real browser for all of them."""

from textwrap import dedent

import pytest
from tests.measuring.probing import TYPES, Run
from tests.measuring.server import Answer, Server

from pytest_promises.audit import LocalListening
from pytest_promises.audit.sites import Sites
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Settings

HTML = "text/html; charset=utf-8"
PROMISE = "promises: {p: {topic: free_shipping, from: 50 EUR, kept_by: {journey: way}}}"


class Shop(Server):
    """A server of pages."""

    def page(self, path, body, **how):
        text = f"<!doctype html><html lang=en><title>Shop</title><body><main>{body}</main></body></html>"
        self.answers[path] = Answer(text.encode(), type=HTML, **how)
        return self

    def paths(self):
        return [one.path for one in self.asked if one.path != "/favicon.ico"]


class _Borrowed:
    """An engine for one of its many users: closing is the owner's."""

    def __init__(self, engine):
        self.submit, self.hold, self.prepare = engine.submit, engine.hold, engine.prepare
        self.rest = lambda: None

    def close(self): ...


@pytest.fixture(scope="session")
def engine():
    with Engine(Settings(timeout=10.0, retries=0, probe=True)) as running:
        yield running


@pytest.fixture
def shop():
    running = Shop()
    yield running
    running.close()


@pytest.fixture
def spec(tmp_path, shop, monkeypatch):
    """Makes the run of a spec with one journey, `way`, and a promise that is kept by it."""
    monkeypatch.chdir(tmp_path)

    def make(journey, promises=PROMISE, address="/"):
        lines = dedent(journey).strip("\n").splitlines()
        indented = "\n".join(f"    {line}" for line in lines)
        return Run(tmp_path, shop.url, f"probes:\n  way:\n    journey: {address}\n{indented}\n{promises}\n")

    return make


@pytest.fixture
def hear_in(engine):
    """Returns the hearing of one measure of a spec."""
    sites = Sites({})
    yield (
        lambda spec, name: (
            LocalListening(_Borrowed(engine), TYPES, sites, lambda _: spec).hearing((spec.path, name)).result(90)
        )
    )
    sites.close()


@pytest.fixture
def walk(spec, hear_in):
    """Makes a journey and returns the hearing of the promise that is kept by it."""

    def go(journey, *args, **kwargs):
        run = spec(journey, *args, **kwargs)
        assert not run.loaded.problems, run.problems
        return hear_in(run.loaded.spec, run.loaded.spec.measures[0].name)

    return go
