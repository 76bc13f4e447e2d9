"""The plugin beside others: what it adds to a run that does not ask for it, and whose loops it leaves alone."""

import subprocess
import sys

import pytest

HEAVY = ("asyncio", "babel", "cattrs", "httpx2", "jsonschema", "playwright", "selectolax", "yaml", "jmespath")


def test_nothing_heavy_is_imported_without_the_option():
    code = (
        "import sys, pytest; before = set(sys.modules); import pytest_promises.pytest_plugin\n"
        "print(sorted(name for name in set(sys.modules) - before if not name.startswith('pytest_promises')))"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    assert output.strip() == "[]"


def test_importing_the_package_imports_nothing_heavy():
    code = f"import sys, pytest_promises; print([name for name in {HEAVY} if name in sys.modules])"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    assert output.strip() == "[]"


def test_pages_of_pytest_playwright_go_on_working(in_company):
    in_company.makepyfile(test_team=PAGES)
    in_company.runpytest_subprocess("--promises", "specs", "test_team.py").assert_outcomes(passed=5)


def test_loops_of_pytest_asyncio_go_on_working(in_company):
    in_company.makepyfile(test_team=LOOPS)
    in_company.runpytest_subprocess("--promises", "specs", "test_team.py").assert_outcomes(passed=6)


def test_what_libraries_warn_of_while_another_thread_imports_them_is_no_warning_of_the_run(pytester):
    pytester.makeini("[pytest]\nfilterwarnings = error")
    pytester.makepyfile(
        test_team="""
        from concurrent.futures import ThreadPoolExecutor
        from importlib import import_module
        def test_import():
            with ThreadPoolExecutor(1) as aside:
                error = aside.submit(import_module, "urllib3.contrib.socks").exception()
            assert isinstance(error, ImportError)
        """
    )
    pytester.runpytest_subprocess("--promises", "-p", "no:asyncio", "test_team.py").assert_outcomes(passed=1)


@pytest.fixture
def in_company(project, site, monkeypatch):
    """A project with a page in the browser, in a process of its own that has all the other plugins."""
    monkeypatch.setenv("TEAM_PAGE", f"{site.url}/contact")
    site.says("/home", "We reply within 24 hours.")
    spec = project.path / "specs/support.yaml"
    text = spec.read_text("utf-8").replace("promises:\n", "  home: {page: /home}\npromises:\n")
    spec.write_text(text.replace("[contact, faq]", "[contact, faq, home]"), "utf-8")
    project.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function\n")
    return project


PAGES = """
import os
import pytest
from pytest_promises.channels.browser.binary import find_browser

@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_browser().path}

def test_page(page):
    page.goto(os.environ["TEAM_PAGE"])
    assert "24 hours" in page.inner_text("body")
"""

LOOPS = """
import asyncio
import pytest

@pytest.mark.asyncio
@pytest.mark.parametrize("seconds", [0, 0.01])
async def test_loop(seconds):
    await asyncio.sleep(seconds)
"""
