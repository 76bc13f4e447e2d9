"""The benchmarks of reading count rightly."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DURATION = {"kind": "duration", "min": None, "max": 1, "unit": "day", "business": False, "seconds_min": None}
PAGES = [
    {
        "id": "right",
        "lang": "en",
        "topic": "reply",
        "promise": True,
        "text": "We reply within 24 hours.",
        "quantities": [{**DURATION, "seconds_max": 86_400, "bound": "upper", "topic": "reply"}],
    },
    {
        "id": "clock",
        "lang": "en",
        "topic": "reply",
        "promise": True,
        "text": "We reply within 2 days.",
        "quantities": [{**DURATION, "seconds_max": 172_800, "business": True, "bound": "upper", "topic": "reply"}],
    },
    {
        "id": "unclear",
        "lang": "en",
        "topic": "reply",
        "promise": True,
        "ambiguous": True,
        "text": "Soon, or in 9 days.",
        "quantities": [],
    },
    {
        "id": "distractor",
        "lang": "en",
        "topic": "other",
        "promise": False,
        "text": "Delivery takes 3 to 5 days.",
        "quantities": [{**DURATION, "min": 0.6, "seconds_min": 259_200, "seconds_max": 432_000, "topic": "other"}],
    },
]
SINGLE = [
    {"id": "one", "lang": "en", "kind": "money", "text": "It is 5 euros.",
     "expected": [{"kind": "money", "amount": 5, "currency": "EUR"}]},
    {"id": "any", "lang": "en", "kind": "money", "text": "It is $7.",
     "expected": [{"kind": "money", "amount": 7, "currency": "$"}]},
    {"id": "none", "lang": "en", "kind": "none", "not_kind": "money", "text": "It is 5 metres.", "expected": []},
]  # fmt: skip
OWN = [
    {"text": "We reply within 2 business days.", "states": [{"value": "<=2 business day", "topic": "reply"}]},
    {"text": "Next-day delivery.", "states": [{"value": "day+1", "topic": "delivery"}]},
    {"text": "Mon-Fri 9am-6pm", "states": [{"value": "Mo-Fr 09:00-18:00 @Europe/Sofia", "topic": "hours"}]},
    {"text": "Free delivery over $1,200", "states": [{"value": "USD>=1200", "topic": "free_shipping"}]},
    {"text": "99.95 % uptime", "states": [{"value": "99.95%", "topic": "uptime"}]},
    {"text": "Up to 3 delivery attempts", "states": [{"value": "<=3x", "topic": "attempts"}]},
    {"text": "We answer as soon as possible.", "states": [{"value": "vague", "topic": "reply"}]},
    {"text": "Is express delivery one to two days?", "states": [
        {"value": "1-2 day", "topic": "delivery", "scope": {"method": "express"}, "mood": "question"}]},
]  # fmt: skip


def run(program, *arguments):
    command = [sys.executable, ROOT / "benchmarks" / program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def table(output, title):
    """Return a table's rows by name, each as its cells by column."""
    head, *rows = next(part for part in output.split("\n\n") if part.startswith(title)).splitlines()
    return {row[:34].strip(): dict(zip(cells(head), cells(row), strict=False)) for row in rows}


def cells(line):
    return [line[at : at + 8].strip() for at in range(34, len(line), 8)]


@pytest.fixture
def corpus(tmp_path):
    def write(items, name="corpus"):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), "utf-8")
        return path

    return write


def read(*arguments):
    done = run("reading.py", *arguments, "--peers", "", "--rounds", "1", "--dense-bytes", "1000")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_right_of_a_page_is_told_by_kind_language_and_phenomenon(corpus):
    output = read(corpus(PAGES), "--misses", "9")
    durations = table(output, "pytest-promises, by kind")["duration"]
    assert (durations["wanted"], durations["recall"], durations["prec."]) == ("3", "66.7", "66.7")
    assert (durations["bound"], durations["topic"]) == ("100.0", "100.0")
    assert table(output, "pytest-promises, by kind")["distractors"]["claimed"] == "100.0"
    assert table(output, "pytest-promises, by language")["en"]["recall"] == "66.7"
    assert table(output, "pytest-promises, by phenomenon")["business clock"]["recall"] == "0.0"
    assert table(output, "pytest-promises, by phenomenon")["range"]["recall"] == "100.0"


def test_the_errors_are_listed_with_what_was_wanted_and_said(corpus):
    output = read(corpus(PAGES), "--misses", "1")
    assert "2 errors" in output
    assert "  clock en duration: We reply within 2 days.\n" in output
    assert "      wanted: duration None to 172800.0 business\n      said: duration None to 172800.0\n" in output


def test_of_single_quantities_only_their_kind_is_asked_for(corpus):
    rows = table(read(corpus(SINGLE)), "pytest-promises, by kind")
    assert (rows["money"]["wanted"], rows["money"]["said"], rows["money"]["recall"]) == ("2", "2", "100.0")
    assert rows["nothing in it"]["claimed"] == "0.0"


def test_the_projects_own_notation_is_understood(corpus):
    rows = table(read(corpus(OWN, "en")), "pytest-promises, by kind")
    kinds = ("duration", "relative_day", "money", "percent", "weekly_hours", "count", "vague")
    assert {kind: rows[kind]["recall"] for kind in kinds} == dict.fromkeys(kinds, "100.0")
    assert (rows["duration"]["scope"], rows["duration"]["mood"]) == ("100.0", "100.0")


def test_the_language_may_be_left_to_be_found(corpus):
    items = [{**PAGES[0], "lang": "ru"}]
    assert "100.0" in read(corpus(items), "--lang-unknown")


def test_a_line_that_is_no_item_is_named(corpus):
    path = corpus([{"id": "one", "lang": "en"}])
    done = run("reading.py", path)
    assert f"{path}:1: this is no item of a corpus" in done.stderr
    assert done.returncode == 1


def test_time_against_length_is_measured_for_hostile_texts():
    done = run("reading_length.py", "--largest", "20000", "--kinds", "lone surrogates,dots")
    assert done.returncode == 0, done.stderr
    assert [line.split("  ")[0] for line in done.stdout.splitlines()[1:3]] == ["lone surrogates", "dots"]
