"""Journeys that are Python functions with Playwright's page."""

import textwrap

import pytest

from pytest_promises.model.hearing import Cause

REPLY = "promises: {p: {topic: reply, within: 3 seconds, kept_by: {journey: way}}}"
CODE = """
import asyncio

async def buys(page, threshold):
    await page.get_by_label("Amount").fill(str(threshold))

async def measures(page):
    return 1.5

async def finds(page):
    assert await page.locator("h1").inner_text() == "Basket", "the basket has another name"

async def waits(page):
    await page.get_by_label("Amount").fill("s3cret", timeout=500)
    await page.get_by_text("Nowhere").click(timeout=500)

async def breaks(page):
    raise ValueError("s3cret")

async def hangs(page):
    await asyncio.sleep(600)

def sync(page):
    return 1
"""


@pytest.fixture
def call(walk, shop, tmp_path, monkeypatch):
    tmp_path.joinpath("shop_walks.py").write_text(textwrap.dedent(CODE), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    shop.page("/", "<h1>Cart</h1><label>Amount <input></label>")
    return lambda name, *promises: walk(f"function: shop_walks:{name}", *promises)


def test_a_function_that_ends_is_a_result(call):
    assert call("buys").measured.outcomes[0].ok


def test_a_function_that_returns_seconds_gives_a_time(call):
    (times,) = call("measures", REPLY).measured.distributions
    assert times.closed == ((1.5, 1),)


def test_an_assertion_that_fails_is_the_services_fault(call):
    (outcome,) = call("finds").measured.outcomes
    assert (outcome.ok, outcome.why, outcome.words) == (False, "the basket has another name", "Cart Amount")


def test_what_playwright_waits_for_in_vain_is_the_services_fault_and_its_log_is_not_told(call):
    hearing = call("waits")
    assert "Timeout 500ms exceeded" in hearing.measured.outcomes[0].why
    assert "s3cret" not in repr(hearing)


def test_an_error_of_its_own_is_no_breach_and_its_text_is_not_told(call):
    hearing = call("breaks")
    assert hearing.mishap.cause is Cause.CRASHED
    assert "shop_walks:breaks failed with ValueError" in hearing.mishap.message
    assert "s3cret" not in repr(hearing)


@pytest.mark.parametrize(
    ("code", "cause", "words"),
    [
        ("import nothing_of_that_name", Cause.MISSING, "which wants `nothing_of_that_name`"),
        ("1 / 0", Cause.CRASHED, "it fails with ZeroDivisionError"),
        ("def (", Cause.CRASHED, "it fails with SyntaxError"),
        (None, Cause.MISSING, "there is none on the path"),
    ],
)
def test_a_module_that_cannot_be_imported_is_told(walk, shop, tmp_path, monkeypatch, code, cause, words):
    shop.page("/", "<h1>Cart</h1>")
    monkeypatch.syspath_prepend(tmp_path)
    if code:
        tmp_path.joinpath("broken_walks.py").write_text(code, "utf-8")
    mishap = walk("function: broken_walks:one").mishap
    assert (mishap.cause, words in mishap.message) == (cause, True), mishap


@pytest.mark.parametrize(("name", "words"), [("sync", "no `async def`"), ("nothing", "no function"), ("finds.x", "")])
def test_a_function_that_cannot_be_called_is_told(call, spec, name, words):
    if "." in name:
        assert "a function is named `module:name`" in spec(f"function: shop_walks:{name}").problems
        return
    mishap = call(name).mishap
    assert mishap.cause is Cause.MISSING
    assert words in mishap.message


def test_a_function_that_owes_a_time_and_gives_none_is_told(call):
    assert call("buys", REPLY).mishap.cause is Cause.MALFORMED
