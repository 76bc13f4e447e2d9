"""Files of records that a server has, from a spec to what is measured."""

import gzip

import duckdb
import pytest
from tests.measuring.server import Answer

from pytest_promises.model.hearing import Cause

CSV = b"at,done\n2026-01-05T10:00:00Z,2026-01-05T11:00:00Z\n2026-01-05T10:00:00Z,2026-01-05T15:00:00Z\n"
LINES = b'{"at": "2026-01-05T10:00:00Z", "done": "2026-01-05T11:00:00Z"}\n{"at": "2026-01-05T10:00:00Z"}\n'


@pytest.fixture
def hear(run, server):
    """Hear records that are at a path of the server."""

    def heard(path, more="", **settings):
        text = f"""
        records:
          tickets: {{source: "{path}", from: at, to: done{more}}}
        promises:
          first-reply: {{topic: reply, within: 2 hours, kept_by: {{records: tickets, share: 50%}}}}
        """
        (hearing,) = run(text.replace('source: "/', f'source: "{server.url}/')).hear(pauses=False, **settings).values()
        return hearing

    return heard


def kept(hearing):
    assert hearing.mishap is None, hearing.mishap
    (distribution,) = hearing.measured.distributions
    return distribution.within(7200.0)


def parquet(folder):
    path = folder / "a.parquet"
    with duckdb.connect() as connection:
        rows = "SELECT TIMESTAMPTZ '2026-01-05 10:00Z' AS at, TIMESTAMPTZ '2026-01-05 11:00Z' AS done"
        connection.execute(f"COPY ({rows}) TO '{path}' (FORMAT PARQUET)")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("path", "body", "type", "more"),
    [
        ("/tickets.csv", CSV, "application/octet-stream", ""),
        ("/tickets.csv?key=7", CSV, "text/plain; charset=utf-8", ""),
        ("/export", CSV, "text/csv; charset=utf-8", ""),
        ("/export", CSV.replace(b",", b"\t"), "text/tab-separated-values", ""),
        ("/export", CSV, "text/plain", ", as: csv"),
        ("/tickets.csv.gz", gzip.compress(CSV, mtime=0), "application/gzip", ""),
        ("/tickets.csv.gz", CSV, "application/octet-stream", ""),
        ("/tickets.jsonl", LINES, "text/plain", ""),
        ("/export", LINES, "application/x-ndjson", ""),
    ],
)
def test_a_file_is_read_as_what_it_is_served_as_named_or_told(hear, server, path, body, type, more):  # noqa: A002
    server.answers[path.partition("?")[0]] = Answer(body, type=type)
    assert kept(hear(path, more)) == (1, 2)
    assert [one.path for one in server.asked] == [path]


@pytest.mark.parametrize("type", ["application/vnd.apache.parquet", "binary/octet-stream"])
def test_parquet_is_read_with_its_own_types(hear, server, tmp_path, type):  # noqa: A002
    server.answers["/tickets.parquet"] = Answer(parquet(tmp_path), type=type)
    assert kept(hear("/tickets.parquet")) == (1, 1)


def test_a_list_in_json_is_an_apis_only_page(hear, server):
    server.answers["/tickets.json"] = Answer(b"[" + LINES.strip().replace(b"\n", b", ") + b"]")
    assert kept(hear("/tickets.json")) == (1, 2)


def test_json_in_which_the_list_is_somewhere_says_what_is_missing(hear, server):
    server.answers["/tickets"] = Answer(b'{"rows": []}')
    found = hear("/tickets").mishap
    assert (found.cause, "`read:` tells where they are" in found.message) == (Cause.MALFORMED, True)


@pytest.mark.parametrize(
    ("answer", "cause", "words"),
    [
        (Answer(b"", type="text/csv"), Cause.EMPTY, "/tickets.csv is empty"),
        (Answer(CSV + b"2026-01", type="text/csv"), Cause.MALFORMED, "/tickets.csv ends in the middle of a line"),
        (Answer(gzip.compress(CSV * 99)[:-9], type="text/csv"), Cause.MALFORMED, "/tickets.csv ends too early"),
        (Answer(b'{"error": "Expired token"}', 401), Cause.DENIED, "Expired token"),
        (Answer(b"", 404), Cause.NOT_FOUND, "answered 404"),
        (Answer(b"", 503), Cause.SERVER_ERROR, "answered 503"),
        (Answer(b"<title>Just a moment...</title>", 200, "text/html"), Cause.WALL, "bot wall"),
        (Answer(CSV, headers={"Content-Encoding": "gzip"}), Cause.MALFORMED, "cannot be decompressed"),
    ],
)
def test_what_is_no_whole_file_is_told_by_its_address(hear, server, answer, cause, words):
    server.answers["/tickets.csv"] = answer
    hearing = hear("/tickets.csv")
    assert hearing.measured is None
    assert (hearing.mishap.cause, words in hearing.mishap.message) == (cause, True), hearing.mishap
    assert "promises-copies" not in f"{hearing.mishap}"


def test_a_file_that_is_larger_than_a_document_may_be_is_not_read(hear, server):
    server.answers["/tickets.csv"] = Answer(CSV * 9, type="text/csv")
    assert hear("/tickets.csv", max_bytes=500).mishap.cause is Cause.TOO_LARGE


def test_a_password_in_the_address_is_shown_nowhere(hear, server):
    server.answers["/tickets.csv"] = Answer(b"at\n1\n", type="text/csv")
    address = f"{server.url}/tickets.csv".replace("//", "//audit:hunter2@")
    assert "hunter2" not in f"{hear(address)}"


def test_no_copy_is_left_behind(hear, server, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "copies"))
    (tmp_path / "copies").mkdir()
    server.answers["/tickets.csv"] = Answer(CSV, type="text/csv")
    assert kept(hear("/tickets.csv")) == (1, 2)
    assert list((tmp_path / "copies").iterdir()) == []
