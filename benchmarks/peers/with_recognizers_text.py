"""Recognizers-Text: lengths of time, money and percentages in a dozen languages."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from recognizers_date_time import DateTimeRecognizer
from recognizers_number import NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer

_CULTURES = {
    "en": "en-us", "zh": "zh-cn", "es": "es-es", "fr": "fr-fr", "pt": "pt-br", "de": "de-de", "it": "it-it",
    "ja": "ja-jp", "nl": "nl-nl", "tr": "tr-tr", "ko": "ko-kr", "ar": "ar-*", "hi": "hi-in", "sv": "sv-se",
}  # fmt: skip
_MODELS = (
    lambda culture: DateTimeRecognizer(culture).get_datetime_model(),
    lambda culture: NumberWithUnitRecognizer(culture).get_currency_model(),
    lambda culture: NumberRecognizer(culture).get_percentage_model(),
)


def read(text: str, lang: str | None) -> Sequence[Mapping[str, Any]]:
    """Return the quantities of a text; in a language that it does not have, it reads as English."""
    return [plain for model in _models(_CULTURES.get(lang or "en", "en-us")) for plain in _found(model, text)]


@cache
def _models(culture: str) -> tuple[Any, ...]:
    return tuple(_model(make, culture) for make in _MODELS)


def _model(make: Any, culture: str) -> Any:
    try:
        return make(culture)
    except Exception:  # noqa: BLE001 - not every culture has every model
        return make("en-us")


def _found(model: Any, text: str) -> Iterator[Mapping[str, Any]]:
    try:
        results = model.parse(text)
    except Exception:  # noqa: BLE001 - whatever it raises, it has read nothing
        return
    for result in results:
        plain = _plain(result.type_name, result.resolution or {})
        if plain is not None:
            yield plain


def _plain(kind: str, resolution: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if kind == "datetimeV2.duration":
        first = (resolution.get("values") or [{}])[0]
        if first.get("value", "not resolved") == "not resolved":
            return None
        return {"kind": "duration", "seconds": float(first["value"]), "business": "BD" in str(first.get("timex"))}
    value = resolution.get("value")
    if not value or kind not in {"currency", "percentage"}:
        return None
    if kind == "percentage":
        return {"kind": "percent", "value": _number(str(value))}
    unit = resolution.get("isoCurrency") or {"Dollar": "$"}.get(str(resolution.get("unit")), resolution.get("unit"))
    return {"kind": "money", "amount": _number(str(value)), "currency": unit}


def _number(text: str) -> float:
    """Return a number with the culture's own decimal sign."""
    return float(text.rstrip("%").replace(",", "."))
