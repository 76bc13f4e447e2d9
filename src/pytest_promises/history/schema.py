"""The tables of a history.

A run's number sorts by its time and is its key, so that what is asked of one run is read in one piece, and what is
asked of one check is found in one index. What a finding says is kept once, as long as it says the same.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()
VERSION_TABLE = "promises_version"
REVISIONS = ("0001",)
"""The revisions of the tables that this version knows, the newest one last."""

BRANCHES = Table(
    "promises_branches",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

RUNS = Table(
    "promises_runs",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("branch", Integer, ForeignKey("promises_branches.id"), nullable=False),
    Column("started_at", Text, nullable=False),
    Column("finished_at", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("commit_id", Text, nullable=False),
    Column("job", Text, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("counts", Text, nullable=False),
    Column("problems", Text, nullable=False),
    Column("newly_broken", Integer, nullable=False),
    Column("newly_kept", Integer, nullable=False),
    Column("journal_bytes", BigInteger, nullable=False),
    Index("promises_runs_by_branch", "branch", "number"),
    sqlite_with_rowid=False,
)

SCOPES = Table(
    "promises_scopes",
    METADATA,
    Column("run", BigInteger, ForeignKey("promises_runs.number"), primary_key=True),
    Column("spec", Text, primary_key=True),
    sqlite_with_rowid=False,
)

CHECKS = Table(
    "promises_checks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("spec", Text, nullable=False),
    Column("promise", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("unit", Text, nullable=False),
    UniqueConstraint("spec", "promise", "name"),
    Index("promises_checks_by_promise", "promise"),
)

FINDINGS = Table(
    "promises_findings",
    METADATA,
    Column("run", BigInteger, ForeignKey("promises_runs.number"), primary_key=True, autoincrement=False),
    Column("check_id", Integer, ForeignKey("promises_checks.id"), primary_key=True, autoincrement=False),
    Column("place", Integer, nullable=False),
    Column("branch", Integer, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("value", Double),
    Column("content", LargeBinary, nullable=False),
    Column("evidence", LargeBinary, nullable=False),
    Index("promises_findings_by_check", "check_id", "branch", "state", "run"),
    sqlite_with_rowid=False,
)

CONTENTS = Table(
    "promises_contents",
    METADATA,
    Column("digest", LargeBinary, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
    Column("last_run", BigInteger, nullable=False),
    Index("promises_contents_by_run", "last_run"),
    sqlite_with_rowid=False,
)

SAMPLES = Table(
    "promises_samples",
    METADATA,
    Column("place", Text, primary_key=True),
    Column("at", Double, primary_key=True),
    Column("up", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    sqlite_with_rowid=False,
)

NOTICES = Table(
    "promises_notices",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("at", Double, nullable=False),
    Index("promises_notices_by_key", "key", "at"),
)
