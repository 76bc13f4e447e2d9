"""Records as a run has them: files beside a spec that is loaded, heard by the engine at a time that is known."""

from textwrap import dedent

import pytest
from tests.measuring.probing import TYPES

from pytest_promises.audit import LocalListening
from pytest_promises.audit.sites import Sites
from pytest_promises.gathering import Engine
from pytest_promises.gathering.timing import Timing
from pytest_promises.hookspecs import Settings
from pytest_promises.plugins.specs import load_spec
from pytest_promises.spec import render

NOW = "2026-03-20T12:00:00+00:00"


class Audit:
    """A folder with a spec and its records."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, text):
        (self.folder / name).write_text(dedent(text), "utf-8")

    def load(self, spec):
        self.write("promises.yaml", f"version: 1\n{dedent(spec)}")
        return load_spec(self.folder / "promises.yaml", TYPES, {})

    def problems(self, spec):
        return "\n".join(render(problem) for problem in self.load(spec).problems)

    def hear(self, spec, now=NOW):
        """Return the hearings of all measures, by name."""
        loaded = self.load(spec)
        assert not loaded.problems, "\n".join(render(problem) for problem in loaded.problems)
        with Engine(Settings(retries=0), timing=Timing(now=lambda: now)) as engine:
            listening = LocalListening(engine, TYPES, Sites({}), lambda _: loaded.spec)
            names = [channel.name for channel in loaded.spec.measures]
            listening.ask([(loaded.spec.path, name) for name in names])
            heard = {name: listening.hearing((loaded.spec.path, name)).result(120) for name in names}
            listening.close()
        return heard

    def measured(self, kept_by="", promise="within: 24 hours", records="from: created, to: replied", above=""):
        """Return what the one measure of a promise that is kept by `tickets.csv` finds."""
        return self.heard(kept_by, promise, records, above).measured

    def heard(self, kept_by="", promise="within: 24 hours", records="from: created, to: replied", above=""):
        spec = one_promise(kept_by, promise, records, above)
        (hearing,) = self.hear(spec).values()
        return hearing


def one_promise(kept_by="", promise="within: 24 hours", records="from: created, to: replied", above=""):
    more = f", {kept_by}" if kept_by else ""
    return (
        f"{above}\nrecords: {{tickets: {{source: tickets.csv, {records}}}}}\n"
        f"promises: {{reply: {{topic: reply, {promise}, kept_by: {{records: tickets{more}}}}}}}\n"
    )


@pytest.fixture
def audit(tmp_path):
    """A folder without records."""
    return Audit(tmp_path)
