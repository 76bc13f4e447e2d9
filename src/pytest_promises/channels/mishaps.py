"""What an HTTP answer's status means for whoever wanted to hear it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pytest_promises.channels.addresses import shown
from pytest_promises.model.hearing import Cause, HearingError, Mishap

CHALLENGE_HEADER = "cf-mitigated"
MAX_REDIRECTS = 20


def failed(cause: Cause, message: str, remedy: str = "", *, transient: bool = False) -> HearingError:
    """Return the error for a mishap."""
    return HearingError(Mishap(cause, message, remedy, transient))


def status_mishap(status: int, url: str, headers: Mapping[str, str], now: str) -> Mishap | None:
    """Return why an answer of that status says nothing, or `None` when it is a good one.

    `headers` have lower-case names; `now` is the time in ISO 8601, which a `Retry-After` date is counted from.
    """
    seen = f"{shown(url)} answered {status}"
    if headers.get(CHALLENGE_HEADER) == "challenge":
        return wall(url, f"status {status}")
    if 200 <= status < 300 or status == 304:
        return None
    if status == 429:
        message = f"{seen}: too many requests."
        remedy = "Wait, or lower the number of pages that are loaded at a time."
        return Mishap(Cause.RATE_LIMITED, message, remedy, transient=True, retry_after=retry_after(headers, now))
    if status >= 500:
        wait = retry_after(headers, now)
        message = f"{seen}: the server failed."
        return Mishap(Cause.SERVER_ERROR, message, "Look at the server's log.", transient=True, retry_after=wait)
    return _client_mishap(status, seen)


def _client_mishap(status: int, seen: str) -> Mishap:
    if status in {401, 403, 407}:
        remedy = "Give valid credentials in `access:`, or audit a public address."
        return Mishap(Cause.DENIED, f"{seen}: access denied.", remedy)
    if status in {404, 410}:
        return Mishap(
            Cause.NOT_FOUND, f"{seen}: there is nothing there.", "Correct the channel's address, or the site."
        )
    if status in {408, 425}:
        return Mishap(Cause.TIMEOUT, f"{seen}: the server did not wait.", "Try again.", transient=True)
    if 300 <= status < 400:
        return Mishap(Cause.REDIRECTS, f"{seen} without a place to go to.", "Look at the server's redirects.")
    return Mishap(Cause.MALFORMED, f"{seen}, which is no answer to read.", "Check the channel's address.")


def retry_after(headers: Mapping[str, str], now: str) -> float | None:
    """Return the seconds that `Retry-After` asks for, given as seconds or as an HTTP date; `None` when it does not."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
        since = datetime.fromisoformat(now)
    except ValueError:
        return None
    when, since = (moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in (when, since))
    return max(0.0, (when - since).total_seconds())


def wall(url: str, marker: str) -> Mishap:
    """Return the mishap for a page that asks whether a person is looking."""
    message = f"{shown(url)} answered with a bot wall ({marker}) in place of the page."
    return Mishap(Cause.WALL, message, "Have the service let the audit's address or a staging site through.")


def timed_out(url: str, seconds: float) -> HearingError:
    """Return the error for a load that did not finish in time."""
    return failed(
        Cause.TIMEOUT,
        f"{shown(url)} did not finish loading within {seconds:g} seconds.",
        "See what the page waits for, or allow more time.",
    )


def too_large(url: str, limit: int) -> HearingError:
    """Return the error for a document that is larger than the run allows."""
    message = f"{shown(url)} is larger than {limit:,} bytes; the transfer was stopped."
    return failed(Cause.TOO_LARGE, message, "Audit a smaller page, or raise the limit.")


def going_round(url: str) -> HearingError:
    """Return the error for redirects that do not end."""
    message = f"{shown(url)} redirects in a circle, or more than {MAX_REDIRECTS} times."
    return failed(Cause.REDIRECTS, message, "Give the address that the redirects should end at.")


def no_page(url: str, content_type: str) -> HearingError:
    """Return the error for something that is not a web page."""
    what = content_type.partition(";")[0].strip() or "a download"
    return failed(Cause.MALFORMED, f"{shown(url)} is not a page but {what}.", "Point the channel at an HTML page.")
