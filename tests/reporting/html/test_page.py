"""The page as a document: nothing from outside, nothing that could run, what is vendored as it was published."""

import json
import re
import subprocess
import sys
import tomllib
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pytest_promises.model.report import RunInfo
from pytest_promises.reporting.html import page as page_module
from pytest_promises.reporting.html.page import page
from pytest_promises.reporting.html.report import HtmlReport

from .conftest import Kept, broken, finding, quote, report, sample, with_past

VENDOR = files(page_module.__package__) / "vendor"


def rendered(*findings, kept=None, **more):
    return page(report(*findings, **more), kept or Kept(), 1_000_000)


def test_what_is_vendored_is_what_its_project_published():
    told = tomllib.loads((VENDOR / "vendor.toml").read_text("utf-8"))
    hashes = {name: digest for one in told.values() for name, digest in one["sha256"].items()}
    assert {one.name for one in VENDOR.iterdir()} == {"vendor.toml", *hashes}
    for name, digest in hashes.items():
        assert sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_the_licence_of_what_is_vendored_is_in_every_report():
    assert (VENDOR / "uPlot.LICENSE").read_text("utf-8").strip() in rendered(finding())


def test_the_policy_lets_run_exactly_what_is_in_the_page():
    kept = Kept()
    tree = LexborHTMLParser(page(with_past(*sample(kept)), kept, 1_000_000))
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    running = [one for one in tree.css("script") if one.attributes.get("type") is None]
    inside = {b64encode(sha256(one.text().encode()).digest()).decode() for one in (*running, *tree.css("style"))}
    assert set(re.findall(r"'sha256-([^']+)'", policy)) == inside
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_in_the_page_leads_a_browser_to_another_file():
    kept = Kept()
    tree = LexborHTMLParser(page(with_past(*sample(kept)), kept, 1_000_000))
    assert tree.css("[src], [style], [srcset], iframe, object, embed, base, link[rel=stylesheet]") == []
    assert [one.attributes["href"] for one in tree.css("link")] == ["data:,"]
    assert {name for one in tree.css("*") for name in one.attributes if name.startswith("on")} == set()


def test_links_lead_only_where_a_click_may_lead_and_tell_nobody_from_where():
    tree = LexborHTMLParser(rendered(broken()))
    outward = [one for one in tree.css("a") if not one.attributes["href"].startswith("#")]
    assert {one.attributes["href"].partition(":")[0] for one in outward} == {"https"}
    assert {one.attributes["rel"] for one in outward} == {"noopener noreferrer"}


def test_a_job_that_is_no_address_is_told_and_not_linked():
    run = RunInfo("1", "2026-11-23T03:00:00+00:00", job="javascript:alert(1)")
    tree = LexborHTMLParser(page(replace(report(finding()), run=run), Kept(), 0))
    assert "javascript:alert(1)" in tree.css_first("footer").text()
    assert tree.css("footer a") == []


def test_a_report_is_written_whole_or_not_at_all(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OSError, match="file"):
        HtmlReport().write(report(finding()), tmp_path / "file" / "report.html", Kept())
    HtmlReport().write(report(finding()), tmp_path / "report.html", Kept())
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "report.html"]


def test_a_run_without_findings_is_a_page_too():
    assert "Not everything could be checked" in rendered()
    assert "2 specs could not be read" in rendered(finding(), problems=("specs/a.yaml:1:1: bad", "specs/b.yaml: bad"))


def test_what_is_no_time_is_told_as_it_is():
    one = quote()
    odd = replace(one, evidence=replace(one.evidence, fetched_at="the other day"))
    assert "the other day" in rendered(broken(quotes=(odd,)))


def test_nothing_heavy_is_imported_to_know_the_format():
    code = (
        "import sys, pytest_promises.reporting.formats; "
        "sys.exit(any(name in sys.modules for name in ('jinja2', 'markupsafe', 'pytest_promises.evidence.layout')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


HOSTILE = st.text(max_size=60) | st.sampled_from(
    ["</script><script>alert(1)</script>", "<!--<script>", "{{ 7*7 }}", "{% raw %}", "\u2028\u2029", "\ud800", "\0"]
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_text_stays_text(words, name, why):
    clean = LexborHTMLParser(rendered(broken()))
    text = rendered(broken(quotes=(quote(name, words),), why=why, promise=name, spec=why, owner=words, topic=name))
    text.encode("utf-8")
    tree = LexborHTMLParser(text)
    assert len(tree.css("script")) == len(clean.css("script"))
    (data,) = (one for one in tree.css("script[data-details]"))
    told = json.loads(data.text())["checks"][0]
    assert (told.get("why", "") == "") == (why == "")
    assert json.loads(tree.css_first("#index").text())["promises"][0]["id"] == data.attributes["data-details"]


def test_a_promise_that_is_broken_in_many_places_names_them_all_and_tells_of_the_first():
    tree = LexborHTMLParser(rendered(*(broken(f"stated[faq-{at}]") for at in range(9))))
    (card,) = tree.css(".card")
    assert len(card.css(".breach")) == 5
    assert card.css_first(".card > .more").text().split(":\n") == [
        "4 more checks of it are broken", "stated[faq-5], stated[faq-6], stated[faq-7], stated[faq-8]",
    ]  # fmt: skip


def test_of_very_many_broken_promises_all_are_named():
    tree = LexborHTMLParser(rendered(*(broken(promise=f"reply-{at}") for at in range(230))))
    assert len(tree.css(".card")) == 200
    assert len(tree.css("details.rest li")) == 30
