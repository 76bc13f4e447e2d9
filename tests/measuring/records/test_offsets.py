"""Times that tell their offset from UTC beside times that do not."""

import pytest

from pytest_promises.model.hearing import Cause

AWARE = "2026-03-16T09:00:00Z,2026-03-16 12:00:00+02:00"
NAIVE = "2026-03-16T09:00:00,2026-03-16 12:00"
FROM_TO = "from: created, to: replied"
CALENDAR = 'calendar: {hours: "24/7", timezone: Europe/Sofia}'


@pytest.fixture
def mixed(audit):
    audit.write("tickets.csv", f"created,replied\n{AWARE}\n{NAIVE}\n")
    return audit


@pytest.mark.parametrize("above", ["", CALENDAR])
def test_a_column_that_has_both_is_not_read_before_a_zone_is_named(mixed, above):
    mishap = mixed.heard(above=above).mishap
    assert mishap.cause is Cause.MALFORMED
    assert mishap.message == "The column `created` has times with an offset from UTC and times without one."
    assert "`timezone: Europe/Sofia`" in mishap.remedy


def test_a_zone_that_is_named_is_that_of_the_others(mixed):
    (found,) = mixed.measured(records=f"{FROM_TO}, timezone: Europe/Sofia").distributions
    assert found.closed == ((3600, 1), (3 * 3600, 1))


@pytest.mark.parametrize(
    "rows", [[AWARE, AWARE], [NAIVE, NAIVE], [AWARE, "2026-03-16,"], [NAIVE, "1773651600,"], [AWARE, "soon,-"]]
)
def test_columns_of_one_way_dates_and_what_is_no_time_at_all_are_not_mixed(audit, rows):
    audit.write("tickets.csv", "\n".join(["created,replied", *rows, ""]))
    assert audit.heard().mishap is None


def test_two_columns_may_each_have_a_way_of_their_own(audit):
    audit.write("tickets.csv", "created,replied\n2026-03-16 09:00:00Z,2026-03-16 12:00\n")
    assert audit.measured().distributions[0].closed == ((3 * 3600, 1),)
