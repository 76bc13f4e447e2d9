"""A site of one's own on loopback, and specs for it."""

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# pytester forgets what a run within this process imports; extension modules cannot be imported twice.
import alembic.command  # noqa: F401
import httpx2  # noqa: F401
import jsonschema  # noqa: F401
import pytest
import selectolax.lexbor  # noqa: F401
import yaml  # noqa: F401

import pytest_promises.history.history
import pytest_promises.pytest_plugin.setup  # noqa: F401


class Site:
    """Pages by path, each a text or a status, counted as they are loaded."""

    def __init__(self):
        self.pages = {}
        self.hits = Counter()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.hits[self.path] += 1
                page = site.pages.get(self.path, 404)
                body = "" if isinstance(page, int) else page
                self.send_response(page if isinstance(page, int) else 200)
                kind = "application/json" if body.startswith("{") else "text/html; charset=utf-8"
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def says(self, path, *sentences, heading="Contact us"):
        body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        head = f"<html lang=en><title>Shop</title><h1>{heading}</h1>"
        self.pages[path] = f"{head}{body}<p>Harbor street 1, Varna.</p></html>"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)


@pytest.fixture
def site():
    site = Site()
    site.says("/contact", "We answer every e-mail within 24 hours.")
    site.says("/faq", "How fast do you reply? We reply to e-mails within 24 hours.")
    yield site
    site.close()


SPEC = """\
version: 1
site: "{url}"
channels:
  contact: {{page: /contact, view: http}}
  faq: {{page: /faq, view: http}}
promises:
  first-reply:
    text: We answer every e-mail within 24 hours.
    owner: support
    topic: reply
    within: 24 hours
    stated_on: [contact, faq]
"""


@pytest.fixture
def project(pytester, site, monkeypatch):
    """Return a project with one spec of the site; the terminal is 80 columns wide."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("CI", raising=False)
    # A pytest within pytest: what other plugins keep for the whole process is the outer run's.
    others = "-p no:playwright -p no:base_url -p no:asyncio -p no:hypothesispytest"
    pytester.makeini(f"[pytest]\npromises_retries = 0\npromises_timeout = 10\naddopts = {others}\n")
    pytester.mkdir("specs")
    pytester.path.joinpath("specs/support.yaml").write_text(SPEC.format(url=site.url), "utf-8")
    return pytester
