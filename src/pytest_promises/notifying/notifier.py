"""Tells owners the news, not too often, and never at the cost of the run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from pytest_promises.model.report import Report

from .deciding import News, Notices, news
from .sending import NotifyError
from .wording import body, title

Send = Callable[[Sequence[str], str, str], None]
"""Sends to addresses a title and a body; raises `NotifyError`."""


def notify(
    report: Report, owners: Mapping[str, tuple[str, ...]], notices: Notices, send: Send, every: timedelta
) -> Iterator[str]:
    """Send each owner the news in one message, at most one in that time; yield a line for each who was not told.

    What could not be told, or came too soon after the message before, is told by a later run.
    """
    now = datetime.now(UTC)
    for owner, told in news(report, owners, notices).items():
        if notices.noticed(_owner(owner), now - every):
            yield f"{owner} was told something a short while ago: {len(told)} more are told by a later run"
            continue
        try:
            send(owners[owner], title(told), body(told, report.run))
        except NotifyError as error:
            yield f"{owner} could not be told: {error}"
        else:
            _remember(owner, told, notices, now)


def _remember(owner: str, told: Sequence[News], notices: Notices, now: datetime) -> None:
    notices.notice(_owner(owner), now)
    for one in told:
        notices.notice(one.key, now)


def _owner(name: str) -> str:
    return f"owner\n{name}"
