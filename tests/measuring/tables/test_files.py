"""Files as tables: what is in them, and why they cannot be asked."""

import gzip
import json
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.tables.csv_header import header_of
from pytest_promises.measuring.tables.opening import open_table
from pytest_promises.measuring.tables.source import Source, source_of
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.place import Location
from pytest_promises.model.promise import Channel


def source(path, as_=""):
    return Source("files", str(path), str(path), format=as_)


def rows(path, as_=""):
    with open_table(source(path, as_), Settings()) as opened:
        return opened.table.columns, sorted(opened.rows(opened.table), key=repr)


def mishap(path, as_=""):
    with pytest.raises(HearingError) as caught:
        rows(path, as_)
    return caught.value.mishap


def parquet(path, select):
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"COPY ({select}) TO '{path}'")


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_columns_of_csv_are_text_whatever_separates_them(tmp_path, separator):
    text = '\ufeffid,at,"a, b"\r\n007,2026-01-01T10:00:00+02:00,"x, ""y"""\r\n8,,\r\n'
    lines = text if separator == "," else text.replace(",", separator)
    columns, found = rows(write(tmp_path / "a.csv", lines))
    quoted = f'x{"," if separator == "," else separator} "y"'
    assert columns == ("id", "at", f"a{separator} b")
    assert found == [("007", "2026-01-01T10:00:00+02:00", quoted), ("8", None, None)]


def test_a_column_without_a_name_is_called_by_its_number(tmp_path):
    columns, found = rows(write(tmp_path / "a.csv", ",id\n0,7\n"))
    assert (columns, found) == (("column1", "id"), [("0", "7")])


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path):
    write(tmp_path / "a1.csv", "id\n1\n")
    assert rows(write(tmp_path / "a[1].csv", "id\n2\n"))[1] == [("2",)]


def test_a_pattern_stands_for_all_files_that_match_it(tmp_path):
    for number in range(3):
        write(tmp_path / f"t{number}.jsonl", json.dumps({"id": number}) + "\n")
    assert rows(tmp_path / "t*.jsonl") == (("id",), [(0,), (1,), (2,)])


@pytest.mark.parametrize("compress", [False, True])
def test_times_in_json_stay_as_they_are_written(tmp_path, compress):
    lines = '{"id": 1, "at": "2026-01-01T10:00:00+02:00"}\n{"id": 2, "at": "2026-01-01T10:00:00"}\n'
    body = gzip.compress(lines.encode()) if compress else lines.encode()
    path = tmp_path / f"a.jsonl{'.gz' * compress}"
    path.write_bytes(body)
    assert rows(path)[1] == [(1, "2026-01-01T10:00:00+02:00"), (2, "2026-01-01T10:00:00")]


def test_a_list_of_records_is_read_like_one_record_a_line(tmp_path):
    assert rows(write(tmp_path / "a.json", '[{"at": "2026-01-01"}, {"late": 5}]')) == (
        ("at", "late"),
        [("2026-01-01", None), (None, 5)],
    )


def test_a_key_that_comes_late_is_a_column(tmp_path):
    columns, found = rows(write(tmp_path / "a.jsonl", '{"a": 1}\n' * 30_000 + '{"a": 2, "late": 5}\n'))
    assert columns == ("a", "late")
    assert (2, 5) in found


def test_parquet_keeps_its_types_and_files_join_by_the_names_of_columns(tmp_path):
    parquet(tmp_path / "a.parquet", "SELECT 1 AS id, TIMESTAMP '2026-01-01 10:00:00' AS at")
    parquet(tmp_path / "b.parquet", "SELECT TIMESTAMP '2026-01-02 10:00:00' AS at, 2 AS id")
    with open_table(source(tmp_path / "*.parquet"), Settings()) as opened:
        assert str(opened.table.schema()["at"]) == "timestamp(6)"
        assert [row[0] for row in sorted(opened.rows(opened.table))] == [1, 2]


def test_files_are_relative_to_the_spec(tmp_path):
    write(tmp_path / "data" / "a.csv", "id\n1\n")
    channel = Channel("tickets", "records", "data/a.csv", location=Location(str(tmp_path / "support.yaml")))
    with open_table(source_of(channel), Settings()) as opened:
        assert opened.rows(opened.table) == [("1",)]


def test_a_format_is_told_where_the_name_does_not(tmp_path):
    path = write(tmp_path / "export.txt", "id\n1\n")
    assert "is no table" in mishap(path).message
    assert rows(path, "csv")[1] == [("1",)]


def test_nothing_but_the_named_files_can_be_read(tmp_path):
    import duckdb

    write(tmp_path / "b.csv", "id\n2\n")
    with open_table(source(write(tmp_path / "a.csv", "id\n1\n")), Settings()) as opened:
        assert opened.rows(opened.table) == [("1",)]
        with pytest.raises(duckdb.PermissionException):
            opened.backend.raw_sql(f"SELECT * FROM read_csv('{tmp_path / 'b.csv'}')")


def test_what_spills_is_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "spill"))
    (tmp_path / "spill").mkdir()
    rows(write(tmp_path / "a.csv", "id\n1\n"))
    assert list((tmp_path / "spill").iterdir()) == []


BAD = [
    ("a.csv", b"", Cause.EMPTY, "is empty"),
    ("a.csv", b"\n", Cause.EMPTY, "is empty"),
    ("a.csv", b"id,at\n1,2\n3\n", Cause.MALFORMED, "line 3 has 1 fields where there are 2 columns"),
    ("a.csv", b"id,at\n1,2\n3", Cause.MALFORMED, "ends in the middle of a line"),
    ("a.csv", b"id,at\n1,2026-01-01\n3,2026-01", Cause.MALFORMED, "ends in the middle of a line"),
    ("a.csv", b"id,at\n1,2\n3,4,5\n", Cause.MALFORMED, "line 3 has 3 fields where there are 2 columns"),
    ("a.csv", b'id,at\n1,2\n3,"four\n', Cause.MALFORMED, "line 3"),
    ("a.csv", b"id,ID\n1,2\n", Cause.MALFORMED, "two columns"),
    ("a.csv", "id,名\n".encode("utf-16"), Cause.MALFORMED, "is not UTF-8"),
    ("a.csv", b"id,at\n1,\xe9\n", Cause.MALFORMED, "a.csv"),
    ("a.csv.gz", b"id\n1\n", Cause.MALFORMED, "not compressed with gzip"),
    ("a.csv.gz", gzip.compress(b"id\n" + bytes(range(48, 58)) * 9_000)[:60], Cause.MALFORMED, "ends too early"),
    ("a.jsonl.gz", gzip.compress(b'{"id": 1}\n' * 9_000)[:-8], Cause.MALFORMED, "ends too early"),
    ("a.jsonl", b'{"id": 1}\n{"id": ', Cause.MALFORMED, "ends too early"),
    ("a.json", b'[{"id": 1}, {"id"', Cause.MALFORMED, "ends too early"),
    ("a.json", b"[]", Cause.MALFORMED, "holds no records"),
    ("a.json", b"[1, 2]", Cause.MALFORMED, "holds no records"),
    ("a.json", b'[{"id": 1}] x', Cause.MALFORMED, "a.json"),
    ("a.parquet", b"PAR1 and then nothing", Cause.MALFORMED, "ends too early"),
    ("a.pdf", b"%PDF", Cause.MALFORMED, "is no table"),
]


@pytest.mark.parametrize(("name", "body", "cause", "words"), BAD, ids=[f"{one[0]}: {one[3]}" for one in BAD])
def test_what_is_no_whole_table_is_told_and_never_half_read(tmp_path, name, body, cause, words):
    path = tmp_path / name
    path.write_bytes(body)
    found = mishap(path)
    assert (found.cause, words in found.message) == (cause, True), found
    assert found.remedy


def test_half_a_parquet_file_is_told_by_its_name(tmp_path):
    parquet(tmp_path / "a.parquet", "SELECT range AS id FROM range(1000)")
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "b.parquet").write_bytes(whole[: len(whole) // 2])
    found = mishap(tmp_path / "*.parquet")
    assert found.cause is Cause.MALFORMED
    assert found.message.startswith(f"{tmp_path / 'b.parquet'} ends too early")


def test_what_stands_in_a_bad_row_is_not_told_on(tmp_path):
    found = mishap(write(tmp_path / "a.csv", "id,mail\n1,2\n3,jane@customer.example,x\n"))
    assert "jane" not in f"{found.message} {found.remedy}"


def test_files_of_one_pattern_have_the_same_columns(tmp_path):
    write(tmp_path / "a.csv", "id,at\n1,2\n")
    write(tmp_path / "b.csv", "id,begun\n1,2\n")
    found = mishap(tmp_path / "*.csv")
    assert found.cause is Cause.MALFORMED
    assert "has 'begun' in addition, has no 'at'" in found.message
    write(tmp_path / "b.csv", "at,id\n1,2\n")
    assert "in another order" in mishap(tmp_path / "*.csv").message
    write(tmp_path / "b.csv", "id;at\n1;2\n")
    assert "separates its columns with ';'" in mishap(tmp_path / "*.csv").message
    parquet(tmp_path / "a.parquet", "SELECT 1 AS id")
    parquet(tmp_path / "b.parquet", "SELECT 1 AS id, 2 AS more")
    assert "has 'more' in addition" in mishap(tmp_path / "*.parquet").message


def test_files_are_compared_in_the_order_of_their_names(tmp_path):
    for name in range(20):
        parquet(tmp_path / f"{name:02}.parquet", f"SELECT 1 AS id, 2 AS c{name}")
    told = {mishap(tmp_path / "*.parquet").message for _ in range(20)}
    first, second = tmp_path / "00.parquet", tmp_path / "01.parquet"
    assert told == {f"{second} has other columns than {first}: it has 'c1' in addition, has no 'c0'."}


def test_files_of_several_formats_are_no_table(tmp_path):
    write(tmp_path / "a.csv", "id\n1\n")
    write(tmp_path / "a.jsonl", '{"id": 1}\n')
    assert "several formats" in mishap(tmp_path / "a.*").message


def test_what_is_not_there_is_told(tmp_path):
    assert mishap(tmp_path / "a.csv").cause is Cause.NOT_FOUND
    assert mishap(tmp_path / "*.csv").cause is Cause.NOT_FOUND
    (tmp_path / "d.csv").mkdir()
    assert "is a folder" in mishap(tmp_path / "d.csv").message


def test_a_mistake_of_ours_is_not_called_the_engines(tmp_path):
    path = write(tmp_path / "a.csv", "id\n1\n")
    with pytest.raises(ZeroDivisionError), open_table(source(path), Settings()):
        _ = 1 / 0


def test_asking_can_be_stopped(tmp_path):
    path = write(tmp_path / "a.csv", "id\n" + "1\n" * 1000)
    with pytest.raises(HearingError) as caught:
        ask_without_end(path)
    assert caught.value.mishap.cause is Cause.TIMEOUT


def ask_without_end(path):
    done = Event()
    with open_table(source(path), Settings()) as opened:
        endless = opened.table
        for number in range(5):
            endless = endless.cross_join(opened.table.rename({f"id{number}": "id"}))

        def stop():
            # What is stopped before the engine has begun goes on.
            while not done.wait(0.02):
                opened.stop()

        stopping = Thread(target=stop)
        stopping.start()
        try:
            opened.rows(endless.aggregate(n=endless.id.max()))
        finally:
            done.set()
            stopping.join()


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=60))
def test_any_first_line_is_a_header_or_told(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(text.encode())
    told = None
    try:
        columns = header_of(path).columns
    except HearingError as error:
        told, columns = error.mishap, ()
    assert all(columns)
    assert bool(columns) is (told is None)
    assert told is None or told.remedy
