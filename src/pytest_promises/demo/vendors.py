"""The shop's accounts with vendors, in their documented shapes: help desk, status page, merchant, wait board."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from .content import LOCALES, Content, group

Texts = Callable[[str], Content]
"""Returns the texts of a language."""
Data = Mapping[str, Any]

ACCOUNT = "1998"
STATUS_PAGE = "hp98varna"
TRACKING = "trk01order"
_ARTICLES = "/api/v2/help_center/{}/articles.json"
_RETURNS = f"/merchant/accounts/v1/accounts/{ACCOUNT}/onlineReturnPolicies"
_PER_PAGE = 2


def answer(path: str, query: str, texts: Texts, now: str) -> Data | None:
    """Return the data at a path, or `None`; `now` is the time in UTC as ISO 8601."""
    asked = {name: values[-1] for name, values in parse_qs(query).items()}
    if path == _RETURNS:
        return _return_policies(asked.get("pageToken", ""))
    if path == "/status/api/v2/summary.json":
        return {**_SUMMARY, "page": {"id": STATUS_PAGE, "name": "Harbor & Pine", "updated_at": now}}
    if path == "/status/api/v2/scheduled-maintenances.json":
        return {"page": {"id": STATUS_PAGE, "name": "Harbor & Pine", "updated_at": now}, "scheduled_maintenances": []}
    locale = next((one for one in LOCALES if path == _ARTICLES.format(one)), None)
    if locale is not None:
        return _articles(texts(locale), locale, asked.get("page", "1"))
    return _FIXED.get(path)


def _articles(texts: Content, locale: str, page: str) -> Data | None:
    names = list(group(texts, "articles"))
    last = -(-len(names) // _PER_PAGE)
    if not page.isdecimal() or not 1 <= int(page) <= last:
        return None
    first = (int(page) - 1) * _PER_PAGE
    follows = f"{_ARTICLES.format(locale)}?page={int(page) + 1}&per_page={_PER_PAGE}" if int(page) < last else None
    found = [_article(texts, locale, name, first + number) for number, name in enumerate(names[first:][:_PER_PAGE])]
    return {"articles": found, "count": len(names), "page": int(page), "page_count": last, "next_page": follows}


def _article(texts: Content, locale: str, name: str, number: int) -> Data:
    title, *sentences = (str(text) for text in group(texts, f"articles.{name}").values())
    return {
        "id": 7100 + number,
        "title": title,
        "body": "".join(f"<p>{sentence}</p>" for sentence in sentences),
        "locale": locale,
        "draft": False,
        "outdated": False,
        "position": number,
    }


def _return_policies(token: str) -> Data | None:
    pages: dict[str, Data] = {
        "": {"onlineReturnPolicies": [_policy("1", "", 30)], "nextPageToken": "Mg"},
        "Mg": {"onlineReturnPolicies": [_policy("2", "club", 60)]},
    }
    return pages.get(token)


def _policy(number: str, label: str, days: int) -> Data:
    return {
        "name": f"accounts/{ACCOUNT}/onlineReturnPolicies/{number}",
        "returnPolicyId": number,
        **({"label": label} if label else {}),
        "countries": ["BG", "DE"],
        "policy": {"type": "NUMBER_OF_DAYS_AFTER_DELIVERY", "days": str(days)},
        "itemConditions": ["NEW"],
        "returnMethods": ["BY_MAIL", "IN_STORE"],
        "returnShippingFee": {"type": "FIXED", "fixedFee": {"amountMicros": "0", "currencyCode": "EUR"}},
    }


def _service(name: str, transit: tuple[int, int], rates: Data) -> Data:
    return {
        "serviceName": name,
        "active": True,
        "deliveryCountries": ["BG", "DE"],
        "currencyCode": "EUR",
        "deliveryTime": {
            "minHandlingDays": 0,
            "maxHandlingDays": 1,
            "minTransitDays": transit[0],
            "maxTransitDays": transit[1],
            "cutoffTime": {"hour": 14, "minute": 0, "timeZone": "Europe/Sofia"},
        },
        "rateGroups": [{"applicableShippingLabels": [], **rates}],
    }


def _euros(cents: int) -> Data:
    return {"amountMicros": str(cents * 10_000), "currencyCode": "EUR"}


_NO_BOUND = {"amountMicros": "-1", "currencyCode": "EUR"}
_RATES = {
    "mainTable": {
        "rowHeaders": {"prices": [_euros(4999), _NO_BOUND]},
        "rows": [{"cells": [{"flatRate": _euros(490)}]}, {"cells": [{"flatRate": _euros(0)}]}],
    }
}
_SUMMARY: dict[str, Any] = {
    "status": {"indicator": "none", "description": "All Systems Operational"},
    "components": [
        {"id": TRACKING, "name": "Order tracking", "status": "operational", "group": False, "position": 1},
        {"id": "shp02front", "name": "Shop", "status": "operational", "group": False, "position": 2},
    ],
    "incidents": [],
    "scheduled_maintenances": [],
}
_FIXED: Mapping[str, Data] = {
    "/api/v2/business_hours/schedules.json": {
        "schedules": [
            {
                "id": 311,
                "name": "Customer care",
                "time_zone": "Sofia",
                "intervals": [
                    {"start_time": day * 1440 + 9 * 60, "end_time": day * 1440 + 18 * 60} for day in range(1, 6)
                ],
            }
        ]
    },
    "/api/v2/business_hours/schedules/311/holidays.json": {
        "holidays": [{"id": 1, "name": "New Year", "start_date": "2027-01-01", "end_date": "2027-01-01"}]
    },
    f"/status/v1/pages/{STATUS_PAGE}/components/{TRACKING}/uptime": {
        "id": TRACKING,
        "name": "Order tracking",
        "uptime_percentage": 99.9,
        "major_outage": 0,
        "partial_outage": 2592,
    },
    f"/merchant/accounts/v1/accounts/{ACCOUNT}/shippingSettings": {
        "name": f"accounts/{ACCOUNT}/shippingSettings",
        "etag": "h1",
        "services": [
            _service("Standard", (3, 4), _RATES),
            _service("Express", (1, 1), {"singleValue": {"flatRate": _euros(990)}}),
        ],
    },
    "/api/waits.json": {
        "Varna": {
            "Phone": [{"Name": "Customer care", "WaitTime": "0 hr 4 min"}],
            "Shop": [{"Name": "Workshop counter", "WaitTime": "N/A"}],
        }
    },
}

PATHS: tuple[str, ...] = (
    *_FIXED,
    *(f"{_ARTICLES.format(locale)}{page}" for locale in LOCALES for page in ("", f"?page=2&per_page={_PER_PAGE}")),
    _RETURNS,
    f"{_RETURNS}?pageSize=100&pageToken=Mg",
    "/status/api/v2/summary.json",
    "/status/api/v2/scheduled-maintenances.json",
)
"""All there is to ask, with the pages after the first."""
