"""The shop's data: help-desk policies and canned replies (in Zendesk's shape), wait board, status, shipping, hours."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from .content import LOCALES, Content, look_up

Texts = Callable[[str], Content]
"""Returns the texts of a language."""


def found(texts: Content) -> bytes:
    """Return what a search finds: all there is, since the shop has little."""
    products = look_up(texts, "products")
    assert isinstance(products, Mapping)
    return json.dumps({"found": [{"id": name, "name": one["name"]} for name, one in products.items()]}).encode()


def answer(path: str, texts: Texts, now: str) -> Mapping[str, Any] | None:
    """Return the data below `/api/`, or `None`; `now` is the time in UTC as ISO 8601."""
    if path in _SHARED:
        return _SHARED[path]
    if path == "v2/macros.json":
        return _paged("macros", _macros(texts))
    if path == "wait.json":
        return {"queues": {"phone": {"minutes": 4, "callers": 2}, "chat": {"minutes": 1}}, "updated_at": now}
    if path == "status.json":
        return {**_STATUS, "page": {"name": "Harbor & Pine", "time_zone": "Etc/UTC", "updated_at": now}}
    locale, _, name = path.partition("/")
    if locale in LOCALES and name in _LOCAL:
        return {"locale": locale, **{field: look_up(texts(locale), key) for field, key in _LOCAL[name].items()}}
    return None


_LOCAL = {
    "stock.json": {"dispatch": "stock.text"},
    "chat.json": {"greeting": "chat.greeting"},
    "answer.json": {"answer": "chat.answer", "person": "chat.person"},
}


def _paged(name: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: items, "count": len(items), "next_page": None, "previous_page": None}


def _policy(number: int, title: str, via: str, metrics: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": 36000 + number,
        "title": title,
        "description": f"Tickets that come by {title.lower()}",
        "position": number,
        "filter": {"all": [{"field": "via_id", "operator": "is", "value": via}], "any": []},
        "policy_metrics": metrics,
    }


def _target(metric: str, priority: str, minutes: int, *, business: bool = False) -> dict[str, Any]:
    return {
        "priority": priority,
        "metric": metric,
        "target": minutes,
        "target_in_seconds": minutes * 60,
        "business_hours": business,
    }


_EMAIL = [
    _target("first_reply_time", "urgent", 240),
    _target("first_reply_time", "normal", 1440),
    _target("first_reply_time", "low", 1440),
    _target("next_reply_time", "normal", 1440),
    _target("requester_wait_time", "normal", 2700, business=True),
]
_CHAT = [_target("first_reply_time", "normal", 2), _target("next_reply_time", "normal", 5)]

_POLICIES = [_policy(1, "E-mail", "4", _EMAIL), _policy(2, "Chat", "29", _CHAT)]

_SHARED: dict[str, dict[str, Any]] = {
    "v2/slas/policies.json": _paged("sla_policies", _POLICIES),
    "shipping.json": {
        "currency": "EUR",
        "free_from": 50.00,
        "dispatch": {"business_days": 1},
        "methods": [
            {"id": "standard", "carrier": "Speedy", "time": "3-5 business days", "price": 4.90},
            {"id": "express", "carrier": "Speedy", "time": "1-2 business days", "price": 9.90},
            {"id": "pickup", "carrier": None, "time": "within 2 hours", "price": 0},
        ],
        "attempts": 2,
    },
    "hours.json": {
        "time_zone": "Europe/Sofia",
        "care": "Customer care is open Mon-Fri 09:00-18:00",
        "shop": "The shop in Varna is open Mon-Sat 10:00-19:00",
    },
}

_STATUS: dict[str, Any] = {
    "status": {"indicator": "none", "description": "All systems operational"},
    "components": [{"id": "tracking", "name": "Order tracking", "status": "operational", "uptime_target": 99.9}],
}


def _macros(texts: Texts) -> list[dict[str, Any]]:
    titles = {"reply": "First reply", "claim": "Complaint", "returns": "Return"}
    macros = ((locale, name) for locale in LOCALES for name in titles)
    return [
        {
            "id": 25000 + number,
            "title": f"{locale}::{titles[name]}",
            "active": True,
            "position": number,
            "actions": [{"field": "comment_value", "value": look_up(texts(locale), f"macros.{name}")}],
            "restriction": None,
        }
        for number, (locale, name) in enumerate(macros)
    ]
