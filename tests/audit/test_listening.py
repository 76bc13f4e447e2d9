from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from pytest_promises.audit import Audit, LocalListening
from pytest_promises.audit.sites import Sites
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Settings
from pytest_promises.model.check import checks_of
from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Cause, Hearing, HearingError, Target
from pytest_promises.model.statement import Passage


class Sign:
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
