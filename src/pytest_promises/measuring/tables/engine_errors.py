"""What errors of engines mean for whoever wanted their rows; their own words are not told on, which may quote rows."""

import re
from collections.abc import Iterator

from pytest_promises.measuring.tables.engine_rules import CONNECTING, OTHER, RULES, Rule
from pytest_promises.model.hearing import Mishap

_LINE = re.compile(r"CSV Error on Line: (\d+)")
_FIELDS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
_FILE = re.compile(r"(?:\bfile = |in file \"|end of file '|File '|GZIP stream: )([^\n\"']+)")


def mishap_of(error: BaseException, name: str) -> Mishap | None:
    """Return what an error of an engine means, or `None` for an error of anybody else; `name` is the source's."""
    for one in _chain(error):
        packages = (kind.__module__.partition(".")[0] for kind in type(one).__mro__)
        package = next((package for package in packages if package in RULES), None)
        if package is not None:
            return _told(one, RULES[package], name)
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _told(error: BaseException, rules: tuple[Rule, ...], name: str) -> Mishap:
    code, words = str(getattr(error, "sqlstate", None) or ""), str(error)
    rule = next((one for one in rules if _fits(one, error, code)), OTHER)
    blamed = _FILE.search(words)
    parts = {
        "{name}": name,
        "{file}": blamed[1].strip() if blamed else name,
        "{what}": _wrong_line(words),
        "{kind}": " ".join(filter(None, (type(error).__name__, code))),
    }
    message = re.sub(r"\{(?:name|file|what|kind)\}", lambda found: parts[found[0]], rule.message)
    return Mishap(rule.cause, message, rule.remedy, rule.transient)


def _fits(rule: Rule, error: BaseException, code: str) -> bool:
    if code:
        return code.startswith(rule.codes)
    # The driver has the connection at hand where none came about.
    begins = [CONNECTING] if getattr(error, "pgconn", None) is not None else []
    marks = " ".join([*begins, *(kind.__name__ for kind in type(error).__mro__), str(error)])
    return re.search(rule.pattern, marks, re.IGNORECASE) is not None


def _wrong_line(words: str) -> str:
    line, fields = _LINE.search(words), _FIELDS.search(words)
    what = f"has {fields[2]} fields where there are {fields[1]} columns" if fields else "cannot be read as CSV"
    return f"line {line[1] if line else '?'} {what}"
