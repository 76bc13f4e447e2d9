"""A year of what the shop did: tickets, what customers were told of them, orders and calls, made up from one seed."""

from .files import PLACES, write

__all__ = ["PLACES", "write"]
