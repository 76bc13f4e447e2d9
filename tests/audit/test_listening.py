from datetime import date
from pathlib import Path
from threading import Event
from types import MappingProxyType

import pytest

from pytest_promises.audit import Audit, LocalListening
from pytest_promises.audit.sites import Sites
from pytest_promises.channels.addresses import host_of
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import ChannelType, Settings
from pytest_promises.model.check import checks_of
from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Cause, Hearing, HearingError, Target
from pytest_promises.model.statement import Passage
from pytest_promises.plugins.specs import load_spec


class Sign(ChannelType):
    """A channel that says its address; `broken` and `nowhere` raise what no channel should."""

    kind = "sign"
    schema = MappingProxyType({"address": {"type": "string"}, "options": {}})

    def __init__(self):
        self.orders = []

    def problem(self, options):
        return None

    def target(self, channel, site):
        if channel.address == "nowhere":
            raise LookupError("which wall?")
        return Target("sign", "sign://wall", "wall")

    async def prepare(self, channel, services):
        pass

    async def hear(self, order, services):
        self.orders.append(order)
        if any(one.address == "broken" for one in order.channels):
            raise ValueError("the sign fell down")
        return [Hearing(one.name, (Passage(one.address, "en"),)) for one in order.channels]


SPEC = """\
version: 1
site: {site}
channels:
  one: {{sign: We reply within 24 hours.}}
  two: {{sign: {two}}}
promises:
  first-reply: {{topic: reply, within: 24 hours, stated_on: [one, two]}}
"""


@pytest.fixture
def audited(tmp_path):
    """Return the findings of a spec by check, and the sign."""
    audits = []

    def run(site="https://shop.example", two="We reply within 24 hours.", env=()):
        sign = Sign()
        path = tmp_path / "spec.yaml"
        path.write_text(SPEC.format(site=site, two=two), "utf-8")

        def listen(audit):
            return LocalListening(Engine(Settings(retries=0)), audit.types, Sites(dict(env)), audit.spec)

        audit = Audit({"sign": sign}, dict(env), date(2026, 11, 1), listen)
        audits.append(audit)
        spec = audit.spec(str(path))
        checks = [check for promise in spec.promises for check in checks_of(spec, promise)]
        audit.start(checks)
        return {check.name: audit.finding(check) for check in checks}, sign

    yield run
    for audit in audits:
        audit.close()


def test_what_has_one_target_is_heard_with_one_load(audited):
    findings, sign = audited()
    assert {name: finding.verdict for name, finding in findings.items()} == {
        "stated[one]": Verdict.STATED,
        "stated[two]": Verdict.STATED,
        "consistent": Verdict.CONSISTENT,
    }
    assert len(sign.orders) == 1


def test_a_channel_type_that_breaks_makes_its_checks_inconclusive(audited):
    findings, _ = audited(two="broken")
    assert findings["stated[two]"].verdict is Verdict.INCONCLUSIVE
    assert findings["stated[two]"].cause is Cause.CRASHED
    assert findings["stated[two]"].evidence.url == "sign://wall"


def test_a_channel_type_that_cannot_say_what_to_load_ends_nothing_but_its_own_checks(audited):
    findings, _ = audited(two="nowhere")
    assert findings["stated[one]"].verdict is Verdict.STATED
    assert findings["stated[two]"].cause is Cause.CRASHED
    assert "The channel type 'sign' failed with LookupError: which wall?" in findings["stated[two]"].why


def test_a_fault_that_the_shop_does_not_know_is_told(audited):
    findings, _ = audited(site="demo?fault=stale-fak-ru")
    assert findings["stated[one]"].cause is Cause.MALFORMED
    assert "stale-faq-ru" in findings["stated[one]"].why


def test_a_site_is_an_address_or_the_shop():
    with pytest.raises(HearingError, match="neither an http"):
        Sites({}).base_url("ftp://shop.example")
    assert Sites({}).base_url("https://shop.example") == "https://shop.example"


def test_a_spec_with_problems_is_told_once_and_never_heard(tmp_path):
    path = tmp_path / "spec.yaml"
    path.write_text("version: 2\n", "utf-8")
    audit = Audit({}, {}, date(2026, 11, 1), lambda _: pytest.fail("nothing is to be heard"))
    assert audit.spec(str(path)) is None
    assert audit.load(Path(path)) is audit.load(Path(path))


WAYS = """\
version: 1
site: https://shop.example
access: {headers: {X-Audit: "${AUDIT}"}, user_agent: Audit/1.0, hosts: [www.shop.example]}
channels:
  own: {way: "https://shop.example/a"}
  foreign: {way: "https://desk.example/b"}
  known: {way: "https://desk.example/c", access: {headers: {X-Desk: "${DESK}"}}}
promises:
  first-reply: {topic: reply, within: 24 hours, stated_on: [own, foreign, known]}
"""


class Way(ChannelType):
    """A channel that remembers the way to it, and never gets there."""

    def __init__(self):
        self.kind, self.schema, self.taken = "way", {"address": {"type": "string"}, "options": {}}, {}

    def target(self, channel, site):
        return Target("way", channel.address, host_of(channel.address))

    async def hear(self, order, services):
        self.taken[order.channels[0].name] = order.target.access
        return [Hearing(one.name) for one in order.channels]


def listened(tmp_path, kind, text, env):
    path = tmp_path / "shop.yaml"
    path.write_text(text, "utf-8")

    def listen(audit):
        return LocalListening(Engine(Settings()), audit.types, Sites({}), audit.spec)

    audit = Audit({kind.kind: kind}, env, date(2026, 11, 23), listen, deadline=20.0)
    spec = audit.load(path).spec
    findings = [audit.finding(check) for promise in spec.promises for check in checks_of(spec, promise)]
    audit.close()
    return findings


def test_what_a_site_is_told_is_for_that_site_alone(tmp_path):
    way = Way()
    listened(tmp_path, way, WAYS, {"AUDIT": "let-me-in", "DESK": "me-too"})
    assert way.taken["own"].headers == (("X-Audit", "let-me-in"),)
    assert way.taken["foreign"].headers == ()
    assert way.taken["known"].headers == (("X-Desk", "me-too"),)
    assert {access.user_agent for access in way.taken.values()} == {"Audit/1.0"}
    assert {access.hosts for access in way.taken.values()} == {("www.shop.example",)}


def test_an_address_is_told_without_its_user(tmp_path):
    channels = "channels: {a: {way: 'https://me:hush99@desk.example/'}}"
    text = f"version: 1\n{channels}\npromises: {{r: {{topic: reply, within: 1 day, stated_on: [a]}}}}\n"
    stated, _ = listened(tmp_path, Way(), text, {})
    assert stated.evidence.url == "https://desk.example/"


def test_a_place_of_the_shop_is_a_path_and_what_it_has_not_is_told():
    sites = Sites({})
    assert sites.place("/en/", "demo") == "/en/"
    assert Path(sites.place("demo:inbox", "demo")).is_dir()
    with pytest.raises(HearingError, match="demo:cellar is nothing that the bundled shop has"):
        sites.place("demo:cellar", "demo")
    with pytest.raises(HearingError) as caught:
        sites.place("demo:inbox", "https://shop.example")
    assert "without `site: demo`" in caught.value.mishap.remedy
    sites.close()


class Bound(Way):
    """A channel with an option that says where something is, and one that says something else."""

    def __init__(self):
        super().__init__()
        options = {"beside": {"type": "string"}, "words": {"type": "string"}}
        self.schema = {"address": {"type": "string"}, "options": options, "places": ["beside"]}

    async def hear(self, order, services):
        self.taken = dict(order.channels[0].options)
        return [Hearing(one.name) for one in order.channels]


def test_an_option_is_a_place_of_the_shop_where_its_type_says_so(tmp_path):
    bound = Bound()
    channels = "channels: {a: {way: /, beside: 'demo:inbox', words: 'demo:inbox'}}"
    text = f"version: 1\nsite: demo\n{channels}\npromises: {{r: {{topic: reply, within: 1 day, stated_on: [a]}}}}\n"
    listened(tmp_path, bound, text, {})
    assert Path(bound.taken["beside"]).name == "inbox"
    assert bound.taken["words"] == "demo:inbox"


def test_what_the_bundled_shop_makes_keeps_no_load_waiting(tmp_path):
    heard = Event()

    class Slow(Sites):
        def place(self, address, site):
            return address if address != "demo:two" else f"We reply within {24 if heard.wait(30) else 99} hours."

    class Wall(Sign):
        def target(self, channel, site):
            return Target("sign", f"sign://{channel.name}", channel.name)

        async def hear(self, order, services):
            heard.set()
            return await super().hear(order, services)

    path = tmp_path / "spec.yaml"
    path.write_text(SPEC.format(site="https://shop.example", two="demo:two"), "utf-8")
    types = {"sign": Wall()}
    loaded = load_spec(path, types, {})
    listening = LocalListening(Engine(Settings(retries=0)), types, Slow({}), lambda _: loaded.spec)
    try:
        listening.ask([(str(path), "two"), (str(path), "one")])
        said = [listening.hearing((str(path), name)).result(60).passages[0].text for name in ("one", "two")]
    finally:
        listening.close()
    assert said == ["We reply within 24 hours."] * 2
