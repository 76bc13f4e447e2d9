"""The script that gets a mail server for the tests, tried with package managers that install nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "requirements" / "dovecot.sh"
SHELL = shutil.which("sh")
TOOLS = ("sh", "id", "tail", "cat")

pytestmark = pytest.mark.skipif(SHELL is None, reason="there is no shell")


@pytest.fixture
def machine(tmp_path):
    """A folder of programs, which is all that the machine has; and what is run, told in a file."""
    for tool in TOOLS:
        tmp_path.joinpath(tool).symlink_to(shutil.which(tool))
    has(tmp_path, "sudo", 'shift; exec "$@"')
    has(tmp_path, "true", "exit 0")
    return tmp_path


def has(machine, name, text='echo "$0 $*" >>"$RAN"'):
    path = machine / name
    path.write_text(f"#!{SHELL}\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(machine):
    env = {"PATH": str(machine), "PLACES": "", "RAN": str(machine / "ran")}
    done = subprocess.run(
        [SHELL, str(SCRIPT)], env=env, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
    )
    ran = machine.joinpath("ran").read_text("utf-8") if machine.joinpath("ran").exists() else ""
    return done, ran.replace(f"{machine}/", "").splitlines()


def test_a_server_that_is_there_is_left_alone(machine):
    has(machine, "dovecot")
    has(machine, "apk")
    done, ran = run(machine)
    assert (done.returncode, done.stdout, done.stderr, ran) == (0, "", "", [])


@pytest.mark.parametrize(
    ("manager", "command"), [("dnf", "dnf install -y dovecot"), ("apk", "apk add --no-cache dovecot")]
)
def test_the_systems_package_manager_installs_one(machine, manager, command):
    has(machine, manager)
    done, ran = run(machine)
    assert (done.returncode, done.stderr, ran) == (0, "", [command])


def test_an_ordinary_user_without_sudo_installs_nothing_but_by_brew(machine):
    machine.joinpath("id").unlink()
    has(machine, "id", "echo 1000")
    has(machine, "sudo", "exit 1")
    has(machine, "apk")
    done, ran = run(machine)
    assert (done.returncode, ran) == (0, [])
    assert "There is no Dovecot, and it cannot be installed here" in done.stderr
    has(machine, "brew")
    assert run(machine)[1] == ["brew install dovecot"]


def test_a_failure_is_told_and_fails_nothing(machine):
    has(machine, "dnf", "echo No network; exit 3")
    done, _ = run(machine)
    assert done.returncode == 0
    assert "the tests that talk to one are skipped:\nNo network\n" in done.stderr


def test_a_machine_with_nothing_is_told(machine):
    done, ran = run(machine)
    assert (done.returncode, ran) == (0, [])
    assert "cannot be installed here" in done.stderr
