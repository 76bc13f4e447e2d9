import http.client
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from pytest_promises.demo import FAULTS, Shop, start
from pytest_promises.demo.content import LOCALES

PAGES = ("", "contact", "faq", "delivery", "returns", "about", "cart", "product/tent", "product/lamp", "chat")


@pytest.fixture(scope="module")
def shop():
    with Shop() as running:
        yield running


def get(url: str) -> tuple[int, str, http.client.HTTPMessage]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode(), answer.headers


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_there_in_every_language(shop, locale, page):
    status, body, headers = get(f"{shop.url}/{locale}/{page}")
    assert status == 200
    assert headers["Content-Language"] == locale
    assert LexborHTMLParser(body).css_first("html").attributes["lang"] == locale
    assert "${" not in body


def test_pages_name_their_translations(shop):
    tree = LexborHTMLParser(get(f"{shop.url}/th/faq")[1])
    alternates = {link.attributes["hreflang"]: link.attributes["href"] for link in tree.css("link[rel=alternate]")}
    assert alternates == {**{locale: f"/{locale}/faq" for locale in LOCALES}, "x-default": "/en/faq"}


def test_no_link_of_the_shop_is_broken(shop):
    seen, left = set(), ["/en/", "/ru/", "/th/", "/bg/"]
    while left:
        path = left.pop()
        seen.add(path)
        status, body, headers = get(shop.url + path)
        assert status == 200, path
        if headers.get_content_type() == "text/html":
            found = {re.sub("#.*", "", link) for link in re.findall(r'(?:href|src)="(/[^"]*)"', body)}
            left += sorted(found - seen - set(left))
    assert len(seen) > 50


def test_what_is_not_there_is_a_404_in_the_visitors_language(shop):
    status, body, _ = get(f"{shop.url}/ru/nowhere")
    assert status == 404
    assert "Тропа здесь кончается" in body
    for path in ("/nowhere", "/static/../shop.py", "/static/%2e%2e/shop.py", "/en/product/boat", "/en/cart/x"):
        assert get(shop.url + path)[0] == 404, path


def test_data_that_is_not_there_is_a_404_in_json(shop):
    status, body, headers = get(f"{shop.url}/api/nothing.json")
    assert (status, headers.get_content_type()) == (404, "application/json")
    assert json.loads(body)["error"] == "RecordNotFound"


def test_the_help_desk_answers_in_minutes(shop):
    policies = json.loads(get(f"{shop.url}/api/v2/slas/policies.json")[1])["sla_policies"]
    targets = [metric for policy in policies for metric in policy["policy_metrics"]]
    assert all(metric["target_in_seconds"] == metric["target"] * 60 for metric in targets)


def test_canned_replies_are_in_every_language(shop):
    macros = json.loads(get(f"{shop.url}/api/v2/macros.json")[1])
    assert {macro["title"].partition("::")[0] for macro in macros["macros"]} == set(LOCALES)
    assert macros["count"] == len(macros["macros"])


def test_one_connection_serves_many_requests(shop):
    address = urlsplit(shop.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    connection.connect()
    first = connection.sock
    for path in ("/en/", "/favicon.svg", "/nowhere", "/api/wait.json"):
        connection.request("GET", path)
        connection.getresponse().read()
        assert connection.sock is first
    connection.close()


def test_head_has_the_length_and_no_body(shop):
    address = urlsplit(shop.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    connection.request("HEAD", "/en/")
    answer = connection.getresponse()
    assert int(answer.headers["Content-Length"]) > 1000
    assert answer.read() == b""
    connection.close()


def test_a_closed_shop_has_no_address():
    shop = Shop()
    with pytest.raises(RuntimeError, match="closed"):
        _ = shop.url
    with shop:
        url = shop.url
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(url, timeout=10)


def test_closing_the_shop_ends_a_page_that_never_ends():
    with Shop("never-ends") as shop:
        address = urlsplit(shop.url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
        connection.request("GET", "/th/cart")
        answer = connection.getresponse()
        assert answer.read(9) == b"<!doctype"
    assert answer.read().startswith(b" html")
    connection.close()


def test_a_spec_names_the_fault_in_its_address():
    with start("demo?fault=not-found", {}) as shop:
        assert get(f"{shop.url}/bg/cart")[0] == 404


def test_the_environment_names_a_fault_and_the_address_wins():
    assert start("demo", {"PROMISES_DEMO_FAULT": "api-null"}).fault is FAULTS["api-null"]
    assert start("demo?fault=not-found", {"PROMISES_DEMO_FAULT": "api-null"}).fault is FAULTS["not-found"]
    assert start("demo?fault=", {"PROMISES_DEMO_FAULT": "api-null"}).fault is None
    assert start("demo", {"PROMISES_DEMO_FAULT": ""}).fault is None


def test_an_unknown_fault_is_refused_with_those_named_alike():
    with pytest.raises(ValueError, match=r"'api-nul'; did you mean api-null.*--list"):
        start("demo?fault=api-nul", {})


@pytest.mark.parametrize("site", ["demo?fautl=api-null", "demo/x", "http://demo", "demo2"])
def test_an_address_that_is_not_the_shops_is_refused(site):
    with pytest.raises(ValueError, match="is not the bundled shop"):
        start(site, {})


def test_the_command_lists_all_faults():
    command = [sys.executable, "-m", "pytest_promises.demo"]
    listed = subprocess.run([*command, "--list"], capture_output=True, text=True, check=True, timeout=60).stdout
    assert [line.split()[0] for line in listed.splitlines()] == list(FAULTS)


def test_the_command_refuses_an_unknown_fault():
    command = [sys.executable, "-m", "pytest_promises.demo", "--fault", "bot-wal"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert refused.returncode == 2
    assert "did you mean bot-wall" in refused.stderr


def test_the_command_serves_until_it_is_interrupted():
    command = [sys.executable, "-m", "pytest_promises.demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        try:
            line = serving.stdout.readline()
            assert get(re.search(r"http://\S+", line)[0])[0] == 200
        finally:
            serving.terminate()


def test_a_shop_that_could_not_be_furnished_tells_why_and_closes(monkeypatch):
    def fail(changes):
        raise OSError("no room")

    monkeypatch.setattr("pytest_promises.demo.premises.contents", fail)
    with Shop() as shop, pytest.raises(OSError, match="no room"):
        _ = shop.places["inbox"]
