"""What the data of a page says, in whatever syntax and shape; and what of it is malformed, which hides nothing else."""

import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_promises.channels.schema_org.hearing import hearings
from pytest_promises.channels.structured import StructuredChannel
from pytest_promises.model.describe import describe
from pytest_promises.model.hearing import Cause, Evidence
from pytest_promises.model.promise import Channel
from pytest_promises.plugins import channel_types, manager
from pytest_promises.reading import with_scope

VIEWS = ("browser", "http")
URL = "https://shop.example/en/"
DAY = {"unitCode": "DAY"}
TRANSIT = {"minValue": 3, "maxValue": 4, **DAY}


def ld(data, context="https://schema.org"):
    data = {"@context": context, **data} if isinstance(data, dict) else data
    return script(json.dumps(data, ensure_ascii=False).replace("</", "<\\/"))


def script(text, kind="application/ld+json"):
    return f'<script type="{kind}">{text}</script>'


def hear_all(markup, locale="en", **options):
    """Hear markup without a server: what a page's data says depends on nothing else."""
    channel = Channel("it", "structured", "/", locale=locale, options=options)
    return hearings([channel], markup, Evidence(final_url=URL), scripted=True)["it"]


def told(hearing, topic=None):
    """Return the values of a hearing, as a report words them."""
    return [describe(said.value) for said in hearing.statements if topic in {None, said.topic}]


def policy(days=30, **more):
    return {"@type": "MerchantReturnPolicy", "merchantReturnDays": days, **more}


def offer(**more):
    return {"@type": "Product", "offers": {"@type": "Offer", **more}}


def service(name="", **more):
    return {"@type": "ShippingService", "name": name, **more}


MICRODATA = """
<div itemscope itemtype="https://schema.org/Organization"><div itemprop="hasMerchantReturnPolicy" itemscope
 itemtype="https://schema.org/MerchantReturnPolicy"><meta itemprop="merchantReturnDays" content="30"></div></div>
"""
RDFA = """
<div vocab="https://schema.org/" typeof="Organization"><div property="hasMerchantReturnPolicy"
 typeof="MerchantReturnPolicy"><meta property="merchantReturnDays" content="30"></div></div>
"""
SHAPES = {
    "an object": ld({"@type": "Organization", "hasMerchantReturnPolicy": policy()}),
    "a list of objects": ld([{"@context": "http://schema.org/", "hasMerchantReturnPolicy": [policy()]}]),
    "a number in a string": ld({"hasMerchantReturnPolicy": policy("30")}),
    "a graph": ld({"@graph": [{"@type": "Thing", "name": "x"}, policy()]}),
    "a reference": ld({"@graph": [{"hasMerchantReturnPolicy": {"@id": "#r"}}, {"@id": "#r", **policy()}]}),
    "a reference to an address": ld(
        {"@graph": [{"hasMerchantReturnPolicy": {"@id": "#r"}}, {"@id": f"{URL}#r", **policy()}]}
    ),
    "a blank node": ld({"@graph": [{"hasMerchantReturnPolicy": {"@id": "_:b"}}, {"@id": "_:b", **policy()}]}),
    "a reference to another block": ld({"hasMerchantReturnPolicy": {"@id": "#r"}}) + ld({"@id": "#r", **policy()}),
    "one item in two blocks": ld({"@id": "#o", "hasMerchantReturnPolicy": policy()}) + ld({"@id": "#o", "name": "x"}),
    "items that refer to each other": ld(
        {"@graph": [{"@id": "#o", "owns": {"@id": "#p"}}, {"@id": "#p", "seller": {"@id": "#o"}, **policy()}]}
    ),
    "an old address": ld({"hasMerchantReturnPolicy": policy()}, "http://www.schema.org"),
    "a prefix": ld(
        {"s:hasMerchantReturnPolicy": {"@type": "s:MerchantReturnPolicy", "s:merchantReturnDays": 30}},
        {"s": "https://schema.org/"},
    ),
    "a name of its own": ld(
        {"hasMerchantReturnPolicy": {"tage": {"@value": 30}}},
        ["https://schema.org", {"tage": "schema:merchantReturnDays", "schema": "https://schema.org/"}],
    ).replace('"schema:merchantReturnDays"', '"https://schema.org/merchantReturnDays"'),
    "whole addresses": ld(
        {"https://schema.org/hasMerchantReturnPolicy": {"http://schema.org/merchantReturnDays": [{"@value": 30}]}}, {}
    ),
    "no context": ld({"hasMerchantReturnPolicy": policy()}, None),
    "a type with parameters": script(json.dumps(policy()), "Application/LD+JSON; charset=utf-8"),
    "microdata": MICRODATA,
    "microdata with a reference": """
        <div itemscope itemtype="http://schema.org/MerchantReturnPolicy" itemref="days"></div>
        <p id="days"><span itemprop="merchantReturnDays">30</span></p>""",
    "RDFa": RDFA,
    "RDFa with a prefix": """
        <div prefix="s: https://schema.org/" typeof="s:MerchantReturnPolicy">
        <span property="s:merchantReturnDays" content="30">thirty</span></div>""",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_data_says_the_same_in_whatever_shape(shape):
    hearing = hear_all(SHAPES[shape])
    assert (told(hearing, "returns"), hearing.mishap, hearing.flaws) == (["30 days"], None, ())


OTHERS = {
    "another vocabulary": ld({"hasMerchantReturnPolicy": policy()}, "https://www.w3.org/ns/activitystreams"),
    "another vocabulary's type": ld({"@type": "https://example.org/Shop", "hasMerchantReturnPolicy": policy()}),
    "an inert template": f"<template>{MICRODATA}</template>",
    "what only a page without scripts has": f"<body><p>x</p><noscript>{MICRODATA}</noscript>",
    "JSON": script(json.dumps(policy()), "application/json"),
    "Open Graph": '<meta property="og:type" content="website">',
    "an empty object": ld({}),
    "text": "<p>Returns within 30 days</p>",
}


@pytest.mark.parametrize("what", OTHERS)
def test_what_is_no_data_of_the_page_is_nothing(what):
    hearing = hear_all(OTHERS[what])
    assert hearing.mishap.cause is Cause.EMPTY
    assert "carries no schema.org data" in hearing.mishap.message
    assert (hearing.statements, hearing.passages) == ((), ())


FORGIVEN = {
    "a comma too many": '{"@id": "#r", "merchantReturnDays": 30,}',
    "a comma too many in a list": '{"@id": "#r", "merchantReturnDays": [30, ], }',
    "a semicolon": '{"@id": "#r", "merchantReturnDays": 30};',
    "a line break in a text": '{"name": "Our\npolicy\t", "@id": "#r", "merchantReturnDays": 30}',
    "CDATA": '//<![CDATA[\n{"@id": "#r", "merchantReturnDays": 30}\n//]]>',
    "bare CDATA": '<![CDATA[{"@id": "#r", "merchantReturnDays": 30}]]>',
    "an HTML comment": '<!--\n{"@id": "#r", "merchantReturnDays": 30}\n-->',
    "comments": '/* ours */ {"@id": "#r", "merchantReturnDays": 30 // days\n}',
    "entities": (
        "{&quot;name&quot;: &quot;A &amp;amp; B&quot;, &quot;@id&quot;: &quot;#r&quot;, "
        "&quot;merchantReturnDays&quot;: 30}"
    ),
    "a byte order mark": '\ufeff{"@id": "#r", "merchantReturnDays": 30}',
    "what looks like a comment in a text": (
        '{"url": "https://a.example/x", "name": "50 % /* off */,}", "@id": "#r", "merchantReturnDays": 30,}'
    ),
}


@pytest.mark.parametrize("how", FORGIVEN)
def test_what_was_plainly_meant_is_forgiven(how):
    hearing = hear_all(script(FORGIVEN[how]) + ld({"hasMerchantReturnPolicy": {"@id": "#r"}}))
    assert (told(hearing), hearing.flaws) == (["30 days"], ())


def test_what_is_forgiven_changes_no_text():
    (passage,) = hear_all(script(json.dumps(policy(refundType="a,} // b /* c */ ; d"))[:-1] + ",}")).passages
    assert passage.text == "refundType: a,} // b /* c */ ; d"


MALFORMED = {
    "half a block": ('{"merchantReturnDays": ', "line 1 column 24"),
    "a brace too many": ('{"merchantReturnDays": 30}}', "Extra data"),
    "a missing quotation mark": ('{"a": "b,\n "merchantReturnDays": 30}', "malformed"),
    "nothing": ("  \n ", "it is empty"),
    "single quotes": ("{'merchantReturnDays': 30}", "near"),
    "a text": ("merchantReturnDays 30", "line 1 column 1"),
    "no number": ('{"merchantReturnDays": NaN}', "NaN is no JSON"),
    "too deep": ('{"a":' * 30_000, "malformed"),
    "a number of ten thousand digits": ('{"merchantReturnDays": ' + "1" * 10_000 + "}", "malformed"),
    "an unclosed text of many escapes": ('"' + '\\"' * 50_000, "malformed"),
    "many comments that never end": ("/* " * 50_000, "malformed"),
}


@pytest.mark.parametrize("how", MALFORMED)
def test_a_malformed_block_is_told_and_hides_no_other(how):
    block, says = MALFORMED[how]
    hearing = hear_all(ld(policy()) + f'<script type="application/ld+json" id="tags">{block}</script>' + MICRODATA)
    assert told(hearing) == ["30 days", "30 days"]
    (flaw,) = hearing.flaws
    assert flaw.cause is Cause.MALFORMED
    assert flaw.message.startswith(f'JSON-LD block 2 (<script id="tags">) of {URL} is malformed: ')
    assert says in flaw.message
    assert len(flaw.message) < 300


def test_a_page_whose_only_block_is_malformed_is_malformed_and_not_empty():
    hearing = hear_all(script("{"))
    assert hearing.mishap.cause is Cause.MALFORMED
    assert "block 1" in hearing.mishap.message


def test_a_type_that_may_be_in_the_malformed_block_is_not_missing():
    hearing = hear_all(ld(policy()) + script("{"), type="ContactPoint")
    assert hearing.mishap.cause is Cause.MALFORMED


def nested(inner):
    for _ in range(50):
        inner = {"knows": inner}
    return inner


TOO_MUCH = {
    "blocks": ld(policy()) * 201,
    "levels": ld({"a": json.loads('{"a":' * 80 + "1" + "}" * 80), **policy()}),
    "items": ld({"@graph": [{"name": "x"}] * 20_001}),
    "steps": ld({"@graph": [nested({"@id": "#x"}), {"knows": {"@id": "#x", "knows": nested({"name": "x"})}}]}),
    "microdata": MICRODATA + "x" * 2_000_001,
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_too_much_is_told(what):
    hearing = hear_all(TOO_MUCH[what])
    causes = {flaw.cause for flaw in (*hearing.flaws, *([hearing.mishap] if hearing.mishap else []))}
    assert causes == {Cause.TOO_LARGE}


def shipping(handling=None, transit=None, **more):
    times = {"handlingTime": handling, "transitTime": transit}
    return ld(offer(shippingDetails={"deliveryTime": {**{k: v for k, v in times.items() if v}, **more}}))


SEVEN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DELIVERY = {
    "handling and transit": (shipping({"minValue": 0, "maxValue": 1, **DAY}, TRANSIT), "3-5 business days"),
    "transit alone": (shipping(None, TRANSIT), "3-4 business days"),
    "a value": (shipping({"value": "1", **DAY}, {"value": 2, **DAY}), "3 business days"),
    "an upper end alone": (shipping({"maxValue": 1, **DAY}, {"maxValue": 2, **DAY}), "within 3 business days"),
    "a lower end alone": (shipping(None, {"minValue": 2, **DAY}), "at least 2 business days"),
    "the other code for a day": (shipping(None, {"value": 2, "unitCode": "d"}), "2 business days"),
    "hours": (shipping(None, {"maxValue": 2, "unitCode": "HUR"}), "within 2 hours"),
    "weeks": (shipping(None, {"minValue": 1, "maxValue": 2, "unitCode": "WEE"}), "1-2 weeks"),
    "a unit in words": (shipping(None, {"value": 2, "unitText": "business days"}), "2 business days"),
    "a code and words": (
        shipping(None, {"value": 2, "unitCode": "DAY", "unitText": "Working Days"}),
        "2 business days",
    ),
    "a range in a text": (shipping(None, {"value": "2-3", **DAY}), "2-3 business days"),
    "an ISO 8601 duration": (shipping(None, "P3D"), "3 business days"),
    "hours as an ISO 8601 duration": (shipping(None, "PT48H"), "48 hours"),
    "business days": (
        shipping(None, TRANSIT, businessDays={"dayOfWeek": [f"https://schema.org/{day}" for day in SEVEN[:5]]}),
        "3-4 business days",
    ),
    "all seven days": (shipping(None, TRANSIT, businessDays={"dayOfWeek": SEVEN}), "3-4 days"),
    "all seven days, for short": (
        shipping(None, TRANSIT, businessDays=["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]),
        "3-4 days",
    ),
    "business days misused": (shipping(None, TRANSIT, businessDays={"minValue": 3}), "3-4 business days"),
    "the delivery time itself": (ld(offer(shippingDetails={"deliveryTime": TRANSIT})), "3-4 business days"),
    "a list of offers": (ld({"offers": [{"shippingDetails": [{"deliveryTime": TRANSIT}]}]}), "3-4 business days"),
}


@pytest.mark.parametrize("case", DELIVERY)
def test_handling_and_transit_together_are_the_delivery(case):
    markup, expected = DELIVERY[case]
    hearing = hear_all(markup)
    assert (told(hearing, "delivery"), hearing.flaws) == ([expected], ())


def test_days_are_calendar_days_where_the_channel_says_so():
    assert told(hear_all(shipping(None, TRANSIT), days="calendar")) == ["3-4 days"]
    weekdays = shipping(None, TRANSIT, businessDays={"dayOfWeek": SEVEN[:5]})
    assert told(hear_all(weekdays, days="calendar")) == ["3-4 business days"]


def test_a_time_in_words_is_read_like_any_text():
    (passage,) = hear_all(shipping(None, "3-5 business days")).passages
    assert (passage.text, passage.lead) == ("3-5 business days", "delivery")
    (flaw,) = hear_all(shipping({"value": 1, **DAY}, "3-5 business days")).flaws
    assert "cannot be added" in flaw.message


def test_handling_is_told_by_itself():
    hearing = hear_all(
        shipping({"minValue": 0, "maxValue": 1, **DAY}, TRANSIT) + ld(offer(deliveryLeadTime={"value": 2, **DAY}))
    )
    assert told(hearing, "handling") == ["0-1 business days", "2 business days"]


def condition(transit=3, **more):
    return {"transitTime": {"duration": {"value": transit, **DAY}}, **more}


def shop(*services):
    return ld({"@type": "Organization", "hasShippingService": list(services)})


def scopes(hearing, topic="delivery"):
    found = [with_scope(said, lang="en") for said in hearing.statements if said.topic == topic]
    return [(dict(said.scope), describe(said.value), bool(said.conditions)) for said in found]


def test_a_service_is_for_whom_its_name_says():
    hearing = hear_all(
        shop(service("Standard", shippingConditions=condition(3)), service("Express", shippingConditions=condition(1)))
    )
    assert scopes(hearing) == [
        ({"method": "standard"}, "3 business days", False),
        ({"method": "express"}, "1 business day", False),
    ]


def test_a_collection_point_is_for_those_who_pick_up():
    kind = "https://schema.org/FulfillmentTypeCollectionPoint"
    hearing = hear_all(shop(service(fulfillmentType=kind, shippingConditions=condition(1))))
    assert scopes(hearing) == [({"method": "pickup"}, "1 business day", False)]


def test_several_regions_are_scopes_and_one_is_none():
    one = shop(service(shippingConditions=condition(shippingDestination={"addressCountry": "BG"})))
    assert scopes(hear_all(one)) == [({}, "3 business days", False)]
    country = {"@type": "Country", "name": "ro"}
    states = {"addressCountry": "US", "addressRegion": ["NY", "CA"]}
    several = shop(
        service(
            shippingConditions=[
                condition(2, shippingDestination=[{"addressCountry": ["BG"]}, {"addressCountry": country}]),
                condition(7, shippingDestination=states),
                {"shippingDestination": {"addressCountry": "KP"}, "doesNotShip": True},
            ]
        )
    )
    conditional = [(scope, value) for scope, value, _ in scopes(hear_all(several))]
    assert conditional == [
        ({"region": "BG"}, "2 business days"),
        ({"region": "RO"}, "2 business days"),
        ({"region": "US-NY"}, "7 business days"),
        ({"region": "US-CA"}, "7 business days"),
    ]


def test_times_that_differ_with_the_order_are_said_under_its_condition():
    dear = condition(1, orderValue={"minValue": 100, "currency": "EUR"})
    assert [said[1:] for said in scopes(hear_all(shop(service(shippingConditions=[condition(3), dear]))))] == [
        ("3 business days", False),
        ("1 business day", True),
    ]
    same = condition(3, orderValue={"minValue": 100, "currency": "EUR"})
    assert [said[2] for said in scopes(hear_all(shop(service(shippingConditions=[condition(3), same]))))] == [
        False,
        False,
    ]


def rate(value, **order):
    return condition(shippingRate={"value": value, "currency": "EUR"}, **({"orderValue": order} if order else {}))


FREE = {
    "from an order value": (
        shop(service(shippingConditions=[rate("4.90"), rate("0", minValue="50")])),
        ["from 50 EUR"],
    ),
    "always": (shop(service(shippingConditions=rate(0))), ["free on every order"]),
    "never": (shop(service(shippingConditions=rate(4.9, minValue=50))), []),
    "a share of the order": (shop(service(shippingConditions=condition(shippingRate={"orderPercentage": 10}))), []),
    "a bare rate": (shop(service(shippingConditions=condition(shippingRate="0.00"))), ["free on every order"]),
    "a threshold": (
        ld({"shippingDetails": {"freeShippingThreshold": {"value": 50, "currency": "eur"}}}),
        ["from 50 EUR"],
    ),
    "older data": (
        ld(
            offer(
                priceSpecification={
                    "@type": "DeliveryChargeSpecification",
                    "price": "0.00",
                    "eligibleTransactionVolume": {"minPrice": "50", "priceCurrency": "EUR"},
                }
            )
        ),
        ["from 50 EUR"],
    ),
    "the free delivery of one offer": (
        ld(offer(shippingDetails={"shippingRate": {"value": 0, "currency": "EUR"}})),
        [],
    ),
}


@pytest.mark.parametrize("case", FREE)
def test_shipping_is_free_from_an_amount(case):
    markup, expected = FREE[case]
    assert told(hear_all(markup), "free_shipping") == expected


RETURNS = {
    "not permitted": ({"returnPolicyCategory": "https://schema.org/MerchantReturnNotPermitted"}, ["at once"]),
    "not permitted, with days": (
        {"returnPolicyCategory": {"@id": "http://schema.org/MerchantReturnNotPermitted"}, "merchantReturnDays": 30},
        ["30 days", "at once"],
    ),
    "unlimited": (
        {"returnPolicyCategory": "MerchantReturnUnlimitedWindow"},
        ["no figure (MerchantReturnUnlimitedWindow)"],
    ),
    "older data": ({"productReturnDays": "14"}, ["14 days"]),
    "an ISO 8601 duration": ({"merchantReturnDays": "P1M"}, ["1 month"]),
}


@pytest.mark.parametrize("case", RETURNS)
def test_a_return_policy_tells_its_days(case):
    data, expected = RETURNS[case]
    assert told(hear_all(ld({"hasMerchantReturnPolicy": data})), "returns") == expected


def test_a_season_is_a_condition_and_members_are_a_scope():
    season = {"startDate": "2026-12-01", "endDate": "2027-01-08", "merchantReturnDays": 60}
    policies = [policy(30, returnPolicySeasonalOverride=season), policy(90, validForMemberTier={"name": "Gold"})]
    statements = hear_all(ld({"hasMerchantReturnPolicy": policies})).statements
    assert [(describe(said.value), said.scope, said.conditions) for said in statements] == [
        ("30 days", (), ()),
        ("90 days", (("audience", "members"),), ()),
        ("60 days", (), ("from 2026-12-01 until 2027-01-08",)),
    ]


def test_policies_of_several_countries_are_scopes():
    policies = [policy(30, applicableCountry=["BG", "RO"]), policy(14, applicableCountry="US")]
    assert [scope for scope, _, _ in scopes(hear_all(ld({"hasMerchantReturnPolicy": policies})), "returns")] == [
        {"region": "BG"},
        {"region": "RO"},
        {"region": "US"},
    ]


def test_a_policy_that_many_offers_share_is_told_once():
    offers = [{"hasMerchantReturnPolicy": {"@id": "#r"}} for _ in range(5)]
    assert told(hear_all(ld({"@graph": [{"offers": offers}, {"@id": "#r", **policy()}]}))) == ["30 days"]


@pytest.mark.parametrize("name", ["mainEntity", "about", "itemOffered"])
def test_an_item_is_known_by_its_type_wherever_it_stands(name):
    assert told(hear_all(ld({"@type": "WebPage", name: policy()}))) == ["30 days"]
    assert told(hear_all(ld({"@graph": [{"@type": "WebPage", name: {"@id": "#r"}}, {"@id": "#r", **policy()}]}))) == [
        "30 days"
    ]


def test_days_on_which_a_carrier_works_are_no_opening_hours():
    week = {"@type": "OpeningHoursSpecification", **spec(SEVEN[:5])}
    assert told(hear_all(shipping(None, TRANSIT, businessDays=week))) == ["3-4 business days"]
    assert told(hear_all(ld(week))) == ["Mo-Fr 09:00-18:00"]


def test_how_the_money_comes_back_is_text():
    passages = hear_all(ld(policy(refundType="https://schema.org/FullRefund"))).passages
    assert [passage.text for passage in passages] == ["refundType: FullRefund"]


@pytest.mark.parametrize("length", [{"value": "2", "unitCode": "ANN"}, "P2Y", {"value": 24, "unitCode": "MON"}])
def test_a_warranty_has_a_length(length):
    assert told(hear_all(ld(offer(warranty={"durationOfWarranty": length}))), "warranty")[0] in {"2 years", "24 months"}


def spec(days=None, opens="09:00", closes="18:00", **more):
    given = {"dayOfWeek": days, "opens": opens, "closes": closes}
    return {**{name: value for name, value in given.items() if value is not None}, **more}


HOURS = {
    "days as addresses": (
        {"openingHoursSpecification": spec([f"http://schema.org/{d}" for d in SEVEN[:5]])},
        "Mo-Fr 09:00-18:00",
    ),
    "days for short": ({"openingHoursSpecification": spec(["Mo", "We"])}, "Mo,We 09:00-18:00"),
    "a day as an object": ({"openingHoursSpecification": spec({"@id": "https://schema.org/Friday"})}, "Fr 09:00-18:00"),
    "days in one text": ({"openingHoursSpecification": spec("Monday, Tuesday")}, "Mo-Tu 09:00-18:00"),
    "no day": ({"openingHoursSpecification": spec()}, "Mo-Su 09:00-18:00"),
    "seconds and an offset": (
        {"openingHoursSpecification": spec("Monday", "T09:00:00+02:00", "18:00:00Z")},
        "Mo 09:00-18:00",
    ),
    "past midnight": ({"openingHoursSpecification": spec("Saturday", "20:00", "02:00")}, "Sa 20:00-02:00"),
    "to the end of the day": ({"openingHoursSpecification": spec("Monday", "00:00", "23:59:59")}, "Mo 00:00-24:00"),
    "all week": ({"openingHoursSpecification": spec(SEVEN, "00:00", "23:59")}, "24/7"),
    "a day without opens": (
        {"openingHoursSpecification": [spec(SEVEN[:5]), spec("Saturday", None, None)]},
        "Mo-Fr 09:00-18:00",
    ),
    "a day closed from midnight to midnight": (
        {"openingHoursSpecification": [spec(SEVEN[:5]), spec("Sunday", "00:00", "00:00")]},
        "Mo-Fr 09:00-18:00",
    ),
    "a lunch break": (
        {"openingHoursSpecification": [spec("Monday", "09:00", "12:00"), spec("Monday", "13:00", "18:00")]},
        "Mo 09:00-12:00,13:00-18:00",
    ),
    "holidays": (
        {"openingHoursSpecification": [spec(SEVEN[:5]), spec("PublicHolidays", None, None)]},
        "Mo-Fr 09:00-18:00; PH off",
    ),
    "a text": ({"openingHours": "Mo-Fr 09:00-18:00"}, "Mo-Fr 09:00-18:00"),
    "texts": ({"openingHours": ["Mo-Fr 09:00-12:00", "Mo-Fr 13:00-18:00"]}, "Mo-Fr 09:00-12:00,13:00-18:00"),
    "texts past midnight": (
        {"openingHours": ["Mo-Th 09:00-18:00", "Fr 20:00-02:00"]},
        "Mo-Th 09:00-18:00; Fr 20:00-02:00",
    ),
    "days alone": ({"openingHours": "Mo-Su"}, "24/7"),
    "always closed": ({"openingHoursSpecification": spec("Monday", "00:00", "00:00")}, "off"),
    "a contact": ({"contactPoint": {"@type": "ContactPoint", "hoursAvailable": spec(SEVEN[:5])}}, "Mo-Fr 09:00-18:00"),
    "a contact's text": ({"contactPoint": {"hoursAvailable": "Mo-Fr 09:00-18:00"}}, "Mo-Fr 09:00-18:00"),
}


@pytest.mark.parametrize("case", HOURS)
def test_hours_are_those_of_a_week(case):
    data, expected = HOURS[case]
    hearing = hear_all(ld({"@type": "Store", **data}))
    assert (told(hearing, "hours"), hearing.flaws) == ([expected], ())


def test_holidays_and_seasons_are_no_normal_week():
    days = {"validFrom": "2026-12-24", "validThrough": "2026-12-26"}
    data = {
        "openingHoursSpecification": [spec(SEVEN[:5]), spec("Sunday", validFrom="2026-07-01")],
        "specialOpeningHoursSpecification": {"opens": "00:00", "closes": "00:00", **days},
    }
    statements = hear_all(ld({"@type": "Store", **data})).statements
    assert [(describe(said.value), said.conditions) for said in statements] == [
        ("Mo-Fr 09:00-18:00", ()),
        ("Su 09:00-18:00", ("from 2026-07-01",)),
        ("off", ("from 2026-12-24 until 2026-12-26",)),
    ]


def test_a_department_has_hours_of_its_own():
    data = {
        "openingHours": "Mo-Fr 09:00-18:00",
        "department": {"name": "Pharmacy", "openingHours": "Mo-Fr 09:00-12:00"},
    }
    statements = hear_all(ld({"@type": "Store", **data})).statements
    assert [said.conditions for said in statements] == [(), ("department Pharmacy",)]


def test_hours_in_words_are_read_like_any_text():
    (passage,) = hear_all(ld({"@type": "Store", "openingHours": "Mon-Fri 9am-5pm"})).passages
    assert (passage.text, passage.lead) == ("Mon-Fri 9am-5pm", "opening hours")


LANGUAGES = {
    "codes": (["en", "pt-BR", "eng"], "in en, pt"),
    "names": (["English", "Bulgarian"], "in bg, en"),
    "names in one text": ("English, German and Thai", "in de, en, th"),
    "names of their own": (["Deutsch", "ไทย"], "in de, th"),
    "names in the channel's language": (["немски"], "in de"),
    "objects": ([{"@type": "Language", "name": "Spanish", "alternateName": "es"}, {"name": "French"}], "in es, fr"),
}


@pytest.mark.parametrize("case", LANGUAGES)
def test_languages_are_named_in_many_ways(case):
    named, expected = LANGUAGES[case]
    hearing = hear_all(ld({"@type": "ContactPoint", "availableLanguage": named}), locale="bg")
    assert (told(hearing, "available_languages"), hearing.flaws) == ([expected], ())


def test_a_contact_is_told_by_its_type():
    data = {"contactPoint": {"@type": "ContactPoint", "contactType": "phone support", "availableLanguage": "en"}}
    (said,) = hear_all(ld(data)).statements
    assert said.passage.headings == ("phone support",)
    assert dict(with_scope(said, lang="en").scope) == {"support": "phone"}


def question(text, name="How fast?", **more):
    return {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": text}, **more}


def test_answers_are_text_under_their_question():
    page = {
        "@type": "FAQPage",
        "inLanguage": "ru",
        "mainEntity": [question("<p>В течение <b>24 часов</b>.</p><ul><li>x</ul>")],
    }
    first, second = hear_all(ld(page)).passages
    assert (first.text, first.headings, first.lang, second.text) == ("В течение 24 часов.", ("How fast?",), "ru", "x")
    assert first.selector == "FAQPage.mainEntity.acceptedAnswer.text"


def test_entities_in_a_plain_answer_are_characters():
    (passage,) = hear_all(ld({"mainEntity": question("24&nbsp;hours &amp; less")})).passages
    assert passage.text == "24\u00a0hours & less"


def test_what_visitors_answer_is_not_what_the_service_says():
    hearing = hear_all(ld({"@type": "QAPage", "mainEntity": question("Took them 9 days.")}))
    assert (hearing.passages, hearing.mishap) == ((), None)


def test_services_are_described_and_goods_are_not():
    data = {
        "@type": "Product",
        "description": "Dries in 2 hours",
        "offers": {"hasMerchantReturnPolicy": policy(description="Within 30 days.")},
    }
    passages = hear_all(ld(data)).passages
    assert [passage.text for passage in passages] == ["Within 30 days."]


UNREADABLE = {
    "a time without a unit": (shipping(None, {"value": 3}), "no unitCode"),
    "an unknown unit": (shipping(None, {"value": 3, "unitCode": "KGM"}), "`KGM` is no unit of time"),
    "ends the wrong way round": (shipping(None, {"minValue": 5, "maxValue": 3, **DAY}), "above its maxValue"),
    "no value": (shipping(None, DAY), "has no value"),
    "a negative time": (shipping(None, {"value": -3, **DAY}), "is no number of days"),
    "an endless time": (shipping(None, {"value": 1e300, **DAY}), "is no number of days"),
    "no time at all": (shipping(None, "soon"), "`soon` is no length of time"),
    "opens without closes": (ld({"openingHoursSpecification": spec("Monday", closes=None)}), "and not the other"),
    "a time that is none": (ld({"openingHoursSpecification": spec("Monday", "nine")}), "`nine` is no time of day"),
    "an hour that is none": (ld({"openingHoursSpecification": spec("Monday", "25:00")}), "`25:00` is no time of day"),
    "a day that is none": (ld({"openingHoursSpecification": spec("Someday")}), "`Someday` is no day of the week"),
    "opens when it closes": (ld({"openingHoursSpecification": spec("Monday", "09:00", "09:00")}), "are both `09:00`"),
    "days that are none": (ld(policy("thirty")), "`thirty` is no length of time"),
    "days below zero": (ld(policy(-1)), "is no number of days"),
    "a window without days": (
        ld({"@type": "MerchantReturnPolicy", "returnPolicyCategory": "MerchantReturnFiniteReturnWindow"}),
        "without merchantReturnDays",
    ),
    "a language that is none": (
        ld({"@type": "ContactPoint", "availableLanguage": "Elbonian"}),
        "`Elbonian` is no language",
    ),
    "an amount that is none": (
        ld({"shippingDetails": {"freeShippingThreshold": {"value": "much", "currency": "EUR"}}}),
        "is no amount of money",
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_value_that_is_none_is_told_and_hides_no_other(case):
    markup, says = UNREADABLE[case]
    hearing = hear_all(markup + ld(offer(warranty={"durationOfWarranty": "P2Y"})))
    (flaw,) = hearing.flaws
    assert (flaw.cause, told(hearing)) == (Cause.MALFORMED, ["2 years"])
    assert says in flaw.message
    assert URL in flaw.message


PLACES = {
    "Product.offers.warranty.durationOfWarranty": ld(offer(warranty={"durationOfWarranty": "P2Y"})),
    "Product[1].offers[0].warranty.durationOfWarranty": ld(
        {
            "@graph": [
                {"@type": "Product"},
                {"@type": "Product", "offers": [{"warranty": {"durationOfWarranty": "P2Y"}}, {"@type": "Offer"}]},
            ]
        }
    ),
    "WarrantyPromise.durationOfWarranty": ld({"@type": "WarrantyPromise", "durationOfWarranty": "P2Y"}),
}


@pytest.mark.parametrize("path", PLACES)
def test_a_statement_tells_its_data_and_the_way_to_it(path):
    (said,) = hear_all(PLACES[path]).statements
    assert (said.passage.selector, said.words, said.span) == (path, '"P2Y"', (0, 5))


def test_all_syntaxes_show_the_same_data():
    statements = [hear_all(markup).statements[0] for markup in (SHAPES["an object"], MICRODATA, RDFA)]
    days = [json.loads(said.words) for said in statements]
    assert {(one["@type"], str(one["merchantReturnDays"])) for one in days} == {("MerchantReturnPolicy", "30")}
    assert {said.passage.selector for said in statements} == {"Organization.hasMerchantReturnPolicy.merchantReturnDays"}


def test_data_that_is_long_is_cut():
    (said, *_) = hear_all(
        ld({"hasMerchantReturnPolicy": policy(name="x" * 5000, about=[{"name": "y"}] * 500)})
    ).statements
    assert len(said.words) == 400


def test_a_text_that_is_long_is_cut():
    page = {"@type": "FAQPage", "mainEntity": question("x" * 50_000, "y" * 5000)}
    (passage,) = hear_all(ld(page)).passages
    assert (len(passage.text), [len(heading) for heading in passage.headings]) == (20_000, [200])


TYPES = ld(
    {
        "@graph": [
            {"@type": "Organization", "contactPoint": {"@type": "ContactPoint", "hoursAvailable": spec("Monday")}},
            {"@type": ["Store", "Place"], "openingHours": "Tu 09:00-18:00", "hasMerchantReturnPolicy": policy()},
        ]
    }
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("ContactPoint", ["Mo 09:00-18:00"]),
        ("Organization", ["Mo 09:00-18:00"]),
        ("Place", ["30 days", "Tu 09:00-18:00"]),
        (["MerchantReturnPolicy", "ContactPoint"], ["30 days", "Mo 09:00-18:00"]),
    ],
)
def test_only_the_types_asked_for_are_heard(wanted, expected):
    assert sorted(told(hear_all(TYPES, type=wanted))) == expected


def test_a_type_that_is_not_there_is_missing():
    mishap = hear_all(TYPES, type="Product").mishap
    assert mishap.cause is Cause.MISSING
    assert "`type: Product` matches nothing" in mishap.message
    assert "Organization, ContactPoint" in mishap.message


def test_markup_that_the_library_cannot_take_is_told_and_hides_no_other():
    deep = '<div itemscope itemtype="https://schema.org/A" itemprop="x">' * 3000
    bad = '<div vocab="https://schema.org/" typeof="A" resource="http://[bad" property="name">x</div>'
    hearing = hear_all(ld(policy()) + bad + deep)
    assert told(hearing) == ["30 days"]
    assert {flaw.message.split(" of ")[0] for flaw in hearing.flaws} == {"The microdata", "The RDFa"}


def test_without_the_package_json_ld_is_heard_and_microdata_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "extruct", None)
    monkeypatch.delitem(sys.modules, "extruct.w3cmicrodata", raising=False)
    assert told(hear_all(ld(policy()))) == ["30 days"]
    mishap = hear_all(ld(policy()) + MICRODATA).mishap
    assert (mishap.cause, mishap.message.count("\n")) == (Cause.UNAVAILABLE, 0)
    assert mishap.remedy == "Run: pip install 'pytest-promises[structured]'"


@pytest.mark.parametrize("view", VIEWS)
def test_data_is_heard_from_a_page(ear, site, make, view):
    site.page("/", f"<!doctype html><title>Shop</title><p>Hello</p>{ld(policy())}{MICRODATA}")
    (hearing,) = ear.hear(site.url, make("/", kind="structured", view=view))
    assert told(hearing) == ["30 days", "30 days"]
    assert (hearing.evidence.view, hearing.evidence.status) == (view, 200)
    assert hearing.evidence.final_url == f"{site.url}/"


def test_data_that_a_script_puts_in_is_there_in_the_browser_alone(ear, site, make):
    put = (
        "const data = document.createElement('script'); data.type = 'application/ld+json'; "
        f"data.textContent = '{json.dumps(policy())}'; document.body.append(data)"
    )
    site.page("/", f"<!doctype html><title>Shop</title><p>Hello</p><script>{put}</script>")
    (shown,) = ear.hear(site.url, make("/", kind="structured"))
    (sent,) = ear.hear(site.url, make("/", kind="structured", view="http"))
    assert told(shown) == ["30 days"]
    assert sent.mishap.cause is Cause.EMPTY


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_and_its_data_are_heard_with_one_load(ear, site, make, view):
    site.page("/", f"<!doctype html><title>Shop</title><p>Returns within 14 days</p>{ld(policy())}{script('{')}")
    page, data, third = ear.hear(
        site.url,
        make("/", name="page", view=view),
        make("/", kind="structured", name="data", view=view),
        make("/", kind="structured", name="store", view=view, type="Store"),
    )
    assert site.asked == ["/"]
    assert [passage.text for passage in page.passages] == ["Returns within 14 days"]
    assert (told(data), len(data.flaws), page.flaws) == (["30 days"], 1, ())
    assert third.mishap.cause is Cause.MALFORMED


def test_the_third_view_of_a_page_is_its_data(ear, site, make):
    site.page("/", f"<!doctype html><title>Shop</title><p>Returns within 14 days</p>{ld(policy())}")
    shown, data = ear.hear(site.url, make("/", name="shown"), make("/", name="data", view="structured"))
    assert site.asked == ["/"]
    assert (len(shown.passages), told(data), data.passages) == (1, ["30 days"], ())


def test_a_refused_page_is_told_as_for_any_page(ear, site, make):
    site.page("/", ld(policy()), status=403)
    assert ear.refusal(site.url, make("/", kind="structured", view="http")).cause is Cause.DENIED
    assert ear.refusal(site.url, make("/nowhere", kind="structured", view="http")).cause is Cause.NOT_FOUND


def test_channels_of_data_can_be_heard_in_parts():
    types = channel_types(manager())
    assert types["structured"].in_parts(Channel("a", "structured", "/"))
    assert types["page"].in_parts(Channel("a", "page", "/", options={"view": "structured"}))
    assert not types["page"].in_parts(Channel("a", "page", "/"))


@pytest.mark.parametrize(
    ("kind", "options", "says"),
    [
        ("structured", {"view": "http", "wait_for": "p"}, "`wait_for:` needs a browser"),
        ("page", {"view": "structured", "within": "main"}, "with `view: structured`"),
        ("page", {"view": "structured", "open": "#more"}, "with `view: structured`"),
        ("page", {"view": "structured", "wait_for": "p"}, None),
        ("structured", {"type": "Product", "days": "calendar"}, None),
    ],
)
def test_options_are_checked_without_a_load(kind, options, says):
    problem = channel_types(manager())[kind].problem(options)
    assert problem is None if says is None else says in problem


def test_the_channel_type_is_light():
    assert StructuredChannel().target(Channel("a", "structured", "/x"), "https://shop.example").kind == "page"


NAMES = (
    "@id", "@type", "@graph", "@context", "@value", "@list", "acceptedAnswer", "availableLanguage", "businessDays",
    "closes", "contactPoint", "dayOfWeek", "deliveryTime", "duration", "durationOfWarranty", "handlingTime",
    "hasMerchantReturnPolicy", "hasShippingService", "maxValue", "merchantReturnDays", "minValue", "name",
    "openingHours", "openingHoursSpecification", "opens", "orderValue", "shippingConditions", "shippingDestination",
    "shippingDetails", "shippingRate", "text", "transitTime", "unitCode", "value", "warranty",
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=15,
)


@given(VALUES)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_data_is_heard_or_refused_with_a_reason(data):
    hearing = hear_all(ld(data))
    assert hearing.mishap is None or hearing.mishap.message
    assert all(flaw.message for flaw in hearing.flaws)
    for said in hearing.statements:
        assert describe(said.value)
        assert said.words == said.passage.text[slice(*said.span)]


@given(st.text(alphabet='{}[]",:;/*<!->\\ \n1a&quot', max_size=60))
def test_any_block_is_parsed_or_told(text):
    hearing = hear_all(ld(policy()) + script(text.replace("<", "")))
    assert "30 days" in told(hearing)
    assert len(hearing.flaws) <= 1


@given(VALUES)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_can_be_parsed_strictly_is_parsed_the_same_leniently(data):
    written = json.dumps({"@type": "Thing", "name": data, **policy()})
    assert hear_all(script(written)) == hear_all(script(written[:-1] + ",}"))
