"""What `docs/own-tests.md` shows is run, with pytest-playwright and a real browser."""

import re
from pathlib import Path

import pytest

from pytest_promises.pytest_plugin.own_pages import SECONDS, PagePromise

TEXT = Path(__file__).parents[2].joinpath("docs/own-tests.md").read_text("utf-8")
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", TEXT, re.DOTALL))
CART = """<!doctype html><html lang=en><title>Shop</title><h1>Your order</h1><div id=at></div>
<template id=later><section aria-label=Summary><p id=delivery>{said}</p></section></template>
<button onclick="setTimeout(() => {{ at.innerHTML = later.innerHTML }}, 300)">Checkout</button></html>"""
CONFTEST = """
import pytest
from pytest_promises.channels.browser.binary import find_browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_browser().path}
"""


@pytest.fixture
def reader(project, site):
    """Somebody who did what the page says; run a test of it on a shop that says that at the checkout."""
    project.makeini("[pytest]\naddopts = -p no:asyncio -p no:hypothesispytest\n")
    project.makeconftest(CONFTEST)
    project.path.joinpath("specs/support.yaml").unlink()
    for name, text in FILES.items():
        project.path.joinpath(name).write_text(text, "utf-8")

    def run(test, said):
        site.pages["/cart.html"] = CART.format(said=said)
        return project.runpytest_subprocess(test, f"--base-url={site.url}")

    return run


def test_the_checkout_passes_and_its_parts_are_told_apart(reader):
    result = reader(".", "Standard delivery takes 3-5 business days.")
    result.assert_outcomes(passed=4)


def test_the_finding_is_that_of_the_page(reader, site):
    result = reader("test_checkout.py", "Your parcel is delivered within 2 days.")
    result.assert_outcomes(failed=1)
    (shown,) = re.findall(r"<!-- output -->\n```text\n(.*?)```", TEXT, re.DOTALL)
    assert "delivered »within 2 days«" in shown
    said = result.stdout.str().replace(site.url, "http://shop.example")
    assert [
        line.rstrip() for line in shown.splitlines() if line.rstrip() not in map(str.rstrip, said.splitlines())
    ] == []


def test_every_method_and_argument_is_in_a_table():
    methods = {name for name in vars(PagePromise) if not name.startswith("_")}
    assert set(re.findall(r"^\| `\.(\w+)\(page\)` \|", TEXT, re.MULTILINE)) == methods
    arguments = set(PagePromise.check.__annotations__) - {"page", "return"}
    assert set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)) == arguments
    assert f"| {SECONDS:g}, as with" in TEXT
