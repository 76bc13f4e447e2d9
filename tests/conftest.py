"""For all tests: an example of a property test takes as long as the machine lets it.

`pytester` takes what a run in this process has imported out of `sys.modules` again. SQLAlchemy would go on with the
driver that was there, and know none of the errors of the one that comes after it: it is imported before.
"""

from contextlib import suppress

from hypothesis import settings

with suppress(ImportError):
    import psycopg  # noqa: F401
    import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401

settings.register_profile("promises", deadline=None)
settings.load_profile("promises")
