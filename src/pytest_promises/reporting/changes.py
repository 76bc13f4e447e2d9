"""What has changed since the runs before, in words: the same in the terminal, in reports and in what owners get."""

from collections.abc import Iterator
from datetime import UTC, datetime

from pytest_promises.model.check import called
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.report import Change, Key, Report, Since

from .printable import printable, shorten

_DAY = 86_400
_LENGTHS = ((_DAY, "day"), (3600, "hour"), (60, "minute"))
_STILL = frozenset({Change.STILL_BROKEN, Change.STILL_KEPT, Change.STILL_INCONCLUSIVE})
_TOLD = (Change.NEWLY_BROKEN, Change.NEWLY_KEPT, Change.NEWLY_INCONCLUSIVE, Change.STILL_BROKEN)
_MOST = 10


def changed(since: Since, now: str) -> str:
    """Return what became of a check, in words: "newly broken", "still broken for 12 days".

    `now` is the time of the run, ISO 8601; a streak that began with this run, or at no known time, has no length.
    """
    if since.change is Change.NEWLY_BROKEN and since.before is Verdict.WAIVED:
        return f"{since.change}: it is waived no longer"
    length = lasting(since.at, now) if since.change in _STILL else ""
    return f"{since.change} for {length}" if length else str(since.change)


def lasting(start: str, end: str) -> str:
    """Return how long it is from one time to another, in whole days, hours or minutes; `""` for less, or no time."""
    if not start or not end:
        return ""
    seconds = (_time(end) - _time(start)).total_seconds()
    for length, name in _LENGTHS:
        count = int(seconds // length)
        if count > 0:
            return f"{count} {name}{'s' * (count != 1)}"
    return ""


def news(report: Report, columns: int = 80) -> Iterator[str]:
    """Yield the lines that say what has changed since the run before; none where no run was before."""
    if report.previous is None:
        return
    now = report.run.finished_at or report.run.started_at
    told = [(since.change, one) for one in report.findings if (since := _told(report, one)) is not None]
    counts = {change: sum(each is change for each, _ in told) for change in _TOLD}
    parts = [f"{count} {change}" for change, count in counts.items() if count]
    parts += [f"{len(report.gone)} gone"] if report.gone else []
    yield shorten(f"since {minute(report.previous.started_at)}: {', '.join(parts) or 'nothing has changed'}", columns)
    for change in _TOLD:
        found = [one for each, one in told if each is change]
        yield from (_line(one, report.since[one.key], now, columns) for one in found[:_MOST])
        if len(found) > _MOST:
            yield f"  and {len(found) - _MOST} more {change}"


def _told(report: Report, finding: Finding) -> Since | None:
    """Return what became of a check, when it is worth a line: a breach that is waived is known, a draft is none."""
    since = report.since.get(finding.key)
    told = since is not None and since.change in _TOLD and finding.verdict is not Verdict.WAIVED and not finding.draft
    return since if told else None


def _line(finding: Finding, since: Since, now: str, columns: int) -> str:
    return shorten(f"  {printable(name(finding.key))}: {changed(since, now)}", columns)


def minute(time: str) -> str:
    """Return a time as people write it, in UTC: `2026-11-23 03:00`."""
    return f"{_time(time).astimezone(UTC):%Y-%m-%d %H:%M}"


def name(key: Key) -> str:
    """Return a check's name as a person reads it: `first-reply stated[faq]`."""
    return called(key[1], key[2], " ")


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
