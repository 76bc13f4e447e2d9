"""Ways to get a browser: Playwright's own download, then the system's package manager."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pytest_promises.channels.browser.places import Machine

Echo = Callable[[str], None]
Run = Callable[[Sequence[str], float, Echo], str]
"""Runs a command within so many seconds; returns why it failed, or `""`."""

_DOWNLOADING = 240.0
_INSTALLING = 420.0
_REFRESHING = 120.0
_HEARTBEAT = 15.0
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Way:
    """One way to get a browser: a command that may fail, and the one that counts."""

    title: str
    command: tuple[str, ...]
    before: tuple[str, ...] = ()
    seconds: float = _INSTALLING


@dataclass(frozen=True, slots=True)
class _Manager:
    command: str
    install: tuple[str, ...]
    packages: tuple[str, ...]
    refresh: tuple[str, ...] = ()
    as_root: bool = True


_APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=60")
_MANAGERS = (
    _Manager(
        "apt-get",
        (*_APT, "install", "-y", "--no-install-recommends"),
        ("chromium-headless-shell", "chromium"),
        (*_APT, "update"),
    ),
    _Manager("dnf", ("dnf", "install", "-y"), ("chromium-headless", "chromium")),
    _Manager("zypper", ("zypper", "--non-interactive", "install"), ("chromium",)),
    _Manager("pacman", ("pacman", "-S", "--noconfirm", "--needed"), ("chromium",)),
    _Manager("apk", ("apk", "add", "--no-cache"), ("chromium",)),
    _Manager("brew", ("brew", "install", "--cask"), ("google-chrome",), as_root=False),
)


def ways(machine: Machine) -> Iterator[Way]:
    """Yield the ways to get a Chromium on this machine, the one to try first in front."""
    playwright = (sys.executable, "-m", "playwright", "install", "chromium-headless-shell")
    yield Way("Playwright's download", playwright, seconds=_DOWNLOADING)
    for manager in _MANAGERS:
        if machine.which(manager.command):
            sudo = ("sudo", "-n") if manager.as_root and not machine.is_root() else ()
            refresh = (*sudo, *manager.refresh) if manager.refresh else ()
            for package in manager.packages:
                yield Way(f"{manager.command} {package}", (*sudo, *manager.install, package), refresh)
                refresh = ()


def get(way: Way, echo: Echo, run: Run) -> str:
    """Go that way, telling each step; returns why it failed, or `""`."""
    if way.before:
        echo(f"$ {' '.join(way.before)}")
        if reason := run(way.before, _REFRESHING, echo):
            echo(f"  {reason} (going on)")
    echo(f"$ {' '.join(way.command)}   (at most {way.seconds / 60:.0f} minutes)")
    return run(way.command, way.seconds, echo)


def run(command: Sequence[str], seconds: float, echo: Echo) -> str:
    """Run a command that reads nothing, within so many seconds; returns why it failed, or `""`."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the commands are this module's own
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
    except OSError as error:
        return f"{command[0]} cannot be run: {error.strerror}"
    try:
        output = _output(process, seconds, echo)
    finally:
        if process.poll() is None:
            _kill(process)
    if output is None:
        return f"it took longer than {seconds:.0f} seconds"
    return "" if process.returncode == 0 else _reason(output, process.returncode)


def _output(process: subprocess.Popen[bytes], seconds: float, echo: Echo) -> bytes | None:
    began = time.monotonic()
    while (left := began + seconds - time.monotonic()) > 0:
        try:
            return process.communicate(timeout=min(left, _HEARTBEAT))[0]
        except subprocess.TimeoutExpired:
            echo(f"  ... {time.monotonic() - began:.0f} s")
    return None


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=5)


def _reason(output: bytes, status: int) -> str:
    text = "".join(char if char.isprintable() or char == "\n" else " " for char in output.decode(errors="replace"))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("Error", "E:", "error", "ERROR", "sudo:"))]
    said = [*errors, *lines[-1:], "it said nothing"][0]
    return f"{said[:_LONGEST_REASON]} (exit status {status})"
