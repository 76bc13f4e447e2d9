"""What data says in words, and in which languages: answers of a FAQ, descriptions, languages that are served."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from babel import Locale, UnknownLocaleError

from pytest_promises.channels.markup.html import Html
from pytest_promises.channels.schema_org.claims import LONGEST_TEXT, Claim, Place, Slot, named_after
from pytest_promises.channels.schema_org.items import Node
from pytest_promises.channels.schema_org.values import UnreadableError, Values
from pytest_promises.model.quantities import Languages, Value
from pytest_promises.model.statement import Passage
from pytest_promises.reading.data import languages

_DESCRIBED = frozenset(
    {
        "ContactPoint", "DeliveryTimeSettings", "MerchantReturnPolicy", "OfferShippingDetails", "Service",
        "ShippingConditions", "ShippingRateSettings", "ShippingService", "WarrantyPromise",
    }
)  # fmt: skip
"""The types whose descriptions tell what to expect; those of goods and articles do not."""
_PARTS = re.compile(r"\s*[,;/|]\s*|\s+(?:and|&)\s+")
_LONGEST_NAMES = 1000
_ASKED_OF_ALL = "QAPage"
"""Where visitors answer each other."""


def answers(slot: Slot) -> Iterator[Passage]:
    """Yield the accepted answers to a question, under the question."""
    if slot.holder is None or slot.place.path.startswith(_ASKED_OF_ALL):
        return
    asked = named_after(slot.values, slot.place, slot.holder)
    for place, node in slot.each():
        item = slot.values.graph.item(node)
        told = item.all("text", "description", "name")[:1] if item is not None else (node,)
        for one in told:
            at = place.at("text") if item is not None else place
            yield from _passages(slot.values.text(one), Place(at.path, asked.headings, lang=place.lang))


def descriptions(slot: Slot) -> Iterator[Passage]:
    """Yield what a service, a policy or a contact is described as."""
    if slot.holder is None or _DESCRIBED.isdisjoint(slot.holder.types):
        return
    named = named_after(slot.values, slot.place, slot.holder)
    for place, node in slot.each():
        yield from _passages(slot.values.text(node), Place(place.path, named.headings, lang=place.lang))


def served_languages(slot: Slot) -> Iterator[Claim]:
    """Yield the languages in which somebody can be reached."""
    place = named_after(slot.values, slot.place, slot.holder) if slot.holder is not None else slot.place
    yield Claim("available_languages", place, slot.nodes, lambda: _languages(slot.values, slot.nodes))


def _passages(text: str, place: Place) -> Iterator[Passage]:
    text = text[:LONGEST_TEXT]
    if "<" not in text:
        plain = unescape(text).strip()
        if plain:
            yield Passage(plain, place.lang, place.headings, selector=place.path)
        return
    for part in Html(text).passages:
        headings = (*place.headings, *part.headings)
        lang = part.lang or place.lang
        yield Passage(part.text, lang, headings, part.row, part.column, part.lead, part.label, place.path)


def _languages(values: Values, nodes: tuple[Node, ...]) -> Value:
    return Languages(tuple(sorted({code for node in nodes for code in _codes(values, node)})))


def _codes(values: Values, node: Node) -> tuple[str, ...]:
    item = values.graph.item(node)
    names = [values.text(one) for one in (item.all("alternateName", "name") if item is not None else (node,))]
    for name in (one[:_LONGEST_NAMES] for one in names):
        # Some write all of them into one text.
        codes = [_code(part.strip()) or _named(part.strip(), values.lang) for part in _PARTS.split(name)]
        if all(codes):
            return tuple(codes)
    raise UnreadableError(f"`{(names or [''])[0][:40]}` is no language")


def _code(name: str) -> str:
    """Return the ISO 639 code of a language tag (`de` of `de-AT`, `en` of `eng`), or `""` for what is none."""
    base = name.replace("_", "-").split("-")[0]
    if not (base.isascii() and base.isalpha() and 2 <= len(base) <= 3):
        return ""
    try:
        return Locale.parse(base.lower()).language
    except (UnknownLocaleError, ValueError):
        return ""


def _named(name: str, lang: str) -> str:
    """Return the code of a language by its name in that language, in English or in its own, or `""`."""
    known = (names.get(name.casefold()) for names in (_names(lang), _names("en"), _own_names()))
    return next(filter(None, known), "")


@cache
def _names(lang: str) -> dict[str, str]:
    try:
        names = Locale.parse(lang.replace("-", "_")).languages
    except (UnknownLocaleError, ValueError):
        return {}
    return {str(name).casefold(): code for code, name in names.items() if "_" not in code}


@cache
def _own_names() -> dict[str, str]:
    locales = (Locale(lang) for lang in languages())
    return {str(locale.get_display_name()).casefold(): locale.language for locale in locales}
