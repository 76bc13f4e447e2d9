"""`{placeholders}` in addresses, options and wordings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .nodes import ScalarNode
from .problem import quoted
from .report import Report, listing

_BRACES = re.compile(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}|\{[^{}]*\}?|\}")
_NAMES = re.compile(r"\{([A-Za-z0-9_-]+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A text with placeholders: literal parts, and the names that stand between them."""

    literals: tuple[str, ...]
    names: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with a value for each name."""
        filled = [literal + values[name] for literal, name in zip(self.literals, self.names, strict=False)]
        return "".join(filled) + self.literals[-1]


def template_of(node: ScalarNode, known: Mapping[str, object], report: Report, *, keep: bool = False) -> Template:
    """Return a scalar's template; `{{` and `}}` stand for braces, and a name that is not known is reported.

    With `keep`, both stay as they are written, for somebody who has further names to fill in.
    """
    text = node.template
    if node.flawed or ("{" not in text and "}" not in text):
        return Template((text,), ())
    literals, names, end, read = [""], [], 0, node.start
    for match in _BRACES.finditer(text):
        literals[-1] += text[end : match.start()]
        end = match.end()
        words, name = match.group(), match[1]
        span = node.find(words, read)
        read = span[1] if span != (node.start, node.end) else read
        if name in known:
            names.append(name)
            literals.append("")
        elif keep:
            literals[-1] += words
        elif words in {"{{", "}}"}:
            literals[-1] += words[0]
        else:
            _report(node, span, match, known, report)
    literals[-1] += text[end:]
    return Template(tuple(literals), tuple(names))


def names_in(text: str) -> Iterator[str]:
    """Yield the names between braces in a wording; braces around anything else are part of its words."""
    return (match[1] for match in _NAMES.finditer(text))


def without_names(text: str) -> str:
    """Return a wording without what its placeholders stand for."""
    return _NAMES.sub(" ", text)


def _report(
    node: ScalarNode, span: tuple[int, int], match: re.Match[str], known: Mapping[str, object], report: Report
) -> None:
    words, name = match.group(), match[1]
    if name is None:
        message = f"{quoted(words)} is no placeholder"
        hint = "write `{{` and `}}` for braces that are meant as such"
    else:
        message = f"unknown placeholder {quoted(words)}"
        near = report.suggest(name, known)
        hint = near or f"known here: {listing('{' + one + '}' for one in known)}; a brace itself is written `{{{{`"
    report.span(node.source, *span, message, hint)
