"""Times that have not come yet, however far away they are."""

import pytest

from pytest_promises.model.measured import Counts

FAR = ["2026-03-21 12:00", "2027-03-20 12:00", "2027-09-20 12:00", "2126-03-20", "9999-12-31 23:59:59"]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Sofia", "America/New_York"])
@pytest.mark.parametrize("suffix", ["", "Z"])
def test_a_time_after_now_is_one_in_the_future_and_none_that_cannot_be_read(audit, zone, suffix):
    times = [f"{one}{suffix}" if ":" in one else one for one in FAR]
    rows = [f"2026-03-01 10:00,{one}" for one in times] + [f"{one}," for one in times]
    audit.write("tickets.csv", "\n".join(["created,replied", "2026-03-19 10:00,2026-03-19 11:00", *rows, ""]))
    measured = audit.measured(records=f"from: created, to: replied, timezone: {zone}")
    assert measured.counts == Counts(read=11, future=10)
    assert measured.distributions[0].within(86_400) == (1, 1)
