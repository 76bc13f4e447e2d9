"""What the shop says to machines: schema.org data, as JSON-LD at the end of a page.

The data of a product is put in by a script, as tag managers do. The microdata of the about page and the RDFa of the
contact page stand in their templates.
"""

import json
from collections.abc import Callable, Mapping

from .content import Content, group, look_up

_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_IDS = {"shop": "/#shop", "returns": "/#returns", "club": "/#club"}
_SCRIPTED = (
    '<script>{{const data = document.createElement("script"); data.type = "application/ld+json"; '
    "data.textContent = JSON.stringify({data}); document.body.append(data)}}</script>"
)


def with_data(page: str, texts: Content, place: str) -> str:
    """Return a page with the data that belongs to its path below the language's own."""
    kind = place.partition("/")[0]
    blocks = "\n".join(block(texts, place) for block in _BLOCKS.get(kind, ()))
    return page.replace("</body>", f"{blocks}\n</body>") if blocks else page


def _block(*things: Mapping[str, object]) -> str:
    return f'<script type="application/ld+json">{_json(*things)}</script>'


def _json(*things: Mapping[str, object]) -> str:
    data = {"@context": "https://schema.org", "@graph": list(things)}
    # As in any script element, what looks like its end must not end it.
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _shop(texts: Content, place: str) -> str:  # noqa: ARG001 - every block is made from the same two
    shop = {
        "@type": "OnlineStore",
        "@id": _IDS["shop"],
        "name": "Harbor & Pine",
        "hasMerchantReturnPolicy": [{"@id": _IDS["returns"]}, {"@id": _IDS["club"]}],
        "hasShippingService": [
            _service(str(look_up(texts, "data.standard")), (3, 4), free_from="50.00"),
            _service(str(look_up(texts, "data.express")), (1, 1)),
            _service(str(look_up(texts, "data.international")), (7, 11)),
            _pick_up(),
        ],
    }
    return _block(shop, _policy("returns", 30), {**_policy("club", 60), "validForMemberTier": _tier()})


def _care(texts: Content, place: str) -> str:  # noqa: ARG001 - every block is made from the same two
    contact = {
        "@type": "ContactPoint",
        "contactType": str(look_up(texts, "data.care")),
        "email": "hello@harborpine.example",
        "availableLanguage": ["en", "ru", {"@type": "Language", "name": "Thai", "alternateName": "th"}, "bg-BG"],
        "hoursAvailable": {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{day}" for day in _WEEK],
            "opens": "09:00",
            "closes": "18:00:00",
        },
    }
    return _block({"@type": "OnlineStore", "@id": _IDS["shop"], "contactPoint": contact})


def _product(texts: Content, place: str) -> str:
    name = str(look_up(texts, f"products.{place.partition('/')[2]}.name"))
    details = {
        "@type": "OfferShippingDetails",
        "shippingDestination": {"@type": "DefinedRegion", "addressCountry": "BG"},
        "deliveryTime": {
            "@type": "ShippingDeliveryTime",
            "handlingTime": _quantity(0, 1),
            "transitTime": _quantity(3, 4),
            "businessDays": _business_days(),
        },
    }
    offer = {
        "@type": "Offer",
        "shippingDetails": details,
        "warranty": {"@type": "WarrantyPromise", "durationOfWarranty": {"value": "2", "unitCode": "ANN"}},
        "hasMerchantReturnPolicy": _policy("returns", 30),
    }
    return _SCRIPTED.format(data=_json({"@type": "Product", "name": name, "offers": offer}))


def _faq(texts: Content, place: str) -> str:  # noqa: ARG001 - every block is made from the same two
    answers = [
        {"@type": "Question", "name": item["q"], "acceptedAnswer": {"@type": "Answer", "text": item["a"]}}
        for item in (group(texts, f"data.faq.{name}") for name in group(texts, "data.faq"))
    ]
    return _block({"@type": "FAQPage", "inLanguage": texts["lang"], "mainEntity": answers})


def _service(name: str, transit: tuple[int, int], free_from: str = "") -> dict[str, object]:
    period = {"@type": "ServicePeriod", "duration": _quantity(*transit), "businessDays": _business_days()}
    condition = {"@type": "ShippingConditions", "transitTime": period}
    free = {"orderValue": _money(free_from, "minValue"), "shippingRate": _money("0", "value")}
    return {
        "@type": "ShippingService",
        "name": name,
        "fulfillmentType": "https://schema.org/FulfillmentTypeDelivery",
        "handlingTime": {"@type": "ServicePeriod", "duration": _quantity(0, 1), "businessDays": _business_days()},
        "shippingConditions": [{**condition, **free}, condition] if free_from else condition,
    }


def _pick_up() -> dict[str, object]:
    hours = {"@type": "QuantitativeValue", "maxValue": 2, "unitCode": "HUR"}
    return {
        "@type": "ShippingService",
        "fulfillmentType": "https://schema.org/FulfillmentTypeCollectionPoint",
        "shippingConditions": {"transitTime": {"@type": "ServicePeriod", "duration": hours}},
    }


def _policy(name: str, days: int) -> dict[str, object]:
    return {
        "@type": "MerchantReturnPolicy",
        "@id": _IDS[name],
        "applicableCountry": "BG",
        "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": days,
        "refundType": "https://schema.org/FullRefund",
    }


def _tier() -> dict[str, str]:
    return {"@type": "MemberProgramTier", "name": "Pine Club"}


def _business_days() -> dict[str, object]:
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": list(_WEEK)}


def _quantity(low: int, high: int) -> dict[str, object]:
    return {"@type": "QuantitativeValue", "minValue": low, "maxValue": high, "unitCode": "DAY"}


def _money(amount: str, name: str) -> dict[str, str]:
    return {"@type": "MonetaryAmount", name: amount, "currency": "EUR"}


_BLOCKS: Mapping[str, tuple[Callable[[Content, str], str], ...]] = {
    "": (_shop, _care),
    "product": (_product,),
    "faq": (_faq,),
}
