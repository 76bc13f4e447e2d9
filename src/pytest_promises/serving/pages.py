"""The pages, made of plain values: every text is escaped, and nothing in them runs."""

from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from pytest_promises.history.asking import Difference, RunSummary
from pytest_promises.history.courses import Trend
from pytest_promises.history.standing import CheckStanding
from pytest_promises.model.finding import PASSING, Verdict
from pytest_promises.model.report import Key
from pytest_promises.reporting.changes import changed, minute
from pytest_promises.reporting.html.templating import environment

from .drawing import Course, course, values

_SHARED = ("theme", "base", "verdicts")
"""The styles of the report that the pages have too."""

_WORST_FIRST = (*(one for one in Verdict if one not in PASSING), *PASSING)


class Pages:
    """Makes the pages of a history; `where` says which one, without any password."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._templates = _environment()

    def runs(self, runs: Sequence[RunSummary], standing: Sequence[CheckStanding]) -> str:
        """Return the list of runs, and what is broken now."""
        broken = [one for one in standing if one.verdict not in PASSING and one.verdict is not Verdict.WAIVED]
        return self._page("runs", "Runs", runs=runs, broken=broken, now=runs[0].run.started_at if runs else "")

    def diff(self, runs: Sequence[RunSummary], older: str, newer: str, differences: Sequence[Difference]) -> str:
        """Return what two runs found differently."""
        worst = sorted(differences, key=lambda one: (one.after in PASSING or one.after is None, one.reworded, one.key))
        return self._page("diff", "What differs", runs=runs, older=older, newer=newer, differences=worst)

    def promise(self, promise: str, trends: Sequence[Trend], now: datetime) -> str:
        """Return one promise over the time that the trends tell of."""
        begin = min(point.at for trend in trends for point in trend.points)
        courses: list[tuple[Trend, Course]] = [(one, course(one.points, begin, now.isoformat())) for one in trends]
        return self._page("promise", promise, courses=courses, begin=begin, values=values, now=now.isoformat())

    def trouble(self, text: str) -> str:
        """Return why there is no page."""
        return self._page("trouble", "Not there", text=text)

    def _page(self, template: str, title: str, **values: object) -> str:
        return self._templates.get_template(f"{template}.html.jinja").render(title=title, where=self._where, **values)


def _environment() -> Environment:
    templates = environment(__package__ or "")
    templates.filters.update(minute=lambda time: minute(time) if time else "", address=_address)
    templates.globals.update(
        style=Markup(_style()),  # noqa: S704 - the package's own
        changed=changed,
        verdicts=_WORST_FIRST,
    )
    return templates


def _style() -> str:
    shared = files("pytest_promises.reporting.html").joinpath("styles")
    parts = [shared.joinpath(f"{name}.css") for name in _SHARED] + [files(__package__).joinpath("serving.css")]
    return "\n".join(part.read_text("utf-8") for part in parts)


def _address(key: Key) -> str:
    """Return the address of a promise's page."""
    return f"/promises/{quote(f'{key[0]}::{key[1]}')}"
