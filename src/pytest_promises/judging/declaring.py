"""Promises that nobody has declared, written as a spec would have them."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from pytest_promises.model.describe import describe
from pytest_promises.model.promise import Channel
from pytest_promises.model.quantities import (
    Bound,
    Count,
    Duration,
    Languages,
    Money,
    Percentage,
    RelativeDay,
    Value,
    WeeklyHours,
)

from .claims import Claim, bounded

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._%/-]*[A-Za-z0-9.%])?")
_NO_NAME = re.compile(r"[^A-Za-z0-9]+")
_RESERVED = frozenset({"any", "channels", "coverage"})
_MOST_CHANNELS = 12
_ANY_CURRENCY = "EUR"


def declare(claim: Claim, names: Collection[str], channels: Sequence[Channel]) -> tuple[str, str]:
    """Return the name of a promise that covers a claim, and the promise as an entry of `promises`: one line of YAML.

    `names` are taken already; `channels` are all of the spec. The line is `""` for an amount in no currency that the
    words tell: nobody but its author knows what is promised.
    """
    name = _name(claim, names)
    written = _value(claim.said[0].statement.value, claim)
    if written is None:
        return name, ""
    key, text = written
    scope = ", ".join(f"{scalar(dimension)}: {scalar(value)}" for dimension, value in claim.scope)
    parts = [f"topic: {claim.topic.name}", f"{key}: {scalar(text)}"]
    parts += [f"scope: {{{scope}}}"] if scope else []
    parts += [f"stated_on: [{', '.join(map(scalar, _places(claim, channels)))}]"]
    return name, f"{name}: {{{', '.join(parts)}}}"


def scalar(text: str) -> str:
    """Return a text as YAML within brackets: as it is, or in double quotes where anything in it could mean more."""
    if _PLAIN.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False).replace("${", "$${")
    # What JSON may hold as it is, YAML may not: https://yaml.org/spec/1.2.2/#51-character-set
    return "".join(letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in quoted)


def _name(claim: Claim, names: Collection[str]) -> str:
    words = [claim.topic.name, *(value for _, value in claim.scope)]
    stem = "-".join(part for word in words if (part := _NO_NAME.sub("-", word).strip("-").lower()))
    taken = _RESERVED.union(names)
    return next(name for number in count(1) if (name := stem if number == 1 else f"{stem}-{number}") not in taken)


def _places(claim: Claim, channels: Sequence[Channel]) -> list[str]:
    """Return the channels that say it; the name of a group stands for all of its channels."""
    saying = dict.fromkeys(one.heard.channel.name for one in claim.said)
    groups: dict[str, list[str]] = {}
    for channel in channels:
        groups.setdefault(channel.group or channel.name, []).append(channel.name)
    named = {name: group for group, members in groups.items() if saying.keys() >= set(members) for name in members}
    return list(dict.fromkeys(named.get(name, name) for name in saying))[:_MOST_CHANNELS]


def _value(value: Value, claim: Claim) -> tuple[str, str] | None:
    """Return the key and the text of a value; the text is read again in any language that a spec may have."""
    if isinstance(value, RelativeDay):
        return "within", describe(value)
    if isinstance(value, WeeklyHours):
        return "hours", value.osm
    if isinstance(value, Languages):
        return "is", _listed(_languages(value.codes))
    one = bounded(value, claim.topic.better)
    if isinstance(one, Money):
        return _money(one)
    return _figure(one) if isinstance(one, Duration | Percentage | Count) else None


def _figure(value: Duration | Percentage | Count) -> tuple[str, str]:
    if isinstance(value, Count) and value.bound is Bound.RANGE:
        # A spec has no range of numbers: its lower end is what customers can count on.
        value = replace(value, maximum=None)
    if value.bound is Bound.RANGE:
        return ("within" if isinstance(value, Duration) else "is"), describe(value)
    upper = "within" if isinstance(value, Duration) else "at_most"
    return (upper if value.bound is Bound.UPPER else "at_least"), describe(_exact(value))


def _money(value: Money) -> tuple[str, str] | None:
    free = value.minimum == 0 and value.maximum is None
    if not value.currency and not free:
        return None
    value = replace(value, currency=value.currency or _ANY_CURRENCY)
    return ("from", describe(_exact(value))) if value.bound is Bound.LOWER else ("is", describe(value))


def _exact(value: Duration | Percentage | Count | Money) -> Value:
    end: Any = value.maximum if value.minimum is None else value.minimum
    return replace(value, minimum=end, maximum=end)


def _languages(codes: Iterable[str]) -> list[str]:
    from babel import Locale  # CLDR's names; few specs are about languages

    return [str(Locale("en").languages.get(code, code)) for code in codes]


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
