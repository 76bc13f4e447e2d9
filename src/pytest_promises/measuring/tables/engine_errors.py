"""What errors of engines mean for whoever wanted their rows; their own words are not told on, which may quote rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pytest_promises.model.hearing import Cause, Mishap

_CUT = r"end of GZIP stream|unexpected end of data|No magic bytes|too small to be a Parquet"
_LINE = re.compile(r"CSV Error on Line: (\d+)")
_FIELDS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
_FILE = re.compile(r"(?:\bfile = |in file \"|end of file '|File '|GZIP stream: )([^\n\"']+)")
_ANEW = "Export or copy it anew; nothing was measured."


@dataclass(frozen=True, slots=True)
class _Rule:
    """An error is of this rule by a pattern found in its code, the names of its classes and its words, in that order.

    `{name}` in the message is the source, `{file}` the file that the engine blames, `{what}` what is wrong in it.
    """

    pattern: str
    cause: Cause
    message: str
    remedy: str
    transient: bool = False


_DUCKDB = (
    _Rule(_CUT, Cause.MALFORMED, "{file} ends too early: it was not written or copied to its end.", _ANEW),
    _Rule("CSV Error on Line", Cause.MALFORMED, "{file}: {what}.", f"Look at that line. {_ANEW}"),
    _Rule(
        "OutOfMemoryException",
        Cause.TOO_LARGE,
        "Asking {name} takes more memory than there is for it.",
        "Ask for fewer groups.",
    ),
    _Rule("InterruptException", Cause.TIMEOUT, "Asking {name} was stopped.", "Allow more time."),
    _Rule(
        "ConversionException|InvalidInputException|SerializationException",
        Cause.MALFORMED,
        "{file} has something in it that cannot be read as what it should be.",
        f"Look at it. {_ANEW}",
    ),
    _Rule("IOException", Cause.UNREACHABLE, "{file} cannot be read.", "See whether it is there and free to read."),
)
_POSTGRESQL = (
    _Rule(
        r'^28|authentication failed|no password supplied|role "[^"]*" does not exist|no pg_hba.conf entry',
        Cause.DENIED,
        "{name} refused the user or the password.",
        "Give them in the environment: `PGUSER` and `PGPASSWORD`, or `${NAME}` in the address.",
    ),
    _Rule("^42501", Cause.DENIED, "{name} does not let this user read that.", "Grant SELECT on the table."),
    _Rule(
        r'^3D000|database "[^"]*" does not exist',
        Cause.NOT_FOUND,
        "{name}: there is no such database on the server.",
        "Correct its name.",
    ),
    _Rule("^57014", Cause.TIMEOUT, "Asking {name} took too long, and was stopped.", "Allow more time."),
    _Rule(
        "Connection refused|No such file or directory",
        Cause.REFUSED,
        "{name} refused the connection: no server listens there.",
        "See whether the server runs.",
        transient=True,
    ),
    _Rule(
        "resolve host|Name or service not known",
        Cause.UNREACHABLE,
        "The host of {name} has no address.",
        "Check its name, and the network.",
    ),
    _Rule(
        "ConnectionTimeout|timeout expired",
        Cause.TIMEOUT,
        "{name} did not answer in time.",
        "Check the network.",
        transient=True,
    ),
    _Rule(
        "^(08|57)|OperationalError|InterfaceError",
        Cause.UNREACHABLE,
        "{name} went away: the connection broke off.",
        "See whether the server runs well.",
        transient=True,
    ),
)
_SPARK = (
    _Rule(
        "JAVA_GATEWAY_EXITED|JAVA_HOME",
        Cause.UNAVAILABLE,
        "Spark did not start: it needs Java.",
        "Install Java 17 or 21, and set JAVA_HOME.",
    ),
    _Rule("PATH_NOT_FOUND", Cause.NOT_FOUND, "{name} has no files at that path.", "Correct `table:`."),
    _Rule(
        "FAILED_READ_FILE|CANNOT_READ_FILE|CANNOT_READ_FOOTER|not a Parquet file",
        Cause.MALFORMED,
        "{name} has a file that is no Parquet, or not written to its end.",
        _ANEW,
    ),
    _Rule(
        "Py4JNetworkError|SparkConnectGrpcException|Connection refused|UNAVAILABLE",
        Cause.UNREACHABLE,
        "{name} went away: the connection to Spark broke off.",
        "See whether the cluster runs well.",
        transient=True,
    ),
)
_RULES: Mapping[str, tuple[_Rule, ...]] = {
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
"""By the package that an engine's errors come from."""
_OTHER = _Rule("", Cause.CRASHED, "{name} could not be asked ({kind}).", "Look at the engine's log.")


def mishap_of(error: BaseException, name: str) -> Mishap | None:
    """Return what an error of an engine means, or `None` for an error of anybody else; `name` is the source's."""
    for one in _chain(error):
        packages = (kind.__module__.partition(".")[0] for kind in type(one).__mro__)
        package = next((package for package in packages if package in _RULES), None)
        if package is not None:
            return _told(one, _RULES[package], name)
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _told(error: BaseException, rules: tuple[_Rule, ...], name: str) -> Mishap:
    code, words = str(getattr(error, "sqlstate", None) or ""), str(error)
    marks = " ".join([code, *(kind.__name__ for kind in type(error).__mro__), words])
    rule = next((one for one in rules if re.search(one.pattern, marks, re.IGNORECASE)), _OTHER)
    blamed = _FILE.search(words)
    parts = {
        "{name}": name,
        "{file}": blamed[1].strip() if blamed else name,
        "{what}": _wrong_line(words),
        "{kind}": " ".join(filter(None, (type(error).__name__, code))),
    }
    message = re.sub(r"\{(?:name|file|what|kind)\}", lambda found: parts[found[0]], rule.message)
    return Mishap(rule.cause, message, rule.remedy, rule.transient)


def _wrong_line(words: str) -> str:
    line, fields = _LINE.search(words), _FIELDS.search(words)
    what = f"has {fields[2]} fields where there are {fields[1]} columns" if fields else "cannot be read as CSV"
    return f"line {line[1] if line else '?'} {what}"
