"""How often who waits is told something, asked beside a promise of something else."""

import pytest
from tests.measuring.records.conftest import one_promise

UPDATES = "from: created, to: solved, every: updated, of: ticket"


@pytest.fixture
def updates(audit):
    rows = [
        "ticket,created,solved,updated",
        "1,2026-03-02 09:00,2026-03-16 20:00,2026-03-06 10:00",
        "1,2026-03-02 09:00,2026-03-16 20:00,2026-03-11 09:00",
        "2,2026-03-16 09:00,2026-03-16 11:00,",
    ]
    audit.write("tickets.csv", "\n".join([*rows, ""]))
    return audit


def test_the_longest_time_without_an_update_is_held_against_that_and_not_against_the_promise(updates):
    measured = updates.measured("every: 5 days", promise="within: 3 days", records=UPDATES)
    (found,) = measured.distributions
    assert found.within(5 * 86_400) == (1, 2)
    assert [edge for edge, _ in found.closed] == [7200, 5 * 86_400 + 11 * 3600]


def test_a_promise_needs_no_value_of_its_own_for_it(updates):
    measured = updates.measured("every: 6 days", promise="text: We keep you posted.", records=UPDATES)
    assert measured.distributions[0].within(6 * 86_400) == (2, 2)


@pytest.mark.parametrize(
    ("kept_by", "records", "words"),
    [
        ("every: 2 days", "from: created, to: solved", "give tickets the columns `every` and `of`"),
        ("every: 2 days, satisfying: ticket = 1", UPDATES, "`every` means nothing beside `satisfying`"),
        ("every: 2 business days", UPDATES, "give the spec a `calendar`"),
        ("every: often", UPDATES, "`often` is no longest time"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_place(audit, kept_by, records, words):
    found = audit.problems(one_promise(kept_by, "within: 3 days", records))
    assert words in " ".join(found.replace("\n", " ").split())
    assert "promises.yaml:4:" in found
