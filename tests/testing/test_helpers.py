"""The helpers for authors of plugins do what an audit does."""

import httpx2
import pytest

from pytest_promises.channels.api import ApiChannel
from pytest_promises.channels.page import PageChannel
from pytest_promises.hookspecs import Settings
from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.testing import SmallSite, SpecError, hear, run_promises, statements
from pytest_promises.testing.site import Answer

pytest_plugins = ["pytest_promises.testing"]

SPEC = """
version: 1
site: {url}
channels: {{faq: {{page: /faq, view: http}}}}
promises:
  first-reply: {{topic: reply, within: 24 hours, stated_on: [faq]}}
"""


def test_a_channel_is_heard_with_its_options_from_its_site(promises_site):
    promises_site.says("/de/faq", "Wir antworten innerhalb von 24 Stunden.", lang="de")
    hearing = hear(PageChannel(), "/{locale}/faq", site=promises_site.url, locale="de", view="http", within="p")
    assert [passage.text for passage in hearing.passages] == ["Wir antworten innerhalb von 24 Stunden."]
    assert (hearing.evidence.status, hearing.evidence.url) == (200, f"{promises_site.url}/de/faq")
    assert [one.topic for one in statements(hearing)] == ["reply"]


def test_texts_that_name_no_language_are_read_in_the_one_given(promises_site):
    promises_site.pages["/a.json"] = Answer('["à 50 €"]', "application/json")
    hearing = hear(ApiChannel(), "/a.json", site=promises_site.url)
    assert {one.lang for one in statements(hearing, "fr")} == {"fr"}


def test_what_cannot_be_heard_is_a_mishap_and_retries_are_those_asked_for(promises_site):
    promises_site.pages["/down"] = 503
    hearing = hear(PageChannel(), "/down", site=promises_site.url, view="http")
    assert (hearing.mishap.cause, promises_site.hits["/down"]) == (Cause.SERVER_ERROR, 1)
    promises_site.pages["/down"] = Answer(status=503, headers={"Retry-After": "0"})
    hear(PageChannel(), "/down", settings=Settings(retries=1), site=promises_site.url, view="http")
    assert promises_site.hits["/down"] == 3


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"witin": "main"}, "did you mean `within`?"),
        ({"view": "http", "open": "#chat"}, "`open:` needs a browser"),
        ({"site": "shop"}, "spec.yaml:1:"),
        ({"device": "${DEVICE}"}, "DEVICE"),
    ],
)
def test_what_no_spec_can_have_is_told_as_a_problem_of_one(options, told):
    with pytest.raises(SpecError) as error:
        hear(PageChannel(), "/faq", env={}, **options)
    assert told in str(error.value)
    assert str(error.value).startswith("spec.yaml:1:")


def test_variables_come_from_the_environment_given(promises_site):
    promises_site.says("/secret", "We reply within 24 hours.")
    hearing = hear(PageChannel(), "/${PATH_TO_IT}", env={"PATH_TO_IT": "secret"}, site=promises_site.url, view="http")
    assert hearing.passages


def test_a_spec_is_audited_with_its_findings_and_problems(pytester, promises_site):
    promises_site.says("/faq", "We reply within 24 hours.")
    audited = run_promises(pytester, SPEC.format(url=promises_site.url))
    assert audited.verdicts == {"first-reply::stated[faq]": "stated", "first-reply::consistent": "consistent"}
    audited.result.assert_outcomes(passed=2)
    promises_site.says("/faq", "We reply within 2 days.")
    audited = run_promises(pytester, SPEC.format(url=promises_site.url), "-k", "stated")
    finding = audited.finding("first-reply::stated[faq]")
    assert (finding.verdict, finding.quotes[0].words) == (Verdict.CONTRADICTED, "within 2 days")
    with pytest.raises(LookupError, match="consistent was not checked; the checks were: first-reply::stated"):
        audited.finding("first-reply::consistent")
    (problem,) = run_promises(pytester, "version: 2\n").problems
    assert "specs/spec.yaml:1:10" in problem


def test_a_pytest_that_writes_no_report_is_told_with_what_it_said(pytester):
    with pytest.raises(AssertionError, match=r"(?s)pytest wrote no report:.*--nonsense"):
        run_promises(pytester, "version: 1\n", "--nonsense")


def test_a_small_site_counts_and_answers_what_it_is_given():
    with SmallSite() as site:
        site.pages["/data"] = Answer(b"\x00\x01", "application/octet-stream", 201, {"X-Sign": "yes"})
        answer = httpx2.get(f"{site.url}/data?page=2")
        assert (answer.status_code, answer.content, answer.headers["x-sign"]) == (201, b"\x00\x01", "yes")
        assert httpx2.get(f"{site.url}/other").status_code == 404
        assert site.hits == {"/data?page=2": 1, "/other": 1}


def test_the_helpers_are_a_plugin_that_is_loaded_by_name(pytester):
    pytester.makepyfile(
        """
        def test_site(promises_site, pytester):
            promises_site.says("/faq", "We reply.")
            assert promises_site.url.startswith("http://127.0.0.1:")
        """
    )
    pytester.runpytest_subprocess("-p", "pytest_promises.testing").assert_outcomes(passed=1)
