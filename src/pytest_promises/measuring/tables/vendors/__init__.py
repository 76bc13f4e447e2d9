"""Records that APIs answer in pages: brought whole or not at all, as rows of one file.

Each vendor's module says which columns its records become, and gives the sources of their shapes.
"""

from pytest_promises.measuring.tables.vendors import freshdesk, intercom, jira, zendesk
from pytest_promises.measuring.tables.vendors.desk import Desk

__all__ = ["DESKS", "Desk"]

DESKS: tuple[Desk, ...] = (zendesk.DESK, freshdesk.DESK, jira.DESK, intercom.DESK)
"""The presets of records."""
