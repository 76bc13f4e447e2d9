"""Which entries of a feed are heard: each once, the newest first, and none that is too old."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.feeds.entries import Entry
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError, Mishap

MOST = 1_000
_AHEAD = timedelta(days=1)
"""How far a date may lie ahead: clocks differ, and so do time zones that somebody forgot."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a channel wants of a feed: `newer_than` in seconds, `matching` in any case; what is empty is not asked."""

    newest: int = MOST
    newer_than: float | None = None
    matching: tuple[str, ...] = ()


def chosen(
    entries: Sequence[Entry], wish: Wish, now: str, url: str, text_of: Callable[[Entry], str]
) -> tuple[tuple[Entry, ...], tuple[Mishap, ...]]:
    """Return the entries that are heard, and what keeps others from being so.

    An entry without a date, or of a day to come, comes after the others in the feed's order: it is neither new nor old.
    `text_of` gives the text of an entry, `now` is ISO 8601.

    Raises `HearingError`: `EMPTY` when there is no entry, or none that matches, `STALE` when all are too old.
    """
    if not entries:
        raise failed(Cause.EMPTY, f"{shown(url)} has no entries.", "Check the channel's address.")
    latest = _sorted(_once(_without_tomorrow(entry, now) for entry in entries))
    fitting = [entry for entry in latest if _matches(entry, wish.matching, text_of)]
    if not fitting:
        message = f"No entry of {shown(url)} has {' or '.join(map(repr, wish.matching))} in it."
        raise failed(Cause.EMPTY, message, "Look at the feed; correct `matching:`.")
    flaws: tuple[Mishap, ...] = ()
    if wish.newer_than is not None:
        undated = sum(not entry.moment for entry in fitting)
        flaws = (_undated(undated, url),) if undated else ()
        fitting = _new_enough(fitting, wish.newer_than, now, url)
    return tuple(fitting[: min(wish.newest, MOST)]), flaws


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """Keep of entries with one id the latest: a feed may have every version of an entry."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        known = kept.get(entry.id)
        if known is None or entry.moment > known.moment:
            kept[entry.id] = entry
    return list(kept.values())


def _sorted(entries: list[Entry]) -> list[Entry]:
    dated = [entry for entry in entries if entry.moment]
    return sorted(dated, key=lambda entry: entry.moment, reverse=True) + [e for e in entries if not e.moment]


def _without_tomorrow(entry: Entry, now: str) -> Entry:
    if not entry.moment or datetime.fromisoformat(entry.moment) <= datetime.fromisoformat(now) + _AHEAD:
        return entry
    return replace(entry, moment="")


def _matches(entry: Entry, words: tuple[str, ...], text_of: Callable[[Entry], str]) -> bool:
    text = text_of(entry).casefold() if words else ""
    return not words or any(word.casefold() in text for word in words)


def _new_enough(entries: list[Entry], seconds: float, now: str, url: str) -> list[Entry]:
    oldest = datetime.fromisoformat(now) - timedelta(seconds=seconds)
    new = [entry for entry in entries if entry.moment and datetime.fromisoformat(entry.moment) >= oldest]
    if not new:
        raise _stale(entries, url)
    return new


def _stale(entries: list[Entry], url: str) -> HearingError:
    newest = entries[0].moment
    what = f"is of {newest[:10]}" if newest else "has no date"
    message = f"The newest entry of {shown(url)} {what}, which is not new enough."
    return failed(Cause.STALE, message, "See why nothing newer came, or allow more time in `newer_than:`.")


def _undated(count: int, url: str) -> Mishap:
    noun = "entry of" if count == 1 else "entries of"
    message = f"{count} {noun} {shown(url)} without a date that has come: nobody can tell whether it is new enough."
    return Mishap(Cause.STALE, message, "Date the entries, or leave `newer_than:` out.")
