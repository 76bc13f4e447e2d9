"""The merchant's settings: handling and transit together, rate tables as thresholds, return windows."""

import pytest
from tests.channels.preset_driving import told

from pytest_promises.model.quantities import Clock, Duration, RelativeDay

DAY = 86400.0
TIMES = {"minHandlingDays": 0, "maxHandlingDays": 1, "minTransitDays": 3, "maxTransitDays": 4}
SEVEN = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]


def price(micros):
    return {"amountMicros": micros, "currencyCode": "EUR"}


def flat(micros):
    return {"cells": [{"flatRate": price(micros)}]}


def table(*rows, **more):
    """Rows of an upper bound and a rate, both in micros."""
    headers = {"prices": [price(bound) for bound, _ in rows]}
    return {"mainTable": {"rowHeaders": headers, "rows": [flat(rate) for _, rate in rows]}, **more}


def service(name="Standard", times=TIMES, groups=(), **more):
    return {
        "serviceName": name,
        "active": True,
        "deliveryCountries": ["BG", "DE"],
        "currencyCode": "EUR",
        "deliveryTime": times,
        "rateGroups": list(groups),
        **more,
    }


def shipping(*services, **options):
    return told("google.shipping", {"name": "x", "services": list(services)}, account="1", **options)


def values(found, topic):
    return [said.value for said in found.statements if said.topic == topic]


def test_delivery_is_handling_and_transit_together():
    found = shipping(service())
    assert values(found, "handling") == [Duration(0.0, DAY, Clock.BUSINESS, "day")]
    assert values(found, "delivery") == [Duration(3 * DAY, 5 * DAY, Clock.BUSINESS, "day")]


def test_transit_alone_is_read_when_asked_for():
    found = shipping(service(), metric="transit")
    assert [said.value for said in found.statements] == [Duration(3 * DAY, 4 * DAY, Clock.BUSINESS, "day")]


def test_no_days_at_all_are_the_same_day():
    found = shipping(service(times=dict.fromkeys(TIMES, 0)))
    assert values(found, "delivery") == [RelativeDay(0, Clock.BUSINESS)]


def test_days_of_the_whole_week_run_on_the_calendar():
    configs = {f"{name}BusinessDayConfig": {"businessDays": SEVEN} for name in ("handling", "transit")}
    found = shipping(service(times={**TIMES, **configs}))
    assert {value.clock for value in values(found, "delivery")} == {Clock.ELAPSED}


def test_days_of_two_clocks_have_no_sum():
    times = {**TIMES, "transitBusinessDayConfig": {"businessDays": SEVEN}}
    found = shipping(service(times=times))
    assert values(found, "delivery") == []
    assert "no sum" in found.flaws[0].message


UNREADABLE = {
    "no handling": {"minTransitDays": 1, "maxTransitDays": 2},
    "by warehouse": {"warehouseBasedDeliveryTimes": [{"carrier": "UPS", "carrierService": "ground", "warehouse": "w"}]},
    "no end": {"minHandlingDays": 1, "minTransitDays": 1, "maxTransitDays": 2},
    "wrong order": {**TIMES, "minTransitDays": 9},
    "no number": {**TIMES, "maxTransitDays": "four"},
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_delivery_time_that_cannot_be_told_is_a_flaw(case):
    found = shipping(service(times=UNREADABLE[case]), metric="delivery")
    assert (values(found, "delivery"), len(found.flaws)) == ([], 1)


def test_a_transit_table_is_read_cell_by_cell():
    cells = [{"minTransitDays": 1, "maxTransitDays": 2}, {"minTransitDays": 5, "maxTransitDays": 7}]
    times = {
        "minHandlingDays": 1,
        "maxHandlingDays": 1,
        "transitTimeTable": {
            "postalCodeGroupNames": ["Varna", "all other locations"],
            "rows": [{"values": [cell]} for cell in cells],
        },
    }
    found = shipping(service(times=times), metric="delivery")
    assert [(said.conditions, said.value.maximum / DAY) for said in found.statements] == [
        (("Varna",), 3.0),
        (("all other locations",), 8.0),
    ]


FREE = {
    "from the bound before": (table(("49990000", "4900000"), ("-1", "0")), "49.99"),
    "in steps": (table(("20000000", "9000000"), ("50000000", "4900000"), ("-1", "0")), "50"),
    "two free rows": (table(("50000000", "4900000"), ("90000000", "0"), ("-1", 0)), "50"),
    "always": ({"singleValue": {"flatRate": price("0")}}, "0"),
    "always, in a table": (table(("50000000", "0"), ("-1", "0")), "0"),
    "by percentage": ({"singleValue": {"pricePercentage": "0"}}, "0"),
}


@pytest.mark.parametrize("case", FREE)
def test_the_threshold_is_the_bound_before_the_first_free_row(case):
    group, amount = FREE[case]
    (value,) = values(shipping(service(groups=[group])), "free_shipping")
    assert (format(value.minimum.normalize(), "f"), value.maximum, value.currency) == (amount, None, "EUR")


NOT_FREE = {
    "never": table(("50000000", "4900000"), ("-1", "2900000")),
    "only small orders": table(("50000000", "0"), ("-1", "2900000")),
    "not sent": {"mainTable": {"rowHeaders": {"prices": [price("-1")]}, "rows": [{"cells": [{"noShipping": True}]}]}},
    "by carrier": {"singleValue": {"carrierRate": "UPS"}},
    "one cell of two": {
        "mainTable": {
            "rowHeaders": {"prices": [price("-1")]},
            "rows": [{"cells": [{"flatRate": price("0")}, {"flatRate": price("1")}]}],
        }
    },
}


@pytest.mark.parametrize("case", NOT_FREE)
def test_what_is_never_free_says_nothing_of_it(case):
    found = shipping(service(groups=[NOT_FREE[case]]))
    assert (values(found, "free_shipping"), found.flaws) == ([], ())


def test_a_service_for_large_orders_is_free_from_there_on():
    group = {"singleValue": {"flatRate": price("0")}}
    found = shipping(service(groups=[group], minimumOrderValue=price("50000000")))
    assert values(found, "free_shipping")[0].minimum == 50


@pytest.mark.parametrize(
    "group",
    [
        {"mainTable": {"rowHeaders": {"prices": [price("-1")]}, "rows": [flat("1"), flat("0")]}},
        {"mainTable": {"rowHeaders": {"prices": [price("-1")]}, "rows": [{"cells": [{"subtable": "islands"}]}]}},
        table(("-1", "1"), ("5000000", "0")),
    ],
    ids=["more rows than prices", "a table elsewhere", "no bound in the middle"],
)
def test_a_rate_table_that_cannot_be_followed_is_a_flaw(group):
    found = shipping(service(groups=[group]))
    assert (values(found, "free_shipping"), len(found.flaws)) == ([], 1)


def test_rates_for_labels_are_a_condition():
    group = {**table(("50000000", "1"), ("-1", "0")), "applicableShippingLabels": ["heavy"]}
    (said,) = shipping(service(groups=[group]), metric="free_shipping").statements
    assert said.conditions == ("heavy",)


def test_services_are_picked_by_name_and_country_and_must_be_active():
    services = [
        service(),
        service("Express", deliveryCountries=["BG"]),
        service("Old", active=False),
        service("Express abroad", deliveryCountries=["US"]),
    ]
    found = shipping(*services, service="express*", country="bg", metric="handling")
    assert [said.passage.headings for said in found.statements] == [("Express",)]
    assert {said.conditions[0] for said in shipping(*services).statements} == {"Standard", "Express", "Express abroad"}


def test_the_cut_off_time_is_a_text():
    times = {**TIMES, "cutoffTime": {"hour": 14, "timeZone": "Europe/Sofia"}}
    (passage,) = shipping(service(times=times)).passages
    assert (passage.text, passage.label) == ("14:00 Europe/Sofia", "cutoffTime")


def policy(days="30", kind="NUMBER_OF_DAYS_AFTER_DELIVERY", **more):
    return {
        "name": "accounts/1/onlineReturnPolicies/1",
        "countries": ["BG"],
        "policy": {"type": kind, "days": days},
        **more,
    }


def returns(*policies, **options):
    return told("google.returns", {"onlineReturnPolicies": list(policies)}, account="1", **options)


def test_a_return_window_is_in_days():
    (said,) = returns(policy()).statements
    assert (said.topic, said.value) == ("returns", Duration(30 * DAY, 30 * DAY, Clock.ELAPSED, "day"))


def test_a_refund_takes_at_most_so_many_days():
    (said,) = returns(policy(processRefundDays=5), metric="refund").statements
    assert (said.topic, said.value) == ("refund", Duration(None, 5 * DAY, Clock.ELAPSED, "day"))


def test_no_returns_are_no_time_at_all():
    (said,) = returns(policy(None, "NO_RETURNS")).statements
    assert said.value.maximum == 0.0


def test_returns_for_life_are_a_text():
    found = returns(policy(None, "LIFETIME_RETURNS"))
    assert (found.statements, [passage.text for passage in found.passages]) == ((), ["lifetime returns"])


@pytest.mark.parametrize("days", [None, "0", "-3", "many"])
def test_a_window_without_days_is_a_flaw(days):
    found = returns(policy(days))
    assert (found.statements, len(found.flaws)) == ((), 1)


def test_a_season_is_a_condition():
    season = {"label": "Christmas", "startDate": {}, "endDate": {}, "returnDays": 90}
    found = returns(policy(seasonalOverrides=[season, {"label": "x", "returnUntilDate": {"year": 2027}}]))
    assert [(said.conditions, said.value.maximum / DAY) for said in found.statements] == [
        ((), 30.0),
        (("Christmas",), 90.0),
    ]


def test_policies_are_picked_by_label_and_country():
    policies = [policy(), policy("60", label="club"), policy("14", countries=["DE"])]
    (said,) = returns(*policies, policy="default", country="bg").statements
    assert (said.value.maximum / DAY, said.conditions) == (30.0, ())
    (said,) = returns(*policies, policy="club").statements
    assert (said.value.maximum / DAY, said.conditions) == (60.0, ())
    assert [said.conditions for said in returns(*policies).statements] == [("BG",), ("club", "BG"), ("DE",)]
