import subprocess
import sys
from pathlib import Path

import pytest
from tests.measuring.records.conftest import one_promise

from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Order, Settings
from pytest_promises.model.hearing import Cause
from pytest_promises.model.measured import Counts, Deviation, Tally
from pytest_promises.plugins import manager
from pytest_promises.plugins.specs import all_types, load_spec

CALENDAR = 'calendar: {hours: "Mo-Fr 09:00-18:00", timezone: Europe/Sofia, country: BG}'
TICKETS = """\
    id,created,replied,channel,merged,score
    1,2026-03-16 09:00,2026-03-16 10:30,email,false,5
    2,2026-03-16 09:00,2026-03-17 10:30:00.5,email,true,
    3,2026-03-13 17:00,2026-03-16 10:00,chat,false,3
    4,2026-03-19 13:00,,chat,no,
    5,2026-03-10 13:00,,email,no,
    """


@pytest.fixture
def tickets(audit):
    audit.write("tickets.csv", TICKETS)
    return audit


def closed(measured):
    return [(one.group, one.closed) for one in measured.distributions]


def test_lengths_are_counted_by_edges_that_are_rounded_up_and_open_ones_by_their_age(tickets):
    (found,) = tickets.measured("share: 95%").distributions
    assert found.closed == ((5400, 1), (25 * 3600 + 31 * 60, 1), (65 * 3600, 1))
    assert found.open == ((23 * 3600, 1), (239 * 3600, 1))
    assert found.within(24 * 3600) == (1, 4)


def test_a_sum_is_that_of_the_lengths_and_is_told_where_an_average_is_asked_for(tickets):
    (found,) = tickets.measured("average: true", "within: 3 days").distributions
    assert found.total == 5400 + 25 * 3600 + 1800.5 + 65 * 3600
    (found,) = tickets.measured("share: 95%").distributions
    assert (found.total, found.squares) == (0, 0)


def test_squares_are_those_of_the_lengths_to_a_thousandth_of_an_edge(tickets):
    (found,) = tickets.measured("average: true", "within: 3 days").distributions
    exact = 5400**2 + (25 * 3600 + 1800.5) ** 2 + (65 * 3600) ** 2
    assert found.squares == pytest.approx(exact, rel=1e-5)


def test_a_bound_between_edges_is_an_edge(audit):
    audit.write("tickets.csv", "created,replied\n2026-03-16 09:00:00,2026-03-16 11:00:29.9\n")
    (found,) = audit.measured("share: 95%", "within: 7229.95 seconds").distributions
    assert found.closed == ((7229.95, 1),)


def test_business_time_runs_in_the_hours_of_the_calendar(tickets):
    measured = tickets.measured("share: 95%", "within: 4 business hours", above=CALENDAR)
    assert measured.unit == "business seconds"
    assert measured.distributions[0].closed == ((5400, 1), (7200, 1), (10 * 3600 + 31 * 60, 1))


def test_business_days_are_dates_after_the_first(tickets):
    measured = tickets.measured("share: 95%", "within: 1 business day", above=CALENDAR)
    assert measured.unit == "business days"
    assert measured.distributions[0].closed == ((0, 1), (1, 2))
    assert measured.distributions[0].open == ((1, 1), (8, 1))


def test_the_next_day_is_one_of_the_calendar(tickets):
    measured = tickets.measured("share: 95%", "within: next day")
    assert measured.unit == "days"
    assert measured.distributions[0].closed == ((0, 1), (1, 1), (3, 1))


def test_local_times_are_those_of_the_calendar_or_of_the_records_own_zone(tickets):
    calendar = tickets.measured("by: hour", above=CALENDAR)
    own = tickets.measured("by: hour", records="from: created, to: replied, timezone: America/New_York")
    assert [one.group for one in calendar.distributions] == [("09",), ("13",), ("17",)]
    assert [one.group for one in own.distributions] == [("09",), ("13",), ("17",)]
    assert calendar.distributions[1].open[0] == (25 * 3600, 1)
    assert own.distributions[1].open[0] == (19 * 3600, 1)


def test_groups_are_values_of_columns_and_of_the_clock(tickets):
    measured = tickets.measured("by: [channel, weekday]", records="from: created, to: replied")
    assert measured.by == ("channel", "weekday")
    assert [one.group for one in measured.distributions] == [
        ("chat", "Thursday"),
        ("chat", "Friday"),
        ("email", "Monday"),
        ("email", "Tuesday"),
    ]


def test_a_window_and_conditions_leave_records_out_and_count_them(tickets):
    measured = tickets.measured("over: 5 days, where: \"channel = 'email'\"", records="from: created, to: replied")
    assert measured.counts == Counts(read=5, outside=3)
    assert [one.closed for one in measured.distributions] == [((5400, 1), (25 * 3600 + 31 * 60, 1))]


def test_conditions_of_the_records_and_of_the_promise_hold_together(tickets):
    records = "from: created, to: replied, where: not merged"
    measured = tickets.measured("where: \"channel = 'email'\"", records=records)
    assert measured.counts.outside == 3


def test_a_rate_is_how_many_satisfy_a_condition(tickets):
    measured = tickets.measured("satisfying: \"score >= 4\", by: channel, where: score <> ''")
    assert measured.tallies == (Tally(("chat",), 0, 1), Tally(("email",), 1, 1))


def test_periods_begin_with_their_first_day(tickets):
    measured = tickets.measured("share: 90%, steady: {each: day, share: 90%}")
    assert [(*one.group, sum(n for _, n in one.closed), sum(n for _, n in one.open)) for one in measured.periods] == [
        ("2026-03-10", 0, 1),
        ("2026-03-13", 1, 0),
        ("2026-03-16", 2, 0),
        ("2026-03-19", 0, 1),
    ]


def test_what_is_wrong_with_a_record_is_counted_and_in_no_figure(audit):
    audit.write(
        "tickets.csv",
        """\
        id,created,replied
        1,2026-03-16 09:00,2026-03-16 10:00
        1,2026-03-16 09:00,2026-03-16 10:00
        2,2026-03-16 09:00,2026-03-15 10:00
        3,2026-03-16 09:00,2027-03-15 10:00
        4,2027-03-16 09:00,
        5,soon,2026-03-16 10:00
        6,2026-03-16 09:00,later
        """,
    )
    measured = audit.measured(records="from: created, to: replied, id: id")
    assert measured.counts == Counts(read=7, reversed=1, future=2, unreadable=2, duplicates=1)
    assert closed(measured) == [((), ((3600, 2),))]


def test_business_time_of_a_future_record_is_told_as_future(audit):
    audit.write("tickets.csv", "created,replied\n2027-03-16 09:00,\n2026-03-16 09:00,2027-01-01 10:00\n")
    measured = audit.measured(promise="within: 4 business hours", above=CALENDAR)
    assert measured.counts == Counts(read=2, future=2)


def test_ready_lengths_are_taken_from_a_column(audit):
    audit.write("tickets.csv", "created,minutes\n2026-03-16 09:00,90.5\n2026-03-20 11:00,\n2026-03-16 09:00,many\n")
    measured = audit.measured(records="from: created, took: minutes, unit: minutes")
    (found,) = measured.distributions
    assert (found.closed, found.open) == (((91 * 60, 1),), ((3600, 1),))
    assert measured.counts.unreadable == 1


def test_an_edge_of_ready_lengths_is_never_below_them(audit):
    audit.write("tickets.csv", "minutes\n90.5\n")
    (found,) = audit.measured("average: true", records="took: minutes, unit: minutes").distributions
    assert found.closed == ((91 * 60, 1),)
    assert found.total == 90.5 * 60


def test_published_figures_are_held_against_what_was_true(audit):
    audit.write(
        "tickets.csv",
        """\
        created,replied,told
        2026-03-16 09:00,2026-03-16 09:20,10
        2026-03-16 09:30,2026-03-16 09:40,10
        2026-03-16 10:00,2026-03-16 10:08,10
        2026-03-20 11:30,,10
        """,
    )
    records = "from: created, to: replied, published: told, unit: minutes"
    measured = audit.measured("tolerance: 20%, by: hour", promise="within: 1 hour", records=records)
    assert measured.deviations == (
        Deviation(("09",), 2, 1200, 600, 600, 360_000, 1),
        Deviation(("10",), 1, 600, -120, 120, 14_400, 1),
        Deviation(("11",), 0, 0, 0, 0, 0, 0),
    )


def test_a_case_is_measured_by_its_longest_time_without_an_update(audit):
    audit.write(
        "tickets.csv",
        """\
        ticket,created,solved,updated
        1,2026-03-16 09:00,2026-03-16 20:00,2026-03-16 10:00
        1,2026-03-16 09:00,2026-03-16 20:00,2026-03-16 13:00
        1,2026-03-16 09:00,2026-03-16 20:00,2026-03-16 18:00
        2,2026-03-16 09:00,2026-03-16 11:00,
        3,2026-03-20 08:00,,2026-03-20 10:00
        4,2026-03-16 09:00,2026-03-16 11:00,often
        """,
    )
    measured = audit.measured(
        promise="within: 4 hours", records="from: created, to: solved, every: updated, of: ticket"
    )
    (found,) = measured.distributions
    assert found.closed == ((7200, 1), (5 * 3600, 1))
    assert found.open == ((7200, 1),)
    assert measured.counts == Counts(read=4, unreadable=1)


def test_a_case_is_measured_in_business_time_too(audit):
    audit.write(
        "tickets.csv",
        "ticket,created,solved,updated\n1,2026-03-13 17:00,2026-03-16 12:00,2026-03-13 17:30\n",
    )
    records = "from: created, to: solved, every: updated, of: ticket"
    measured = audit.measured(promise="within: 4 business hours", records=records, above=CALENDAR)
    assert measured.distributions[0].closed == ((3.5 * 3600, 1),)


@pytest.mark.parametrize(
    ("records", "kept_by", "message", "remedy"),
    [
        ("from: creatd, to: replied", "", "no column `creatd`", "Did you mean `created`?"),
        ("from: created, to: replied", "where: chanel = 'x'", "no column `chanel`", "Did you mean `channel`?"),
        ("from: created, to: replied", "by: [shop]", "no column `shop`", "`id`, `created`, `replied`"),
    ],
)
def test_a_column_that_is_not_there_is_told_with_the_one_that_may_be_meant(tickets, records, kept_by, message, remedy):
    mishap = tickets.heard(kept_by, records=records).mishap
    assert mishap.cause is Cause.MISSING
    assert message in mishap.message
    assert remedy in mishap.remedy


def test_one_question_that_cannot_be_put_hides_no_other(tickets):
    heard = tickets.hear(
        """
        records: {tickets: {source: tickets.csv, from: created, to: replied}}
        promises:
          good: {topic: reply, within: 24 hours, kept_by: {records: tickets}}
          bad: {topic: reply, within: 24 hours, kept_by: {records: tickets, where: priority = 1}}
        """
    )
    assert heard["good::tickets"].measured.counts.read == 5
    assert heard["bad::tickets"].mishap.cause is Cause.MISSING


def test_no_record_at_all_is_no_answer(audit):
    audit.write("tickets.csv", "created,replied\n")
    mishap = audit.heard().mishap
    assert mishap.cause is Cause.EMPTY


def test_more_groups_than_can_be_judged_are_refused(audit):
    rows = "\n".join(f"{n},2026-03-16 09:00,2026-03-16 10:00" for n in range(2100))
    audit.write("tickets.csv", f"id,created,replied\n{rows}\n")
    mishap = audit.heard("by: id").mishap
    assert mishap.cause is Cause.TOO_LARGE
    assert "2,100 groups" in mishap.message


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (
            one_promise("where: channel ="),
            "`where` is no condition: it cannot be read: something is missing at character 9",
        ),
        (one_promise("satisfying: sleep(10)"), "is not allowed in it"),
        (one_promise("where: id in (select 1)"), "is not allowed in it"),
        (one_promise(records="from: created"), "give it a `to`"),
        (one_promise(promise="within: 2 business hours"), "give the spec a `calendar`"),
        (one_promise("over: 30 days", records="took: minutes, unit: minutes"), "`over` needs the time of each record"),
        (one_promise("tolerance: 20%"), "give tickets a `published` column"),
        (one_promise("satisfying: score > 1, average: true"), "`average` means nothing beside `satisfying`"),
        (one_promise(promise="at_least: 30 days"), "give a `satisfying` condition"),
        (one_promise(records="took: minutes, unit: business hours", above=CALENDAR), "they cannot be compared"),
        (one_promise(records="from: a, to: b, timezone: Europe/Sofa"), "no time zone that is known"),
        (one_promise(records="took: a, to: b, from: c, unit: hours"), "leave `to:` and `every:` out"),
    ],
)
def test_what_makes_no_sense_is_told_where_the_spec_says_it(audit, spec, message):
    assert message in audit.problems(spec)


def test_fifty_promises_are_measured_in_as_many_scans_as_one(tickets, monkeypatch):
    from pytest_promises.measuring.tables.opening import Opened

    asked = []
    rows = Opened.rows
    monkeypatch.setattr(Opened, "rows", lambda self, expression: asked.append(1) or rows(self, expression))

    def spec(count):
        promises = "\n".join(
            f"  p{n}: {{topic: reply, within: {n + 1} hours, kept_by: {{records: tickets, where: score > {n}}}}}"
            for n in range(count)
        )
        return f"records: {{tickets: {{source: tickets.csv, from: created, to: replied}}}}\npromises:\n{promises}\n"

    tickets.hear(spec(1))
    single = len(asked)
    heard = tickets.hear(spec(50))
    assert len(asked) == 2 * single
    assert [sum(n for _, n in heard[f"p{n}::tickets"].measured.distributions[0].closed) for n in (0, 3, 5)] == [2, 1, 0]


def test_nothing_heavy_is_imported_for_the_kind_alone():
    code = (
        "import pytest_promises.measuring.records, sys; print({'ibis','duckdb','pandas','sqlglot'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_files_are_found_beside_a_spec_in_a_folder(tmp_path, monkeypatch):
    """A run starts in the project's folder, and the spec lies in one of its own."""
    folder = tmp_path / "specs"
    folder.mkdir()
    folder.joinpath("tickets.csv").write_text("created,replied\n2026-03-16 09:00,2026-03-16 10:00\n", "utf-8")
    spec = "version: 1\nrecords: {tickets: {source: tickets.csv, from: created, to: replied}}\npromises:\n"
    spec += "  reply: {topic: reply, within: 1 day, kept_by: {records: tickets, share: 95%}}\n"
    folder.joinpath("a.yaml").write_text(spec, "utf-8")
    monkeypatch.chdir(tmp_path)
    types = all_types(manager(installed=False))
    measure = load_spec(Path("specs/a.yaml"), types, {}).spec.measures[0]
    order = Order(types["records"].target(measure, ""), (measure,))
    with Engine(Settings()) as engine:
        (hearing,) = engine.submit(order, types["records"]).result(60)
    assert hearing.mishap is None
    assert hearing.measured.distributions[0].closed == ((3600, 1),)
