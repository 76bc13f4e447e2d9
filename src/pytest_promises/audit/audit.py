"""An audit: loads specs, asks for their channels, and judges checks as what they wait for arrives."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from datetime import date
from pathlib import Path

from pytest_promises.hookspecs import ChannelType
from pytest_promises.judging import Heard, Judge
from pytest_promises.model.check import Check
from pytest_promises.model.finding import Finding
from pytest_promises.model.hearing import Cause, Hearing, Mishap
from pytest_promises.model.promise import Channel, Spec
from pytest_promises.plugins.specs import load_spec
from pytest_promises.reading import Vocabulary
from pytest_promises.redaction import Redactor
from pytest_promises.spec import Loaded

from .listening import Key, Listening
from .reading import Readings, vocabulary

_TICK = 0.1


class Audit:
    """One run over any number of specs.

    `listen` makes what hears the channels, when the first one is asked for; `today` decides on waivers, and
    `met` is called once for each file, when it has been loaded.
    """

    def __init__(
        self,
        types: Mapping[str, ChannelType],
        env: Mapping[str, str],
        today: date,
        listen: Callable[["Audit"], Listening],
        deadline: float = 600.0,
        met: Callable[[Loaded], None] = lambda _: None,
    ) -> None:
        self.types = types
        self.env = env
        self._today = today
        self._listen = listen
        self._deadline = deadline
        self._met = met
        self._listening: Listening | None = None
        self._loaded: dict[str, Loaded] = {}
        self._judges: dict[str, Judge] = {}
        self._redactors: dict[str, Redactor] = {}
        self._vocabularies: dict[str, Vocabulary] = {}
        self._readings = Readings()
        self._heard: dict[Key, Heard] = {}

    def load(self, path: Path) -> Loaded:
        """Return the spec of a file, or its problems; each file is loaded once."""
        if str(path) not in self._loaded:
            self._loaded[str(path)] = load_spec(path, self.types, self.env)
            self._met(self._loaded[str(path)])
        return self._loaded[str(path)]

    @property
    def listening(self) -> Listening:
        """What hears the channels."""
        if self._listening is None:
            self._listening = self._listen(self)
        return self._listening

    def spec(self, path: str) -> Spec | None:
        """Return the spec of a file, or `None` when it has problems."""
        return self.load(Path(path)).spec

    def use(self, listening: Listening) -> None:
        """Hear channels through this from now on."""
        self._listening = listening

    def prepare(self, spec: Spec) -> None:
        """Get ready to hear a spec's channels, while others are still being collected."""
        self.listening.prepare(spec)

    def start(self, checks: Sequence[Check]) -> None:
        """Begin to hear all channels that the checks wait for, in the background."""
        self.listening.ask([(check.spec.path, name) for check in checks for name in check.channels])

    def wait(self, check: Check, tick: Callable[[], None] = lambda: None) -> None:
        """Wait for the check's own channels, and for no other; `tick` is called while waiting."""
        for name in check.channels:
            if (check.spec.path, name) not in self._heard:
                _wait(self.listening.hearing((check.spec.path, name)), name, self._deadline, tick)

    def finding(self, check: Check) -> Finding:
        """Return the check's finding, waiting for what it needs."""
        heard = {name: self._hear(check.spec, name) for name in check.channels}
        found = self._judge(check.spec).judge(check, heard)
        return self._redactor(check.spec).finding(found)

    def in_parts(self, channel: Channel) -> bool:
        """Return whether some of a channel can be heard while the rest cannot."""
        return self.types[channel.kind].in_parts(channel)

    def close(self) -> None:
        """End everything that is under way."""
        if self._listening is not None:
            self._listening.close()

    def _judge(self, spec: Spec) -> Judge:
        if spec.path not in self._judges:
            self._judges[spec.path] = Judge(spec, self._today)
        return self._judges[spec.path]

    def _redactor(self, spec: Spec) -> Redactor:
        if spec.path not in self._redactors:
            self._redactors[spec.path] = Redactor(spec.secrets, (spec.redacting,))
        return self._redactors[spec.path]

    def _hear(self, spec: Spec, name: str) -> Heard:
        key = (spec.path, name)
        if key not in self._heard:
            if spec.path not in self._vocabularies:
                self._vocabularies[spec.path] = vocabulary(spec)
            hearing = _wait(self.listening.hearing(key), name, self._deadline)
            self._heard[key] = self._readings.heard(spec.channel(name), hearing, self._vocabularies[spec.path])
        return self._heard[key]


def _wait(future: "Future[Hearing]", name: str, deadline: float, tick: Callable[[], None] = lambda: None) -> Hearing:
    for _ in range(round(deadline / _TICK) + 1):
        try:
            return future.result(timeout=_TICK)
        except FutureTimeoutError:
            tick()
    message = f"nothing was heard within {deadline:g} seconds, the limit of the run"
    return Hearing(name, mishap=Mishap(Cause.TIMEOUT, message, "Raise `promises_deadline`, or look at fewer pages."))
