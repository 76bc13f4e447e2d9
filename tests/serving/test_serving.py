"""The history in a real browser: what is broken, what differs, one promise over a year; and axe finds nothing."""

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import httpx2
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from tests.reporting.test_text import contradiction

from pytest_promises.channels.browser.binary import find_browser
from pytest_promises.cli import main
from pytest_promises.evidence.journal import Journal
from pytest_promises.evidence.store import Store
from pytest_promises.history import open_history
from pytest_promises.model.finding import Figure, Verdict
from pytest_promises.model.report import RunInfo
from pytest_promises.serving.app import application
from pytest_promises.serving.drawing import WIDTH, course, values
from pytest_promises.serving.server import listening
from pytest_promises.wire import to_plain

HOSTILE = "<script>alert(1)</script>\u202e"
NOW = datetime.now(UTC).replace(microsecond=0)


def found(day):
    """What the run of a day found: broken on every fifth, and slower each day."""
    verdict = Verdict.CONTRADICTED if day % 5 == 0 else Verdict.STATED
    figure = Figure("share", "96 %", 90.0 + day % 10, unit="%")
    yield contradiction(verdict=verdict, direction=None)
    yield contradiction(verdict=Verdict.KEPT, check="kept[tickets]", kind="kept", figures=(figure,))
    yield contradiction(promise=HOSTILE, owner=HOSTILE, text=HOSTILE, verdict=Verdict.UNSTATED)


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    folder = tmp_path_factory.mktemp("history")
    history = open_history("", folder)
    for day in range(40, -1, -1):
        at = (NOW - timedelta(days=day)).isoformat()
        run = RunInfo(f"{at[:10].replace('-', '')}T000000-{day:06x}", at, at, "0.1.0", "main")
        journal = Journal(folder / "runs" / f"{run.id}.jsonl")
        journal.append("run", to_plain(run))
        for one in found(day):
            journal.append("finding", to_plain(one))
        journal.append("end", to_plain(run))
        journal.close()
        history.take(journal.path)
    return history


@contextmanager
def served(history, folder):
    socket = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(application(history, Store(folder)), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        socket.close()


@pytest.fixture(scope="module")
def site(history, tmp_path_factory):
    with served(history, tmp_path_factory.mktemp("store")) as url:
        yield url


@pytest.fixture(scope="module")
def page(site):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser("", "chromium").path)
        page = browser.new_page()
        page.trouble = []
        page.on("console", lambda message: page.trouble.append(message.text))
        page.on("dialog", lambda dialog: page.trouble.append("dialog") or dialog.dismiss())
        yield page
        browser.close()


@pytest.mark.parametrize("path", ["/", "/diff", "/promises/specs/support.yaml%3A%3Afirst-reply", "/promises/nothing"])
def test_every_page_is_usable_by_all_and_runs_nothing(page, site, path):
    page.trouble.clear()
    page.goto(site + path)
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--good')") != ""
    assert Axe().run(page).response["violations"] == []
    assert [text for text in page.trouble if "404" not in text] == []


def test_what_is_broken_now_leads_to_its_promise(page, site):
    page.goto(f"{site}/")
    rows = page.get_by_role("region", name="Not as promised now").get_by_role("row").all_inner_texts()
    assert len(rows) == 3
    page.get_by_role("link", name="first-reply").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "specs/support.yaml::first-reply"
    assert page.locator("svg.streaks").count() == 2
    assert page.locator("svg.values").count() == 1


def test_a_run_is_shown_as_its_report(page, site):
    page.goto(f"{site}/")
    page.get_by_role("region", name="Runs").get_by_role("link").first.click()
    assert "first-reply" in page.inner_text("main")


def test_two_runs_are_compared(page, site):
    page.goto(f"{site}/diff")
    page.get_by_label("From").select_option(index=1)
    page.get_by_label("To").select_option(index=0)
    page.get_by_role("button", name="Compare").click()
    rows = [row.split("\t") for row in page.get_by_role("row").all_inner_texts()[1:]]
    assert [row[1:] for row in rows] == [
        ["stated[faq-ru]", "stated", "contradicted"],
        ["kept[tickets]", "kept", "kept in other words"],
    ]


def test_texts_of_others_are_shown_and_do_nothing(page, site):
    page.goto(f"{site}/")
    assert "<script>alert(1)</script>\\u202e" in page.inner_text("main")


def test_only_its_own_hosts_names_are_answered(site):
    answers = [httpx2.get(f"{site}/", headers={"Host": host}).status_code for host in ("evil.example", "localhost")]
    assert answers == [400, 200]


@pytest.mark.parametrize("path", ["/runs/none", "/promises/none", "/diff?older=none&newer=none", "/other"])
def test_what_is_not_there_is_said(site, path):
    answer = httpx2.get(site + path)
    assert answer.status_code in {404, 503}
    assert "<h1>Not there</h1>" in answer.text


def test_a_history_without_runs_says_how_to_get_one(tmp_path):
    with served(open_history("", tmp_path), tmp_path) as url:
        assert "There is no run yet" in httpx2.get(f"{url}/").text
        assert "not two runs" in httpx2.get(f"{url}/diff").text


def test_without_a_folder_there_is_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["serve"]) == 2
    assert capsys.readouterr().err == "promises serve: there is no .promises: run `pytest --promises` here first\n"


def test_streaks_fill_the_line_of_time(history):
    (trend,) = [one for one in history.trend("first-reply") if one.key[2] == "stated[faq-ru]"]
    streaks = course(trend.points, trend.points[0].at, NOW.isoformat()).streaks
    assert sum(one.runs for one in streaks) == 41
    assert streaks[0].x == 0
    assert all(one.x + one.width == pytest.approx(other.x) for one, other in pairwise(streaks) if one.width > 2)
    assert streaks[-1].x <= WIDTH


def test_a_line_of_values_needs_two(history):
    (trend,) = [one for one in history.trend("first-reply") if one.key[2] == "kept[tickets]"]
    line, least, most = values(trend.points, trend.points[0].at, NOW.isoformat())
    assert (len(line.split()), least, most) == (41, 90.0, 99.0)
    assert values([replace(one, value=None) for one in trend.points], "", "") == ("", 0.0, 0.0)
