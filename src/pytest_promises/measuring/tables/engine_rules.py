"""What the errors of each engine mean, told apart by their codes, classes and words."""

from collections.abc import Mapping
from dataclasses import dataclass

from pytest_promises.model.hearing import Cause

_CUT = r"end of GZIP stream|unexpected end of data|No magic bytes|too small to be a Parquet"
_ANEW = "Export or copy it anew; nothing was measured."
_NEVER = "(?!)"
CONNECTING = "connecting"
"""What stands before the names and words of an error that kept a session from beginning."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An error that has a code (SQLSTATE) is of this rule by what that begins with, one without by a pattern.

    The pattern is found in the names of the error's classes and its words. `{name}` in the message is the source,
    `{file}` the file that the engine blames, `{what}` what is wrong in it.
    """

    pattern: str
    cause: Cause
    message: str
    remedy: str
    transient: bool = False
    codes: tuple[str, ...] = ()


_DUCKDB = (
    Rule(_CUT, Cause.MALFORMED, "{file} ends too early: it was not written or copied to its end.", _ANEW),
    Rule("CSV Error on Line", Cause.MALFORMED, "{file}: {what}.", f"Look at that line. {_ANEW}"),
    Rule(
        "OutOfMemoryException",
        Cause.TOO_LARGE,
        "Asking {name} takes more memory than there is for it.",
        "Ask for fewer groups.",
    ),
    Rule("InterruptException", Cause.TIMEOUT, "Asking {name} was stopped.", "Allow more time."),
    Rule(
        "ConversionException|InvalidInputException|SerializationException",
        Cause.MALFORMED,
        "{file} has something in it that cannot be read as what it should be.",
        f"Look at it. {_ANEW}",
    ),
    Rule("IOException", Cause.UNREACHABLE, "{file} cannot be read.", "See whether it is there and free to read."),
)
# Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html. What fails before there is a session has none.
_POSTGRESQL = (
    Rule(
        r'authentication failed|no password supplied|role "[^"]*" does not exist|no pg_hba.conf entry',
        Cause.DENIED,
        "{name} refused the user or the password.",
        "Give them in the environment: `PGUSER` and `PGPASSWORD`, or `${NAME}` in the address.",
        codes=("28",),
    ),
    Rule(
        _NEVER, Cause.DENIED, "{name} does not let this user read that.", "Grant SELECT on the table.", codes=("42501",)
    ),
    Rule(
        r'database "[^"]*" does not exist',
        Cause.NOT_FOUND,
        "{name}: there is no such database on the server.",
        "Correct its name.",
        codes=("3D000",),
    ),
    Rule(_NEVER, Cause.TIMEOUT, "Asking {name} took too long, and was stopped.", "Allow more time.", codes=("57014",)),
    Rule(
        "Connection refused|No such file or directory",
        Cause.REFUSED,
        "{name} refused the connection: no server listens there.",
        "See whether the server runs.",
        transient=True,
    ),
    Rule(
        "resolve host|Name or service not known",
        Cause.UNREACHABLE,
        "The host of {name} has no address.",
        "Check its name, and the network.",
    ),
    Rule(
        "ConnectionTimeout|timeout expired",
        Cause.TIMEOUT,
        "{name} did not answer in time.",
        "Check the network.",
        transient=True,
    ),
    Rule(
        _NEVER,
        Cause.SERVER_ERROR,
        "{name} has no room for one more session, or for what it was asked.",
        "See how busy the server is.",
        transient=True,
        codes=("53",),
    ),
    Rule(
        _NEVER,
        Cause.SERVER_ERROR,
        "{name} took back what it was asked, because of what others do there.",
        "Try again, or ask a server that is not recovering.",
        transient=True,
        codes=("40", "55"),
    ),
    Rule(
        f"^{CONNECTING} ",
        Cause.UNREACHABLE,
        "{name} let no session begin.",
        "Look at the server's log; check the address, the user and the password.",
        transient=True,
    ),
    Rule(
        "OperationalError|InterfaceError",
        Cause.UNREACHABLE,
        "{name} went away: the connection broke off.",
        "See whether the server runs well.",
        transient=True,
        codes=("08", "57P0"),
    ),
)
_SPARK = (
    Rule(
        "JAVA_GATEWAY_EXITED|JAVA_HOME",
        Cause.UNAVAILABLE,
        "Spark did not start: it needs Java.",
        "Install Java 17 or 21, and set JAVA_HOME.",
    ),
    Rule("PATH_NOT_FOUND", Cause.NOT_FOUND, "{name} has no files at that path.", "Correct `table:`."),
    Rule(
        "FAILED_READ_FILE|CANNOT_READ_FILE|CANNOT_READ_FOOTER|not a Parquet file",
        Cause.MALFORMED,
        "{name} has a file that is no Parquet, or not written to its end.",
        _ANEW,
    ),
    Rule(
        "Py4JNetworkError|SparkConnectGrpcException|Connection refused|UNAVAILABLE",
        Cause.UNREACHABLE,
        "{name} went away: the connection to Spark broke off.",
        "See whether the cluster runs well.",
        transient=True,
    ),
)
RULES: Mapping[str, tuple[Rule, ...]] = {
    "duckdb": _DUCKDB,
    "_duckdb": _DUCKDB,
    "psycopg": _POSTGRESQL,
    "pyspark": _SPARK,
    "py4j": _SPARK,
    "google": (),
    "snowflake": (),
    "trino": (),
    "clickhouse_connect": (),
    "sqlite3": (),
}
"""By the package that an engine's errors come from; the first that fits counts."""
OTHER = Rule("", Cause.CRASHED, "{name} could not be asked ({kind}).", "Look at the engine's log.")
