"""A promise that is kept by one measure, and what that found, written down in a line each."""

from datetime import date

import pytest

from pytest_promises.judging import Judge, heard
from pytest_promises.model.check import checks_of
from pytest_promises.model.hearing import Evidence, Hearing
from pytest_promises.model.keeping import Asked, Keeping
from pytest_promises.model.measured import Counts, Distribution, Measured
from pytest_promises.model.promise import Channel, Location, Promise, Spec, measure_name
from pytest_promises.model.quantities import Duration

HOUR = 3600
DAY = 24 * HOUR
AT = Location("specs/a.yaml", 9, 15)


def hours(times, group=(), **more):
    """Return a distribution of `{hours: how many}`; `open` is one of the same shape."""
    closed = tuple((one * HOUR, count) for one, count in sorted(times.items()) if count)
    opened = tuple((one * HOUR, count) for one, count in sorted(more.pop("open", {}).items()) if count)
    total = sum(edge * count for edge, count in closed)
    squares = sum(edge * edge * count for edge, count in closed)
    return Distribution(group, closed, opened, more.pop("failed", 0), float(total), float(squares))


def kept(inside, of, group=(), **more):
    """Return a distribution of which so many took 20 hours, and the rest 30."""
    return hours({20: inside, 30: of - inside}, group, **more)


class Case:
    """A promise of 24 hours, unless told otherwise, and what it is kept by."""

    def __init__(self, *, value=None, topic="reply", waived=None, draft=False, kind="records", **keeping):
        self.keeping = Keeping(kind, "tickets", "tickets", AT, **keeping)
        value = Duration(None, DAY) if value is None else value
        self.promise = Promise(
            "first-reply", topic, Location("specs/a.yaml", 7, 3), "We answer every e-mail within 24 hours.", "support",
            value, "24 hours", kept_by=(self.keeping,), waived=waived, draft=draft,
        )  # fmt: skip

    def judge(self, *distributions, mishap=None, flaws=None, unit="seconds", today=date(2026, 11, 1), **measured):
        found = Measured(
            unit, self.keeping.by, distributions, counts=Counts(**(flaws or {})), as_of="2026-10-31T22:00:00+00:00",
            **measured,
        )  # fmt: skip
        name = measure_name(self.promise.id, self.keeping)
        channel = Channel(name, self.keeping.kind, "tickets.parquet", asked=Asked(self.keeping, self.promise.value))
        evidence = Evidence(url="tickets.parquet", fetched_at="2026-11-01T00:00:00+00:00")
        hearing = Hearing(name, evidence=evidence, mishap=mishap, measured=None if mishap else found)
        spec = Spec("specs/a.yaml", measures=(channel,), promises=(self.promise,))
        (check,) = checks_of(spec, self.promise)
        return Judge(spec, today).judge(check, {name: heard(channel, hearing, ())})


@pytest.fixture
def case():
    return Case
