"""Probes as a run has them: a spec is loaded, its measures and probes are heard by the engine."""

from contextlib import contextmanager
from textwrap import dedent

from pytest_promises.audit import LocalListening
from pytest_promises.audit.sites import Sites
from pytest_promises.gathering import Engine
from pytest_promises.gathering.timing import Timing
from pytest_promises.hookspecs import Settings
from pytest_promises.plugins import manager
from pytest_promises.plugins.specs import all_types, load_spec
from pytest_promises.spec import render

TYPES = all_types(manager(installed=False))


async def no_pause(_seconds):
    """Retry at once."""


class Run:
    """A spec that is heard; `text` follows `version: 1`."""

    def __init__(self, folder, site, text, env=None):
        self.path = folder / "promises.yaml"
        self.path.write_text(f"version: 1\nsite: {site}\n{dedent(text)}", "utf-8")
        self.loaded = load_spec(self.path, TYPES, env or {})

    @property
    def problems(self):
        return "\n".join(render(problem) for problem in self.loaded.problems)

    def hear(self, *names, pauses=True, **settings):
        """Return the hearings by name: of all measures and speaking probes, or of those named."""
        assert not self.loaded.problems, self.problems
        spec = self.loaded.spec
        wanted = names or [channel.name for channel in (*spec.measures, *spec.probes)]
        with self.listening(pauses, settings) as listening:
            listening.ask([(spec.path, name) for name in wanted])
            return {name: listening.hearing((spec.path, name)).result(60) for name in wanted}

    @contextmanager
    def listening(self, pauses, settings):
        timing = Timing() if pauses else Timing(sleep=no_pause)
        given = Settings(**{"timeout": 10.0, "retries": 0, **settings})
        with Engine(given, timing=timing) as engine:
            listening = LocalListening(engine, TYPES, Sites({}), lambda _: self.loaded.spec)
            yield listening
            listening.close()
