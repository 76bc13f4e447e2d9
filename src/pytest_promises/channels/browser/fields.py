"""The fields of a form, found by their label and filled in with what each kind of field takes."""

import asyncio
from dataclasses import dataclass, replace
from time import perf_counter

from pytest_promises.channels.browser.acting import Actor
from pytest_promises.channels.browser.locating import Locate
from pytest_promises.channels.browser.observing import StuckError
from pytest_promises.channels.browser.screens import screen_of, script

_CSS = ("#", ".", "[")
_POLL = 0.1
_KIND = """e => e.localName === "input" ? e.type : e.matches("select, textarea, fieldset") ? e.localName
  : e.isContentEditable ? "text" : e.getAttribute("role") || e.localName"""
_BOXES = frozenset({"checkbox", "switch", "menuitemcheckbox"})
_GROUPS = frozenset({"fieldset", "group", "radiogroup"})
_LEFT_ALONE = frozenset({"hidden", "file", "submit", "button", "reset", "image"})

_TRUTHS = {"true": True, "false": False}


def located(name: str, usual: Locate) -> Locate:
    """Return how what has a name is located: as usual, or by the CSS selector that the name is."""
    return Locate("css", name) if name.startswith(_CSS) else usual


@dataclass(frozen=True, slots=True)
class Fields:
    """Fills in fields; each is named by its label, a group of radio buttons by its legend, or any by a CSS selector.

    A CSS selector begins with `#`, `.` or `[`. All raise `StuckError` and `HearingError` as `Actor` does.
    """

    actor: Actor

    async def enter(self, name: str, written: str, seconds: float) -> None:
        """Write a text, choose an option of a list or of a group, or tick a box (`true`) or clear it (`false`).

        A radio button by itself takes `true` and `false`, too. Hidden fields, files and buttons are left alone.
        """
        where = await self._find(name, seconds)
        kind = str(await self.actor.evaluate(where, _KIND, seconds))
        if kind in _LEFT_ALONE:
            raise StuckError(f"{where} is a {kind} field, which is left alone")
        if kind in _BOXES:
            await self.actor.check(where, seconds, on=_truth(where, "box", written))
        elif kind == "radio" and _truth(where, "radio button", written):
            await self.actor.check(where, seconds)
        elif kind in _GROUPS:
            chosen = Locate("role", "radio", written, inside=where)
            await self.actor.check(await self._clearest(chosen), seconds)
        elif kind == "select":
            await self.actor.select(where, written, seconds)
        elif kind != "radio":
            await self.actor.fill(where, written, seconds)

    async def refused(self, button: Locate, seconds: float) -> tuple[str, ...]:
        """Return the names of the fields because of which the browser would not send the form of a button."""
        screen = screen_of(await self.actor.evaluate(button, script(), seconds))
        return tuple(field.label or field.name or field.autocomplete for field in screen.refused)

    async def _find(self, name: str, seconds: float) -> Locate:
        """Return how a field is located; of several whose labels have the name in them, the one with no other word."""
        usual = located(name, Locate("label", name))
        if usual.by == "css":
            return usual
        ways = (usual, *(Locate("role", role, name) for role in ("group", "radiogroup")))
        until = perf_counter() + seconds
        while True:
            for way in ways:
                if (await self.actor.observer.see(way)).count:
                    return await self._clearest(way)
            if perf_counter() > until:
                return usual
            await asyncio.sleep(_POLL)

    async def _clearest(self, where: Locate) -> Locate:
        exact = replace(where, exact=True)
        several = (await self.actor.observer.see(where)).count > 1
        return exact if several and (await self.actor.observer.see(exact)).count == 1 else where


def _truth(where: Locate, what: str, written: str) -> bool:
    if written not in _TRUTHS:
        raise StuckError(f"{where} is a {what}: it takes `true` or `false`")
    return _TRUTHS[written]
