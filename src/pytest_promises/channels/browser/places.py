"""Where browsers live on Linux, macOS and Windows, and in Playwright's own cache."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

_SNAP_STUB = re.compile(r"\A#!.*\bsnap\b", re.DOTALL)


def _is_program(path: str) -> bool:
    return Path(path).is_file() and os.access(path, os.X_OK)


def _names(folder: str) -> Sequence[str]:
    try:
        return sorted(path.name for path in Path(folder).iterdir())
    except OSError:
        return ()


def _head(path: str) -> str:
    try:
        with Path(path).open(encoding="utf-8", errors="replace") as file:
            return file.read(100_000)
    except OSError:
        return ""


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _driver() -> str:
    package = find_spec("playwright")
    folders = package.submodule_search_locations if package else None
    return f"{next(iter(folders))}/driver/package" if folders else ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What a search for a browser may ask the machine; the defaults ask this one.

    `is_program` says whether a path is a file that may be run, `names` lists a folder, `head` returns the start of a
    text file; both of them return nothing for what cannot be read. `driver` is the folder of Playwright's driver.
    """

    platform: str = sys.platform
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    which: Callable[[str], str | None] = shutil.which
    is_program: Callable[[str], bool] = _is_program
    names: Callable[[str], Sequence[str]] = _names
    head: Callable[[str], str] = _head
    is_root: Callable[[], bool] = _is_root
    driver: str = field(default_factory=_driver)

    @property
    def home(self) -> str:
        """The user's own folder."""
        return self.env.get("HOME") or self.env.get("USERPROFILE", "")


@dataclass(frozen=True, slots=True)
class Family:
    """Browsers of one make: names to look for on the `PATH`, and full paths."""

    title: str
    commands: tuple[str, ...]
    linux: tuple[str, ...]
    mac: str = ""
    windows: tuple[str, ...] = ()
    headless_shell: bool = False

    def paths(self, machine: Machine) -> Iterator[str]:
        """Yield where this family's program may be, the `PATH` last."""
        if machine.platform == "darwin":
            yield from (f"{folder}/Applications/{self.mac}" for folder in ("", machine.home) if self.mac)
        elif machine.platform == "win32":
            roots = [machine.env.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
            yield from (f"{root}/{tail}" for root in roots if root for tail in self.windows)
        else:
            yield from self.linux
        yield from filter(None, map(machine.which, self.commands))


SYSTEM = (
    Family(
        "the system's headless shell",
        ("chromium-headless-shell", "chrome-headless-shell"),
        (
            "/usr/lib/chromium/chromium-headless-shell",
            "/usr/lib64/chromium-browser/headless_shell",
            "/usr/lib/chromium-browser/headless_shell",
        ),
        headless_shell=True,
    ),
    Family(
        "the system's Chrome",
        ("google-chrome-stable", "google-chrome"),
        ("/opt/google/chrome/chrome",),
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        ("Google/Chrome/Application/chrome.exe",),
    ),
    Family(
        "the system's Chromium",
        ("chromium", "chromium-browser"),
        ("/usr/bin/chromium", "/snap/bin/chromium"),
        "Chromium.app/Contents/MacOS/Chromium",
        ("Chromium/Application/chrome.exe",),
    ),
    Family(
        "the system's Edge",
        ("microsoft-edge-stable", "microsoft-edge"),
        ("/opt/microsoft/msedge/msedge",),
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        ("Microsoft/Edge/Application/msedge.exe",),
    ),
)
"""The fastest first: a headless shell loads pages in half the time that the full browser takes."""

_BUILDS: Mapping[str, tuple[str, ...]] = {
    "chromium-headless-shell": (
        r"chrome-headless-shell-[\w-]+/chrome-headless-shell(\.exe)?",
        r"chrome-(linux|mac|win)/headless_shell(\.exe)?",
    ),
    "chromium": (
        r"chrome-(linux|win)[\w-]*/chrome(\.exe)?",
        r"chrome-mac[\w-]*/[\w ]+\.app/Contents/MacOS/[\w ]+",
    ),
    "firefox": (r"firefox/firefox(\.exe)?", r"firefox/Nightly\.app/Contents/MacOS/firefox"),
    "webkit": (r"pw_run\.sh", r"Playwright\.exe"),
}
"""The program inside a build's folder, as Playwright's registry lays it out, now and in the versions supported."""


def runs(path: str, machine: Machine) -> bool:
    """Return whether the path is a browser, and not Ubuntu's script that only asks for a snap to be installed."""
    if not machine.is_program(path):
        return False
    return not (path.endswith("chromium-browser") and _SNAP_STUB.match(machine.head(path)))


def cache(machine: Machine) -> str:
    """Return the folder that Playwright downloads its browsers to."""
    named = machine.env.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if named == "0":
        return f"{machine.driver}/.local-browsers"
    if named:
        return named
    if machine.platform == "darwin":
        return f"{machine.home}/Library/Caches/ms-playwright"
    if machine.platform == "win32":
        return f"{machine.env.get('LOCALAPPDATA') or machine.home + '/AppData/Local'}/ms-playwright"
    return f"{machine.env.get('XDG_CACHE_HOME') or machine.home + '/.cache'}/ms-playwright"


def downloads(build: str, machine: Machine) -> Iterator[str]:
    """Yield the programs of Playwright's builds of that name, the revision that the installed Playwright wants first.

    Chromium speaks the same protocol in older and newer revisions; Firefox and WebKit are Playwright's own and fit
    their revision only.
    """
    wanted = _revisions(build, machine)
    folders = [name for name in machine.names(cache(machine)) if name.startswith(build.replace("-", "_"))]
    found = {name: _revision(name, build) for name in folders}
    exact = [name for name, revision in found.items() if str(revision) in wanted]
    others = sorted((name for name in folders if found[name] > 0 and name not in exact), key=lambda n: -found[n])
    for name in exact if wanted and not build.startswith("chromium") else [*exact, *others]:
        yield from _programs(f"{cache(machine)}/{name}", build, machine)


def _revision(name: str, build: str) -> int:
    match = re.fullmatch(re.escape(build.replace("-", "_")) + r"(?:_\w+_special)?-(\d{1,9})", name)
    return int(match[1]) if match else 0


def _revisions(build: str, machine: Machine) -> frozenset[str]:
    try:
        listed = json.loads(machine.head(f"{machine.driver}/browsers.json"))["browsers"]
        entry = next(item for item in listed if item["name"] == build)
        return frozenset({str(entry["revision"]), *map(str, entry.get("revisionOverrides", {}).values())})
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return frozenset()


def _programs(folder: str, build: str, machine: Machine) -> Iterator[str]:
    for pattern in _BUILDS[build]:
        paths = [folder]
        for step in pattern.split("/"):
            paths = [f"{path}/{name}" for path in paths for name in machine.names(path) if re.fullmatch(step, name)]
        yield from filter(machine.is_program, paths)
