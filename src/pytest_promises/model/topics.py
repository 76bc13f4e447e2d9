"""What a promise is about, and which way a figure is the better one for the customer."""

from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which way a value promises the customer more."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its name, the kinds of value it takes, and which way promises more.

    `words` are the words that name a topic that the spec defines, by language (`{"en": ("gift wrap",)}`); the built-in
    topics have theirs in the lexicon.
    """

    name: str
    kinds: tuple[str, ...]
    better: Better
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


_TIME = ("duration", "relative_day")


def _times(*names: str, better: Better = Better.LOWER) -> dict[str, Topic]:
    return {name: Topic(name, _TIME, better) for name in names}


TOPICS: dict[str, Topic] = {
    **_times("reply", "resolution", "callback", "follow_up", "handling", "delivery", "refund", "wait", "response_time"),
    **_times("returns", "warranty", better=Better.HIGHER),
    "free_shipping": Topic("free_shipping", ("money",), Better.LOWER),
    "hours": Topic("hours", ("weekly_hours",), Better.HIGHER),
    "uptime": Topic("uptime", ("percent",), Better.HIGHER),
    "attempts": Topic("attempts", ("count",), Better.HIGHER),
    "available_languages": Topic("available_languages", ("languages",), Better.HIGHER),
    "wording": Topic("wording", ("wording",), Better.HIGHER),
}
"""The built-in topics, by name."""
