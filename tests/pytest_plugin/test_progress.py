import io
from types import SimpleNamespace

from pytest_promises.gathering import Event
from pytest_promises.model.hearing import Target
from pytest_promises.pytest_plugin.progress import Progress
from pytest_promises.redaction import Redactor


class Reporter:
    """As much of pytest's terminal reporter as the live line needs."""

    isatty = True
    verbosity = 0

    _tw = SimpleNamespace(fullwidth=100)

    def __init__(self):
        self.written = io.StringIO()

    def write(self, text, *, flush=False):
        self.written.write(text)


def shown(url, secrets=frozenset()):
    progress, reporter = Progress(Redactor(secrets)), Reporter()
    progress.show_on(reporter)
    for kind in ("queued", "started"):
        progress.on_event(Event(kind, Target("page", url, "shop.example"), ("faq",), None, 0.0))
    assert progress.busy
    progress.tick()
    return reporter.written.getvalue()


def test_what_is_waited_for_is_named():
    assert "0 of 1 loads done; now https://shop.example/faq" in shown("https://shop.example/faq")


def test_a_secret_in_an_address_is_not():
    text = shown("https://shop.example/faq?key=tok-9f8e7d6c", frozenset({"tok-9f8e7d6c"}))
    assert "faq?key=***" in text
    assert "tok-9f8e7d6c" not in text


def test_a_cut_secret_is_none_either():
    long = "s3cr3t-" * 40
    assert "s3cr3t" not in shown(f"https://shop.example/faq?key={long}", frozenset({long}))
