"""Browsers that run elsewhere: a Playwright server, and a Chromium's DevTools."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress

import pytest
from tests.channels.conftest import channel

from pytest_promises.channels.browser.binary import find_browser
from pytest_promises.channels.page import PageChannel
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Order, Settings
from pytest_promises.model.hearing import Cause

PAGE = "<title>Contact</title><h1>Contact</h1><p id=a></p><script>a.textContent = 'We reply within 24 hours'</script>"
CLIENT = channel("/", locale="bg")


class Elsewhere:
    """A browser in a process group of its own, that tells its address on a stream."""

    def __init__(self, command, pattern, **streams):
        self.process = subprocess.Popen(command, start_new_session=True, text=True, **streams)
        told = self.process.stdout or self.process.stderr
        self.endpoint = next(found[1] for line in told if (found := re.search(pattern, line)))

    def end(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


@pytest.fixture
def server(tmp_path):
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"executablePath": find_browser().path, "headless": True}), "utf-8")
    command = [sys.executable, "-m", "playwright", "launch-server", "--browser", "chromium", "--config", str(config)]
    running = Elsewhere(command, r"(ws://\S+)", stdout=subprocess.PIPE)
    yield running
    running.end()


@pytest.fixture
def devtools(tmp_path):
    command = [find_browser().path, "--headless", "--no-sandbox", "--remote-debugging-port=0"]
    running = Elsewhere([*command, f"--user-data-dir={tmp_path}", "about:blank"], r"(ws://\S+)", stderr=subprocess.PIPE)
    running.endpoint = "cdp+http://" + re.match(r"ws://([^/]+)", running.endpoint)[1]
    yield running
    running.end()


@pytest.fixture(params=["server", "devtools"])
def elsewhere(request):
    return request.getfixturevalue(request.param)


def hear(site, endpoint, **settings):
    kind = PageChannel()
    with Engine(Settings(timeout=20.0, endpoint=endpoint, **settings)) as engine:
        order = Order(kind.target(CLIENT, site.url), (CLIENT,))
        (hearing,) = engine.submit(order, kind).result(60)
    return hearing


def test_a_page_is_heard_there_as_it_is_here(elsewhere, site):
    site.page("/", PAGE)
    hearing = hear(site, elsewhere.endpoint)
    assert [passage.text for passage in hearing.passages] == ["Contact", "We reply within 24 hours"]
    assert hearing.evidence.browser.startswith("chromium ")
    assert site.requests[0][1]["accept-language"].startswith("bg")
    assert elsewhere.process.poll() is None


def test_the_browser_there_outlives_the_run(elsewhere, site):
    site.page("/", PAGE)
    for _ in range(2):
        assert hear(site, elsewhere.endpoint).mishap is None


def test_a_connection_that_is_lost_is_made_anew_and_given_up_when_nobody_answers(elsewhere, site, reply):
    def end_it_all(handler):
        elsewhere.end()

    site.replies["/"] = reply(send=end_it_all)
    hearing = hear(site, elsewhere.endpoint, retries=1)
    assert hearing.mishap.cause is Cause.UNAVAILABLE
    assert "No browser answers at" in hearing.mishap.message
    assert site.asked == ["/"]


class Wire:
    """A line to another port that can be cut, and used again."""

    def __init__(self, port):
        self.port, self.open = port, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with suppress(OSError):
            while True:
                ends = self.listener.accept()[0], socket.create_connection(("127.0.0.1", self.port))
                self.open += ends
                for one, other in (ends, ends[::-1]):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one, other):
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self):
        while self.open:
            end = self.open.pop()
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


def test_a_connection_that_is_lost_is_replaced_by_a_new_one(elsewhere, site, reply):
    address = re.search(r"127\.0\.0\.1:\d+|localhost:\d+", elsewhere.endpoint)[0]
    wire = Wire(int(address.rpartition(":")[2]))

    def cut_once(handler):
        if len(site.asked) == 1:
            wire.cut()
        else:
            site.answer(handler, reply(PAGE))

    site.replies["/"] = reply(send=cut_once)
    hearing = hear(site, elsewhere.endpoint.replace(address, wire.address), retries=1)
    wire.listener.close()
    wire.cut()
    assert hearing.mishap is None
    assert site.asked == ["/", "/"]


@pytest.mark.parametrize("endpoint", ["ws://127.0.0.1:9/key=s3cr3t", "cdp+http://me:s3cr3t@127.0.0.1:9/?key=s3cr3t"])
def test_where_nobody_answers_is_told_without_the_key(site, endpoint):
    mishap = hear(site, endpoint).mishap
    assert mishap.cause is Cause.UNAVAILABLE
    assert "127.0.0.1:9" in mishap.message
    assert "s3cr3t" not in mishap.message + mishap.remedy
    assert site.asked == []


@pytest.mark.parametrize(
    ("given", "engine", "executable", "endpoint"),
    [
        ("firefox", "firefox", "", ""),
        ("/usr/bin/browser", "chromium", "/usr/bin/browser", ""),
        ("/opt/cdp+http/browser", "chromium", "/opt/cdp+http/browser", ""),
        ("ws://grid:3000/", "chromium", "", "ws://grid:3000/"),
        ("wss://grid/?token=a+b", "chromium", "", "wss://grid/?token=a+b"),
        ("webkit+wss://grid/", "webkit", "", "wss://grid/"),
        ("cdp+https://grid:9222", "chromium", "", "cdp+https://grid:9222"),
    ],
)
def test_an_option_names_an_engine_a_program_or_an_address(pytester, given, engine, executable, endpoint):
    from pytest_promises.pytest_plugin.options import settings_of

    config = pytester.parseconfig("--promises-browser", given)
    found = settings_of(config, config.option)
    assert (found.browser, found.executable, found.endpoint) == (engine, executable, endpoint)
    assert endpoint not in repr(found) or not endpoint
