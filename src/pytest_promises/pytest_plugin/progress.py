"""What the run is waiting for, while it waits: a live line on a terminal, a plain line now and then elsewhere."""

import time
from threading import Lock, RLock
from typing import Protocol

import pytest

from pytest_promises.gathering import Event
from pytest_promises.model.hearing import Target
from pytest_promises.redaction import Redactor
from pytest_promises.reporting.printable import printable, shorten

_EVERY = 5.0
_ERASE = "\r\x1b[2K"


class Terminal(Protocol):
    """What is used of pytest's terminal writer."""

    @property
    def width_of_current_line(self) -> int:
        """The columns that are written in the current line."""
        ...

    def line(self, s: str = "", **markup: bool) -> None:
        """Write the rest of a line and end it."""
        ...


def write_line(terminal: Terminal, text: str, **markup: bool) -> None:
    """Write a line of its own.

    Not with the reporter's own `write_line`: pytest would then name the file again before the next check.
    """
    if terminal.width_of_current_line:
        terminal.line()
    terminal.line(text, **markup)


class Progress:
    """Counts loads as the engine reports them, and shows the count when it is asked to."""

    def __init__(self, redactor: Redactor | None = None) -> None:
        self._redactor = redactor or Redactor()
        self._lock = Lock()
        self._writing = RLock()
        self._reporter: pytest.TerminalReporter | None = None
        self._queued: set[Target] = set()
        self._finished: set[Target] = set()
        self._under_way: dict[str, None] = {}
        self._shown_at = time.monotonic()
        self._live = False

    @property
    def loads(self) -> int:
        """How many loads have been finished."""
        return len(self._finished)

    @property
    def busy(self) -> bool:
        """Whether loads are under way."""
        return self._queued != self._finished

    def show_on(self, reporter: pytest.TerminalReporter) -> None:
        """Show the progress with this reporter from now on."""
        self._reporter = reporter

    def on_event(self, event: Event) -> None:
        """Count; called by the engine, from its own thread."""
        with self._lock:
            if event.kind == "queued":
                self._queued.add(event.target)
            elif event.kind == "started":
                self._under_way[event.target.url] = None
            elif event.kind == "finished":
                self._finished.add(event.target)
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
            write_line(reporter.config.get_terminal_writer(), self._text())

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
            done = f"{len(self._finished)} of {len(self._queued)} loads done"
            return self._redactor.text(f"  listening: {done}; now {waiting or 'reading'}{more}")
