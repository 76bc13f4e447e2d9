from contextlib import suppress

import duckdb
import ibis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.measuring.counting.conditions import ConditionError, parsed
from pytest_promises.measuring.counting.predicates import predicate

SQL = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            "score",
            "'x'",
            "1",
            "2.5",
            "(",
            ")",
            "and",
            "or",
            "not",
            "=",
            "<>",
            "<",
            "in",
            "between",
            "like",
            "is",
            "null",
            "select",
            "from",
            ";",
            "--",
            "+",
            "*",
            "/",
        ]
    ),
    max_size=12,
).map(" ".join)


TABLE = ibis.table(
    {
        "id": "int64",
        "channel": "string",
        "merged": "string",
        "score": "string",
        "urgent": "boolean",
        "created": "timestamp(6)",
    },
    name="tickets",
)
ROWS = """
    CREATE TABLE tickets AS SELECT * FROM (VALUES
        (1, 'email', ' Yes ', '5', true, TIMESTAMP '2026-03-01 09:00'),
        (2, 'chat', 'no', '12', false, TIMESTAMP '2026-03-02 09:00'),
        (3, NULL, NULL, 'many', NULL, NULL)
    ) AS tickets(id, channel, merged, score, urgent, created)
"""


@pytest.fixture(scope="module")
def tickets():
    with duckdb.connect() as connection:
        connection.execute(ROWS)
        yield connection


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ("channel = 'email'", {1}),
        ("channel <> 'email'", {2}),
        ("not channel = 'email'", {2}),
        ("Channel = 'email'", {1}),
        ("score > 9", {2}),
        ("score between 5 and 11", {1}),
        ("score + 1 = 6 or id = 3", {1, 3}),
        ("merged", {1}),
        ("not merged", {2}),
        ("urgent and merged", {1}),
        ("urgent = true", {1}),
        ("urgent is not true", {2, 3}),
        ("merged is false", {2}),
        ("channel is null", {3}),
        ("channel is not null", {1, 2}),
        ("channel in ('email', 'phone')", {1}),
        ("id not in (1, 2)", {3}),
        ("channel like 'e%'", {1}),
        ("channel ilike 'E%'", {1}),
        ("upper(channel) = 'CHAT'", {2}),
        ("trim(lower(merged)) = 'yes'", {1}),
        ("coalesce(channel, 'none') = 'none'", {3}),
        ("nullif(channel, 'chat') is null", {2, 3}),
        ("abs(0 - id) >= 2 and length(channel) = 4", {2}),
        ("created >= '2026-03-02'", {2}),
        ("starts_with(channel, 'ch') or ends_with(channel, 'il')", {1, 2}),
        ("true", {1, 2, 3}),
        ("null", set()),
    ],
)
def test_a_condition_means_what_it_means_in_sql(tickets, condition, ids):
    chosen = TABLE.filter(predicate(TABLE, condition)).select("id")
    rows = tickets.execute(str(ibis.to_sql(chosen, dialect="duckdb"))).fetchall()
    assert {row[0] for row in rows} == ids


@pytest.mark.parametrize(
    "condition",
    [
        "select 1",
        "id in (select id from t)",
        "exists (select 1)",
        "read_text('secrets')  = 'x'",
        "1 = 1; drop table t",
        "count(*) > 1",
        "t.id = 1",
        "cast(id as text) = '1'",
        "",
        "channel =",
        "attach 'x.db'",
        "x" * 5000,
        "not " * 900 + "merged",
    ],
)
def test_what_does_more_than_compare_is_refused(condition):
    with pytest.raises(ConditionError):
        parsed(condition)


def test_what_cannot_be_compared_is_told():
    with pytest.raises(ConditionError, match="is no time"):
        predicate(TABLE, "created > 'soon'")


@given(st.one_of(st.text(max_size=60), SQL))
def test_any_text_is_a_condition_or_is_refused(text):
    with suppress(ConditionError):
        assert parsed(text) is parsed(text)
