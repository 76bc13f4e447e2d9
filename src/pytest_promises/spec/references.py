"""Names that a spec gives to topics and scopes, held against those that there are."""

from collections.abc import Mapping

from .context import Context, Words
from .nodes import MappingNode, ScalarNode
from .problem import quoted
from .report import Report, listing
from .sections import entries_of


def report_unknown_topic(node: ScalarNode | None, topics: Mapping[str, object], report: Report) -> None:
    """Report a scalar that names none of the topics."""
    if node is not None and node.text not in topics and "{" not in node.text:
        hint = report.suggest(node.text, topics)
        report.at(node, f"unknown topic {quoted(node.written)}", hint or f"the topics are {listing(topics)}")


def report_unknown_scope(node: MappingNode, words: Words, report: Report) -> None:
    """Report the values in a `scope` that are none of those that the spec declares for their dimension."""
    scope = node.mapping("scope")
    if scope is None:
        return
    for dimension in scope.entries:
        known, value = words.dimensions.get(dimension), scope.scalar(dimension)
        if known is None or value is None or value.text in known or "{" in value.text:
            continue
        message = f"{quoted(value.written)} is no {quoted(dimension)} that `scopes` has"
        report.at(value, message, report.suggest(value.text, known) or f"it has {listing(known)}")


def check_channel_references(context: Context, words: Words) -> None:
    """Report what the channels name and the spec does not have: topics, and values of declared scopes."""
    for _, _, node in entries_of(context.root, context.sections):
        report_unknown_topic(node.scalar("topic"), words.topics, context.report)
        report_unknown_scope(node, words, context.report)


def scope_of(node: MappingNode) -> tuple[tuple[str, str], ...]:
    """Return the scope of a promise: sorted pairs of dimension and value."""
    scope = node.mapping("scope")
    pairs = ((name, scope.text(name)) for name in scope.entries) if scope else ()
    return tuple(sorted((name, text) for name, text in pairs if text))
