"""Required words: their placeholders, and the locales that they are in."""

from collections.abc import Mapping
from dataclasses import dataclass

from .nodes import MappingNode, ScalarNode
from .placeholders import names_in
from .problem import quoted
from .report import Report, listing

ANY = "any"
"""The placeholder that stands for anything."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a promise by locale (`""` for every one), and the key that they are under."""

    texts: tuple[tuple[str, str], ...] = ()
    key: ScalarNode | None = None


def says_of(report: Report, node: MappingNode, valued: Mapping[str, bool]) -> Said:
    """Return a promise's required words, and report placeholders that stand for no value.

    `valued` has every promise of the spec, and whether it has a value.
    """
    entry = node.entries.get("says")
    if entry is None:
        return Said()
    alone, by_locale = node.scalar("says"), node.mapping("says")
    nodes = {"": alone} if alone else {}
    for locale in by_locale.entries if by_locale else ():
        text = by_locale.scalar(locale) if by_locale else None
        if text is not None:
            nodes[locale] = text
    for text in nodes.values():
        check_placeholders(report, text, valued)
    return Said(tuple((locale, text.text) for locale, text in nodes.items()), entry.key)


def check_placeholders(report: Report, node: ScalarNode, valued: Mapping[str, bool]) -> None:
    """Report what is between braces in a wording and stands for no value; `valued` is as in `says_of`."""
    for name in dict.fromkeys(names_in(node.text)):
        if name == ANY or valued.get(name):
            continue
        words = f"{{{name}}}"
        if name in valued:
            message, hint = f"{quoted(words)} stands for no value: {quoted(name)} is a promise without one", ""
        else:
            known = [ANY, *(promise for promise, has_value in valued.items() if has_value)]
            message = f"unknown placeholder {quoted(words)}"
            hint = report.suggest(name, known)
            hint = hint or f"known here: {listing(f'{{{one}}}' for one in known)}"
        report.span(node.source, *node.find(words), message, hint)


def with_locales(report: Report, said: Said, locales: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the words with an entry for each locale, each with a channel of it, whose language has words.

    Locales for which there are none are reported at the key.
    """
    texts = dict(said.texts)
    if said.key is None or not texts or "" in texts:
        return said.texts
    missing = []
    for locale, channel in locales.items():
        found = texts.get(locale) or texts.get(locale.replace("_", "-").split("-")[0])
        if found is None:
            missing.append(f"`{locale}` (for `{channel}`)")
        else:
            texts[locale] = found
    if missing:
        message = f"`says` has no words in {', '.join(missing)}"
        report.at(said.key, message, "add them, or take the channels out of `stated_on`")
    return tuple(texts.items())
