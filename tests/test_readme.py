"""The README does what it says: its spec is audited on a folder of HTML, and its outputs are the real ones."""

import re
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT.joinpath("README.md").read_text("utf-8")

CONTACT = """<!doctype html><html lang="en"><title>Contact</title><h1>Contact us</h1>
<p>We answer every e-mail within 24 hours.</p><footer>Founded 20 years ago in Varna.</footer></html>"""
FAQ = """<!doctype html><html lang="en"><title>FAQ</title><h1>Questions</h1>
<section id="replies"><h2>How fast do you reply?</h2>
<p>We reply to e-mails within 2 business days.</p></section></html>"""


def block(marker):
    found = re.search(rf"<!-- {re.escape(marker)} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found, f"the README has no {marker}"
    return found[1]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    folder.joinpath("contact.html").write_text(CONTACT, "utf-8")
    folder.joinpath("faq.html").write_text(FAQ, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def reader(pytester, site, monkeypatch):
    """Somebody who did what the README says."""
    monkeypatch.setenv("SITE", site)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("CI", raising=False)
    pytester.mkdir("specs")
    pytester.path.joinpath("specs/support.yaml").write_text(block("file: specs/support.yaml"), "utf-8")
    return pytester


def test_the_spec_is_checked(reader):
    result = reader.run(Path(sys.executable).with_name("promises"), "check")
    assert (result.ret, result.outlines) == (0, ["1 spec, no problems"])


def test_the_spec_is_audited_and_the_output_is_the_readmes(reader, site):
    result = reader.runpytest_subprocess("--promises")
    result.assert_outcomes(passed=1, failed=2)
    shown = result.stdout.str().replace(site, "https://www.example.com")
    expected = block("output: contradiction")
    assert "contradicted (understated)" in expected
    assert expected in shown


def test_every_option_in_the_table_exists(reader):
    helped = reader.runpytest_subprocess("--help").stdout.str()
    options = set(re.findall(r"`(--promises[a-z-]*|promises_[a-z_]+)`", README))
    assert len(options) > 8
    assert [option for option in options if option not in helped] == []


def test_every_link_leads_to_a_file():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(links) > 5
    assert [link for link in links if not ROOT.joinpath(link).exists()] == []
