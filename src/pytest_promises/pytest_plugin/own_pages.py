"""Pages that a team's own tests bring to some state, held against the promises of its specs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from time import monotonic

import pytest

from pytest_promises.audit.single import judge_one, statements_in
from pytest_promises.channels.pages.brought import Brought, Moment
from pytest_promises.channels.pages.live_pages import Frame, Locator, Page
from pytest_promises.model.finding import PASSING, Finding, Verdict
from pytest_promises.model.hearing import Hearing, HearingError
from pytest_promises.model.promise import Promise, Spec
from pytest_promises.model.statement import Statement
from pytest_promises.reporting.text import tell

from .own_reports import record
from .own_specs import specs_of
from .run import run_of

SECONDS = 5.0
"""How long a page is given to state a promise: as long as Playwright's own assertions wait."""

_POLL = 0.1
_MARGIN = 4


class InconclusiveError(Exception):
    """Raised for a page that could not be held against a promise: neither a pass nor a breach."""


class Promises:
    """The promises of the spec folders, for one test."""

    def __init__(self, item: pytest.Item) -> None:
        self._item = item

    def __getitem__(self, name: str) -> "PagePromise":
        """Return a promise by its name, or by spec and name where several specs have it.

        `first-reply`, `specs/support.yaml::first-reply`. Raises `UnknownPromiseError`.
        """
        __tracebackhide__ = True
        return PagePromise(self._item, *specs_of(self._item.config).promise(name))


class PagePromise:
    """A promise, to be held against pages, frames and locators of Playwright's synchronous API.

    What is given is read as it is, in all visible frames, once it has come to rest: nothing is loaded, clicked or
    scrolled. `locale` is the language of what names none; default: the page's own, or else the spec's. `seconds` bounds
    the wait.
    """

    def __init__(self, item: pytest.Item, spec: Spec, promise: Promise) -> None:
        self._item = item
        self._spec = spec
        self._promise = promise

    def read(
        self, page: Page | Frame | Locator, *, locale: str = "", seconds: float = SECONDS
    ) -> tuple[Statement, ...]:
        """Return what is stated on the promise's topic, as soon as the page is at rest, in its order.

        Raises `InconclusiveError` when it cannot be read.
        """
        __tracebackhide__ = True
        hearing = Hearing("")
        for hearing in _hearings(Brought(page), self._item.nodeid, seconds):
            if hearing.mishap is None:
                break
        if hearing.mishap is not None:
            raise InconclusiveError(f"{hearing.mishap.message} {hearing.mishap.remedy}".strip())
        said = statements_in(hearing, self._spec, self._locale(locale, hearing))
        return tuple(one for one in said if one.topic == self._promise.topic)

    def check(
        self, page: Page | Frame | Locator, *, locale: str = "", seconds: float = SECONDS, channel: str = ""
    ) -> Finding:
        """Return the finding of the page, the first that does not pass if there are several; nothing is reported.

        A page that does not pass is looked at again until it does, or the seconds are over. `channel` is what the
        finding calls the page; default: the test's node id.
        """
        __tracebackhide__ = True
        return _decisive(self._findings(page, locale, seconds, channel))

    def assert_stated_on(
        self, page: Page | Frame | Locator, *, locale: str = "", seconds: float = SECONDS, channel: str = ""
    ) -> None:
        """Fail the test unless the page states the promise; the finding goes into the run's reports.

        The arguments are those of `check`. Raises `AssertionError` for a breach and `InconclusiveError` for a page that
        cannot be read, both with the whole finding. A draft, a waived breach, and a verdict that `promises_fail_on`
        leaves out are reported and fail nothing.
        """
        __tracebackhide__ = True
        findings = self._findings(page, locale, seconds, channel)
        for finding in findings:
            record(self._item, finding)
        decisive = _decisive(findings)
        run = run_of(self._item.config)
        if decisive.draft or decisive.verdict not in run.options.fail_on:
            return
        text = tell(decisive, run.columns - _MARGIN)
        if decisive.verdict is Verdict.INCONCLUSIVE:
            raise InconclusiveError(text)
        raise AssertionError(text)

    def _findings(self, page: Page | Frame | Locator, locale: str, seconds: float, channel: str) -> tuple[Finding, ...]:
        __tracebackhide__ = True
        findings: tuple[Finding, ...] = ()
        for hearing in _hearings(Brought(page), channel or self._item.nodeid, seconds):
            read_as = self._locale(locale, hearing)
            today = date.today()  # noqa: DTZ011 - the user's day
            findings = judge_one(self._spec, self._promise, hearing, read_as, today)
            if all(finding.verdict in PASSING for finding in findings):
                break
        return findings

    def _locale(self, given: str, hearing: Hearing) -> str:
        return given or hearing.evidence.locale or self._spec.locale


def _hearings(brought: Brought, channel: str, seconds: float) -> Iterator[Hearing]:
    """Yield what the page says at each rest, and at the end what it says then; at least one hearing."""
    until = monotonic() + seconds
    before: Moment | None = None
    while True:
        moment, hearing = _look(brought, channel)
        late = monotonic() >= until
        if late or (moment is not None and not moment.arriving and moment == before):
            yield hearing
        if late:
            return
        before = moment
        brought.pause(_POLL)


def _look(brought: Brought, channel: str) -> tuple[Moment | None, Hearing]:
    try:
        moment = brought.look()
    except HearingError as error:
        return None, Hearing(channel, mishap=error.mishap)
    return moment, brought.hearing(moment, channel, datetime.now(UTC).isoformat(timespec="seconds"))


def _decisive(findings: tuple[Finding, ...]) -> Finding:
    return next((one for one in findings if one.verdict not in PASSING), findings[0])
