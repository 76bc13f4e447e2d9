"""Which browser loads the pages, and why that one; found without starting Playwright, and got when there is none."""

from collections.abc import Iterator
from dataclasses import dataclass

from pytest_promises.channels.browser.packages import Echo, Run, get, run, ways
from pytest_promises.channels.browser.places import SYSTEM, Machine, cache, downloads, runs
from pytest_promises.model.hearing import Cause, HearingError, Mishap

INSTALL = "promises browser --install"
_ENV = "PROMISES_BROWSER"
_DOWNLOADED = {
    "chromium": (
        ("chromium-headless-shell", "Playwright's own headless shell"),
        ("chromium", "Playwright's own Chromium"),
    ),
    "firefox": (("firefox", "Playwright's own Firefox"),),
    "webkit": (("webkit", "Playwright's own WebKit"),),
}
ENGINES = tuple(_DOWNLOADED)


@dataclass(frozen=True, slots=True)
class BrowserChoice:
    """The browser's program, and in a few words why it was chosen."""

    path: str
    why: str
    engine: str = "chromium"
    headless_shell: bool = False


def find_browser(executable: str = "", engine: str = "chromium", machine: Machine | None = None) -> BrowserChoice:
    """Return the browser to use: the given one, else the system's, else Playwright's own download.

    `executable` is a path or a command's name; when it is empty and the engine is Chromium, the environment variable
    `PROMISES_BROWSER` is asked. Playwright drives only its own builds of Firefox and WebKit.

    Raises `HearingError` (`UNAVAILABLE`) when what was named is no program, or when there is none; its remedy is the
    one command that gets one.
    """
    machine = machine or Machine()
    if engine not in _DOWNLOADED:
        raise _unavailable(f"There is no browser engine {engine!r}.", f"Use one of {', '.join(ENGINES)}.")
    if executable:
        return _named(executable, "it was asked for", engine, machine)
    if engine == "chromium" and (path := machine.env.get(_ENV)):
        return _named(path, f"the environment variable {_ENV} names it", engine, machine)
    for choice in _candidates(engine, machine):
        return choice
    raise _none(engine, machine)


def install_browser(echo: Echo, machine: Machine | None = None, run: Run = run) -> BrowserChoice:
    """Get a Chromium by Playwright's download or the system's package manager, and return it; tells each step.

    Every step is bounded and asks nothing. Raises `HearingError` (`UNAVAILABLE`) that lists what was tried.
    """
    machine = machine or Machine()
    if machine.env.get(_ENV):
        return find_browser(machine=machine)
    tried = []
    for way in ways(machine):
        reason = get(way, echo, run)
        choice = None if reason else _found(machine)
        if choice is not None:
            reason = _start(choice, machine, echo, run)
            if not reason:
                return choice
        tried.append(f"{way.title}: {reason or 'no browser was found afterwards'}")
        echo(f"  {tried[-1]}")
    message = f"No browser could be got. {'; '.join(tried)}."
    raise _unavailable(message, f"Install Chrome, Chromium or Edge, or name a browser in {_ENV}.")


def _found(machine: Machine) -> BrowserChoice | None:
    return next(_candidates("chromium", machine), None)


def _start(choice: BrowserChoice, machine: Machine, echo: Echo, run: Run) -> str:
    """Return why the browser does not start (a library is missing), or `""`."""
    if machine.platform == "win32":  # there it would open a window
        return ""
    reason = run((choice.path, "--version"), 60.0, echo)
    return f"{choice.path} does not start: {reason}" if reason else ""


def _named(executable: str, why: str, engine: str, machine: Machine) -> BrowserChoice:
    home = machine.home if executable.startswith("~/") else ""
    path = home + executable.removeprefix("~") if home else executable
    found = path if machine.is_program(path) else machine.which(path)
    if not found:
        raise _unavailable(f"The browser {executable!r} is not a program ({why}).", "Give the path of a browser.")
    return BrowserChoice(found, why, engine, headless_shell=_is_headless_shell(found))


def _is_headless_shell(path: str) -> bool:
    name = path.replace("\\", "/").rpartition("/")[2]
    return "headless" in name and "shell" in name


def _candidates(engine: str, machine: Machine) -> Iterator[BrowserChoice]:
    for family in SYSTEM if engine == "chromium" else ():
        for path in family.paths(machine):
            if runs(path, machine):
                yield BrowserChoice(path, f"{family.title} is there", engine, family.headless_shell)
    for build, title in _DOWNLOADED[engine]:
        for path in downloads(build, machine):
            yield BrowserChoice(path, f"{title} is there", engine, build == "chromium-headless-shell")


def _none(engine: str, machine: Machine) -> HearingError:
    if engine == "chromium":
        message = f"No Chrome, Chromium or Edge is here, nor in Playwright's cache ({cache(machine)})."
        return _unavailable(message, f"Run: {INSTALL}")
    message = f"Playwright's own build of {engine} is not in its cache ({cache(machine)})."
    return _unavailable(message, f"Run: playwright install {engine}")


def _unavailable(message: str, remedy: str) -> HearingError:
    return HearingError(Mishap(Cause.UNAVAILABLE, message, remedy))
