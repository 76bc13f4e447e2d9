import json

import pytest

ERROR_503 = 503


@pytest.fixture
def wide(project, site):
    """A project with more checks than workers, on one page and another."""
    spec = project.path / "specs/support.yaml"
    text = spec.read_text("utf-8")
    names = ", ".join(f"copy-{number}" for number in range(12))
    copies = "".join(f"  copy-{number}: {{page: /contact, view: http}}\n" for number in range(12))
    text = text.replace("promises:\n", f"{copies}promises:\n").replace("[contact, faq]", f"[contact, faq, {names}]")
    spec.write_text(text, "utf-8")
    return project


def test_a_page_is_loaded_once_over_all_workers(wide, site):
    result = wide.runpytest_subprocess("--promises", "-n", "2")
    result.assert_outcomes(passed=15)
    assert site.hits == {"/contact": 1, "/faq": 1}


def test_only_the_controller_writes_and_it_has_every_finding(wide, site):
    site.says("/faq", "We reply within 3 days.")
    result = wide.runpytest_subprocess("--promises", "-n", "2", "--promises-json=report.json")
    result.assert_outcomes(passed=13, failed=2)
    report = json.loads(wide.path.joinpath("report.json").read_text("utf-8"))
    assert report["summary"] == {"contradicted": 2, "stated": 13}
    result.stdout.fnmatch_lines(
        ["*words      *»within 3 days«*", "*FAILED specs/support.yaml::first-reply::stated[[]faq] - *"]
    )


def test_a_page_that_cannot_be_had_is_an_error_in_every_worker(wide, site):
    site.pages["/faq"] = ERROR_503
    result = wide.runpytest_subprocess("--promises", "-n", "2")
    result.assert_outcomes(passed=13, errors=2)


def test_a_channel_of_a_conftest_is_heard_by_the_controller_too(project, site):
    project.path.joinpath("specs/conftest.py").write_text(CONFTEST, "utf-8")
    spec = project.path / "specs/support.yaml"
    text = spec.read_text("utf-8").replace("promises:\n", "  sign: {sign: within 24 hours}\npromises:\n")
    spec.write_text(text.replace("[contact, faq]", "[contact, faq, sign]"), "utf-8")
    project.runpytest_subprocess("--promises").assert_outcomes(passed=4)
    project.runpytest_subprocess("--promises", "-n", "2").assert_outcomes(passed=4)


CONFTEST = """
from pytest_promises import hookimpl
from pytest_promises.hookspecs import ChannelType
from pytest_promises.model.hearing import Hearing, Target
from pytest_promises.model.statement import Passage


class Sign(ChannelType):
    kind = "sign"
    schema = {"address": {"type": "string"}, "options": {}}

    def target(self, channel, site):
        return Target("sign", channel.address, "")

    async def hear(self, order, services):
        return [Hearing(one.name, (Passage(f"We reply {one.address}."),)) for one in order.channels]


@hookimpl
def promises_register_channels():
    return [Sign()]
"""
