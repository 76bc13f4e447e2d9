"""What the run is waiting for, while it waits: a live line on a terminal, a plain line now and then elsewhere."""

import time
from threading import Lock, RLock

import pytest

from pytest_promises.gathering import Event
from pytest_promises.reporting.printable import printable, shorten

_EVERY = 5.0
_ERASE = "\r\x1b[2K"


class Progress:
    """Counts loads as the engine reports them, and shows the count when it is asked to."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._writing = RLock()
        self._reporter: pytest.TerminalReporter | None = None
        self._queued = 0
        self._finished = 0
        self._seconds = 0.0
        self._under_way: dict[str, None] = {}
        self._shown_at = time.monotonic()
        self._live = False

    @property
    def loads(self) -> int:
        """How many loads have been finished."""
        return self._finished

    @property
    def busy(self) -> bool:
        """Whether loads are under way."""
        return self._finished < self._queued

    def show_on(self, reporter: pytest.TerminalReporter) -> None:
        """Show the progress with this reporter from now on."""
        self._reporter = reporter

    def on_event(self, event: Event) -> None:
        """Count; called by the engine, from its own thread."""
        with self._lock:
            if event.kind == "queued":
                self._queued += 1
            elif event.kind == "started":
                self._under_way[event.target.url] = None
            elif event.kind == "finished":
                self._finished += 1
                self._under_way.pop(event.target.url, None)

    def tick(self) -> None:
        """Show how far the run is: at once on a terminal, every few seconds elsewhere."""
        reporter = self._reporter
        if reporter is None or reporter.verbosity < 0:
            return
        with self._writing:
            self._paint(reporter)

    def _paint(self, reporter: pytest.TerminalReporter) -> None:
        if reporter.isatty:
            self._live = True
            text = shorten(self._text(), reporter._tw.fullwidth - 1)
            reporter.write(f"{_ERASE}{text}", flush=True)
        elif time.monotonic() - self._shown_at >= _EVERY:
            self._shown_at = time.monotonic()
            reporter.ensure_newline()
            reporter.write_line(self._text())

    def clear(self) -> None:
        """Take the live line away before something else is written."""
        with self._writing:
            if self._live and self._reporter is not None:
                self._live = False
                self._reporter.write(_ERASE, flush=True)

    def _text(self) -> str:
        with self._lock:
            waiting = ", ".join(printable(url) for url in list(self._under_way)[:2])
            more = f" and {len(self._under_way) - 2} more" if len(self._under_way) > 2 else ""
            return f"  listening: {self._finished} of {self._queued} loads done; now {waiting or 'reading'}{more}"
