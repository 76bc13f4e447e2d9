"""What the in-page pass answered, as values: passages, and the page as a whole."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pytest_promises.channels.markup.walls import Look
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.pages.options import nothing_matches, wrong_selector
from pytest_promises.model.hearing import Cause, Evidence, Hearing
from pytest_promises.model.statement import Passage

_START = 2000


@dataclass(frozen=True, slots=True)
class Tagged:
    """A passage, the indexes of the `within:` selectors it lies in, and whether it is only a part of another one.

    `frame` is the number of the frame that says it, 0 for the main one.
    """

    passage: Passage
    tags: frozenset[int]
    part: bool = False
    frame: int = 0


@dataclass(frozen=True, slots=True)
class Sight:
    """What a page shows at one moment, all its frames together.

    `rest` is `quiet`, `restless` when it was read although it had not come to rest, or `large`; `origin` differs from
    one document to the next; `status` is that of the document's own answer, where the browser tells. `read` are the
    numbers of the frames that were read.
    """

    withins: tuple[str, ...]
    passages: tuple[Tagged, ...] = ()
    matched: frozenset[int] = frozenset()
    invalid: frozenset[int] = frozenset()
    rest: str = "quiet"
    origin: float = 0.0
    frames: int = 0
    characters: int = 0
    title: str = ""
    status: int | None = None
    challenge: str = ""
    captcha: bool = False
    password: bool = False
    read: tuple[int, ...] = (0,)
    _heard: dict[str, tuple[Passage, ...]] = field(default_factory=dict, compare=False, repr=False)

    def joined(self, other: "Sight") -> "Sight":
        """Return this with another frame's sight added."""
        return replace(
            self,
            passages=self.passages + other.passages,
            matched=self.matched | other.matched,
            characters=self.characters + other.characters,
            captcha=self.captcha or other.captcha,
            read=self.read + other.read,
            _heard={},
        )

    def look(self, url: str, final_url: str) -> Look:
        """Return what tells the page from what can stand in its place."""
        texts = (tagged.passage.text for tagged in self.passages if not tagged.part)
        start = ""
        for text in texts:
            start = f"{start} {text}" if start else text
            if len(start) > _START:
                break
        return Look(
            url,
            final_url,
            self.title,
            self.characters,
            start,
            self.challenge,
            captcha=self.captcha,
            password=self.password,
        )

    def hearing(self, channel: str, within: str, evidence: Evidence) -> Hearing:
        """Return what a channel with that `within:` hears."""
        if not within:
            return Hearing(channel, self.within(""), evidence=evidence)
        index = self.withins.index(within)
        if index in self.invalid:
            return Hearing(channel, evidence=evidence, mishap=wrong_selector("within", within))
        if index not in self.matched:
            return Hearing(channel, evidence=evidence, mishap=nothing_matches("within", within, evidence.final_url))
        return Hearing(channel, self.within(within), evidence=evidence)

    def within(self, within: str) -> tuple[Passage, ...]:
        """Return what is shown within a selector that was asked for, or everywhere (`""`)."""
        if within not in self._heard:
            index = self.withins.index(within) if within else None
            self._heard[within] = tuple(
                tagged.passage
                for tagged in self.passages
                if (not tagged.part if index is None else index in tagged.tags)
            )
        return self._heard[within]


def one_sight(said: object, frame: str, withins: Sequence[str], number: int = 0) -> Sight:
    """Return a frame's sight from the JSON that the in-page pass answered; `frame` is its address, `number` its place.

    Raises `HearingError` (`MALFORMED`) when a page has meddled with it.
    """
    try:
        data = json.loads(said) if isinstance(said, str) else None
        return _sight(data, frame, tuple(withins), number)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        message = "The page meddles with JavaScript's own functions, and cannot be read."
        raise failed(Cause.MALFORMED, message, "Try `view: http`.") from error


def origin_of(said: object) -> float:
    """Return what tells the document apart from others, from what the in-page pass answered; 0 when it is unknown."""
    try:
        data = json.loads(said) if isinstance(said, str) else {}
        return float(data["origin"])
    except (ValueError, TypeError, LookupError):
        return 0.0


def _sight(data: Any, frame: str, withins: tuple[str, ...], number: int) -> Sight:
    if data["rest"] == "large":
        return Sight(withins, rest="large")
    look = data["look"]
    chains = tuple(tuple(str(text) for text in chain) for chain in tuple(data["chains"]))
    return Sight(
        withins,
        passages=tuple(_tagged(row, chains, frame, number) for row in tuple(data["passages"])),
        matched=frozenset(tuple(data["matched"])),
        invalid=frozenset(tuple(data["invalid"])),
        rest=str(data["rest"]),
        origin=float(data["origin"]),
        frames=int(data["frames"]),
        characters=int(look["characters"]),
        title=str(look["title"]),
        status=int(look["status"]) or None,
        challenge=str(look["challenge"]),
        captcha=bool(look["captcha"]),
        password=bool(look["password"]),
        read=(number,),
    )


def _tagged(row: Any, chains: Sequence[tuple[str, ...]], frame: str, number: int) -> Tagged:
    text, lang, chain, line, column, lead, label, selector, tags, part = row
    passage = Passage(
        text=str(text),
        lang=None if lang is None else str(lang),
        headings=chains[chain],
        row=tuple(str(one) for one in line),
        column=tuple(str(one) for one in column),
        lead=str(lead),
        label=str(label),
        selector=str(selector),
        frame=frame,
    )
    return Tagged(passage, frozenset(tags), bool(part), number)
