"""What a YAML parser says of broken text, in words for the person who wrote it."""

import re

import yaml

from .nodes import Source
from .report import Report

_QUOTE = "a value that begins with, or has, one of `{ } [ ] & * # ? | > ! % @ : ` needs quotes around it"

_SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a `: ` cannot stand here", "quote the value, or check the indentation"),
    ("cannot start any token", "this character cannot begin a value", _QUOTE),
    ("unexpected end of stream|end of stream", "the quote opened here is not closed", "close it"),
    ("unknown escape|escape", "this escape is not known", "write `\\\\` for a backslash, or use single quotes"),
    ("expected <document start>", "text follows after the end of the document", "indent it alike, or take it out"),
    ("expected ',' or", "a `,` or the closing bracket is missing here", _QUOTE),
    (
        "expected node content|expected the node content",
        "a value is missing here",
        "close the bracket, or write a value",
    ),
    ("expected '-' indicator|expected <block end>.*-", "a list item that begins with `- ` is missing here", ""),
    ("expected key|expected <block end>", "this fits no key above it", "indent it like the keys that it belongs with"),
    ("could not find expected ':'", "a key without a `:`", "write `key: value`, or quote text of several lines"),
    ("sequence entries are not allowed", "a list item cannot stand here", "put it on its own line below the key"),
)
_TAB = ("a tab cannot indent YAML", "use spaces")


def report_syntax(source: Source, error: yaml.YAMLError, report: Report) -> None:
    """Report a parser's error at the place that it means."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        report.span(source, 0, 1, f"this is not YAML: {error}")
        return
    start = error.problem_mark.index
    message, hint = _sentence(source, start, str(error.problem))
    if error.context_mark is not None and "not closed" in message:
        start = error.context_mark.index
    elif error.context_mark is not None and "flow" in str(error.context):
        opened = source.location(error.context_mark.index).line
        message += f"; the bracket was opened on line {opened}" if opened < source.location(start).line else ""
    report.span(source, start, start + 1, message, hint)


def _sentence(source: Source, start: int, said: str) -> tuple[str, str]:
    if source.text[start : start + 1] == "\t" and "token" in said:
        return _TAB
    for pattern, message, hint in _SENTENCES:
        if re.search(pattern, said):
            return message, hint
    return f"this is not YAML: {said}", ""
