"""price-parser: the one price of a text."""

from collections.abc import Mapping, Sequence
from typing import Any

from price_parser import Price

_CURRENCIES = {
    "€": "EUR", "£": "GBP", "₽": "RUB", "руб": "RUB", "руб.": "RUB", "₴": "UAH", "грн": "UAH", "zł": "PLN", "Kč": "CZK",
    "R$": "BRL", "₺": "TRY", "TL": "TRY", "лв": "BGN", "лв.": "BGN", "Ft": "HUF", "₪": "ILS", "₹": "INR", "¥": "JPY",
    "円": "JPY", "₩": "KRW", "원": "KRW", "元": "CNY", "฿": "THB", "lei": "RON", "US$": "USD",
}  # fmt: skip


def read(text: str, lang: str | None) -> Sequence[Mapping[str, Any]]:  # noqa: ARG001 - it has no languages
    """Return the amount of a text, where a currency is named with it."""
    price = Price.fromstring(text)
    if price.amount is None or not price.currency:
        return []
    return [
        {"kind": "money", "amount": price.amount_float, "currency": _CURRENCIES.get(price.currency, price.currency)}
    ]
