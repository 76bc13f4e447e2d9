"""What a command prints: as text or as data; how it fails; and that nothing but hearing runs it."""

import json
import sys
import textwrap
from dataclasses import replace

import pytest

from pytest_promises.channels.command import CommandChannel
from pytest_promises.cli import main
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.promise import Location


@pytest.fixture
def hear(ear, make, tmp_path):
    def listen(program, *, arguments="", ask=ear.hear, **options):
        path = tmp_path / "say.py"
        path.write_text(textwrap.dedent(program), "utf-8")
        one = make(f"python say.py {arguments}", kind="command", **options)
        return ask("", replace(one, location=Location(str(tmp_path / "support.yaml"), 3, 5)))

    return listen


@pytest.fixture
def refusal(hear, ear):
    def refuse(program, **settings):
        return hear(program, ask=lambda *order: ear.refusal(*order, **settings))

    return refuse


def test_what_it_prints_is_text(hear):
    (hearing,) = hear("print('Replies\\n=======\\nwithin 24 hours')")
    assert [(one.text, one.headings) for one in hearing.passages] == [
        ("Replies", ()),
        ("within 24 hours", ("Replies",)),
    ]
    assert hearing.evidence.status == 0
    assert hearing.evidence.url == "python say.py"


def test_what_it_prints_is_data(hear):
    (hearing,) = hear("print('{\"hours\": [24, null]}')", read="hours", unit="hours", topic="reply")
    (statement,) = hearing.statements
    assert (statement.value.maximum, statement.topic) == (86400.0, "reply")


def test_what_it_prints_is_markdown_or_html(hear):
    (hearing,) = hear("print('# Replies\\n\\nwithin *24* hours')", **{"as": "markdown"})
    assert hearing.passages[1].text == "within 24 hours"
    (hearing,) = hear("print('<p>within <b>24</b> hours')", **{"as": "html"})
    assert hearing.passages[0].text == "within 24 hours"


def test_colours_and_what_is_written_over_are_left_out(hear):
    (hearing,) = hear(r"""
        import sys
        sys.stdout.write("wait 10%\rwait 99%\r\x1b[1;32mwithin ")
        sys.stdout.write("\x1b]8;;https://x.example\x1b\\24\x1b]8;;\x07 hours\x1b[0m\r\n")
    """)
    assert [passage.text for passage in hearing.passages] == ["within 24 hours"]


def test_channels_of_one_command_share_a_run(ear, make, tmp_path):
    (tmp_path / "say.py").write_text(
        "import pathlib\n"
        "with open('runs', 'a') as runs: runs.write('x')\n"
        'print(\'{"en": "24 hours", "ru": "24 часа"}\'.encode(\'ascii\', \'backslashreplace\').decode())\n'
    )
    place = Location(str(tmp_path / "support.yaml"))
    channels = [
        replace(make("python say.py", kind="command", name=lang, read=lang), location=place) for lang in ("en", "ru")
    ]
    hearings = ear.hear("", *channels)
    assert [hearing.passages[0].text for hearing in hearings] == ["24 hours", "24 часа"]
    assert (tmp_path / "runs").read_text() == "x"


def test_it_runs_where_the_spec_is_with_no_shell_and_no_input(hear, tmp_path):
    (hearing,) = hear(
        "import os, sys; print(os.getcwd()); print(sys.argv[1:]); print(repr(sys.stdin.read()))",
        arguments="'a b' $HOME *.py ; echo",
    )
    said = "\n".join(passage.text for passage in hearing.passages)
    assert str(tmp_path.resolve()) in said
    assert "['a b', '$HOME', '*.py', ';', 'echo']" in said
    assert said.endswith("''")


def test_the_environment_is_passed_on(hear, monkeypatch):
    monkeypatch.setenv("SHOP_LANGUAGE", "bg")
    (hearing,) = hear("import os; print(os.environ['SHOP_LANGUAGE'])")
    assert hearing.passages[0].text == "bg"


def test_a_program_in_python_is_run_by_this_interpreter(ear, make, tmp_path):
    (tmp_path / "my tools").mkdir()
    tool = tmp_path / "my tools" / "hours.py"
    tool.write_text("import sys; print(sys.executable)")
    (hearing,) = ear.hear("", make(str(tool), kind="command"))
    assert hearing.passages[0].text == sys.executable


def test_a_failure_has_the_last_line_of_what_it_complained(refusal):
    mishap = refusal("import sys; sys.stderr.write('first\\nno database\\x1b[31m\\x07\\n\\n'); sys.exit(3)")
    assert mishap.cause is Cause.CRASHED
    assert mishap.message == "`python say.py` ended with status 3: no database\ufffd"


def test_a_failure_shows_no_secret_of_the_environment(refusal, monkeypatch):
    monkeypatch.setenv("SHOP_TOKEN", "tr0ub4dor")
    mishap = refusal("import os, sys; sys.exit('denied for ' + os.environ['SHOP_TOKEN'])")
    assert mishap.message.endswith("denied for ***")


def test_a_failure_is_short(refusal):
    assert len(refusal("import sys; sys.exit('x' * 100_000)").message) < 300


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals on Windows")
def test_a_signal_is_named(refusal):
    mishap = refusal("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert (mishap.cause, "signal 9" in mishap.message) == (Cause.CRASHED, True)


def test_what_it_prints_before_it_fails_is_not_heard(refusal):
    assert refusal("print('within 24 hours', flush=True); raise SystemExit(1)").cause is Cause.CRASHED


@pytest.mark.parametrize("program", ["", "print()", "print(' ')"])
def test_nothing_printed_is_empty(refusal, program):
    assert refusal(program).cause is Cause.EMPTY


def test_a_command_that_does_not_end_is_ended_with_all_that_it_started(refusal, tmp_path):
    mishap = refusal(
        """
        import subprocess, sys, time
        child = "import time, pathlib; time.sleep(3); pathlib.Path('alive').touch()"
        subprocess.Popen([sys.executable, "-c", child])
        time.sleep(60)
        """,
        timeout=1.0,
    )
    assert mishap.cause is Cause.TIMEOUT
    assert "1 seconds" in mishap.message


def test_a_command_that_leaves_somebody_behind_with_its_output_is_ended(refusal):
    program = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"
    assert refusal(program, timeout=1.0).cause is Cause.TIMEOUT


def test_output_without_end_is_cut_off(refusal):
    mishap = refusal("while True: print('x' * 1000)", max_bytes=100_000)
    assert mishap.cause is Cause.TOO_LARGE


def test_complaints_without_end_are_read_and_forgotten(hear):
    (hearing,) = hear("import sys; sys.stderr.write('x' * 5_000_000); print('within 24 hours')")
    assert hearing.passages[0].text == "within 24 hours"


def test_no_such_program(ear, make):
    mishap = ear.refusal("", make("no-such-program-anywhere --json", kind="command"))
    assert mishap.cause is Cause.UNAVAILABLE
    assert "no-such-program-anywhere" in mishap.message


@pytest.mark.parametrize("address", ["say 'hello", " "])
def test_what_is_no_command(make, address):
    with pytest.raises(HearingError) as caught:
        CommandChannel().target(make(address, kind="command"), "")
    assert caught.value.mishap.cause is Cause.MALFORMED


@pytest.mark.parametrize(
    ("program", "options", "cause"),
    [
        ("print('<html><p>Log in')", {"as": "json"}, Cause.MALFORMED),
        ("print('{')", {"read": "a"}, Cause.MALFORMED),
        ("print('{}')", {"read": "a"}, Cause.EMPTY),
        ("import sys; sys.stdout.buffer.write(b'24 \\xf7\\xe0\\xf1\\xe0')", {}, Cause.MALFORMED),
        ("print('a\\0b')", {}, Cause.MALFORMED),
    ],
)
def test_output_that_cannot_be_read(hear, program, options, cause):
    (hearing,) = hear(program, **options)
    assert hearing.mishap.cause is cause
    assert "python say.py" in hearing.mishap.message or "read: a" in hearing.mishap.message


def test_another_encoding_is_named(hear):
    program = "import sys; sys.stdout.buffer.write('24 часа'.encode('cp1251'))"
    (hearing,) = hear(program, encoding="windows-1251")
    assert hearing.passages[0].text == "24 часа"


def test_options_that_do_not_go_together_are_told_by_the_check():
    problem = CommandChannel().problem
    assert "reads JSON" in problem({"as": "text", "read": "a"})
    assert "no JMESPath" in problem({"read": "a["})
    assert "no unit" in problem({"unit": "fortnight"})
    assert problem({"as": "json", "read": "a", "unit": "minutes"}) is None


SPEC = """\
version: 1
channels:
  hours: {command: "python touch.py"}
promises:
  open: {topic: hours, hours: "Mo-Fr 09:00-18:00", stated_on: [hours]}
"""


def test_checking_and_collecting_run_no_command_and_auditing_does(pytester, monkeypatch):
    pytester.mkdir("specs")
    pytester.path.joinpath("specs/a.yaml").write_text(SPEC)
    tool = "import pathlib; pathlib.Path('run').touch(); print('Open Mon-Fri 9:00-18:00')"
    pytester.path.joinpath("specs/touch.py").write_text(tool)
    ran = pytester.path.joinpath("specs/run")
    monkeypatch.chdir(pytester.path)
    assert main(["check"]) == 0
    pytester.runpytest_subprocess("--promises", "--collect-only")
    assert not ran.exists()
    pytester.runpytest_subprocess("--promises").assert_outcomes(passed=2)
    assert ran.exists()


def test_data_without_a_path_is_the_whole_document(hear):
    (hearing,) = hear(f"print({json.dumps(json.dumps(['within 24 hours']))})", **{"as": "json"})
    assert hearing.passages[0].text == "within 24 hours"
