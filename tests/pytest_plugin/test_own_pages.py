"""The `promises` fixture: pages that a team's own tests bring, with pytest-playwright and a real browser."""

import json
import socket

import pytest

CONFTEST = """
import os

import pytest

from pytest_promises.channels.browser.binary import find_browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_browser().path}


@pytest.fixture
def shop(page):
    def go(path="/contact"):
        page.goto(os.environ["TEAM_SITE"] + path)
        return page
    return go
"""

DELIVERY = """
  delivery:
    text: Standard delivery takes 3-5 business days.
    topic: delivery
    within: 3-5 business days
  greeting:
    says: {en: "We answer every {any} within {first-reply}.", de: "Wir antworten innerhalb von {first-reply}."}
    stated_on: [contact]
  no-overclaiming:
    never: [instant refund]
    on: [contact]
"""


@pytest.fixture
def team(project, site, monkeypatch):
    """A project of a team that has its own tests with pytest-playwright; run it with what they are."""
    monkeypatch.setenv("TEAM_SITE", site.url)
    spec = project.path / "specs/support.yaml"
    spec.write_text(spec.read_text("utf-8") + DELIVERY.lstrip("\n"), "utf-8")
    project.makeini("[pytest]\naddopts = -p no:asyncio -p no:hypothesispytest\n")
    project.makeconftest(CONFTEST)

    def run(tests, *arguments):
        project.makepyfile(test_shop=tests)
        return project.runpytest_subprocess(*arguments)

    return run


def findings(project):
    return json.loads(project.path.joinpath("report.json").read_text("utf-8"))["findings"]


def test_a_page_that_states_a_promise_passes_and_is_reported(team, project):
    result = team(
        """
        def test_contact(shop, promises):
            promises["first-reply"].assert_stated_on(shop())
        """,
        "--promises-json=report.json",
        "--junitxml=junit.xml",
    )
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        [
            "*- promises -*",
            '  stated * first-reply test_shop.py::test_contact[[]chromium]: "within 24 ho*',
            "1 promise, 1 check, 0 loads: 1 stated",
        ]
    )
    (finding,) = findings(project)
    assert (finding["channel"], finding["verdict"]) == ("test_shop.py::test_contact[chromium]", "stated")
    assert finding["evidence"]["browser"].startswith("chromium ")
    assert '<property name="promise" value="first-reply"' in project.path.joinpath("junit.xml").read_text("utf-8")


def test_what_a_page_says_otherwise_fails_with_the_finding_of_an_audit(team, project, site):
    site.says("/contact", "We reply to e-mails within 2 business days.")
    result = team(
        """
        def test_contact(shop, promises):
            promises["first-reply"].assert_stated_on(shop(), seconds=0.5)
        """,
        "--promises-json=report.json",
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            '>*promises?"first-reply"?.assert_stated_on(shop(), seconds=0.5)',
            "E *AssertionError: specs/support.yaml:7:3: contradicted (understated)",
            "E *promise    We answer every e-mail within 24 hours.",
            f"E *page       {site.url}/contact",
            "E *place      Contact us",
            "E *words      *»within 2 business days«.",
            "E *owner      support",
            "  contradicted  first-reply test_shop.py::test_contact*",
            "1 promise, 1 check, 0 loads: 1 contradicted",
        ]
    )
    (finding,) = findings(project)
    assert (finding["verdict"], finding["quotes"][0]["words"]) == ("contradicted", "within 2 business days")


def test_the_state_of_the_page_is_read_in_frames_parts_and_as_it_changes(team, site):
    site.pages["/frame"] = "<html lang=en><p>We reply within 24 hours.</p><p>We like mails.</p></html>"
    site.pages["/shop"] = """<!doctype html><html lang=en><title>Shop</title><h1>Checkout</h1>
        <div id=summary hidden>Standard delivery takes 3-5 business days.</div>
        <p id=express>Express delivery: 1-2 days.</p><iframe src=/frame id=help></iframe>
        <button onclick="setTimeout(() => { summary.hidden = false }, 700)">Pay</button></html>"""
    result = team(
        """
        import pytest

        def test_a_frame_within(shop, promises):
            promises["first-reply"].assert_stated_on(shop("/shop"))

        def test_a_frame_of_its_own(shop, promises):
            page = shop("/shop")
            promises["first-reply"].assert_stated_on(page.frames[1])
            assert promises["delivery"].check(page.frames[1], seconds=0).verdict == "unstated"

        def test_locators(shop, promises):
            page = shop("/shop")
            promises["first-reply"].assert_stated_on(page.locator("#help"))
            promises["first-reply"].assert_stated_on(page.frame_locator("#help").get_by_text("reply"))
            assert promises["first-reply"].check(page.get_by_role("heading"), seconds=0).verdict == "unstated"
            assert promises["delivery"].check(page.locator("#express"), seconds=0).verdict == "contradicted"

        def test_what_comes_after_a_click_is_waited_for(shop, promises):
            page = shop("/shop")
            assert promises["delivery"].check(page, seconds=0).verdict == "contradicted"
            page.get_by_role("button", name="Pay").click()
            promises["delivery"].assert_stated_on(page.locator("#summary"), seconds=60)

        def test_nothing_of_the_page_is_changed(shop, promises):
            page = shop("/shop")
            page.evaluate("document.body.style.height = '5000px'; scrollTo(0, 700)")
            before = page.content()
            promises["first-reply"].assert_stated_on(page)
            assert (page.content(), page.evaluate("scrollY")) == (before, 700)

        def test_a_clock_that_stands_still(page, shop, promises):
            page.clock.install(time=0)
            page.clock.pause_at(1)
            promises["first-reply"].assert_stated_on(shop("/shop"))
        """
    )
    result.assert_outcomes(passed=6)


@pytest.fixture
def silence():
    """Return the address of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_a_frame_that_never_arrives_keeps_nobody_waiting_for_ever(team, site, silence):
    frames = f"<iframe src={silence}></iframe><p id=far></p><iframe loading=lazy src={silence}></iframe>"
    site.pages["/slow"] = f"<html lang=en><p>We reply within 24 hours.</p>{frames}</html>"
    site.pages["/lazy"] = (
        site.pages["/slow"]
        .replace(f"<iframe src={silence}></iframe>", "")
        .replace("<p id=far>", "<p id=far style='height: 20000px'>")
    )
    result = team(
        """
        import os

        def test_slow(page, promises):
            for path, seconds in (("/slow", 1), ("/lazy", 600)):
                page.goto(os.environ["TEAM_SITE"] + path, wait_until="commit")
                page.get_by_text("24 hours").wait_for()
                promises["first-reply"].assert_stated_on(page, seconds=seconds)
        """
    )
    result.assert_outcomes(passed=1)


def test_what_is_read_of_a_page_are_statements_on_the_topic(team, site):
    site.says("/contact", "We reply within 2 days.", "We reply within 24 hours.", "Delivery takes 3 days.")
    result = team(
        """
        def test_contact(shop, promises):
            said = promises["first-reply"].read(shop())
            assert [one.words for one in said] == ["within 2 days", "within 24 hours"]
        """,
        "--promises-json=report.json",
    )
    result.assert_outcomes(passed=1)
    assert "promises -" not in result.stdout.str()


def test_wordings_are_asserted_in_the_language_of_the_page(team, site):
    site.pages["/de"] = "<html lang=de-AT><p>Wir antworten innerhalb von 24 Stunden.</p></html>"
    site.pages["/fr"] = "<html lang=fr><p>Nous répondons sous 24 heures.</p></html>"
    site.pages["/bare"] = "<html><p>Wir antworten innerhalb von 24 Stunden.</p></html>"
    site.says("/bad", "We answer every mail within 3 days.", "You get an instant refund.")
    result = team(
        """
        import pytest

        def test_words(shop, promises):
            promises["greeting"].assert_stated_on(shop("/contact"))
            promises["greeting"].assert_stated_on(shop("/de"))
            promises["greeting"].assert_stated_on(shop("/bare"), locale="de")
            promises["no-overclaiming"].assert_stated_on(shop("/contact"))

        def test_wrong_words(shop, promises):
            page = shop("/bad")
            with pytest.raises(AssertionError, match="instant refund"):
                promises["no-overclaiming"].assert_stated_on(page, seconds=0)
            with pytest.raises(AssertionError, match="with another value than first-reply"):
                promises["greeting"].assert_stated_on(page, seconds=0)

        def test_a_language_without_words(shop, promises):
            finding = promises["greeting"].check(shop("/fr"), seconds=0)
            assert finding.verdict == "inconclusive"
            assert "has words in `en`, `de` alone" in finding.why
        """
    )
    result.assert_outcomes(passed=3)


def test_a_page_without_the_caveat_fails_with_both_places(team, project, site):
    spec = project.path / "specs/support.yaml"
    spec.write_text(
        spec.read_text("utf-8").replace("[contact, faq]", "[contact]\n    caveats: public holidays"), "utf-8"
    )
    site.says("/good", "We reply to e-mails within 24 hours*.", "Any mail.", "* Not on public holidays.")
    result = team(
        """
        import pytest

        def test_good(shop, promises):
            promises["first-reply"].assert_stated_on(shop("/good"))

        def test_bad(shop, promises):
            promises["first-reply"].assert_stated_on(shop("/contact"), seconds=0)
        """
    )
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(['*says "within 24 hours" without', '*"public holidays" beside it: customers*'])


def test_what_cannot_be_read_is_neither_a_pass_nor_a_breach(team, site):
    site.pages["/empty"] = "<html></html>"
    site.pages["/meddler"] = "<html><p>We reply within 24 hours.</p><script>JSON.stringify = () => '[]'</script></html>"
    result = team(
        """
        import pytest

        def inconclusive(promise, page):
            with pytest.raises(Exception) as told:
                promise.assert_stated_on(page, seconds=0.3)
            assert type(told.value).__name__ == "InconclusiveError", repr(told.value)
            return " ".join(str(told.value).split())

        def test_pages(shop, promises):
            one = promises["first-reply"]
            assert "shows no text" in inconclusive(one, shop("/empty"))
            assert "meddles with JavaScript's own functions" in inconclusive(one, shop("/meddler"))
            page = shop()
            assert "The locator matches nothing on the page" in inconclusive(one, page.locator("#nowhere"))
            page.close()
            assert "has been closed" in inconclusive(one, page)
            with pytest.raises(Exception, match="has been closed"):
                one.read(page, seconds=0)

        def test_what_is_no_page(shop, promises):
            from playwright.async_api import Page
            with pytest.raises(TypeError, match="str is nothing to read: give a page, a frame or a locator"):
                promises["first-reply"].check("https://shop.example")
            with pytest.raises(TypeError, match="ElementHandle is nothing to read"):
                promises["first-reply"].check(shop().query_selector("p"))
            with pytest.raises(TypeError, match="an asynchronous page cannot be read"):
                promises["first-reply"].check(Page.__new__(Page))
        """
    )
    result.assert_outcomes(passed=2)


def test_findings_of_workers_and_of_an_audit_come_into_one_report(team, project, site):
    result = team(
        """
        import pytest

        @pytest.mark.parametrize("path", ["/contact", "/faq"])
        def test_pages(shop, promises, path):
            promises["first-reply"].assert_stated_on(shop(path), channel=f"at {path}")
        """,
        "--promises",
        "specs/support.yaml::first-reply",
        "test_shop.py",
        "-n",
        "2",
        "--promises-json=report.json",
    )
    result.assert_outcomes(passed=5)
    names = {finding["check"] for finding in findings(project)}
    assert names == {"stated[contact]", "stated[faq]", "consistent", "stated[at /contact]", "stated[at /faq]"}
    result.stdout.fnmatch_lines(["1 promise, 5 checks, 2 loads: 4 stated, 1 consistent"])


def test_workers_of_a_run_without_an_audit_report_too(team, project):
    result = team(
        """
        def test_one(shop, promises):
            promises["first-reply"].assert_stated_on(shop())
        """,
        "-n",
        "2",
        "--promises-json=report.json",
    )
    result.assert_outcomes(passed=1)
    assert [finding["verdict"] for finding in findings(project)] == ["stated"]


def test_drafts_and_tolerated_verdicts_are_reported_and_fail_nothing(team, project, site):
    site.says("/contact", "We reply within 3 days.")
    tests = """
        def test_contact(shop, promises):
            promises["first-reply"].assert_stated_on(shop(), seconds=0)
        """
    team(tests, "--promises-fail-on=unstated").assert_outcomes(passed=1)
    spec = project.path / "specs/support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("    owner: support\n", "    draft: true\n"), "utf-8")
    result = team(tests)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["  contradicted  first-reply test_shop.py::test_contact*"])


def test_secrets_and_escapes_of_a_page_reach_no_output(team, project, site, monkeypatch):
    monkeypatch.setenv("SHOP_TOKEN", "tok-9f8e7d6c")
    spec = project.path / "specs/support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("/faq,", '"/faq?key=${SHOP_TOKEN}",'), "utf-8")
    site.says("/contact", "We reply with tok-9f8e7d6c within \x1b[31m3 days\u202e.")
    result = team(
        """
        def test_contact(shop, promises):
            promises["first-reply"].assert_stated_on(shop(), seconds=0)
        """,
        "--promises-json=report.json",
        "--junitxml=junit.xml",
        "-vv",
    )
    result.assert_outcomes(failed=1)
    outputs = [
        result.stdout.str(),
        *(project.path.joinpath(name).read_text("utf-8") for name in ("report.json", "junit.xml")),
    ]
    assert not any("tok-9f8e7d6c" in output or "\u202e" in output for output in outputs)
    assert "\x1b" not in result.stdout.str()


NAMES = """
    import pytest

    @pytest.mark.parametrize("name", NAMES)
    def test_name(promises, name):
        promises[name]
    """


@pytest.fixture
def asked(project):
    """Ask for promises by name, in tests without a browser; returns the messages of those that are unknown."""

    def ask(*names):
        project.makepyfile(test_names=NAMES.replace("NAMES", repr(list(names))))
        output = project.runpytest_subprocess("test_names.py").stdout.str()
        return [line.partition("UnknownPromiseError: ")[2] for line in output.splitlines() if line.startswith("E  ")]

    return ask


def test_an_unknown_promise_is_told_with_what_was_probably_meant(asked):
    assert asked("frst-reply") == ["there is no promise frst-reply; did you mean first-reply?"]
    assert asked("xyz") == ["there is no promise xyz; there are first-reply"]


def test_a_name_that_several_specs_have_needs_its_spec(asked, project):
    text = project.path.joinpath("specs/support.yaml").read_text("utf-8")
    project.path.joinpath("specs/more.yaml").write_text(text, "utf-8")
    (told,) = asked("first-reply", "specs/more.yaml::first-reply", "support.yaml::first-reply")
    assert told == (
        "first-reply is a promise of several specs (specs/more.yaml:7:3, specs/support.yaml:7:3): "
        "write specs/more.yaml::first-reply, say"
    )


def test_problems_of_specs_are_told_where_the_promise_is_in_none_that_has_none(asked, project):
    project.path.joinpath("specs/bad.yaml").write_text("version: 1\nchanels: {}\n", "utf-8")
    assert asked("first-reply") == []
    told = asked("delivery")
    assert told[0] == "there is no promise delivery in the specs that have no problems; these have:"


def test_a_project_without_specs_is_told_where_they_would_be(asked, project):
    project.path.joinpath("specs/support.yaml").unlink()
    (told,) = asked("first-reply")
    assert told.startswith("there is no promise first-reply: no spec is in specs below ")


def test_a_plugin_that_cannot_be_used_is_told_in_the_test(project):
    project.makeconftest("def promises_register_channels():\n    return []\n")
    project.makepyfile("def test_one(promises): promises['first-reply']")
    result = project.runpytest_subprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E *conftest.py: `promises_register_channels` lacks the marker*"])


def test_a_test_that_asks_for_nothing_loads_no_spec(project):
    project.makepyfile("def test_one(promises): assert promises")
    project.path.joinpath("specs/support.yaml").write_text("version: [", "utf-8")
    project.runpytest_subprocess().assert_outcomes(passed=1)
