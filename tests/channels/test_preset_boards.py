"""Status pages and waiting times: states as words, uptime as a share, waits as figures or texts."""

from decimal import Decimal

import pytest
from tests.channels.preset_driving import told

from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.quantities import Duration, Percentage

SUMMARY = {
    "page": {"id": "p1", "name": "Shop", "updated_at": "2026-11-22T10:15:00.000+02:00"},
    "status": {"indicator": "minor", "description": "Partially Degraded Service"},
    "components": [
        {"id": "c1", "name": "API", "status": "degraded_performance", "group_id": None},
        {"id": "c2", "name": "Website", "status": "operational"},
    ],
    "incidents": [
        {
            "id": "i1",
            "name": "Slow answers",
            "status": "investigating",
            "components": [{"id": "c1"}],
            "incident_updates": [
                {"id": "u1", "body": "We expect to be back within 2 hours.", "status": "investigating"}
            ],
        }
    ],
    "scheduled_maintenances": [],
}


def test_a_status_page_is_read_as_texts():
    found = told("statuspage.status", SUMMARY)
    assert [(passage.row, passage.headings, passage.text) for passage in found.passages] == [
        ((), ("Shop",), "Partially Degraded Service"),
        (("API",), ("Shop",), "degraded performance"),
        (("Website",), ("Shop",), "operational"),
        ((), (), "Slow answers"),
        ((), ("Slow answers",), "We expect to be back within 2 hours."),
    ]
    assert found.as_of == "2026-11-22T08:15:00+00:00"


def test_a_component_is_heard_with_the_incidents_that_concern_it():
    assert len(told("statuspage.status", SUMMARY, component="api").passages) == 3
    assert [passage.text for passage in told("statuspage.status", SUMMARY, component="Web*").passages] == [
        "operational"
    ]


@pytest.mark.parametrize("data", [[], {}, {"status": None}, {"error": "Not found"}])
def test_what_is_no_summary_is_refused(data):
    with pytest.raises(HearingError) as caught:
        told("statuspage.status", data)
    assert caught.value.mishap.cause in {Cause.MALFORMED, Cause.NOT_FOUND}


UPTIME = {"name": "API", "uptime_percentage": 99.95, "range_end": "2026-11-22T00:00:00Z", "major_outage": 0}
WHOSE = {"status_page": "p1", "component_id": "c1"}


def test_an_uptime_is_a_share_with_its_time():
    found = told("statuspage.uptime", UPTIME, **WHOSE)
    (said,) = found.statements
    assert (said.topic, said.value) == ("uptime", Percentage(Decimal("99.95"), Decimal("99.95")))
    assert found.as_of == "2026-11-22T00:00:00+00:00"


@pytest.mark.parametrize(("share", "flaws"), [(None, 0), (101, 1), ("all", 1), (-1, 1)])
def test_an_uptime_that_is_none_is_none(share, flaws):
    found = told("statuspage.uptime", {**UPTIME, "uptime_percentage": share}, **WHOSE)
    assert (found.statements, len(found.flaws)) == ((), flaws)


def lane(minutes, status="delay"):
    return {"operational_status": status, "delay_minutes": minutes, "lanes_open": "2", "update_time": "At 2:00 pm PDT"}


def port(name="San Ysidro", crossing="", **lanes):
    return {"port_number": "250401", "port_name": name, "crossing_name": crossing, "passenger_vehicle_lanes": lanes}


def border(*ports, **options):
    return told("cbp.wait", list(ports), **options)


def test_a_wait_at_the_border_is_a_string_of_minutes():
    ports = port(maximum_lanes="26", standard_lanes=lane("45"), ready_lanes=lane("0", "no delay"))
    found = border(ports, lanes="passenger_vehicle", queue="standard")
    (said,) = found.statements
    assert (said.topic, said.value, said.conditions) == ("wait", Duration(2700.0, 2700.0, unit="minute"), ())


def test_no_delay_is_a_wait_of_nothing_and_no_figure_is_none():
    lanes = {
        "standard_lanes": lane("", "Update Pending"),
        "ready_lanes": lane("0", "no delay"),
        "NEXUS_SENTRI_lanes": lane("N/A", "N/A"),
    }
    assert [(said.value.maximum, said.conditions) for said in border(port(**lanes)).statements] == [
        (0.0, ("passenger vehicle", "ready"))
    ]


def test_a_crossing_is_picked_by_port_and_crossing():
    ports = [port(standard_lanes=lane("45")), port(crossing="PedWest", standard_lanes=lane("5"))]
    assert [said.value.maximum for said in border(*ports, place="*pedwest").statements] == [300.0]
    assert {said.conditions[0] for said in border(*ports).statements} == {"San Ysidro", "San Ysidro PedWest"}


def test_a_wait_that_is_no_number_is_a_flaw():
    assert len(border(port(standard_lanes=lane("-5"))).flaws) == 1


BOARD = {
    "Calgary": {
        "Emergency": [
            {"Name": "Foothills", "WaitTime": "1 hr 23 min", "TimesUnavailable": False},
            {"Name": "Rockyview", "WaitTime": "N/A", "TimesUnavailable": True},
        ],
        "Urgent": [{"Name": "Sheldon", "WaitTime": "0 hr 40 min"}],
    }
}
KEYS = {"name_key": "Name", "wait_key": "WaitTime"}


def test_a_board_is_read_however_deep_its_places_stand():
    found = told("wait.board", BOARD, **KEYS)
    assert [(said.conditions, said.value.maximum / 60) for said in found.statements] == [
        (("Foothills",), 83.0),
        (("Sheldon",), 40.0),
    ]
    assert found.statements[0].passage.selector == "Calgary.Emergency[0]"


def test_a_place_without_a_figure_is_not_a_wait_of_nothing():
    found = told("wait.board", BOARD, place="Rockyview", **KEYS)
    assert (found.statements, found.flaws) == ((), ())


def test_a_wait_that_the_place_calls_unavailable_does_not_count():
    board = [{"Name": "A", "WaitTime": "0 hr 0 min", "TimesUnavailable": True}]
    assert len(told("wait.board", board, **KEYS).statements) == 1
    found = told("wait.board", board, unavailable_key="TimesUnavailable", **KEYS)
    assert (found.statements, found.flaws) == ((), ())


@pytest.mark.parametrize(
    ("wait", "unit", "seconds"), [(12, "minutes", 720.0), ("1.5", "hours", 5400.0), (0, "minutes", 0.0)]
)
def test_a_board_of_numbers_has_a_unit(wait, unit, seconds):
    (said,) = told("wait.board", [{"Name": "A", "WaitTime": wait}], unit=unit, **KEYS).statements
    assert said.value.maximum == seconds


@pytest.mark.parametrize(
    ("wait", "unit"), [("soon", ""), (12, ""), ("50 EUR", ""), (-1, "minutes"), (5, "EUR"), ([], "")]
)
def test_a_wait_that_is_no_length_of_time_is_a_flaw(wait, unit):
    found = told("wait.board", [{"Name": "A", "WaitTime": wait}], unit=unit, **KEYS)
    assert (found.statements, len(found.flaws)) == ((), 1)


def test_a_board_in_another_language_is_read_in_it():
    found = told("wait.board", [{"Name": "A", "WaitTime": "20 минут"}], locale="ru", **KEYS)
    assert found.statements[0].value.maximum == 1200.0
