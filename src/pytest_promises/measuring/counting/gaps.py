"""The longest time that a case went without an update, where each row is an update of a case."""

from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need

from .scans import Scan

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, Table

    from .sheet import Sheet


def longest_gaps(table: "Table", sheet: "Sheet", scan: Scan) -> "Table":
    """Return one row a case, with the columns that a scan's rows have before they are judged.

    `spent` is the longest time from the begin of the case over its updates to its end, or until now while it has none.
    Updates before the begin or after the end are none. A condition holds for a case when it holds for one of its rows.
    """
    ibis = need("ibis", "records", "records")
    table = table.mutate(until=ibis.ifelse(table.p_done, table.p_end, sheet.now))
    inside = (table.p_update >= table.p_begin) & (table.p_update <= table.until)
    table = table.mutate(p_at=ibis.ifelse(inside, table.p_update, ibis.null("int64")))
    order = ibis.window(group_by="p_case", order_by="p_at")
    table = table.mutate(p_before=ibis.coalesce(table.p_at.lag().over(order), table.p_begin))
    table = sheet.between(table, "p_before", "p_at", scan.pace, "p_gap")
    kept = {name: table[name].min() for name in table.columns if name.startswith("by")}
    cases = table.group_by("p_case").aggregate(
        mask=table["mask"].bit_or(),
        p_begin=table.p_begin.min(),
        p_end=table.p_end.max(),
        p_update=table.p_update.max(),
        until=table.until.max(),
        p_last=ibis.coalesce(table.p_at.max(), table.p_begin.min()),
        p_longest=ibis.coalesce(table.p_gap.max(), 0),
        p_illegible=ibis.ifelse(table.p_illegible, 1, 0).max(),
        pending=ibis.ifelse(table.p_done, 0, 1).max(),
        **kept,
    )
    cases = sheet.between(cases, "p_last", "until", scan.pace, "p_rest")
    return cases.mutate(spent=_told(cases, ibis.greatest(cases.p_longest, cases.p_rest)))


def _told(cases: "Table", longest: "IntegerValue") -> "IntegerValue":
    """Return the longest gap; with an update whose time cannot be read, or without a case, nobody knows it."""
    ibis = need("ibis", "records", "records")
    unknown = (cases.p_illegible == 1) | cases.p_case.isnull()
    return ibis.ifelse(unknown, ibis.null("int64"), longest)
