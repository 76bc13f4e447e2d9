"""Names in schema.org data: what types and properties are called for short, in whatever context they stand.

JSON-LD's contexts are looked at for schema.org alone (https://www.w3.org/TR/json-ld11/#the-context); none is fetched.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_SCHEMA = re.compile(r"(?:(?:https?:)?//)?(?:www\.)?schema\.org(?:/|#|$)", re.IGNORECASE)
_SHORT = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}")
FOREIGN: tuple[str, ...] = ("",)
"""The types of what is of another vocabulary altogether."""


@dataclass(frozen=True, slots=True)
class Context:
    """What names mean: whether plain ones are schema.org's, which prefixes are, and which names stand for others."""

    plain: bool = True
    prefixes: frozenset[str] = frozenset({"schema", "sdo"})
    terms: Mapping[str, str] = field(default_factory=dict)


def short(name: str) -> str:
    """Return the short name of a schema.org address (`https://schema.org/Monday` is `Monday`), or `""`."""
    match = _SCHEMA.match(name)
    rest = name[match.end() :] if match else ""
    return rest if _SHORT.fullmatch(rest) else ""


def within(data: Mapping[str, object], context: Context) -> Context:
    """Return what names mean inside a mapping that may bring a context of its own."""
    given = data.get("@context")
    parts = given if isinstance(given, list) else [given] if given is not None else []
    if not parts:
        return context
    plain = any(map(_is_plain, parts))
    prefixes, terms = set(context.prefixes), dict(context.terms)
    for part in parts:
        for term, iri in part.items() if isinstance(part, Mapping) else ():
            meant = iri.get("@id") if isinstance(iri, Mapping) else iri
            if isinstance(meant, str) and _SCHEMA.match(meant):
                terms |= {str(term): short(meant)} if short(meant) else {}
                prefixes |= set() if short(meant) else {str(term)}
    return Context(plain, frozenset(prefixes), terms)


def _is_plain(part: object) -> bool:
    vocabulary = part.get("@vocab") if isinstance(part, Mapping) else part
    return isinstance(vocabulary, str) and _SCHEMA.match(vocabulary.strip()) is not None


def types_of(data: Mapping[str, object], context: Context) -> Iterable[str]:
    """Return the short names of an item's types: none where it has none, `FOREIGN` where they are all others'."""
    given = data.get("@type", data.get("type"))
    written = [one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str) and one.strip()]
    named = tuple(dict.fromkeys(name for one in written if (name := name_of(one.strip(), context))))
    return named if named or not written else FOREIGN


def name_of(written: str, context: Context) -> str:
    """Return the short name of a type or property, or `""` for another vocabulary's, and for JSON-LD's own keys."""
    if written in context.terms:
        return context.terms[written]
    whole = short(written)
    if whole:
        return whole
    prefix, colon, rest = written.partition(":")
    if colon:
        return rest if prefix in context.prefixes and _SHORT.fullmatch(rest) else ""
    return written if context.plain and written not in {"id", "type"} and _SHORT.fullmatch(written) else ""
