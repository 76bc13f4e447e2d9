"""Who is to be told what: only what has changed since an owner was last told of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from pytest_promises.model.finding import PASSING, Finding, Verdict
from pytest_promises.model.report import Report

DEFAULT = "default"
"""The owner who is told of promises whose own owner has no address."""

_EVER = datetime.fromtimestamp(0, UTC)


class Notices(Protocol):
    """What was told before; a history has it."""

    def noticed(self, key: str, since: datetime) -> bool:
        """Tell whether there is a notice of that key from a time on."""
        ...

    def notice(self, key: str, at: datetime) -> None:
        """Keep a notice."""
        ...


@dataclass(frozen=True, slots=True)
class News:
    """One check that its owner does not know of yet: it is broken, or kept again after it was told as broken."""

    finding: Finding
    recovered: bool

    @property
    def key(self) -> str:
        """What the notice of it is kept under."""
        return _key("kept" if self.recovered else "broken", self.finding)


def news(report: Report, owners: Mapping[str, tuple[str, ...]], notices: Notices) -> Mapping[str, tuple[News, ...]]:
    """Return the news for each owner that has an address, in the report's order.

    A breach is told once while it lasts, whether it began with this run or could not be told before; it is told to be
    kept again only if it was told to be broken. Drafts, waived breaches and what could not be checked are no news.
    """
    told: dict[str, list[News]] = {}
    for finding in report.findings:
        owner = finding.owner if finding.owner in owners else DEFAULT
        if owner in owners:
            told.setdefault(owner, []).extend(_news(report, finding, notices))
    return {owner: tuple(every) for owner, every in told.items() if every}


def _news(report: Report, finding: Finding, notices: Notices) -> Iterator[News]:
    if finding.draft or finding.verdict in {Verdict.INCONCLUSIVE, Verdict.WAIVED}:
        return
    since = report.since.get(finding.key)
    began = datetime.fromisoformat(since.at) if since and since.at else _EVER
    one = News(finding, finding.verdict in PASSING)
    known = notices.noticed(one.key, began)
    if not known and (not one.recovered or notices.noticed(_key("broken", finding), _EVER)):
        yield one


def _key(what: str, finding: Finding) -> str:
    return "\n".join((what, *finding.key))
