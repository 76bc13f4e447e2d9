"""A call made on paper: documents fetched as a caller's keys lead to them, each once, within bounds."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.mishaps import failed, going_round
from pytest_promises.channels.phone.turns import Menu, Said, Turn
from pytest_promises.model.hearing import Cause, HearingError, Mishap

DEEPEST = 6
"""Keys that are pressed in a row, where a whole menu is heard."""

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that is said in a document, after these keys, which some menus have a name for."""

    said: Said
    url: str
    keys: Keys = ()
    labels: Keys = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is heard until a key must be pressed: the menus with the address of each, and whether it went round."""

    heard: tuple[Heard, ...]
    menus: tuple[tuple[Menu, str], ...]
    in_circle: bool = False


@dataclass(frozen=True, slots=True)
class _Branch:
    """A stretch of a whole menu, and the keys that lead to it."""

    stretch: _Stretch
    keys: Keys = ()
    labels: Keys = ()


class Call:
    """One service's phone menu. `turn_at` gives what a document says; it is asked at most `most` times."""

    def __init__(self, start: str, turn_at: Callable[[str], Awaitable[Turn]], most: int) -> None:
        self._start = start
        self._turn_at = turn_at
        self._most = most
        self._turns: dict[str, Turn | HearingError] = {}

    async def begin(self) -> None:
        """Have the first document; raises `HearingError` when it cannot be had."""
        await self._turn(self._start)

    async def after(self, keys: Keys) -> tuple[Heard, ...]:
        """Return what is heard after the last of these keys; what was heard before it is not heard again.

        Raises `HearingError`: `MISSING` when nothing waits for a key, `EMPTY` when nothing is said, `REDIRECTS` when
        the documents lead in a circle.
        """
        known = {self._start}
        stretch = await self._stretch(await self._turn(self._start), self._start, known)
        for count in range(1, len(keys) + 1):
            turn, url = self._pressed(stretch, keys[:count])
            if count < len(keys):
                known = set()
            stretch = await self._stretch(turn, url, known)
        if not stretch.heard:
            raise going_round(self._start) if stretch.in_circle and not keys else _silent(self._start, keys)
        return tuple(replace(one, keys=keys) for one in stretch.heard)

    async def all(self) -> tuple[tuple[Heard, ...], tuple[Mishap, ...]]:
        """Return what is heard on all keys that are known, each document once, and what part could not be had.

        Raises `HearingError` when the call cannot even begin.
        """
        known = {self._start}
        first = await self._stretch(await self._turn(self._start), self._start, known)
        if not first.heard:
            raise going_round(self._start) if first.in_circle else _silent(self._start, ())
        waiting, heard, flaws = deque([_Branch(first)]), list(first.heard), list[Mishap]()
        while waiting:
            branch = waiting.popleft()
            for menu, url in branch.stretch.menus:
                if not menu.keys or len(branch.keys) == DEEPEST:
                    flaws.append(_unknown(url, branch.keys, deep=bool(menu.keys)))
                for key in menu.keys if len(branch.keys) < DEEPEST else ():
                    try:
                        further = await self._branch(branch, menu, url, key, known)
                    except HearingError as error:
                        flaws.append(_on_keys(error.mishap, (*branch.keys, key)))
                        if error.mishap.cause is Cause.TOO_LARGE:
                            return tuple(heard), tuple(flaws)
                        continue
                    heard += further.stretch.heard
                    waiting.append(further)
        return tuple(heard), tuple(flaws)

    async def _branch(self, branch: _Branch, menu: Menu, url: str, key: str, known: set[str]) -> _Branch:
        turn = menu.press(key) or Turn()
        keys, labels = (*branch.keys, key), (*branch.labels, menu.labels.get(key, ""))
        stretch = await self._stretch(turn, url, known)
        heard = tuple(replace(one, keys=keys, labels=labels) for one in stretch.heard)
        return _Branch(replace(stretch, heard=heard), keys, labels)

    def _pressed(self, stretch: _Stretch, keys: Keys) -> tuple[Turn, str]:
        for menu, url in stretch.menus:
            turn = menu.press(keys[-1])
            if turn is not None:
                return turn, url
        what = "takes the key" if stretch.menus else "is waited for, and not the key"
        nothing = "No menu" if stretch.menus else "Nothing"
        where = f" after {_spoken(keys[:-1])}" if keys[:-1] else ""
        message = f"{nothing} of {shown(self._start)} {what} {keys[-1]}{where}."
        raise failed(Cause.MISSING, message, "The menu has changed: correct `press:`.")

    async def _stretch(self, turn: Turn, url: str, known: set[str]) -> _Stretch:
        """Hear a turn, and all documents that it goes on to by itself; `known` are those heard before."""
        heard, menus = [Heard(said, url) for said in turn.said], [(menu, url) for menu in turn.menus]
        in_circle = False
        for onward in turn.onward:
            if onward in known:
                in_circle = True
                continue
            known.add(onward)
            further = await self._stretch(await self._turn(onward), onward, known)
            heard += further.heard
            menus += further.menus
            in_circle = in_circle or further.in_circle
        return _Stretch(tuple(heard), tuple(menus), in_circle)

    async def _turn(self, url: str) -> Turn:
        """Return a document's turn; channels of one call that come to it share it, and its error."""
        if url not in self._turns:
            if len(self._turns) >= self._most:
                message = f"The menu of {shown(self._start)} has more than {self._most} documents."
                raise failed(Cause.TOO_LARGE, message, "Name the keys in `press:`, or raise `at_most:`.")
            try:
                self._turns[url] = await self._turn_at(url)
            except HearingError as error:
                self._turns[url] = error
        turn = self._turns[url]
        if isinstance(turn, HearingError):
            raise turn
        return turn


def _silent(url: str, keys: Keys) -> HearingError:
    when = f" after {_spoken(keys)}" if keys else ""
    return failed(Cause.EMPTY, f"{shown(url)} says nothing{when}.", "Call it, and listen; correct the channel.")


def _unknown(url: str, keys: Keys, *, deep: bool) -> Mishap:
    where = f" after {_spoken(keys)}" if keys else ""
    if deep:
        message = f"The menu of {shown(url)} goes on{where}, deeper than {DEEPEST} keys."
    else:
        message = f"The menu of {shown(url)}{where} names no key in figures, so that none could be pressed."
    return Mishap(Cause.MISSING, message, "Hear what is behind it by a channel of its own, with `press:`.")


def _on_keys(mishap: Mishap, keys: Keys) -> Mishap:
    return replace(mishap, message=f"On {_spoken(keys)}: {mishap.message}", transient=False)


def _spoken(keys: Keys) -> str:
    return "pressing " + ", then ".join(keys)
