"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _runs()
    _findings()
    op.create_table(
        "promises_samples",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("at", sa.Double, primary_key=True),
        sa.Column("up", sa.Boolean, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "promises_notices",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("promises_notices_by_key", "promises_notices", ["key", "at"])


def _runs() -> None:
    op.create_table(
        "promises_branches",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "promises_runs",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("branch", sa.Integer, sa.ForeignKey("promises_branches.id"), nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("started_at", "finished_at", "version", "commit_id", "job")
        ),
        sa.Column("partial", sa.Boolean, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("problems", sa.Text, nullable=False),
        sa.Column("newly_broken", sa.Integer, nullable=False),
        sa.Column("newly_kept", sa.Integer, nullable=False),
        sa.Column("journal_bytes", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("promises_runs_by_branch", "promises_runs", ["branch", "number"])
    op.create_table(
        "promises_scopes",
        sa.Column("run", sa.BigInteger, sa.ForeignKey("promises_runs.number"), primary_key=True),
        sa.Column("spec", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )


def _findings() -> None:
    op.create_table(
        "promises_checks",
        sa.Column("id", sa.Integer, primary_key=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("spec", "promise", "name", "kind", "channel", "owner", "topic", "unit")
        ),
        sa.UniqueConstraint("spec", "promise", "name"),
    )
    op.create_index("promises_checks_by_promise", "promises_checks", ["promise"])
    op.create_table(
        "promises_findings",
        sa.Column("run", sa.BigInteger, sa.ForeignKey("promises_runs.number"), primary_key=True, autoincrement=False),
        sa.Column("check_id", sa.Integer, sa.ForeignKey("promises_checks.id"), primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("branch", sa.Integer, nullable=False),
        sa.Column("state", sa.SmallInteger, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("value", sa.Double),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("evidence", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("promises_findings_by_check", "promises_findings", ["check_id", "branch", "state", "run"])
    op.create_table(
        "promises_contents",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.Column("last_run", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("promises_contents_by_run", "promises_contents", ["last_run"])
