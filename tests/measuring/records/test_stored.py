"""What is put aside in the embedded engine: times that are written out are read once for all that is asked."""

import duckdb
import pytest

from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.tables.opening import open_table
from pytest_promises.measuring.tables.source import Source
from pytest_promises.model.measured import Counts, Tally

SPEC = """
    records:
      waits: {{source: {source}, from: created, to: replied, id: id, timezone: UTC}}
      repairs: {{source: {source}, from: replied, to: solved, id: id, timezone: UTC}}
    promises:
      reply: {{topic: reply, within: 2 hours, kept_by: {{records: waits, by: channel}}}}
      solution: {{topic: resolution, within: 1 day, kept_by: {{records: repairs, share: 50%}}}}
"""
ROWS = """\
    id,created,replied,solved,channel
    1,2026-03-16 09:00,2026-03-16 10:00,2026-03-18 10:00,email
    2,2026-03-16T09:00+02:00,2026-03-16T12:00Z,,chat
    2,1773651600,1773655200,2026-03-16 11:00,email
    """


def counted(heard):
    return {name: (one.measured.counts, [d.closed for d in one.measured.distributions]) for name, one in heard.items()}


EXPECTED = {
    "reply::waits": (Counts(read=3, duplicates=1), [((18_000, 1),), ((3600, 2),)]),
    "solution::repairs": (Counts(read=3, duplicates=1), [((3600, 1), (172_800, 1))]),
}


def test_several_kinds_of_records_are_read_from_one_file_of_text(audit):
    audit.write("tickets.csv", ROWS)
    assert counted(audit.hear(SPEC.format(source="tickets.csv"))) == EXPECTED


def test_a_database_file_is_left_as_it_is(audit):
    audit.write("tickets.csv", ROWS)
    with duckdb.connect(str(audit.folder / "shop.duckdb")) as database:
        rows = f"SELECT * FROM read_csv('{audit.folder / 'tickets.csv'}', all_varchar = true)"
        database.execute(f"CREATE TABLE tickets AS {rows}")
    before = (audit.folder / "shop.duckdb").read_bytes()
    source = "duckdb://shop.duckdb, table: tickets"
    assert counted(audit.hear(SPEC.format(source=source))) == EXPECTED
    assert (audit.folder / "shop.duckdb").read_bytes() == before


def test_what_is_stored_is_there_until_the_source_is_closed(tmp_path):
    tmp_path.joinpath("tickets.csv").write_text("id\n1\n2\n", "utf-8")
    with open_table(Source("files", str(tmp_path / "tickets.csv"), "tickets.csv"), Settings()) as opened:
        stored = opened.stored(opened.table.mutate(twice=opened.table.id.cast("int64") * 2))
        assert sorted(opened.rows(stored)) == [("1", 2), ("2", 4)]
    with pytest.raises(duckdb.Error):
        opened.rows(stored)


def test_records_without_times_are_counted(audit):
    audit.write("tickets.csv", "id,score\n1,5\n2,3\n3,\n")
    measured = audit.measured('satisfying: "score >= 4"', records="id: id")
    assert measured.tallies == (Tally((), 1, 3),)
    assert measured.counts == Counts(read=3)
