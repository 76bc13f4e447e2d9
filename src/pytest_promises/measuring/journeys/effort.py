"""What a journey costs the customer: pages and forms to work on, and fields that are asked for again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from pytest_promises.channels.browser.screens import Field, Screen
from pytest_promises.model.measured import Outcome

_ANYTHING = frozenset({"", "on", "off"})
"""Values of `autocomplete` that tell nothing of what is asked (HTML Living Standard, 4.10.18.7)."""


@dataclass(slots=True)
class Effort:
    """The screens that a customer has worked on so far, in their order."""

    screens: list[Screen] = field(default_factory=list)

    def saw(self, screen: Screen) -> None:
        """Note the screen that is worked on next; one that is worked on already goes on being the same."""
        last = self.screens[-1] if self.screens else None
        if last is None or not _is_same(last, screen):
            self.screens.append(screen)
            return
        own = tuple(dict.fromkeys((*last.own, *screen.own)))
        more = last if last.form else replace(last, form=screen.form, required=screen.required, title=screen.title)
        self.screens[-1] = replace(more, own=own)


def _is_same(one: Screen, other: Screen) -> bool:
    """A link or a button beside a page's form is no step of its own."""
    return one.page == other.page and (one.form == other.form or not one.form or not other.form)


def too_many(screens: Sequence[Screen], most: int) -> Outcome | None:
    """Return the failure of a journey with more than so many pages and forms, or `None`."""
    if len(screens) <= most:
        return None
    why = f"the customer has to work on {len(screens)} pages and forms, where at most {most} are promised"
    return Outcome(ok=False, why=why, words=" → ".join(_called(screen, screens) for screen in screens))


def _called(screen: Screen, others: Sequence[Screen]) -> str:
    """Return the title of a screen; where others have the same, its address as well."""
    same = sum(one.title == screen.title for one in others) > 1
    path = urlsplit(screen.url).path
    return f"{screen.title} ({path})" if screen.title and same else screen.title or path


def repeated(screens: Sequence[Screen]) -> Outcome | None:
    """Return the failure of a journey that asks for something twice, or `None`."""
    found = [f'{how} "{words}" on {screen.title or screen.url}' for screen, how, words in _repeats(screens)]
    if not found:
        return None
    return Outcome(ok=False, why=f"the customer is asked twice for the same: {'; '.join(found)}", words=found[0])


def _repeats(screens: Sequence[Screen]) -> Iterator[tuple[Screen, str, str]]:
    """Yield each field that is required on a later screen: the screen, what it is known by, and that itself."""
    before: list[Field] = []
    for screen in screens:
        for asked in screen.required:
            known = next(filter(None, (_in_common(one, asked) for one in before)), None)
            if known:
                yield screen, *known
        before += [*screen.required, *screen.own]


def _in_common(one: Field, other: Field) -> tuple[str, str] | None:
    """Return by what two fields are the same, and that itself."""
    if one.label and one.label.casefold() == other.label.casefold():
        return "the field", other.label
    if one.autocomplete not in _ANYTHING and one.autocomplete == other.autocomplete:
        return "`autocomplete`", other.autocomplete
    if one.name and one.name == other.name:
        return "the name", other.name
    return None
