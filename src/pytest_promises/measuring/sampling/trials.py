"""Many exchanges, one after the other: how long each took, and which of them failed."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from pytest_promises.channels.http.client import Letterhead, open_client
from pytest_promises.channels.mishaps import failed, status_mishap
from pytest_promises.measuring.sampling.apart import Pace
from pytest_promises.measuring.sampling.exchange import Bounds, Question, Reply, exchange
from pytest_promises.measuring.sampling.statuses import fits
from pytest_promises.measuring.sampling.walls import refuse_wall
from pytest_promises.model.access import Access
from pytest_promises.model.hearing import Cause, HearingError, Mishap

_SERVER_ERRORS = 500
_WORDS = {Cause.TLS: "met a TLS error", Cause.TOO_LARGE: "were too large"}
_HOPELESS = frozenset(
    {Cause.WALL, Cause.LOGIN, Cause.EMPTY, Cause.DENIED, Cause.RATE_LIMITED, Cause.CRASHED, Cause.UNAVAILABLE}
)
"""What asking on makes no better: it tells of the audit, or of another page."""
Ask = Callable[[], Awaitable[Reply]]
"""Asks once and returns the answer, whatever its status; raises `HearingError` when none came."""


@dataclass(frozen=True, slots=True)
class Series:
    """What is tried: `samples` exchanges after `warm_up` ones that do not count.

    `expect` are the statuses and `media_type` (`""`: any) the type of a good answer.
    """

    question: Question
    samples: int
    warm_up: int
    expect: tuple[str, ...]
    media_type: str
    bounds: Bounds


@dataclass(slots=True)
class Trials:
    """How a series went.

    `seconds` are of the good answers, `late` counts those that did not come within the bound, `failures` the others by
    what was wrong; `last` is the newest answer and `mishap` the first thing that went wrong.
    """

    seconds: list[float] = field(default_factory=list)
    late: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    last: Reply | None = None
    mishap: Mishap | None = None

    @property
    def taken(self) -> int:
        """How many there were."""
        return len(self.seconds) + self.late + self.failures.total()

    def note(self, mishap: Mishap) -> None:
        """Count an exchange that no answer came of; raises `HearingError` when asking on makes no sense."""
        if mishap.cause in _HOPELESS:
            raise HearingError(mishap)
        self.mishap = self.mishap or mishap
        if mishap.cause is Cause.TIMEOUT:
            self.late += 1
        else:
            self.failures[_WORDS.get(mishap.cause, "were broken off")] += 1

    def notes(self) -> tuple[str, ...]:
        """Return what went wrong, in words."""
        late = [f"{self.late} of {self.taken} took too long to be waited for"] if self.late else []
        return (*late, *(f"{count} of {self.taken} {what}" for what, count in self.failures.most_common()))


async def over_one_connection(series: Series, access: Access, letters: Letterhead, pace: Pace, now: str) -> Trials:
    """Make a series over plain HTTP: the name is looked up, and the connection made, while warming up.

    Raises `HearingError` as `tried` does.
    """
    async with open_client(access.proxy, access.ca_certificates) as client:
        return await tried(series, partial(exchange, client, series.question, letters, series.bounds), pace, now)


async def tried(series: Series, ask: Ask, pace: Pace, now: str) -> Trials:
    """Make a series of exchanges and return how it went; `now` is the time as ISO 8601.

    Raises `HearingError` when nothing can be measured so: the warming up finds nobody, the host wants to be asked less
    often, no answer at all is a good one.
    """
    trials = Trials()
    for _ in range(series.warm_up):
        await pace()
        await _warm_up(ask, series, now)
    for _ in range(series.samples):
        await pace()
        await _try(ask, series, trials, now)
    if not trials.seconds and not trials.late:
        raise HearingError(trials.mishap or _unlike(series.question.url, trials.failures))
    return trials


async def _warm_up(ask: Ask, series: Series, now: str) -> None:
    try:
        _refuse(await ask(), series, now)
    except HearingError as error:
        # Who is there and slow can be measured.
        if error.mishap.cause is not Cause.TIMEOUT:
            raise


async def _try(ask: Ask, series: Series, trials: Trials, now: str) -> None:
    try:
        reply = await ask()
    except HearingError as error:
        trials.note(error.mishap)
        return
    _refuse(reply, series, now)
    trials.last = reply
    wrong = _wrong(reply, series)
    if wrong:
        trials.failures[wrong] += 1
        trials.mishap = trials.mishap or status_mishap(reply.status, reply.url, reply.headers, now)
    else:
        trials.seconds.append(reply.seconds)


def _refuse(reply: Reply, series: Series, now: str) -> None:
    """Raise `HearingError` for an answer after which asking on makes no sense."""
    mishap = status_mishap(reply.status, reply.url, reply.headers, now)
    asks_on = fits(reply.status, series.expect) or reply.status >= _SERVER_ERRORS
    if mishap is not None and (mishap.cause is Cause.WALL or not asks_on):
        raise HearingError(mishap)
    refuse_wall(reply)


def _wrong(reply: Reply, series: Series) -> str:
    if not fits(reply.status, series.expect):
        return f"answered {reply.status}"
    media_type = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if series.media_type and media_type != series.media_type.lower():
        return f"answered with {_shortened(media_type) or 'no type'} in place of {series.media_type}"
    return ""


def _shortened(text: str) -> str:
    return "".join(char for char in text[:60] if char.isprintable())


def _unlike(url: str, failures: Sequence[str] | Counter[str]) -> Mishap:
    from pytest_promises.channels.addresses import shown

    what = next(iter(failures), "answered nothing")
    return failed(Cause.MALFORMED, f"{shown(url)} {what}.", "Correct the address, or what is expected.").mishap
