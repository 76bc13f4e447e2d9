"""A finding as a person reads it, without opening anything else."""

from collections.abc import Iterator

from pytest_promises.model.amounts import between
from pytest_promises.model.check import CheckKind
from pytest_promises.model.finding import PASSING, Figure, Finding, Quote, Verdict

from .printable import printable, shorten, wrap

_LABEL = 10
_AROUND = 160
_MOST_FIGURES = 12
ROLES = {
    "agrees": "agrees",
    "overstated": "promises more",
    "understated": "promises less",
    "different": "means something else",
    "incomparable": "cannot be compared",
    "vague": "no figure",
    "forbidden": "must not be said",
    "near": "comes near",
    "bare": "without its caveat",
    "caveat": "the caveat",
    "elsewhere": "stands elsewhere",
    "no_topic": "is it this? nothing there tells the topic",
    "negated": "negated",
    "question": "only asked",
    "history": "only told of the past",
    "general": "speaks to everyone",
    "unscoped": "speaks to everyone",
    "qualified": "only under a condition",
    "other_scope": "for somebody else",
    "met": "what was met",
    "uncovered": "no promise covers it",
    "excepted": "excepted by the spec",
}


def headline(finding: Finding) -> str:
    """Return the finding in one line: what pytest's short summary shows after the node id."""
    return f"{_outcome(finding)}: {printable(finding.why)}"


def _outcome(finding: Finding) -> str:
    direction = f" ({finding.direction})" if finding.direction else ""
    return f"{finding.underlying or finding.verdict}{direction}"


def words_of(finding: Finding) -> str:
    """Return what is said in the words of the channel, or why not: the end of a check's line."""
    if finding.verdict in PASSING:
        if finding.kind == "consistent":
            return f"{len(finding.quotes)} way{'s' if len(finding.quotes) > 1 else ''} of saying it"
        if finding.figures:
            return printable(_in_short(finding.figures))
        return f'"{printable(finding.quotes[0].words)}"' if finding.quotes else ""
    if finding.cause is not None:
        return printable(f"{finding.cause.replace('_', ' ')}, {finding.evidence.url}".rstrip(", "))
    if (
        not finding.quotes
        or finding.kind == CheckKind.KEPT
        or (finding.underlying or finding.verdict) in {Verdict.UNSTATED, Verdict.UNCOVERED}
    ):
        return printable(finding.why.removeprefix(f"{finding.channel} "))
    where = "" if finding.channel else f"{finding.quotes[0].channel} "
    return f'{where}"{printable(finding.quotes[0].words)}", declared {printable(finding.declared)}'


def _in_short(figures: tuple[Figure, ...]) -> str:
    honest = next((figure.text for figure in figures if figure.name == "honest promise"), "")
    other = honest and honest not in figures[0].text
    return f"{figures[0].text}, {honest} would be honest" if other else figures[0].text


def line(finding: Finding, columns: int = 80) -> str:
    """Return the one line of a check, in the field's words."""
    about = finding.check.removeprefix(finding.kind).removeprefix("[").removesuffix("]")
    draft = " (draft)" if finding.draft else ""
    start = f"  {finding.verdict:<13} {finding.promise}{' ' + about if about else ''}{draft}"
    end = words_of(finding)
    return shorten(f"{start}: {end}" if end else start, columns)


def tell(finding: Finding, columns: int = 80) -> str:
    """Return the whole finding: where, what was declared, the exact words found, why that is a breach, what to do.

    The first line stands by itself; no line is longer than `columns`, but for paths and addresses.
    """
    parts = [f"{finding.location}: {_outcome(finding)}", "", *_rows(_about(finding), columns)]
    if finding.figures:
        parts += ["", *_rows(_measured(finding.figures), columns)]
    for quote in finding.quotes:
        parts += ["", *_rows(_quoted(quote), columns)]
    if finding.beside:
        parts += ["", "  heard there too, and left out:"]
        parts += [shorten(f"    {ROLES.get(q.role, q.role)}: {_marked(q)}", columns) for q in finding.beside[:5]]
        parts += [f"    and {len(finding.beside) - 5} more"] if len(finding.beside) > 5 else []
    return "\n".join([*parts, "", *_rows(_verdict(finding), columns)])


def _about(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "promise", finding.text
    yield "declared", finding.declared
    if not finding.quotes and finding.evidence.url:
        yield "looked at", finding.evidence.final_url or finding.evidence.url
    if not finding.quotes:
        yield "as of", finding.evidence.as_of


def _measured(figures: tuple[Figure, ...]) -> Iterator[tuple[str, str]]:
    for at, figure in enumerate(figures[:_MOST_FIGURES]):
        group = f", {' / '.join(value or 'none' for value in figure.group)}" if figure.group else ""
        ends = between(figure.low, figure.high, figure.unit)
        shown = f" ({ends})" if ends and figure.value is not None else ""
        yield "" if at else "measured", f"{figure.name}{group}: {figure.text}{shown}"
    if len(figures) > _MOST_FIGURES:
        yield "", f"and {len(figures) - _MOST_FIGURES} more"


def _quoted(quote: Quote) -> Iterator[tuple[str, str]]:
    yield "channel", f"{quote.channel}: {ROLES.get(quote.role, quote.role)}"
    yield "page", quote.evidence.final_url or quote.evidence.url
    yield "place", " > ".join(quote.place)
    yield "selector", quote.selector
    yield "words", _marked(quote)
    yield "read as", quote.value
    yield "declare", quote.declare
    yield "as of", quote.evidence.as_of


def _verdict(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "why", finding.why
    yield "do", finding.remedy
    for note in finding.notes:
        yield "note", note
    yield "owner", finding.owner


def _marked(quote: Quote) -> str:
    """Return the words in their context, marked as »words«."""
    start, end = quote.span
    before, words, after = quote.context[:start], quote.context[start:end], quote.context[end:]
    if not words:
        return printable(quote.words)
    before = f"…{before[-_AROUND:].lstrip()}" if len(before) > _AROUND else before
    after = f"{after[:_AROUND].rstrip()}…" if len(after) > _AROUND else after
    return printable(f"{before}»{words}«{after}")


def _rows(rows: Iterator[tuple[str, str]], columns: int) -> Iterator[str]:
    for label, value in rows:
        if not value:
            continue
        first, *rest = wrap(printable(value), max(20, columns - _LABEL - 3))
        yield f"  {label:<{_LABEL}} {first}"
        yield from (" " * (_LABEL + 3) + more for more in rest)
