"""Presets as they are heard: pages, limits, refusals, who is let in, and which options go together."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.channels.preset_server import Vendor

from pytest_promises.channels.api import ApiChannel
from pytest_promises.channels.presets import PRESETS, Preset, Told, loading
from pytest_promises.channels.presets import hearing as preset_hearing
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Order, Settings
from pytest_promises.model.access import Access, Credentials
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.quantities import Clock
from pytest_promises.model.statement import Passage
from pytest_promises.reading import read_value
from pytest_promises.spec import load

POLICIES = "/api/v2/slas/policies.json"
MACROS = "/api/v2/macros.json"
SECRET = "t0k3n-of-nobody"


@pytest.fixture
def vendor(site, reply):
    return Vendor(site, reply)


def macro(number, words):
    return {
        "id": number,
        "title": f"en::{number}",
        "active": True,
        "actions": [{"field": "comment_value", "value": words}],
    }


def policy(title, targets, position=1, conditions=("x",)):
    metrics = [
        {"priority": priority, "metric": metric, "target": minutes, "business_hours": business}
        for priority, metric, minutes, business in targets
    ]
    filters = {"all": [{"field": "via_id", "operator": "is", "value": one} for one in conditions], "any": []}
    return {"id": position, "title": title, "position": position, "filter": filters, "policy_metrics": metrics}


@pytest.fixture
def heard(ear, vendor, make):
    """What a channel of a preset hears at the vendor's."""

    def hear(preset, locale="en", address="/", **options):
        (hearing,) = ear.hear(vendor.url, make(address, kind="api", locale=locale, preset=preset, **options))
        return hearing

    return hear


@pytest.fixture
def refused(ear, vendor, make):
    def hear(preset, settings=(), **options):
        return ear.refusal(vendor.url, make("/", kind="api", locale="en", preset=preset, **options), **dict(settings))

    return hear


def texts(hearing):
    return [passage.text for passage in hearing.passages]


def two_pages(vendor, first, second):
    vendor.serve(MACROS, {"macros": [macro(1, "one")], **first})
    vendor.serve(f"{MACROS}?page=2", {"macros": [macro(2, "two")], **second})


def test_pages_follow_offsets(vendor, heard):
    two_pages(vendor, {"next_page": f"{vendor.url}{MACROS}?page=2"}, {"next_page": None})
    assert texts(heard("zendesk.macros")) == ["one", "two"]


def test_pages_follow_cursors_while_there_is_more(vendor, heard):
    two_pages(
        vendor,
        {"meta": {"has_more": True}, "links": {"next": f"{vendor.url}{MACROS}?page=2"}},
        # Zendesk names a next page after the last one, too.
        {"meta": {"has_more": False}, "links": {"next": f"{vendor.url}{MACROS}?page=3"}},
    )
    assert texts(heard("zendesk.macros")) == ["one", "two"]
    assert len(vendor.asked) == 2


def test_pages_follow_a_header(vendor, heard):
    record = {"id": 1, "name": "Default", "active": True, "sla_target": {"priority_1": {"respond_within": 3600}}}
    header = (
        f'<{vendor.url}/api/v2/sla_policies?page=1>; rel="prev", <{vendor.url}/api/v2/sla_policies?page=2>; rel="next"'
    )
    vendor.serve("/api/v2/sla_policies", [record], headers={"Link": header})
    vendor.serve("/api/v2/sla_policies?page=2", [{**record, "name": "VIP"}])
    assert {one.conditions for one in heard("freshdesk.sla").statements} == {("Default",), ("VIP",)}


def test_pages_follow_a_token(vendor, heard):
    path = "/accounts/v1/accounts/7/onlineReturnPolicies?pageSize=100"
    window = {"type": "NUMBER_OF_DAYS_AFTER_DELIVERY", "days": "30"}
    vendor.serve(path, {"onlineReturnPolicies": [{"name": "a", "policy": window}], "nextPageToken": "b&c="})
    vendor.serve(f"{path}&pageToken=b%26c%3D", {"onlineReturnPolicies": [{"name": "b", "policy": window}]})
    assert len(heard("google.returns", account="7").statements) == 2


def test_pages_follow_starts_until_the_last(vendor, heard):
    path = "/rest/servicedeskapi/request/HELP-1/sla"
    goal = {"id": "1", "name": "Time to resolution", "ongoingCycle": {"goalDuration": {"millis": 14_400_000}}}
    vendor.serve(path, {"values": [{"id": "2", "name": "Other"}], "start": 0, "size": 1, "isLastPage": False})
    vendor.serve(f"{path}?start=1", {"values": [goal], "start": 1, "size": 1, "isLastPage": True})
    (said,) = heard("jira.sla", request="HELP-1", clock="business").statements
    assert (said.topic, said.value.maximum, said.value.clock) == ("resolution", 14400.0, Clock.BUSINESS)


@pytest.mark.parametrize("cursor", ["address", "mapping"])
def test_pages_follow_intercoms_cursor(vendor, heard, cursor):
    after = f"{vendor.url}/macros?per_page=100&starting_after=x" if cursor == "address" else {"starting_after": "x"}
    vendor.serve("/macros?per_page=100", {"data": [{"id": "1", "name": "a", "body": "one"}], "pages": {"next": after}})
    vendor.serve(
        "/macros?per_page=100&starting_after=x",
        {"data": [{"id": "2", "name": "b", "body": "<p>two</p>"}], "pages": {"next": None}},
    )
    assert texts(heard("intercom.macros")) == ["one", "two"]


def test_a_next_page_elsewhere_is_denied(vendor, site, refused):
    vendor.serve(MACROS, {"macros": [macro(1, "one")], "next_page": f"{site.other}{MACROS}?page=2"})
    mishap = refused("zendesk.macros")
    assert mishap.cause is Cause.DENIED
    assert "localhost" in mishap.message
    assert vendor.asked == [MACROS]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "//evil.example/x"])
def test_a_next_page_that_is_none_of_the_hosts_is_never_asked(vendor, refused, address):
    vendor.serve(MACROS, {"macros": [macro(1, "one")], "next_page": address})
    assert refused("zendesk.macros").cause in {Cause.DENIED, Cause.MALFORMED}


def test_pages_in_a_circle_are_malformed(vendor, refused):
    two_pages(vendor, {"next_page": f"{vendor.url}{MACROS}?page=2"}, {"next_page": f"{vendor.url}{MACROS}"})
    mishap = refused("zendesk.macros")
    assert mishap.cause is Cause.MALFORMED
    assert "read before" in mishap.message


def test_a_page_that_is_promised_and_not_named_is_malformed(vendor, refused):
    vendor.serve(MACROS, {"macros": [], "meta": {"has_more": True}, "links": {"next": None}})
    assert refused("zendesk.macros").cause is Cause.MALFORMED


def test_more_records_than_the_limit_are_refused_and_not_cut(vendor, refused, monkeypatch):
    monkeypatch.setattr(loading, "MOST_RECORDS", 2)
    vendor.serve(MACROS, {"macros": [macro(number, "x") for number in range(3)]})
    mishap = refused("zendesk.macros")
    assert mishap.cause is Cause.TOO_LARGE
    assert "more than 2 records" in mishap.message


def test_more_pages_than_the_limit_are_refused_and_not_cut(vendor, refused, monkeypatch):
    monkeypatch.setattr(preset_hearing, "MOST_PAGES", 2)
    two_pages(vendor, {"next_page": f"{MACROS}?page=2"}, {"next_page": f"{MACROS}?page=3"})
    assert refused("zendesk.macros").cause is Cause.TOO_LARGE
    assert len(vendor.asked) == 2


def test_more_data_than_the_limit_is_refused(vendor, refused):
    pages = {number: f"{MACROS}?page={number}" for number in range(2, 9)}
    vendor.serve(MACROS, {"macros": [macro(1, "x" * 900)], "next_page": pages[2]})
    for number, page in pages.items():
        vendor.serve(page, {"macros": [macro(number, "x" * 900)], "next_page": pages.get(number + 1)})
    mishap = refused("zendesk.macros", settings={"max_bytes": 1200})
    assert mishap.cause is Cause.TOO_LARGE
    assert "6,000" in mishap.message


ERRORS = {
    "zendesk": (
        403,
        {"error": "Forbidden", "description": "You do not have access"},
        Cause.DENIED,
        "do not have access",
    ),
    "zendesk's newer": (401, {"error": {"title": "Unauthorized", "message": "No key"}}, Cause.DENIED, "No key"),
    "freshdesk": (401, {"code": "invalid_credentials", "message": "Log in first"}, Cause.DENIED, "Log in first"),
    "google": (
        403,
        {"error": {"code": 403, "message": "The API is off", "status": "PERMISSION_DENIED"}},
        Cause.DENIED,
        "The API is off",
    ),
    "atlassian": (
        404,
        {"errorMessages": ["Issue does not exist"], "errors": {}},
        Cause.NOT_FOUND,
        "Issue does not exist",
    ),
    "intercom": (
        401,
        {"type": "error.list", "errors": [{"code": "unauthorized", "message": "Access Token Invalid"}]},
        Cause.DENIED,
        "Access Token Invalid",
    ),
    "a text": (404, "nothing here", Cause.NOT_FOUND, "404"),
    "a page": (503, "<html><h1>Maintenance</h1>", Cause.SERVER_ERROR, "503"),
}


@pytest.mark.parametrize("case", ERRORS)
def test_what_a_vendor_refuses_is_told_in_its_words(vendor, refused, case):
    status, body, cause, words = ERRORS[case]
    vendor.serve(POLICIES, body, status=status)
    mishap = refused("zendesk.sla")
    assert mishap.cause is cause
    assert words in mishap.message


@pytest.mark.parametrize("case", ["zendesk", "freshdesk", "google", "atlassian", "intercom"])
def test_an_error_under_a_good_status_is_no_empty_list(vendor, refused, case):
    _, body, cause, words = ERRORS[case]
    vendor.serve(POLICIES, body)
    mishap = refused("zendesk.sla")
    assert mishap.cause is cause
    assert words in mishap.message


NO_LISTS = {"another document": {"tickets": []}, "a text": {"sla_policies": "none"}, "texts": {"sla_policies": ["a"]}}


@pytest.mark.parametrize("case", NO_LISTS)
def test_what_is_no_list_of_records_is_malformed(vendor, refused, case):
    vendor.serve(POLICIES, NO_LISTS[case])
    mishap = refused("zendesk.sla")
    assert mishap.cause is Cause.MALFORMED
    assert "sla_policies" in mishap.message


@pytest.mark.parametrize("data", [{"sla_policies": []}, {"sla_policies": None}, {}])
def test_an_empty_list_is_empty(vendor, heard, data):
    vendor.serve(POLICIES, data)
    assert heard("zendesk.sla").mishap.cause is Cause.EMPTY


def test_a_page_in_place_of_json_is_malformed(vendor, refused):
    vendor.serve(POLICIES, "<!doctype html><title>Sign in</title>")
    assert refused("zendesk.sla").cause is Cause.MALFORMED


def test_a_name_that_fits_nothing_is_told_with_those_there_are(vendor, heard):
    vendor.serve(POLICIES, {"sla_policies": [policy("E-mail", [("low", "first_reply_time", 60, False)])]})
    mishap = heard("zendesk.sla", policy="Phone").mishap
    assert mishap.cause is Cause.MISSING
    assert "policy: Phone" in mishap.message
    assert "'E-mail'" in mishap.message


def test_a_record_that_cannot_be_read_is_a_flaw_beside_the_others(vendor, heard):
    targets = [("low", "first_reply_time", -5, False), ("high", "first_reply_time", "60", False)]
    vendor.serve(POLICIES, {"sla_policies": [policy("E-mail", targets)]})
    hearing = heard("zendesk.sla")
    assert [(said.scope, said.value.maximum) for said in hearing.statements] == [((("priority", "high"),), 3600.0)]
    (flaw,) = hearing.flaws
    assert flaw.cause is Cause.MALFORMED
    assert "-5" in flaw.message


def test_only_records_that_cannot_be_read_are_a_mishap(vendor, heard):
    vendor.serve(POLICIES, {"sla_policies": [policy("E-mail", [("low", "first_reply_time", "soon", False)])]})
    hearing = heard("zendesk.sla")
    assert hearing.mishap.cause is Cause.MALFORMED
    assert hearing.statements == ()


def test_channels_of_one_address_and_preset_share_the_load(ear, vendor, make):
    vendor.serve(MACROS, {"macros": [macro(1, "one"), macro(2, "two")]})
    channels = [
        make("/", kind="api", name=f"m{number}", locale=locale, preset="zendesk.macros", title=f"en::{number}")
        for number, locale in ((1, "en"), (2, "ru"))
    ]
    first, second = ear.hear(vendor.url, *channels)
    assert (texts(first), texts(second)) == (["one"], ["two"])
    assert vendor.asked == [MACROS]


def test_articles_of_two_locales_are_two_loads(make):
    targets = {
        ApiChannel().target(make("/", kind="api", locale=locale, preset="zendesk.articles"), "http://x")
        for locale in ("en", "bg")
    }
    assert len(targets) == 2


def test_the_evidence_is_of_the_first_page(vendor, heard):
    vendor.serve(POLICIES, {"sla_policies": [policy("E-mail", [("low", "first_reply_time", 60, False)])]})
    evidence = heard("zendesk.sla").evidence
    assert (evidence.url, evidence.status) == (f"{vendor.url}{POLICIES}", 200)


def gathered(vendor, make, **options):
    """What a run hears, with its retries."""
    kind, channel = ApiChannel(), make("/", kind="api", **options)
    with Engine(Settings(timeout=20)) as engine:
        (hearing,) = engine.submit(Order(kind.target(channel, vendor.url), (channel,)), kind).result(60)
    return hearing


def test_a_rate_limit_is_waited_for_and_costs_its_own_page_alone(vendor, make):
    two_pages(vendor, {"next_page": f"{MACROS}?page=2"}, {"next_page": None})
    vendor.limit(f"{MACROS}?page=2", times=2)
    assert texts(gathered(vendor, make, preset="zendesk.macros")) == ["one", "two"]
    assert vendor.asked == [MACROS, *[f"{MACROS}?page=2"] * 3]


def test_a_rate_limit_that_does_not_end_is_told(vendor, make):
    vendor.serve(MACROS, {"macros": [macro(1, "one")]})
    vendor.limit(MACROS, times=99)
    assert gathered(vendor, make, preset="zendesk.macros").mishap.cause is Cause.RATE_LIMITED


def let_in(ear, vendor, make, access):
    kind, channel = ApiChannel(), make("/", kind="api", preset="zendesk.macros")
    order = Order(replace(kind.target(channel, vendor.url), access=access), (channel,))
    return lambda: ear.run(kind.hear(order, ear.loan()))


def test_credentials_go_along_with_every_page(ear, vendor, site, make):
    two_pages(vendor, {"next_page": f"{MACROS}?page=2"}, {"next_page": None})
    access = Access(http_credentials=Credentials("agent@shop.example/token", SECRET))
    (hearing,) = let_in(ear, vendor, make, access)()
    assert texts(hearing) == ["one", "two"]
    assert SECRET not in repr(hearing)
    assert [headers["authorization"].split()[0] for _, headers in site.requests] == ["Basic", "Basic"]


def test_credentials_do_not_go_to_another_host(ear, vendor, site, make):
    vendor.serve(MACROS, {"macros": [macro(1, "one")], "next_page": f"{site.other}{MACROS}?page=2"})
    vendor.serve(f"{MACROS}?page=2", {"macros": []})
    let_in(ear, vendor, make, Access(headers=(("Authorization", f"Bearer {SECRET}"),), hosts=("localhost",)))()
    assert ["authorization" in headers for _, headers in site.requests] == [True, False]


def test_a_refusal_holds_no_credentials(ear, vendor, make):
    vendor.serve(MACROS, {"error": "Forbidden"}, status=403)
    with pytest.raises(HearingError) as caught:
        let_in(ear, vendor, make, Access(headers=(("Authorization", f"Bearer {SECRET}"),)))()
    assert SECRET not in repr(caught.value.mishap)


def test_an_address_with_a_path_is_what_paths_begin_with(vendor, heard):
    vendor.serve(f"/gateway/desk{MACROS}", {"macros": [macro(1, "one")]})
    assert texts(heard("zendesk.macros", address="/gateway/desk")) == ["one"]
    assert texts(heard("zendesk.macros", address="/gateway/desk/")) == ["one"]


def test_an_address_with_a_query_is_refused(ear, vendor, make):
    assert ear.refusal(vendor.url, make("/?key=1", kind="api", preset="zendesk.macros")).cause is Cause.MALFORMED


def test_an_option_cannot_lead_out_of_its_place_in_a_path(vendor, refused):
    assert refused("jira.sla", request="../../admin?x=", clock="elapsed").cause is Cause.NOT_FOUND
    assert vendor.asked == []
    assert vendor.site.asked == ["/rest/servicedeskapi/request/..%2F..%2Fadmin%3Fx%3D/sla"]


PROBLEMS = {
    "an unknown preset": ({"preset": "zendesk.slas"}, "did you mean `zendesk.sla`?"),
    "a plain option": (
        {"preset": "zendesk.sla", "read": "a"},
        "`read:` is no option of `zendesk.sla`, which takes `policy`",
    ),
    "another's option": ({"preset": "zendesk.schedule", "policy": "a"}, "`policy:` is no option of `zendesk.schedule`"),
    "another's word": ({"preset": "zendesk.sla", "metric": "respond_within"}, "is none of `zendesk.sla`"),
    "a wrong word": ({"preset": "freshdesk.sla", "priority": "mediums"}, "did you mean `medium`?"),
    "a missing option": ({"preset": "google.shipping"}, "`preset: google.shipping` needs `account:`"),
    "no preset": ({"policy": "a"}, "`policy:` needs a `preset:` beside it"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_options_that_do_not_go_together_are_told(case):
    options, says = PROBLEMS[case]
    assert says in ApiChannel().problem(options)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda one: one.name)
def test_every_preset_is_sound_with_what_it_needs(preset):
    options = {"preset": preset.name}
    for name in preset.needs:
        options[name] = str(preset.options[name]["examples"][0])
    assert ApiChannel().problem(options) is None


def test_the_schema_tells_whose_an_option_is():
    options = ApiChannel().schema["options"]
    assert options["preset"]["enum"] == [one.name for one in PRESETS]
    assert "`zendesk.sla`" in options["priority"]["description"]
    assert {"normal", "medium"} <= set(options["priority"]["enum"])
    assert all({"title", "description", "examples"} <= set(schema) for schema in options.values())


def _load(wanted):
    answer = yield "notices.json"
    return tuple(answer.data["notices"])


def _read(records, wanted):
    return Told(tuple(Passage(one["text"]) for one in records))


def test_a_preset_of_somebody_elses_is_heard_like_the_built_in_ones(ear, vendor, make):
    kind = ApiChannel((*PRESETS, Preset("acme.notices", "Acme's notices", _load, _read)))
    vendor.serve("/notices.json", {"notices": [{"text": "We reply within 24 hours."}]})
    channel = make("/", kind="api", preset="acme.notices")
    (hearing,) = ear.run(kind.hear(Order(kind.target(channel, vendor.url), (channel,)), ear.loan()))
    assert texts(hearing) == ["We reply within 24 hours."]
    assert kind.problem({"preset": "acme.notices"}) is None
    json.dumps(kind.schema)


SPECS = {
    "a wrong name": ("preset: zendesk.slas", "did you mean `zendesk.sla`?"),
    "another's option": ("preset: zendesk.schedule, policy: x", "`policy` cannot stand here: `zendesk.schedule` takes"),
    "another's word": ("preset: zendesk.sla, metric: respond_within", "it is one of `first_reply_time`"),
    "a word in for_each": ("preset: zendesk.sla, for_each: {priority: [medium]}", "`priority: medium` is none of"),
    "a missing option": ("preset: google.shipping", "needs `account:` beside it"),
}


@pytest.mark.parametrize("case", SPECS)
def test_a_spec_is_told_what_a_preset_takes(tmp_path, case):
    options, says = SPECS[case]
    path = tmp_path / "a.yaml"
    path.write_text(f"version: 1\nsite: https://x.example\nchannels: {{a: {{api: /, {options}}}}}\n", "utf-8")
    kind = ApiChannel()
    loaded = load(
        path,
        env={},
        channel_schemas={"api": kind.schema},
        read_value=read_value,
        channel_problem=lambda channel: kind.problem(channel.options),
    )
    (problem,) = loaded.problems
    assert says in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize("option", ["request: [A-1, A-2]", "topic: [reply, resolution]"])
def test_what_a_preset_needs_may_come_from_for_each(tmp_path, option):
    path = tmp_path / "a.yaml"
    given = "" if option.startswith("request") else "request: A-1, "
    channel = f"{{api: /, preset: jira.sla, clock: business, {given}for_each: {{{option}}}}}"
    path.write_text(f"version: 1\nsite: https://x.example\nchannels: {{a: {channel}}}\n", "utf-8")
    kind = ApiChannel()
    loaded = load(
        path,
        env={},
        channel_schemas={"api": kind.schema},
        read_value=read_value,
        channel_problem=lambda channel: kind.problem(channel.options),
    )
    assert loaded.problems == ()
    assert len({kind.target(channel, "https://x.example") for channel in loaded.spec.channels}) == (
        2 if not given else 1
    )


DOCS = Path(__file__).parents[2] / "docs" / "channels" / "api.md"
NOTICES = """\
version: 1
site: demo
channels: {notices: {api: /, preset: acme.notices}}
promises: {first-reply: {topic: reply, within: 24 hours, stated_on: [notices]}}
"""


def test_the_preset_in_the_docs_is_one(vendor, pytester):
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    vendor.serve("/notices.json", {"notices": [{"text": "We reply within 24 hours."}]})
    pytester.mkdir("specs")
    pytester.path.joinpath("specs/conftest.py").write_text(example, "utf-8")
    pytester.path.joinpath("specs/a.yaml").write_text(NOTICES.replace("demo", vendor.url), "utf-8")
    result = pytester.runpytest_subprocess("--promises", "-p", "no:playwright")
    assert (result.ret, result.parseoutcomes()["passed"]) == (0, 3), result.stdout.str()


IN_PLACE = {
    "a bot wall": (
        200,
        "<!doctype html><title>Just a moment...</title><p>Checking your browser before you go on.",
        Cause.WALL,
    ),
    "a refusal that is a bot wall": (
        403,
        "<!doctype html><title>Just a moment...</title><p>Checking your browser before you go on.",
        Cause.WALL,
    ),
    "a login page": (200, "<!doctype html><title>Desk</title><form>Password <input type=password></form>", Cause.LOGIN),
    "a refusal with a login page": (
        401,
        "<!doctype html><title>Desk</title><form>Password <input type=password></form>",
        Cause.DENIED,
    ),
    "another page": (200, "<!doctype html><title>Desk</title><p>We have moved to a new address.", Cause.MALFORMED),
}


@pytest.mark.parametrize("preset", ["zendesk.macros", ""])
@pytest.mark.parametrize("case", IN_PLACE)
def test_a_page_in_place_of_data_is_told_for_what_it_is(ear, vendor, make, case, preset):
    status, body, cause = IN_PLACE[case]
    vendor.serve(MACROS, body, status=status, headers={"Content-Type": "text/html; charset=utf-8"})
    options = {"preset": preset} if preset else {}
    mishap = ear.refusal(vendor.url, make("/" if preset else MACROS, kind="api", **options))
    assert mishap.cause is cause
