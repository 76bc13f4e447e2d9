"""Which browser is used, on machines that are only told of."""

import json
import sys
from pathlib import Path

import pytest

from pytest_promises.channels.browser.binary import BrowserChoice, find_browser, install_browser
from pytest_promises.channels.browser.packages import run
from pytest_promises.channels.browser.places import Machine, cache
from pytest_promises.model.hearing import Cause, HearingError

SHELL = "/usr/lib/chromium/chromium-headless-shell"
CHROME = "/opt/google/chrome/chrome"
CACHE = "/home/me/.cache/ms-playwright"
DRIVER = "/venv/playwright/driver/package"
BROWSERS = {
    "browsers": [
        {"name": "chromium", "revision": "1255"},
        {"name": "chromium-headless-shell", "revision": "1255"},
        {"name": "firefox", "revision": "1572"},
        {"name": "webkit", "revision": "2388", "revisionOverrides": {"mac14": "2251"}},
    ]
}


class Disk:
    """A machine that consists of the files it is given."""

    def __init__(self, *programs, platform="linux", commands=(), root=True, texts=None, **env):
        self.programs = set(programs)
        self.commands = {name: f"/usr/bin/{name}" for name in commands}
        self.texts = {f"{DRIVER}/browsers.json": json.dumps(BROWSERS), **(texts or {})}
        self.env = {"HOME": "/home/me", **env}
        self.platform, self.root = platform, root

    def names(self, folder):
        inside = [path.removeprefix(folder + "/") for path in self.programs if path.startswith(folder + "/")]
        return sorted({path.split("/")[0] for path in inside})

    @property
    def machine(self):
        return Machine(
            platform=self.platform,
            env=self.env,
            which=self.commands.get,
            is_program=lambda path: path in self.programs or path in self.commands.values(),
            names=self.names,
            head=lambda path: self.texts.get(path, ""),
            is_root=lambda: self.root,
            driver=DRIVER,
        )

    def find(self, executable="", engine="chromium"):
        return find_browser(executable, engine, self.machine)


def refused(disk, *args):
    with pytest.raises(HearingError) as caught:
        disk.find(*args)
    assert caught.value.mishap.cause is Cause.UNAVAILABLE
    return caught.value.mishap


def test_a_browser_that_is_named_is_used_before_any_other():
    choice = Disk(SHELL, "/mine/chrome").find("/mine/chrome")
    assert choice == BrowserChoice("/mine/chrome", "it was asked for", "chromium", headless_shell=False)


def test_a_browser_may_be_named_by_its_command_or_from_the_home_folder():
    disk = Disk("/home/me/chrome-headless-shell", commands=["brave"])
    assert disk.find("brave").path == "/usr/bin/brave"
    assert disk.find("~/chrome-headless-shell").path == "/home/me/chrome-headless-shell"
    assert disk.find("~/chrome-headless-shell").headless_shell


def test_a_browser_named_by_the_environment_is_used_for_chromium_only():
    disk = Disk(SHELL, "/mine/chrome", PROMISES_BROWSER="/mine/chrome")
    assert disk.find().path == "/mine/chrome"
    assert "PROMISES_BROWSER" in disk.find().why
    assert "firefox" in refused(disk, "", "firefox").message


def test_a_named_browser_that_is_no_program_is_not_replaced_by_another():
    assert "'/gone'" in refused(Disk(SHELL), "/gone").message
    assert "PROMISES_BROWSER" in refused(Disk(SHELL, PROMISES_BROWSER="/gone")).message


def test_an_engine_that_does_not_exist_is_told_with_those_that_do():
    assert "chromium, firefox, webkit" in refused(Disk(SHELL), "", "gecko").remedy


@pytest.mark.parametrize(
    ("platform", "program", "commands", "why"),
    [
        ("linux", SHELL, ["chromium"], "headless shell"),
        ("linux", CHROME, ["chromium", "microsoft-edge"], "Chrome"),
        ("linux", "/usr/bin/chromium", ["microsoft-edge"], "Chromium"),
        ("linux", "/opt/microsoft/msedge/msedge", [], "Edge"),
        ("darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", [], "Chrome"),
        ("darwin", "/home/me/Applications/Chromium.app/Contents/MacOS/Chromium", [], "Chromium"),
        ("win32", "C:/Program Files/Google/Chrome/Application/chrome.exe", [], "Chrome"),
        ("win32", "C:/Program Files/Microsoft/Edge/Application/msedge.exe", [], "Edge"),
    ],
)
def test_the_systems_browser_is_found_the_fastest_first(platform, program, commands, why):
    choice = Disk(program, platform=platform, commands=commands, PROGRAMFILES="C:/Program Files").find()
    assert (choice.path, choice.why) == (program, f"the system's {why} is there")
    assert choice.headless_shell is (why == "headless shell")


def test_a_browser_on_the_path_is_found():
    assert Disk(commands=["google-chrome"]).find().path == "/usr/bin/google-chrome"


def test_ubuntus_script_that_asks_for_a_snap_is_no_browser():
    script = {"/usr/bin/chromium-browser": "#!/bin/sh\nif ! [ -x /snap/bin/chromium ]; then\n  exit 1\nfi\n"}
    assert "promises browser --install" in refused(Disk(commands=["chromium-browser"], texts=script)).remedy
    assert Disk(commands=["chromium-browser"]).find().path == "/usr/bin/chromium-browser"


DOWNLOADS = [
    ("linux", "chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell", True),
    ("linux", "chromium_headless_shell-1155/chrome-linux/headless_shell", True),
    ("linux", "chromium-1255/chrome-linux64/chrome", False),
    ("linux", "chromium-1155/chrome-linux/chrome", False),
    ("darwin", "chromium-1155/chrome-mac/Chromium.app/Contents/MacOS/Chromium", False),
    (
        "darwin",
        "chromium-1255/chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
        False,
    ),
    ("win32", "chromium_headless_shell-1255/chrome-headless-shell-win64/chrome-headless-shell.exe", True),
    ("win32", "chromium-1255/chrome-win64/chrome.exe", False),
]


@pytest.mark.parametrize(("platform", "tail", "shell"), DOWNLOADS)
def test_playwrights_download_is_found_without_playwright(platform, tail, shell):
    folder = cache(Disk(platform=platform).machine)
    choice = Disk(f"{folder}/{tail}", platform=platform).find()
    assert (choice.path, choice.headless_shell) == (f"{folder}/{tail}", shell)
    assert "Playwright's own" in choice.why


def test_the_system_comes_before_playwrights_download():
    assert Disk(CHROME, f"{CACHE}/chromium-1255/chrome-linux64/chrome").find().path == CHROME


def test_the_revision_that_playwright_wants_comes_first_then_the_newest():
    paths = [f"{CACHE}/chromium-{revision}/chrome-linux64/chrome" for revision in (999, 1255, 1300)]
    assert Disk(*paths).find().path == paths[1]
    assert Disk(paths[0], paths[2]).find().path == paths[2]
    assert Disk(*paths, texts={f"{DRIVER}/browsers.json": "not JSON"}).find().path == paths[2]


def test_the_place_of_playwrights_downloads_can_be_named():
    inside = "chromium-1255/chrome-linux64/chrome"
    assert Disk(f"/ci/{inside}", PLAYWRIGHT_BROWSERS_PATH="/ci").find().path == f"/ci/{inside}"
    local = f"{DRIVER}/.local-browsers/{inside}"
    assert Disk(local, PLAYWRIGHT_BROWSERS_PATH="0").find().path == local


@pytest.mark.parametrize(
    ("platform", "env", "folder"),
    [
        ("linux", {}, CACHE),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/ms-playwright"),
        ("darwin", {}, "/home/me/Library/Caches/ms-playwright"),
        ("win32", {"LOCALAPPDATA": "C:/L"}, "C:/L/ms-playwright"),
        ("win32", {}, "/home/me/AppData/Local/ms-playwright"),
    ],
)
def test_each_system_has_its_cache(platform, env, folder):
    assert cache(Disk(platform=platform, **env).machine) == folder


def test_other_engines_are_playwrights_own_builds_of_the_right_revision():
    paths = [f"{CACHE}/firefox-1572/firefox/firefox", f"{CACHE}/webkit_mac14_special-2251/pw_run.sh"]
    assert Disk(*paths, SHELL).find("", "firefox").path == paths[0]
    assert Disk(*paths).find("", "webkit").path == paths[1]
    older = Disk(f"{CACHE}/firefox-1400/firefox/firefox", SHELL, commands=["firefox"])
    assert refused(older, "", "firefox").remedy == "Run: playwright install firefox"


def test_without_a_browser_the_one_command_that_gets_one_is_named():
    mishap = refused(Disk(f"{CACHE}/ffmpeg-1013/ffmpeg-linux", f"{CACHE}/chromium-1255/README"))
    assert mishap.remedy == "Run: promises browser --install"
    assert CACHE in mishap.message


def test_a_real_disk_is_searched_and_the_installed_playwright_asked_for_its_revision(tmp_path):
    listed = json.loads(Path(Machine().driver, "browsers.json").read_text())["browsers"]
    revision = next(entry["revision"] for entry in listed if entry["name"] == "firefox")
    for folder in (f"firefox-{revision}", "firefox-1"):
        program = tmp_path / folder / "firefox" / "firefox"
        program.parent.mkdir(parents=True)
        program.touch(mode=0o755)
    machine = Machine(env={"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)})
    assert find_browser("", "firefox", machine).path == f"{tmp_path}/firefox-{revision}/firefox/firefox"
    assert find_browser(str(program), machine=machine).path == str(program)
    program.chmod(0o644)
    with pytest.raises(HearingError):
        find_browser(str(program), machine=machine)


class Installer:
    """Runs nothing; knows which commands work, and what they leave behind."""

    def __init__(self, disk, **works):
        self.disk, self.works, self.ran, self.told = disk, works, [], []

    def __call__(self, command, seconds, echo):
        self.ran.append(" ".join(command))
        assert 0 < seconds <= 600
        if command[-1] == "--version":
            return "libnss3.so is missing" if command[0] in self.works.get("broken", ()) else ""
        word = next((word for word in self.works if word in command), None)
        if word is None:
            return "it does not work here"
        self.disk.programs.add(self.works[word])
        return ""

    def install(self):
        return install_browser(self.told.append, self.disk.machine, self)


DOWNLOADED = f"{CACHE}/chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell"


def test_playwrights_download_is_tried_first():
    installer = Installer(Disk(commands=["apt-get"]), playwright=DOWNLOADED)
    assert installer.install().path == DOWNLOADED
    assert installer.ran == [
        f"{sys.executable} -m playwright install chromium-headless-shell",
        f"{DOWNLOADED} --version",
    ]
    assert installer.ran[0] in installer.told[0]


def test_the_package_manager_is_next_and_its_lists_are_fetched_once():
    installer = Installer(Disk(commands=["apt-get"]), chromium="/usr/bin/chromium")
    assert installer.install().path == "/usr/bin/chromium"
    apt = [line.partition("apt-get")[2].split()[-1] for line in installer.ran if "apt-get" in line]
    assert apt == ["update", "chromium-headless-shell", "chromium"]
    assert not any("sudo" in line for line in installer.ran)


def test_who_is_not_root_asks_sudo_without_a_question():
    installer = Installer(Disk(commands=["dnf"], root=False), chromium="/usr/bin/chromium")
    installer.install()
    assert installer.ran[1] == "sudo -n dnf install -y chromium-headless"


def test_brew_is_not_run_as_root():
    chrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    disk = Disk(commands=["brew"], platform="darwin", root=False)
    installer = Installer(disk, **{"google-chrome": chrome})
    assert installer.install().path == chrome
    assert installer.ran[1] == "brew install --cask google-chrome"


def test_a_download_that_does_not_start_is_not_the_end():
    disk = Disk(commands=["apt-get"])
    installer = Installer(disk, playwright=DOWNLOADED, broken=[DOWNLOADED], **{"-y": SHELL})
    assert installer.install().path == SHELL
    assert any("libnss3.so" in line for line in installer.told)


def test_when_nothing_works_all_that_was_tried_is_told():
    installer = Installer(Disk(commands=["apt-get"]))
    with pytest.raises(HearingError) as caught:
        installer.install()
    for tried in ("Playwright's download", "apt-get chromium-headless-shell", "apt-get chromium", "does not work here"):
        assert tried in caught.value.mishap.message
    assert "PROMISES_BROWSER" in caught.value.mishap.remedy


def test_what_works_and_leaves_no_browser_has_failed():
    installer = Installer(Disk(), playwright="/elsewhere")
    with pytest.raises(HearingError) as caught:
        installer.install()
    assert "no browser was found afterwards" in caught.value.mishap.message


def test_nothing_is_installed_when_a_browser_is_named():
    installer = Installer(Disk("/mine/chrome", PROMISES_BROWSER="/mine/chrome"))
    assert installer.install().path == "/mine/chrome"
    assert installer.ran == []


def script(text):
    return [sys.executable, "-c", text]


def test_a_command_that_works_has_no_reason():
    assert run(script("print('fine')"), 60, [].append) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("print('a\\nError: no\\x1b[31m net\\n  at x'); exit(3)", "Error: no [31m net (exit status 3)"),
        ("print('one\\ntwo'); exit(1)", "two (exit status 1)"),
        ("exit(4)", "it said nothing (exit status 4)"),
        ("input()", "EOFError: EOF when reading a line (exit status 1)"),
    ],
)
def test_a_command_that_fails_tells_why_in_one_line(text, reason):
    assert run(script(text), 60, [].append) == reason


def test_a_command_that_takes_too_long_is_ended_with_all_that_it_started():
    text = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)"
    sleeper = "import subprocess, sys, threading; threading.Event().wait()"
    assert run(script(sleeper), 0.2, [].append) == "it took longer than 0 seconds"
    assert "longer" in run(script(text.replace("'input()'", repr(sleeper))), 0.5, [].append)


def test_a_command_that_does_not_exist_tells_so():
    assert "cannot be run" in run(["/no/such/command"], 60, [].append)
