"""Records that APIs answer in pages: brought whole or not at all, as rows of one file.

Each vendor's module says which columns its records become, and gives the sources of their shapes.
"""

from collections.abc import Callable, Mapping

from pytest_promises.channels.presets.preset import Wanted
from pytest_promises.measuring.tables.vendors import freshdesk, intercom, jira, plain, zendesk
from pytest_promises.measuring.tables.vendors.paging import Rows

__all__ = ["VENDORS"]

VENDORS: Mapping[str, Callable[[Wanted], Rows]] = {
    "": plain.rows,
    "zendesk.ticket_metrics": zendesk.rows,
    "freshdesk.tickets": freshdesk.rows,
    "jira.sla": jira.rows,
    "intercom.conversations": intercom.rows,
}
"""By `preset`; without one, any JSON is read by expressions."""
