"""What pytest's own reports and Allure's plugin make of checks."""

import json
from xml.etree import ElementTree as ET

import pytest


@pytest.fixture
def broken(project, site):
    """A project with a promise that one page contradicts, and one page that cannot be had."""
    site.says("/contact", "We answer every e-mail within 48 hours.")
    site.pages["/faq"] = 404
    return project


def test_junit_has_the_facts_as_properties_and_tells_a_failure_from_an_error(broken):
    broken.runpytest_subprocess("--promises", "--junitxml=junit.xml")
    cases = {case.attrib["name"]: case for case in ET.parse(broken.path / "junit.xml").iter("testcase")}
    stated = cases["stated[contact]"]
    properties = {one.attrib["name"]: one.attrib["value"] for one in stated.iter("property")}
    assert properties["verdict"] == "contradicted"
    assert properties["expected"] == "24 hours"
    assert properties["observed"] == "within 48 hours"
    assert [child.tag for child in stated if child.tag != "properties"] == ["failure"]
    assert [child.tag for child in cases["stated[faq]"] if child.tag != "properties"] == ["error"]


def test_allure_gets_topic_promise_owner_and_the_finding(broken):
    broken.runpytest_subprocess("--promises", "--alluredir=allure")
    results = [json.loads(path.read_text("utf-8")) for path in (broken.path / "allure").glob("*-result.json")]
    by_name = {result["name"]: result for result in results}
    labels = {label["name"]: label["value"] for label in by_name["stated[contact]"]["labels"]}
    assert (labels["feature"], labels["story"], labels["owner"]) == ("reply", "first-reply", "support")
    assert by_name["stated[contact]"]["status"] == "failed"
    texts = [path.read_text("utf-8") for path in (broken.path / "allure").glob("*-attachment.txt")]
    assert any("»within 48 hours«" in text for text in texts)


def test_allure_gets_the_pictures_of_pages(broken, site):
    spec = broken.path / "specs" / "support.yaml"
    spec.write_text(spec.read_text("utf-8").replace(", view: http", ""), "utf-8")
    broken.runpytest_subprocess("--promises", "--alluredir=allure", "-p", "no:playwright")
    pictures = [path for path in (broken.path / "allure").glob("*-attachment.*") if path.suffix != ".txt"]
    assert pictures
    assert all(path.read_bytes()[:4] in {b"RIFF", b"\x89PNG", b"\xff\xd8\xff\xe0"} for path in pictures)
