import os
import signal
import subprocess
import sys

from pytest_promises.evidence.journal import Journal, journals, lines

WRITER = """
import sys, pathlib
from pytest_promises.evidence.journal import Journal
journal = Journal(pathlib.Path(sys.argv[1]))
for number in range(10**9):
    journal.append("finding", {"number": number, "text": "x" * 3000})
    print(number, flush=True)
"""


def test_lines_are_read_as_they_were_written(tmp_path):
    journal = Journal(tmp_path / "runs" / "a.jsonl")
    journal.append("problem", "line\nend \u2028 \ud800")
    journal.append("finding", {"a": [1, 2.5, None]})
    journal.close()
    assert list(lines(journal.path)) == [("problem", "line\nend \u2028 \ud800"), ("finding", {"a": [1, 2.5, None]})]


def test_a_line_that_was_cut_off_is_left_out_and_the_others_are_not(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"problem":"whole"}\n{"finding":{"spec":"specs/a.ya')
    assert list(lines(path)) == [("problem", "whole")]


def test_a_writer_that_is_killed_loses_nothing_of_what_it_had_told(tmp_path):
    path = tmp_path / "a.jsonl"
    with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True) as writer:
        told = [int(next(writer.stdout)) for _ in range(20)]
        os.kill(writer.pid, signal.SIGKILL)
        told += [int(line) for line in writer.stdout if line.endswith("\n")]
    assert [content["number"] for _, content in lines(path)][: len(told)] == told


def test_only_its_owner_can_read_a_journal(tmp_path):
    journal = Journal(tmp_path / "a.jsonl")
    assert journal.path.stat().st_mode & 0o077 == 0
    journal.close()


def test_journals_are_listed_the_oldest_first(tmp_path):
    for name in ("20261102T000000-b.jsonl", "20261101T000000-a.jsonl", "other.txt"):
        (tmp_path / name).touch()
    assert [path.name[:8] for path in journals(tmp_path)] == ["20261101", "20261102"]
