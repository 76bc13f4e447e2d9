"""The Makefile, as far as it can be tried without setting anything up."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
MAKE = shutil.which("make")
TOOLS = ("sh", "cat", "cksum", "tr", "pwd", "awk", "touch", "rm")

pytestmark = pytest.mark.skipif(MAKE is None, reason="there is no make")


def make(*arguments, folder=ROOT, path=None):
    env = {**os.environ, "PATH": str(path or os.environ["PATH"])}
    for inherited in ("MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "PYTHON", "ARGS"):
        env.pop(inherited, None)
    return subprocess.run(
        [MAKE, *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def clone(tmp_path):
    for name in ("Makefile", "pyproject.toml", "requirements/dev.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in TOOLS:
        (tools / tool).symlink_to(shutil.which(tool))
    return tmp_path


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def test_make_alone_lists_every_target():
    targets = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split()
    listed = re.findall(r"^  make (\w+) +\S", make().stdout, re.MULTILINE)
    assert listed == targets


def test_without_a_python_the_reason_is_told(clone):
    done = make("setup", folder=clone, path=clone / "tools")
    assert done.returncode == 2
    assert "Python 3.11 or newer is needed, but there is none on the PATH." in done.stderr


def test_a_python_that_is_too_old_is_refused_and_a_newer_one_is_looked_for(clone):
    script(clone / "tools" / "python3", "exit 1")
    script(clone / "tools" / "python", f'[ "$2" = venv ] && exit 7\nexec {sys.executable} "$@"')
    assert "Making .venv with python\n" in make("setup", folder=clone, path=clone / "tools").stdout
    named = make("setup", "PYTHON=python3", folder=clone, path=clone / "tools")
    assert "but python3 is none." in named.stderr


def test_a_python_without_venv_is_told_with_the_package_that_is_missing(clone):
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    script(clone / "tools" / "python3", f'case "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"')
    done = make("setup", folder=clone, path=clone / "tools")
    assert done.returncode == 2
    assert f"apt-get install python{version}-venv" in done.stderr


def test_a_change_of_the_lock_makes_the_environment_out_of_date(clone):
    def goal():
        return re.search(r"\.venv/\.ready-\S+", make("-pn", "help", folder=clone).stdout)[0]

    before = goal()
    assert goal() == before
    with (clone / "requirements" / "dev.txt").open("a") as lock:
        lock.write("\n# changed\n")
    assert goal() != before
