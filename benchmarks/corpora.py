"""Corpora of sentences with what they state.

A corpus is a file of JSON lines, in one of three shapes. The project's own (`tests/reading/corpus/XX.jsonl`):

    {"text": "...", "states": [{"value": "3-5 business day", "topic": "delivery", "scope": {"method": "standard"}}]}

whose values are in the notation of `tests/reading/notation.py`, and whose language is the file's name. Sentences of
pages:

    {"id": "1", "lang": "en", "topic": "reply", "promise": true, "ambiguous": false, "text": "...", "quantities": [...]}

where `promise` is false for a sentence that promises nothing, in which a claim of a topic is wrong, and ambiguous ones
are left out. And single quantities, where only the `kind` (and the `not_kind`, of which there is none) is asked for:

    {"id": "1", "lang": "en", "kind": "duration", "not_kind": "money", "text": "...", "expected": [...]}

Quantities, which readers give in the same form, are

    {"kind": "duration", "seconds_min": s|null, "seconds_max": s|null, "business": false}  or min, max, or seconds
    {"kind": "money", "amount": x, "currency": "EUR"}                                      or min, max
    {"kind": "percent", "value": x}
    {"kind": "weekly_hours", "osm": "Mo-Fr 09:00-18:00"}
    {"kind": "relative_day", "days": 0, "business": false}

with `topic`, `bound` (exact, upper, lower, range) and `unit` where they are known. A business day counts 86,400
seconds, a month 30 days and a year 365. A currency of `?` or `unit:...` is any, and `$` any dollar.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from quantities import Quantity, quantity

from pytest_promises.model.quantities import SECONDS, Unit

OWN = Path(__file__).parents[1] / "tests" / "reading" / "corpus"
KINDS = ("duration", "relative_day", "money", "percent", "weekly_hours", "count", "vague")
_EVERYWHERE = frozenset(KINDS[:5])
_NUMBER = r"-?\d+(?:\.\d+)?"
_LANGUAGES = re.compile(r"[a-z]{2,3}(,[a-z]{2,3})*")
_VALUE = re.compile(
    rf"(?P<currency>[A-Z]{{3}})?=?(?P<bound>[<>]=)?(?P<low>{_NUMBER})(?:-(?P<high>{_NUMBER}))?"
    rf"(?P<end>%|x|(?P<business> business)? (?P<unit>{'|'.join(get_args(Unit))}))?"
)
_DAY = re.compile(r"day\+(\d)( business)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A text with what it states of the kinds `asked` for.

    `promises` is whether anything in it is promised to customers, `None` where the corpus does not tell.
    """

    name: str
    lang: str
    text: str
    expected: tuple[Quantity, ...]
    asked: frozenset[str]
    promises: bool | None


def load(paths: Sequence[Path]) -> list[Item]:
    """Return the items of corpora; raises `ValueError` that names the line that is none."""
    return [item for path in paths for item in _items(path)]


def _items(path: Path) -> Iterator[Item]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        plain = json.loads(line)
        try:
            if not plain.get("ambiguous"):
                yield _item(plain, path.stem, number)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}:{number}: this is no item of a corpus: {error!r}") from error


def _item(plain: Mapping[str, Any], stem: str, number: int) -> Item:
    name, lang, text = plain.get("id", f"{stem}-{number}"), plain.get("lang", stem), plain["text"]
    if "states" in plain:
        stated = tuple(_stated(state) for state in plain["states"])
        return Item(name, lang, text, stated, frozenset(KINDS), any(one.topic for one in stated))
    if "quantities" in plain:
        found = tuple(quantity(one, plain.get("topic")) for one in plain["quantities"])
        return Item(name, lang, text, found, _EVERYWHERE, plain.get("promise"))
    found = tuple(map(quantity, plain["expected"]))
    return Item(name, lang, text, found, _EVERYWHERE & {plain["kind"], plain.get("not_kind", "")}, None)


def _stated(state: Mapping[str, Any]) -> Quantity:
    plain = {name: state[name] for name in ("topic", "scope") if name in state}
    return quantity({**_value(state["value"]), **plain, "mood": state.get("mood", "asserted")})


def _value(text: str) -> dict[str, Any]:
    """Return a value of the own notation in the plain form."""
    if text == "vague":
        return {"kind": "vague"}
    if _LANGUAGES.fullmatch(text):
        return {"kind": "languages", "codes": text.split(",")}
    day = _DAY.fullmatch(text)
    if day:
        return {"kind": "relative_day", "days": int(day[1]), "business": bool(day[2])}
    match = _VALUE.fullmatch(text)
    if match is None:
        return {"kind": "weekly_hours", "osm": text.partition(" @")[0]}
    size = SECONDS[cast("Unit", match["unit"])] if match["unit"] else 1
    low, high = float(match["low"]) * size, float(match["high"] or match["low"]) * size
    ends = {"min": None if match["bound"] == "<=" else low, "max": None if match["bound"] == ">=" else high}
    bound = {"<=": "upper", ">=": "lower"}.get(match["bound"] or "", "range" if match["high"] else "exact")
    return {**ends, "bound": bound, **_kind(match)}


def _kind(match: re.Match[str]) -> dict[str, Any]:
    if match["unit"]:
        return {"kind": "duration", "unit": match["unit"], "business": bool(match["business"])}
    if match["end"]:
        return {"kind": {"%": "percent", "x": "count"}[match["end"]]}
    return {"kind": "money", "currency": match["currency"] or ""}
