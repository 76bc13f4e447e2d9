"""What was told to whom, and when: so that nobody is told the same thing again too soon."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from .schema import NOTICES


def noticed(connection: Connection, key: str, since: datetime) -> bool:
    """Tell whether there is a notice of that key from a time on; the time has a time zone."""
    asked = select(NOTICES.c.id).where(NOTICES.c.key == key, NOTICES.c.at >= since.timestamp()).limit(1)
    return connection.execute(asked).first() is not None


def notice(connection: Connection, key: str, at: datetime) -> None:
    """Keep a notice; the time has a time zone."""
    connection.execute(insert(NOTICES), {"key": key, "at": at.timestamp()})
