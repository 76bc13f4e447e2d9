"""The browser is started before pytest has collected anything, where a spec will need it."""

import pytest

PROBE = """
import sys
import pytest

@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    from pytest_promises.pytest_plugin.early import ENGINE
    print("started early:", ENGINE in config.stash)

def pytest_unconfigure(config):
    print("playwright imported:", "playwright" in sys.modules)
"""


@pytest.fixture
def told(project, monkeypatch):
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)

    def run(*args):
        project.makeconftest(PROBE)
        output = project.runpytest_subprocess("-p", "no:playwright", *args).stdout.str()
        return "started early: True" in output, "playwright imported: True" in output

    return run


def test_a_page_that_a_browser_must_show_starts_one_early(project, told):
    spec = project.path / "specs" / "support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("view: http", "view: browser"), "utf-8")
    assert told("--promises", "--setup-show") == (True, True)


def test_pages_over_plain_http_start_none(told):
    assert told("--promises") == (False, False)


@pytest.mark.parametrize("args", [("--promises", "--collect-only"), ()])
def test_a_session_that_hears_nothing_starts_none(project, told, args):
    spec = project.path / "specs" / "support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("view: http", "view: browser"), "utf-8")
    assert told(*args)[1] is False


def test_an_option_that_makes_no_sense_is_told_in_a_line_before_any_browser_starts(project):
    spec = project.path / "specs" / "support.yaml"
    spec.write_text(spec.read_text("utf-8").replace("view: http", "view: browser"), "utf-8")
    project.makeini("[pytest]\npromises_timeout = soon\n")
    result = project.runpytest_subprocess("-p", "no:playwright", "--promises")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: promises_timeout = soon: this is no number from 1" in result.stderr.str()
