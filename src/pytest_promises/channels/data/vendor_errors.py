"""What vendors say when they refuse: the words of an error in JSON, in whichever shape it comes."""

import re
from collections.abc import Iterator
from typing import Any

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError

_LONGEST = 160
_ERRORS = ("error", "errors", "errorMessages", "errorMessage")
_WORDS = ("title", "description", "error_description", "message", "detail", "status", "code")
_CAUSES = (
    (re.compile(r"rate.?limit|too many|RESOURCE_EXHAUSTED", re.IGNORECASE), Cause.RATE_LIMITED),
    (re.compile(r"not.?found|couldn.t find|does not exist", re.IGNORECASE), Cause.NOT_FOUND),
    (
        re.compile(
            r"denied|forbidden|unauthori|unauthenticated|credential|could.?n.t authenticate|invalid.?token|scope"
            r"|api.?key",
            re.IGNORECASE,
        ),
        Cause.DENIED,
    ),
)


def words_of(data: Any) -> str:
    """Return what an error says, in one line of at most 160 characters; `""` for what is no error.

    Shapes: `{"error": text}` with `description` beside it (Zendesk) or `error_description` (OAuth, RFC 6749),
    `{"error": {"code", "message", "status"}}` (Google), `{"code", "message"}` (Freshdesk), `{"errorMessages": [text]}`
    (Atlassian), `{"type": "error.list", "errors": [{"code", "message"}]}` (Intercom), `{"stat", "error": {"message"}}`
    (UptimeRobot).
    """
    if not isinstance(data, dict):
        return ""
    if not any(data.get(name) for name in _ERRORS) and not {"code", "message"} <= set(data):
        return ""
    parts = dict.fromkeys(part for part in _parts(data) if part)
    line = " ".join("; ".join(parts).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."


def refused(data: Any, url: str, otherwise: str) -> HearingError:
    """Return the error for data that is not what was asked for: why the vendor refused it, or what it lacks."""
    words = words_of(data)
    if not words:
        return failed(Cause.MALFORMED, f"{shown(url)} {otherwise}.", "Check the channel's address and preset.")
    cause = next((cause for pattern, cause in _CAUSES if pattern.search(words)), Cause.MALFORMED)
    message = f"{shown(url)} answered an error: {words}"
    return failed(cause, message, "See what the vendor says.", transient=cause is Cause.RATE_LIMITED)


def _parts(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list) and depth < 3:
        for one in value[:3]:
            yield from _parts(one, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        for name in (*_ERRORS, *_WORDS):
            yield from _parts(value.get(name), depth + 1)
