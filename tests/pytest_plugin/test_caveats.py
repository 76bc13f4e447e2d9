"""Caveats from a spec to every report, on pages in a real browser: a footnote, a table, and pages that lack theirs."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pytest_promises.cli import main

SPEC = """\
version: 1
site: "{url}"
channels:
  contact: {{page: /contact}}
  delivery: {{page: /delivery}}
  hilfe: {{page: /hilfe, locale: de}}
  sla: {{api: /sla.json, read: hours, unit: hours, topic: reply}}
promises:
  first-reply:
    text: We answer every e-mail within 24 hours.
    owner: support
    topic: reply
    within: 24 hours
    stated_on: [contact, hilfe, sla]
    caveats: {{en: public holidays}}
  standard-delivery:
    topic: delivery
    within: 3-5 business days
    scope: {{method: standard}}
    stated_on: [delivery]
    caveats: [public holidays, "islands take {{any}} longer"]
"""
CONTACT = """<!doctype html><html lang=en><title>Contact</title><h1>Contact</h1>
<section><h2>Mail</h2><p>We answer every e-mail within 24 hours<sup>{mark}</sup>.</p></section>
<section><h2>Shop</h2><p>Harbor street 1, Varna.</p></section>
<footer><ol><li>Any mail counts.</li><li>Except on <b>public</b> holidays.</li></ol></footer></html>"""
DELIVERY = """<!doctype html><html lang=en><title>Delivery</title><h1>Delivery</h1>
<table><caption>Without public holidays</caption><tr><th>Way</th><th>Delivery time</th><th>Note</th></tr>
<tr><th>Standard</th><td>3-5 business days</td><td>{standard}</td></tr>
<tr><th>Express</th><td>1-2 business days</td><td>{express}</td></tr></table>
<p>Ask the courier.</p></html>"""
HILFE = "<!doctype html><html lang=de><title>Hilfe</title><h1>Hilfe</h1><p>Wir antworten innerhalb von 24 Stunden.</p>"
ISLANDS = "Islands take two days longer."
CHECK = "specs/support.yaml::first-reply::caveats[contact]"
SHOWN = CHECK.replace("[", "[[]")


@pytest.fixture
def shop(project, site):
    """A project whose site has a footnote, a table with a caption, a page in German, and data."""
    site.pages |= {"/hilfe": HILFE, "/sla.json": '{"hours": 24}'}
    says(site)
    project.path.joinpath("specs/support.yaml").write_text(SPEC.format(url=site.url), "utf-8")
    return project


def says(site, mark="2", standard=ISLANDS, express=""):
    site.pages["/contact"] = CONTACT.format(mark=mark)
    site.pages["/delivery"] = DELIVERY.format(standard=standard, express=express)


def test_a_footnote_a_caption_and_a_cell_are_beside_the_promise(shop, site):
    result = shop.runpytest("--promises")
    result.assert_outcomes(passed=8)
    result.stdout.fnmatch_lines(
        [
            '  stated * first-reply contact: "public holidays"',
            '  stated * standard-delivery delivery: "public holidays"',
        ]
    )
    assert site.hits == {"/contact": 1, "/delivery": 1, "/hilfe": 1, "/sla.json": 1}


def test_data_and_languages_without_a_caveat_are_not_asked(shop):
    result = shop.runpytest("--promises", "--collect-only", "-q", "-m", "caveats")
    result.stdout.fnmatch_lines([SHOWN, "specs/support.yaml::standard-delivery::caveats[[]delivery]", "2/8 tests*"])


def test_a_footnote_that_the_mark_does_not_lead_to_makes_the_promise_overstated(shop, site):
    says(site, mark="1")
    result = shop.runpytest("--promises")
    result.assert_outcomes(passed=7, failed=1)
    result.stdout.fnmatch_lines(
        [
            "specs/support.yaml:14:17: contradicted (overstated)",
            '  declared   24 hours, with "public holidays"',
            "  channel    contact: without its caveat",
            "  place      Contact > Mail",
            "  words      We answer every e-mail »within 24 hours«1.",
            "  channel    contact: stands elsewhere",
            "  words      Except on »public holidays«.",
            '  why        contact says "within 24 hours" without "public holidays" beside it:',
            '  do         Put "public holidays" beside it: *',
            f"FAILED {SHOWN} - contradicted (*",
        ]
    )


def test_the_note_of_another_row_is_for_another_row(shop, site):
    says(site, standard="By van", express=ISLANDS)
    result = shop.runpytest("--promises", "-k", "delivery")
    result.assert_outcomes(passed=2, failed=1, deselected=5)
    result.stdout.fnmatch_lines(
        [
            '  why        delivery says "3-5 business days" without "islands take {any}',
            '*"islands take {any} longer" stands elsewhere there:',
            "             Delivery > Without public holidays > Express > Note",
        ]
    )


def test_what_is_nearly_said_is_shown_word_by_word(shop, site):
    site.pages["/contact"] = CONTACT.format(mark="").replace("hours<sup></sup>.", "hours. Not on bank holidays.")
    result = shop.runpytest("--promises", CHECK)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*[[]-public-] {+bank+} holidays*"])


def test_the_promise_without_its_caveat_is_stated_all_the_same(shop, site):
    says(site, mark="")
    shop.runpytest("--promises", "-k", "stated or consistent").assert_outcomes(passed=6, deselected=2)


def test_a_page_that_does_not_make_the_promise_has_nothing_beside_it(shop, site):
    site.says("/contact", "Write to us.")
    result = shop.runpytest("--promises", "-k", "contact")
    result.assert_outcomes(failed=2, deselected=6)
    result.stdout.fnmatch_lines(["  why        contact does not make the promise: *", f"FAILED {SHOWN} - unstated: *"])


@pytest.mark.parametrize("page", [503, 404])
def test_a_page_that_cannot_be_had_is_an_error(shop, site, page):
    site.pages["/contact"] = page
    shop.runpytest("--promises", CHECK).assert_outcomes(errors=1)


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ([CHECK], 1),
        (["-k", "caveats and contact"], 1),
        (["-m", "caveats"], 2),
        (["-m", "promises(check='caveats', owner='support', channel='contact', locale='en')"], 1),
    ],
    ids=str,
)
def test_it_is_selected_as_other_checks_are(shop, site, arguments, count):
    says(site, mark="")
    outcomes = shop.runpytest("--promises", *arguments).parseoutcomes()
    assert outcomes["failed"] == 1
    assert outcomes.get("passed", 0) == count - 1
    assert site.hits["/hilfe"] == 0


def test_a_draft_and_a_waived_one_fail_nothing(shop, site):
    says(site, mark="")
    spec = shop.path / "specs/support.yaml"
    text = spec.read_text("utf-8")
    for more in ("draft: true", "waived: {until: 2999-12-31, why: the page is being rewritten}"):
        spec.write_text(text.replace("    owner: support\n", f"    owner: support\n    {more}\n"), "utf-8")
        shop.runpytest("--promises", "-m", "caveats").assert_outcomes(passed=1, xfailed=1, deselected=6)


def test_workers_find_the_same(shop, site):
    says(site, mark="")
    result = shop.runpytest_subprocess("--promises", "-n", "2")
    result.assert_outcomes(passed=7, failed=1)
    result.stdout.fnmatch_lines([f"*FAILED {SHOWN} - contradicted (*"])
    assert site.hits["/contact"] == 1


def test_what_a_run_kept_is_judged_to_the_same_bytes_and_by_caveats_of_today(shop, site, monkeypatch):
    says(site, mark="1", standard="By van")
    shop.runpytest("--promises", "--promises-history=off", "--promises-report", "json=first.json")
    monkeypatch.chdir(shop.path)
    site.pages.clear()
    assert main(["replay", "last", "--report", "json=again.json"]) == 1
    assert Path("again.json").read_bytes() == Path("first.json").read_bytes()
    spec = Path("specs/support.yaml")
    spec.write_text(spec.read_text("utf-8").replace("{en: public holidays}", "{de: Feiertage}"), "utf-8")
    assert main(["replay", "last", "--report", "json=later.json"]) == 1
    findings = json.loads(Path("later.json").read_text("utf-8"))["findings"]
    asked = {(one["promise"], one["check"]): one["verdict"] for one in findings if one["kind"] == "caveats"}
    assert asked == {
        ("first-reply", "caveats[hilfe]"): "contradicted", ("standard-delivery", "caveats[delivery]"): "contradicted",
    }  # fmt: skip


def test_every_report_tells_it(shop, site):
    says(site, mark="")
    formats = ("html", "json", "jsonl", "sarif", "gitlab", "github", "ctrf", "markdown", "openmetrics", "badge")
    reports = [f"--promises-report={name}=out.{name}" for name in formats]
    shop.runpytest("--promises", *reports, "--junitxml=out.xml")
    text = {name: (shop.path / f"out.{name}").read_text("utf-8") for name in formats}
    for name in ("json", "jsonl", "sarif", "gitlab", "ctrf", "markdown", "openmetrics"):
        assert "caveats[contact]" in text[name].replace("\\", ""), name
    assert 'contact says "within 24 hours" without "public holidays" beside it' in text["github"]
    assert "without its caveat" in text["html"]
    (found,) = json.loads(text["sarif"])["runs"][0]["results"]
    assert found["locations"][0]["physicalLocation"]["region"] == {"startLine": 14, "startColumn": 17}
    (case,) = (one for one in ET.parse(shop.path / "out.xml").iter("testcase") if one.find("failure") is not None)
    assert case.get("name") == "caveats[contact]"
    assert "1 of 2 broken" in text["badge"]


def test_the_history_knows_since_when_it_is_missing(shop, site, monkeypatch, capsys):
    shop.runpytest("--promises", "-m", "caveats")
    says(site, mark="")
    result = shop.runpytest("--promises", "-m", "caveats")
    result.stdout.fnmatch_lines(["*newly broken*"])
    monkeypatch.chdir(shop.path)
    assert main(["history", "first-reply"]) == 0
    assert "caveats[contact]" in capsys.readouterr().out


def test_a_run_of_changes_asks_again_when_the_page_has_changed(shop, site):
    options = ("--promises", "--promises-changed-since=last-run", "-m", "caveats")
    shop.runpytest(*options).assert_outcomes(passed=2, deselected=6)
    shop.runpytest(*options).assert_outcomes(deselected=8)
    says(site, mark="")
    shop.runpytest(*options).assert_outcomes(failed=1, deselected=7)


def test_a_spec_that_asks_wrongly_is_refused_at_its_place(shop):
    spec = shop.path / "specs/support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("{en: public", "{fr: public"), "utf-8")
    result = shop.runpytest("--promises")
    result.stdout.fnmatch_lines(
        ["*specs/support.yaml:15:15: no channel of words in `stated_on` is in `fr`", "*they are in `en` and `de`"]
    )
