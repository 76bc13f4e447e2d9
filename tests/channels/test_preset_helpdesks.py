"""Help desks in their documented shapes: targets, schedules, canned replies, articles."""

import pytest
from tests.channels.preset_driving import told

from pytest_promises.channels.presets.saying import UnreadableError
from pytest_promises.channels.presets.weeks import zone_of
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.quantities import Clock, Duration


def target(metric="first_reply_time", priority="normal", minutes=60, **more):
    return {"priority": priority, "metric": metric, "target": minutes, "business_hours": False, **more}


def policy(title, position, *targets, via="4"):
    conditions = {"all": [{"field": "via_id", "operator": "is", "value": via}] if via else [], "any": []}
    return {"id": position, "title": title, "position": position, "filter": conditions, "policy_metrics": list(targets)}


def sla(*policies, **options):
    return told("zendesk.sla", {"sla_policies": list(policies), "next_page": None}, **options)


@pytest.mark.parametrize(
    ("metric", "topic"),
    [
        ("first_reply_time", "reply"),
        ("total_resolution_time", "resolution"),
        ("periodic_update_time", "follow_up"),
        ("pausable_update_time", "follow_up"),
        ("requester_wait_time", "requester_wait_time"),
    ],
)
def test_a_zendesk_metric_has_its_topic(metric, topic):
    (said,) = sla(policy("A", 1, target(metric))).statements
    assert said.topic == topic
    assert sla(policy("A", 1, target(metric)), metric=metric, topic="resolution").statements[0].topic == "resolution"


VALUES = {
    "minutes": ({"target": 1440}, Duration(86400.0, 86400.0, unit="hour")),
    "a string": ({"target": "90"}, Duration(5400.0, 5400.0, unit="minute")),
    "seconds": ({"target": 1, "target_in_seconds": 90}, Duration(90.0, 90.0, unit="second")),
    "only seconds": ({"target": None, "target_in_seconds": 7200}, Duration(7200.0, 7200.0, unit="hour")),
    "business": ({"target": 480, "business_hours": True}, Duration(28800.0, 28800.0, Clock.BUSINESS, "hour")),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_zendesk_target_is_exact(case):
    more, value = VALUES[case]
    (said,) = sla(policy("A", 1, target(**{"minutes": 0, **more}))).statements
    assert said.value == value


def test_a_zendesk_target_that_is_null_says_nothing():
    found = sla(policy("A", 1, target(minutes=None)))
    assert (found.statements, found.flaws) == ((), ())


def test_minutes_and_seconds_that_disagree_are_a_flaw():
    (flaw,) = sla(policy("A", 1, target(minutes=86400, target_in_seconds=86400))).flaws
    assert "86400 minutes" in flaw.message


def test_a_zendesk_channel_picks_policy_metric_and_priority():
    first = policy("E-mail", 1, target(minutes=10), target(priority="urgent", minutes=5), target("agent_work_time"))
    second = policy("Chat", 2, target(minutes=1), via="29")
    (said,) = sla(first, second, policy="e-m*", metric="first_reply_time", priority="urgent").statements
    assert (said.value.maximum, said.scope, said.conditions) == (300.0, (("priority", "urgent"),), ())
    assert said.passage.headings == ("E-mail",)


def test_several_policies_are_told_apart_by_a_condition():
    found = sla(policy("A", 1, target()), policy("B", 2, target(), via="29"))
    assert [said.conditions for said in found.statements] == [("A",), ("B",)]


@pytest.mark.parametrize("via", ["", "4"], ids=["a policy for all", "a policy for the same"])
def test_a_policy_behind_one_that_matches_first_never_applies(via):
    policies = [policy("Late", 2, target(minutes=5)), policy("Early", 1, target(minutes=9), via=via)]
    assert [said.passage.headings for said in sla(*policies).statements] == [("Early",)]
    with pytest.raises(HearingError) as caught:
        sla(*policies, policy="Late")
    assert caught.value.mishap.cause is Cause.EMPTY
    assert "'Early' stands before it" in caught.value.mishap.message


def schedule(zone="Eastern Time (US & Canada)", days=range(1, 6), **ends):
    opens, closes = ends.get("opens", 540), ends.get("closes", 1080)
    intervals = [{"start_time": day * 1440 + opens, "end_time": day * 1440 + closes} for day in days]
    return {"id": 7, "name": "Default", "time_zone": zone, "intervals": intervals}


def schedules(*found, holidays=()):
    return {
        "api/v2/business_hours/schedules.json": {"schedules": list(found)},
        "api/v2/business_hours/schedules/7/holidays.json": {"holidays": list(holidays)},
    }


def test_a_zendesk_week_begins_on_sunday():
    (said,) = told("zendesk.schedule", schedules(schedule())).statements
    assert (said.value.osm, said.value.timezone, said.topic) == ("Mo-Fr 09:00-18:00", "America/New_York", "hours")


def test_a_zendesk_sunday_is_the_last_day_of_the_week():
    (said,) = told("zendesk.schedule", schedules(schedule(days=[0, 6]))).statements
    assert said.value.osm == "Sa-Su 09:00-18:00"


def test_a_zendesk_week_may_be_open_always():
    (said,) = told("zendesk.schedule", schedules(schedule(days=range(7), opens=0, closes=1440))).statements
    assert said.value.osm == "24/7"


def test_zendesk_holidays_close():
    (said,) = told("zendesk.schedule", schedules(schedule(), holidays=[{"id": 1, "name": "New Year"}])).statements
    assert said.value.osm == "Mo-Fr 09:00-18:00; PH off"
    assert said.value.holidays_off


@pytest.mark.parametrize("zone", ["Harbour Time", "America", "../etc/passwd"])
def test_a_zone_that_nobody_knows_is_a_flaw(zone):
    found = told("zendesk.schedule", schedules(schedule(zone)))
    assert found.statements == ()
    assert zone in found.flaws[0].message


@pytest.mark.parametrize("interval", [{"start_time": 600, "end_time": 540}, {"start_time": None, "end_time": 5}, {}])
def test_an_interval_that_is_none_is_a_flaw(interval):
    found = told("zendesk.schedule", schedules({**schedule(), "intervals": [interval]}))
    assert (found.statements, len(found.flaws)) == ((), 1)


def test_zones_go_by_display_names_and_by_their_own():
    assert zone_of("Pacific Time (US & Canada)") == "America/Los_Angeles"
    assert zone_of("kyiv") == "Europe/Kyiv"
    assert zone_of("Europe/Sofia") == "Europe/Sofia"
    assert zone_of("") is None
    with pytest.raises(UnreadableError):
        zone_of("Nowhere")


def macros(*found, **options):
    return told("zendesk.macros", {"macros": list(found)}, **options)


def macro(title, value, field="comment_value", **more):
    return {"id": 1, "title": title, "active": True, "actions": [{"field": field, "value": value}], **more}


def test_a_macros_words_are_read_in_each_of_their_shapes():
    found = macros(
        macro("a", "We reply within 24 hours."),
        macro("b", ["channel:all", "We reply\n\nsoon."]),
        macro("c", "<p>Hi {{ticket.requester.first_name}},</p><ul><li>1 day</li></ul>", "comment_value_html"),
        macro("d", "solved", "status"),
        macro("e", "Old words", active=False),
    )
    assert [passage.text for passage in found.passages] == [
        "We reply within 24 hours.",
        "We reply",
        "soon.",
        "Hi {{ticket.requester.first_name}},",
        "1 day",
    ]
    assert found.passages[0].headings == ("a",)


def test_macros_are_picked_by_title():
    found = macros(macro("en::Reply", "one"), macro("ru::Reply", "два"), title="RU::*")
    assert [passage.text for passage in found.passages] == ["два"]


def test_dynamic_content_is_told_to_be_elsewhere():
    found = macros(macro("a", "{{ dc.first_reply }}"))
    assert [flaw.cause for flaw in found.flaws] == [Cause.MISSING]


def test_articles_of_a_help_centre_are_read_as_pages():
    article = {
        "id": 3,
        "title": "Replies",
        "locale": "en-us",
        "draft": False,
        "body": "<h2>E-mail</h2><p>Within <b>24 hours</b>.</p><script>1 hour</script>",
    }
    documents = {
        "api/v2/help_center/en-us/articles.json?per_page=100": {
            "articles": [article, {**article, "draft": True, "body": "draft"}, {**article, "body": None}],
            "next_page": None,
        }
    }
    heading, passage = told("zendesk.articles", documents, locale="en-US").passages
    assert heading.text == "E-mail"
    assert (passage.text, passage.headings, passage.lang) == ("Within 24 hours.", ("Replies", "E-mail"), "en-us")


def freshdesk_policy(name="Default", **targets):
    return {"id": 1, "name": name, "active": True, "position": 1, "sla_target": targets}


def test_freshdesk_counts_seconds_by_priority():
    goal = {"respond_within": 14400, "resolve_within": "259200", "next_respond_within": None, "business_hours": True}
    found = told("freshdesk.sla", [freshdesk_policy(priority_4=goal, priority_1={"respond_within": 86400})])
    assert [(said.topic, dict(said.scope)["priority"], said.value) for said in found.statements] == [
        ("reply", "low", Duration(86400.0, 86400.0, unit="hour")),
        ("reply", "urgent", Duration(14400.0, 14400.0, Clock.BUSINESS, "hour")),
        ("resolution", "urgent", Duration(259200.0, 259200.0, Clock.BUSINESS, "hour")),
    ]


def test_freshdesk_policies_that_are_off_do_not_count():
    found = told("freshdesk.sla", [{**freshdesk_policy(priority_1={"respond_within": 60}), "active": False}])
    assert found.statements == ()


def test_freshdesk_channels_pick_metric_and_priority():
    goal = {"respond_within": 60, "resolve_within": 120}
    found = told(
        "freshdesk.sla",
        [freshdesk_policy(priority_2=goal, priority_3=goal)],
        priority="medium",
        metric="resolve_within",
        topic="callback",
    )
    assert [(said.topic, said.value.maximum) for said in found.statements] == [("callback", 120.0)]


def business_hours(**days):
    return [{"id": 1, "name": "Default", "is_default": True, "time_zone": "Sofia", "business_hours": days}]


HOURS = {
    "half days": (("9:00 am", "6:00 pm"), "Mo 09:00-18:00"),
    "24 hours": (("09:30", "18:00"), "Mo 09:30-18:00"),
    "noon": (("12:00 pm", "5:00 PM"), "Mo 12:00-17:00"),
    "to midnight": (("8:00 am", "12:00 am"), "Mo 08:00-24:00"),
    "to the last minute": (("12:00 am", "11:59 pm"), "Mo 00:00-24:00"),
}


@pytest.mark.parametrize("case", HOURS)
def test_freshdesk_hours_are_clock_times(case):
    (start, end), osm = HOURS[case]
    (said,) = told("freshdesk.business_hours", business_hours(monday={"start_time": start, "end_time": end})).statements
    assert (said.value.osm, said.value.timezone) == (osm, "Europe/Sofia")


@pytest.mark.parametrize(
    ("start", "end"),
    [("12:00 AM", "12:00 AM"), ("13:00 pm", "6:00 pm"), ("9", "10"), ("6:00 pm", "9:00 am"), ("", "9:00")],
)
def test_freshdesk_hours_that_are_none_are_a_flaw(start, end):
    found = told("freshdesk.business_hours", business_hours(monday={"start_time": start, "end_time": end}))
    assert (found.statements, len(found.flaws)) == ((), 1)


def test_a_day_without_hours_is_closed():
    week = business_hours(monday={"start_time": "9:00 am", "end_time": "5:00 pm"}, tuesday={}, sunday=None)
    assert told("freshdesk.business_hours", week).statements[0].value.osm == "Mo 09:00-17:00"


def test_freshdesk_responses_are_those_of_all_folders():
    documents = {
        "api/v2/canned_response_folders": [{"id": 1, "responses_count": 1}, {"id": 2, "responses_count": 0}, {"id": 3}],
        "api/v2/canned_response_folders/1/responses": [{"id": 9, "title": "a", "content_html": "<p>Hello</p>"}],
        "api/v2/canned_response_folders/2/responses": [{"id": 8, "title": "x", "content": "never asked"}],
        "api/v2/canned_response_folders/3/responses": [{"id": 7, "title": "b", "content": "Bye", "content_html": None}],
    }
    found = told("freshdesk.canned_responses", documents)
    assert [passage.text for passage in found.passages] == ["Hello", "Bye"]


def test_freshdesk_articles_are_those_of_all_folders_and_of_one_language():
    article = {"id": 5, "title": "Rückgabe", "description": "<p>30 Tage</p>", "status": 2}
    documents = {
        "api/v2/solutions/categories/de?per_page=100": [{"id": 1}],
        "api/v2/solutions/categories/1/folders/de?per_page=100": [{"id": 2, "sub_folders_count": 1}],
        "api/v2/solutions/folders/2/articles/de?per_page=100": [article, {**article, "id": 6, "status": 1}],
        "api/v2/solutions/folders/2/subfolders/de?per_page=100": [{"id": 3, "sub_folders_count": 0}],
        "api/v2/solutions/folders/3/articles/de?per_page=100": [{**article, "description": "60 Tage"}],
    }
    found = told("freshdesk.articles", documents, translation="de")
    assert [(passage.text, passage.lang) for passage in found.passages] == [("30 Tage", "de"), ("60 Tage", "de")]


def goal(name="Time to first response", ongoing=None, completed=()):
    cycles = [{"goalDuration": {"millis": millis, "friendly": "x"}} for millis in completed]
    running = {"goalDuration": {"millis": ongoing}} if ongoing is not None else None
    return {"id": "10", "name": name, "ongoingCycle": running, "completedCycles": cycles}


@pytest.mark.parametrize(
    ("ongoing", "completed", "seconds"), [(14_400_000, (1000,), 14400.0), (None, (1000, 7_200_000), 7200.0)]
)
def test_a_jira_goal_is_that_of_the_last_cycle(ongoing, completed, seconds):
    found = told("jira.sla", {"values": [goal(ongoing=ongoing, completed=completed)]}, request="H-1", clock="elapsed")
    (said,) = found.statements
    assert (said.topic, said.value.maximum, said.value.clock) == ("reply", seconds, Clock.ELAPSED)


def test_a_jira_goal_that_never_ran_says_nothing():
    assert told("jira.sla", {"values": [goal()]}, request="H-1", clock="elapsed").statements == ()


def test_jira_goals_are_picked_by_name():
    values = [goal(ongoing=1000), goal("Time to close", ongoing=2000)]
    (said,) = told("jira.sla", {"values": values}, request="H-1", clock="business", goal="*close").statements
    assert (said.topic, said.value.maximum) == ("Time to close", 2.0)


def office_hours(**more):
    intervals = [{"start_minute": day * 1440 + 540, "end_minute": day * 1440 + 1020} for day in range(5)]
    return {
        "data": [
            {"id": "1", "name": "Support", "time_zone_name": "America/New_York", "time_intervals": intervals, **more}
        ]
    }


def test_an_intercom_week_begins_on_monday():
    (said,) = told("intercom.office_hours", office_hours()).statements
    assert (said.value.osm, said.value.timezone) == ("Mo-Fr 09:00-17:00", "America/New_York")


@pytest.mark.parametrize(
    "more",
    [{"twenty_four_seven": True, "time_intervals": []}, {"time_intervals": [{"start_minute": 0, "end_minute": 10079}]}],
)
def test_an_intercom_week_may_be_open_always(more):
    assert told("intercom.office_hours", office_hours(**more)).statements[0].value.osm == "24/7"


def test_intercom_hours_may_run_over_midnight():
    hours = office_hours(time_intervals=[{"start_minute": 4 * 1440 + 1320, "end_minute": 5 * 1440 + 120}])
    (said,) = told("intercom.office_hours", hours).statements
    assert said.value.spans == ((4 * 1440 + 1320, 5 * 1440 + 120),)


def test_intercom_articles_are_those_of_the_locale():
    records = [
        {"id": "1", "title": "A", "body": "<p>one</p>", "state": "published", "default_locale": "en"},
        {"id": "2", "title": "B", "body": "<p>draft</p>", "state": "draft", "default_locale": "en"},
        {
            "id": "3",
            "title": "C",
            "body": "<p>trois</p>",
            "state": "published",
            "default_locale": "fr",
            "translated_content": {"en": {"title": "C", "body": "<p>three</p>", "state": "published"}, "de": None},
        },
        {"id": "4", "title": "D", "body": "<p>vier</p>", "state": "published", "default_locale": "de"},
    ]
    found = told("intercom.articles", {"data": records, "pages": {"next": None}})
    assert [(passage.text, passage.lang) for passage in found.passages] == [("one", "en"), ("three", "en")]
