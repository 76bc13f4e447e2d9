"""What the command says, in letters that the terminal has."""

import sys
from typing import TextIO

WRONG_USAGE = 2
"""The exit status of a command that was not asked rightly."""


def say(text: str) -> None:
    """Print a text."""
    _write(text, sys.stdout)
    sys.stdout.flush()


def complain(text: str) -> int:
    """Print a text as an error; returns the exit status of wrong usage."""
    _write(text, sys.stderr)
    return WRONG_USAGE


def _write(text: str, stream: TextIO) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
