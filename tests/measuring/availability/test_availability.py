"""The `availability` probe: looks that are kept, what of them counts, monitors, and status pages held against looks."""

import json
import socket
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest
from tests.measuring.server import Answer

from pytest_promises.measuring.sampling.service import service_of
from pytest_promises.measuring.sampling.service import tally as counted_of
from pytest_promises.measuring.sampling.shelf import Sample, keep, kept, place_of
from pytest_promises.measuring.sampling.statuses import DEFAULT
from pytest_promises.model.calendar import Calendar
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.reading.opening_hours import parse_opening_hours

SPEC = """
probes:
  shop: {{availability: {address}, {options}}}
promises:
  up:
    topic: uptime
    at_least: 99.9%
    kept_by: {{availability: shop, {keeping}}}
"""
HONEST = """
probes:
  shop: {{availability: /health, samples: 2, rate: 10, status: /status, {options}}}
promises:
  honest: {{text: The status page tells the truth., kept_by: {{availability: shop}}}}
"""


@pytest.fixture
def probe(run, server):
    def make(options="samples: 2, rate: 10", keeping="over: 30 days", address="/health"):
        return run(SPEC.format(options=options, keeping=keeping, address=address), KEY="k-secret")

    server.answers["/health"] = Answer(b"ok", type="text/plain")
    return make


def tally(hearing):
    assert hearing.mishap is None, hearing.mishap
    (found,) = hearing.measured.tallies
    return found.kept, found.total


def data(value):
    return Answer(json.dumps(value).encode())


def ago(**span):
    return (datetime.now(UTC) - timedelta(**span)).isoformat(timespec="seconds")


@pytest.fixture
def earlier(server, tmp_path):
    """Puts samples of earlier runs into the file."""

    def put(*samples):
        for sample in samples:
            keep(tmp_path / ".promises/samples.sqlite", place_of(f"{server.url}/health", DEFAULT), sample)

    return put


def test_each_run_adds_its_samples_to_those_before(probe, tmp_path):
    assert tally(probe().hear()["up::shop"]) == (2, 2)
    found = probe().hear()["up::shop"]
    assert tally(found) == (4, 4)
    assert found.measured.tallies[0].sampled
    assert (tmp_path / ".promises/history.sqlite").is_file()


def test_samples_that_an_earlier_version_kept_in_a_file_are_taken_over_once(probe, earlier, tmp_path):
    now = datetime.now(UTC).timestamp()
    earlier(Sample(now - 7200, up=False, why="answered 500"), Sample(now - 3600, up=True))
    assert tally(probe().hear()["up::shop"]) == (3, 4)
    assert tally(probe().hear()["up::shop"]) == (5, 6)
    assert sorted(path.name for path in tmp_path.glob(".promises/samples*")) == ["samples.taken.sqlite"]


def test_a_file_that_is_named_is_used_in_place_of_the_history(probe, tmp_path):
    for counted in (2, 4):
        hearing = probe("samples: 2, rate: 10, keep_in: build/own.sqlite").hear()["up::shop"]
        assert tally(hearing) == (counted, counted)
    assert not (tmp_path / ".promises").exists()


def test_a_history_that_cannot_be_had_is_told(probe):
    hearing = probe("samples: 1").hear(history="postgresql://me:s3cret@127.0.0.1:9/promises")["up::shop"]
    assert hearing.mishap.cause is Cause.UNAVAILABLE
    assert "postgresql://127.0.0.1:9/promises" in hearing.mishap.message
    assert "s3cret" not in repr(hearing)


def test_each_sample_makes_a_connection_of_its_own(probe, server):
    probe().hear()
    assert len({asked.connection for asked in server.asked}) == 2


@pytest.mark.parametrize("answer", [Answer(status=503), Answer(status=404), Answer(seconds=30)])
def test_a_service_that_does_not_answer_well_is_down(probe, server, answer):
    server.answers["/health"] = [Answer(), answer]
    hearing = probe("samples: 2, rate: 10, timeout: 1 second").hear()["up::shop"]
    assert tally(hearing) == (1, 2)
    what = f"answered {answer.status}" if answer.status != 200 else "did not answer in time"
    assert hearing.measured.notes == (f"down in 1 of 2 samples: it {what}",)


def test_a_service_that_refuses_connections_is_down(run):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        text = SPEC.format(options="samples: 2, rate: 10", keeping="over: 1 day", address=address)
        assert tally(run(text).hear()["up::shop"]) == (0, 2)


@pytest.mark.parametrize(("status", "cause"), [(403, Cause.DENIED), (429, Cause.RATE_LIMITED)])
def test_being_shut_out_is_no_downtime(probe, server, tmp_path, status, cause):
    server.answers["/health"] = Answer(status=status)
    hearing = probe().hear()["up::shop"]
    assert (hearing.measured, hearing.mishap.cause) == (None, cause)
    assert not (tmp_path / ".promises").exists()


@pytest.mark.parametrize("status", [200, 503])
def test_a_bot_wall_is_neither_up_nor_down(probe, server, tmp_path, status):
    page = b"<title>Just a moment...</title><p>Verify you are human</p>"
    server.answers["/health"] = Answer(page, status, "text/html")
    hearing = probe().hear()["up::shop"]
    assert (hearing.measured, hearing.mishap.cause) == (None, Cause.WALL)
    assert not (tmp_path / ".promises").exists()


def test_samples_before_the_window_are_out(probe, earlier):
    now = datetime.now(UTC).timestamp()
    earlier(Sample(now - 90_000, up=False), Sample(now - 3600, up=False, why="answered 500"))
    assert tally(probe(keeping="over: 1 day").hear()["up::shop"]) == (2, 3)
    assert tally(probe(keeping="over: 2 days").hear()["up::shop"]) == (4, 6)


DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def test_samples_outside_of_the_hours_are_left_out_and_told(probe, earlier):
    yesterday = datetime.now(ZoneInfo("Europe/Sofia")) - timedelta(days=1)
    opening = (yesterday - timedelta(days=7)).replace(hour=10, minute=30)
    for hours in range(3):
        earlier(Sample((opening + timedelta(hours=hours)).timestamp(), up=hours == 0))
    hours = f"24/7; {DAYS[yesterday.weekday()]} 10:00-11:00"
    options = f"samples: 1, rate: 10, hours: '{hours}', timezone: Europe/Sofia"
    found = probe(options, "over: 3650 days").hear()["up::shop"]
    assert tally(found) == (2, 2)
    assert found.measured.notes == ("2 of 4 samples left out: outside of the hours",)


def moment(text):
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize(
    ("hours", "at", "counts"),
    [
        ("Mo-Fr 09:00-18:00", "2026-05-05T12:00+03:00", True),
        ("Mo-Fr 09:00-18:00", "2026-05-06T12:00+03:00", False),
        ("Mo-Fr 09:00-18:00; PH off", "2026-05-06T12:00+03:00", False),
        ("Mo-Fr 09:00-18:00; PH 10:00-14:00", "2026-05-06T12:00+03:00", True),
        ("Mo-Fr 09:00-18:00; PH 10:00-14:00", "2026-05-06T15:00+03:00", False),
        ("Mo-Sa 08:00-20:00", "2026-12-30T14:00+02:00", True),
        ("Mo-Sa 08:00-20:00", "2026-12-31T14:00+02:00", False),
        ("Mo-Fr 20:00-02:00", "2026-05-05T01:59+03:00", True),
        ("Mo-Fr 20:00-02:00; PH off", "2026-05-07T01:00+03:00", False),
        ("24/7", "2026-05-06T12:00+03:00", True),
    ],
)
def test_public_holidays_and_special_days_are_those_of_the_calendar(hours, at, counts):
    special = ((date(2026, 12, 31), ((540, 780),)),)
    calendar = Calendar(parse_opening_hours("Mo-Fr 09:00-18:00"), "Europe/Sofia", "BG", "", special)
    samples = (Sample(moment(at), up=True),)
    counted, _ = counted_of(samples, service_of({"hours": hours}, calendar, (), samples))
    assert counted.total == counts


def test_the_calendar_of_the_spec_tells_which_days_are_holidays(run, server, earlier):
    server.answers["/health"] = Answer()
    earlier(*(Sample(moment(f"2026-05-0{day}T12:00Z"), up=False) for day in (5, 6)))
    days = ", ".join(f'{datetime.now(UTC).date() + timedelta(days=more)}: "00:00-24:00"' for more in (0, 1))
    calendar = f'calendar: {{hours: "Mo-Fr 09:00-18:00", country: BG, special: {{{days}}}}}'
    options = "samples: 1, hours: 'Mo-Su 00:00-24:00; PH off'"
    found = run(calendar + SPEC.format(options=options, keeping="over: 3650 days", address="/health")).hear()
    assert tally(found["up::shop"]) == (1, 2)
    assert found["up::shop"].measured.notes == ("1 of 3 samples left out: outside of the hours",)


HOURS = """
probes:
  shop: {{availability: /health, samples: 2, rate: 10}}
promises:
  open: {{topic: hours, hours: "{hours}", kept_by: {{availability: shop, {keeping}}}}}
"""


@pytest.mark.parametrize(("hours", "total"), [("24/7", 4), ("{day} 10:00-11:00", 1)])
def test_a_service_is_there_in_the_hours_that_are_promised(run, server, earlier, hours, total):
    before = (datetime.now(UTC) - timedelta(days=3)).replace(hour=10, minute=30)
    earlier(*(Sample((before + timedelta(hours=later)).timestamp(), up=False) for later in (0, 2)))
    server.answers["/health"] = Answer()
    spec = HOURS.format(hours=hours.format(day=before.strftime("%a")[:2]), keeping="over: 30 days")
    assert tally(run(spec).hear()["open::shop"])[1] == total


def test_samples_within_announced_maintenance_are_left_out(probe, earlier):
    at = datetime(2026, 11, 1, 22, 30, tzinfo=UTC)
    earlier(Sample(at.timestamp(), up=False), Sample((at + timedelta(hours=3)).timestamp(), up=False))
    options = "samples: 1, rate: 10, maintenance: [2026-11-01T22:00Z/2026-11-02T01:00Z]"
    found = probe(options, "over: 3650 days").hear()["up::shop"]
    assert tally(found) == (1, 2)
    assert found.measured.notes == ("1 of 3 samples left out: during maintenance",)


def test_no_sample_that_counts_is_no_measure(probe):
    start, end = ago(hours=1), ago(hours=-1)
    hearing = probe(f"samples: 1, maintenance: ['{start}/{end}']").hear()["up::shop"]
    assert hearing.mishap.cause is Cause.EMPTY


def test_a_file_that_is_no_database_of_samples_is_told(probe, tmp_path):
    (tmp_path / "notes.txt").write_text("not a database, and long enough to be seen as none " * 20)
    hearing = probe("samples: 1, keep_in: notes.txt").hear()["up::shop"]
    assert hearing.mishap.cause is Cause.UNAVAILABLE
    assert "notes.txt" in hearing.mishap.message


def test_a_file_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "samples.sqlite"
    keep(path, "here", Sample(1.0, up=True))
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(HearingError, match="newer version"):
        keep(path, "here", Sample(2.0, up=True))


@pytest.mark.parametrize("turn", range(10))
def test_no_sample_is_lost_when_many_write_to_a_new_file_at_once(tmp_path, turn):
    path = tmp_path / f"new{turn}" / "samples.sqlite"
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda number: keep(path, "here", Sample(float(number), up=True)), range(80)))
    assert [sample.at for sample in kept(path, "here", 0.0)] == [float(number) for number in range(80)]
    assert kept(path, "elsewhere", 0.0) == ()


STATUSPAGE = "preset: statuspage.uptime, status_page: abc, component_id: def"


def test_the_uptime_that_statuspage_has_counted_is_exact(probe, server):
    server.answers["/v1/pages/abc/components/def/uptime"] = data({"uptime_percentage": 99.95})
    hearing = probe(STATUSPAGE, "over: 10 days", "/").hear()["up::shop"]
    assert tally(hearing) == (pytest.approx(0.9995 * 864_000), 864_000)
    assert not hearing.measured.tallies[0].sampled
    asked = server.asked[0].path.partition("?")[2]
    start, end = (int(part.partition("=")[2]) for part in asked.split("&"))
    assert end - start == 864_000


@pytest.mark.parametrize("content_type", ["text/plain", "text/html"])
def test_gatus_is_asked_for_the_window(probe, server, content_type):
    server.answers["/api/v1/endpoints/core_shop/uptimes/7d"] = Answer(b"0.998000", type=content_type)
    hearing = probe("preset: gatus, endpoint: core_shop", "over: 7 days", "/").hear()["up::shop"]
    assert tally(hearing) == (pytest.approx(0.998 * 604_800), 604_800)


UPTIMEROBOT = "preset: uptimerobot, monitor: '777749809', api_key: '${KEY}'"


def monitors(**told):
    """An answer of `getMonitors`."""
    monitor = {
        "id": 777749809,
        "friendly_name": "Shop",
        "url": "https://shop.example",
        "type": 1,
        "sub_type": "",
        "keyword_type": None,
        "keyword_case_type": None,
        "keyword_value": "",
        "http_username": "",
        "http_password": "",
        "port": "",
        "interval": 300,
        "timeout": 30,
        "status": 2,
        "create_datetime": 1462565497,
        "custom_uptime_ranges": "99.990",
    }
    return data({"stat": "ok", "pagination": {"offset": 0, "limit": 50, "total": 1}, "monitors": [monitor | told]})


def test_uptimerobot_is_asked_with_its_key_which_nobody_else_sees(probe, server):
    server.answers["/v2/getMonitors"] = monitors()
    hearing = probe(UPTIMEROBOT, "over: 30 days", "/").hear()["up::shop"]
    assert tally(hearing)[0] == pytest.approx(0.9999 * 30 * 86_400)
    asked = parse_qs(server.asked[0].body.decode())
    start, end = map(int, asked.pop("custom_uptime_ranges")[0].split("_"))
    assert (end - start, asked) == (
        30 * 86_400,
        {"api_key": ["k-secret"], "monitors": ["777749809"], "format": ["json"]},
    )
    assert "k-secret" not in repr(hearing)


def test_a_key_that_uptimerobot_does_not_know_is_told_in_its_words(probe, server):
    error = {"type": "invalid_parameter", "parameter_name": "api_key", "passed_value": "k-secret"}
    server.answers["/v2/getMonitors"] = data({"stat": "fail", "error": {**error, "message": "api_key is invalid."}})
    mishap = probe(UPTIMEROBOT, "over: 30 days", "/").hear()["up::shop"].mishap
    assert mishap.cause is Cause.DENIED
    assert "api_key is invalid." in mishap.message
    assert "k-secret" not in repr(mishap)


@pytest.mark.parametrize(("status", "told"), [(0, "is paused"), (1, "has not looked yet")])
def test_a_monitor_that_does_not_watch_has_no_figure_of_now(probe, server, status, told):
    server.answers["/v2/getMonitors"] = monitors(status=status, custom_uptime_ranges="0.000")
    mishap = probe(UPTIMEROBOT, "over: 30 days", "/").hear()["up::shop"].mishap
    assert (mishap.cause, told in mishap.message) == (Cause.STALE, True)


@pytest.mark.parametrize(
    ("options", "path", "answer", "cause"),
    [
        (STATUSPAGE, "/v1/pages/abc/components/def/uptime", data({"uptime_percentage": 104}), Cause.MALFORMED),
        (STATUSPAGE, "/v1/pages/abc/components/def/uptime", Answer(status=401), Cause.DENIED),
        (
            STATUSPAGE,
            "/v1/pages/abc/components/def/uptime",
            Answer(b"<h1>Hi</h1>", type="text/html"),
            Cause.MALFORMED,
        ),
        ("preset: gatus, endpoint: a", "/api/v1/endpoints/a/uptimes/30d", data(99.9), Cause.MALFORMED),
        (
            "preset: uptimerobot, monitor: '7', api_key: '${KEY}'",
            "/v2/getMonitors",
            data({"stat": "fail"}),
            Cause.MALFORMED,
        ),
    ],
)
def test_a_monitor_that_does_not_tell_is_no_measure(probe, server, options, path, answer, cause):
    server.answers[path] = answer
    hearing = probe(options, "over: 30 days", "/").hear()["up::shop"]
    assert (hearing.measured, hearing.mishap.cause) == (None, cause)


def summary(status="operational", since=None, indicator="none", words="All Systems Operational"):
    component = {"id": "c", "name": "Shop", "status": status, "updated_at": since or ago(days=2)}
    page = {"updated_at": since or ago(days=2)}
    return data({"page": page, "status": {"indicator": indicator, "description": words}, "components": [component]})


@pytest.fixture
def page(run, server):
    def make(answer, *planned, options="component: Shop", health=200):
        server.answers["/health"] = Answer(status=health)
        server.answers["/status/api/v2/summary.json"] = answer
        server.answers["/status/api/v2/scheduled-maintenances.json"] = data({"scheduled_maintenances": planned})
        return run(HONEST.format(options=options)).hear()["honest::shop"]

    return make


def outcome(hearing):
    assert hearing.mishap is None, hearing.mishap
    (found,) = hearing.measured.outcomes
    return found


def test_a_status_page_that_says_what_is_seen_is_fine(page):
    assert outcome(page(summary())).ok
    assert outcome(page(summary("major_outage"), health=503)).ok


def test_a_status_page_that_says_operational_while_it_is_down_is_caught(page, server):
    found = outcome(page(summary(), health=503))
    assert not found.ok
    assert found.why == f'the status page says "Shop: operational" while {server.url}/health is down: it answered 503'
    assert found.words == "Shop: operational"


def test_without_a_component_all_of_the_page_counts(page):
    found = outcome(page(summary(), options="grace: 1 minute", health=503))
    assert (found.ok, found.words) == (False, "All Systems Operational")


@pytest.mark.parametrize(("since", "fine"), [({"minutes": 1}, True), ({"hours": 2}, False)])
def test_a_page_that_still_says_down_has_a_time_of_grace(page, since, fine):
    assert outcome(page(summary("major_outage", ago(**since)))).ok is fine


@pytest.mark.parametrize(("created", "fine"), [({"days": 3}, True), ({"minutes": 1}, False)])
def test_maintenance_excuses_only_when_it_was_announced_before(page, created, fine):
    event = {"scheduled_for": ago(hours=1), "scheduled_until": ago(hours=-1), "created_at": ago(**created)}
    assert outcome(page(summary(), event, health=503)).ok is fine


def test_a_component_that_is_not_on_the_page_is_told(page):
    hearing = page(summary(), options="component: Warehouse")
    assert hearing.mishap.cause is Cause.MISSING
    assert "'Shop'" in hearing.mishap.message


def test_a_status_page_that_is_no_status_page_is_no_measure(page):
    assert page(Answer(b"<h1>Status</h1>", type="text/html")).mishap.cause is Cause.MALFORMED


@pytest.mark.parametrize(
    ("options", "keeping", "told"),
    [
        ("timeout: soon", "over: 1 day", "`timeout: soon` is no length of time"),
        ("hours: sometimes", "over: 1 day", "`hours: sometimes` is no opening hours"),
        ("hours: 'Mo-Fr 09:00-18:00; PH off'", "over: 1 day", "whose they are with a `country` in the `calendar`"),
        ("timezone: Europe/Nowhere", "over: 1 day", "is no time zone"),
        ("maintenance: [tonight]", "over: 1 day", "`maintenance: tonight` is no time"),
        ("component: Shop", "over: 1 day", "add `status:`"),
        ("preset: gatus", "over: 1 day", "`preset: gatus` needs `endpoint:`"),
        ("monitor: '7'", "over: 1 day", "`monitor:` means nothing without its `preset:`"),
        ("preset: gatus, endpoint: a, samples: 3", "over: 1 day", "`samples:` means nothing with `preset: gatus`"),
        ("preset: gatus, endpoint: a", "over: 3 days", "`over` is one of"),
    ],
)
def test_options_that_make_no_sense_are_problems_of_the_spec(probe, options, keeping, told):
    assert told in probe(options, keeping).problems


def test_a_promise_that_is_no_share_of_the_time_is_a_problem(run):
    text = (
        SPEC.format(options="samples: 1", keeping="over: 1 day", address="/")
        .replace("at_least: 99.9%", "within: 3 days")
        .replace("uptime", "reply")
    )
    assert "neither a percentage nor hours" in run(text).problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SPEC.format(address="/", options="samples: 1", keeping="share: 99%"), "`share` goes with a promise of hours"),
        (HOURS.format(hours="Mo-Fr 09:00-18:00; PH 10:00-14:00", keeping="share: 99%"), "with a `country`"),
        (
            HOURS.format(hours="Mo-Fr 09:00-18:00", keeping="over: 7 days").replace(
                "samples: 2, rate: 10", "preset: gatus, endpoint: a"
            ),
            "which counts all the time",
        ),
    ],
)
def test_what_a_promise_of_hours_cannot_ask_is_a_problem(run, text, told):
    assert told in run(text).problems


def test_a_promise_without_a_value_needs_a_status_page(run):
    text = HONEST.format(options="samples: 2").replace("samples: 2, rate: 10, status: /status, ", "")
    assert "no `status:` page" in run(text).problems
