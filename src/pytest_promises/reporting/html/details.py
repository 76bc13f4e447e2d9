"""One promise with all its checks as plain data: what its section shows once it is opened."""

from collections.abc import Sequence
from typing import Any

from pytest_promises.model.amounts import between
from pytest_promises.model.finding import Figure, Finding, Quote
from pytest_promises.model.report import Change, Report
from pytest_promises.reporting.changes import changed

from .charts import histogram, timeline
from .pictures import Pictures
from .promises import Section
from .quotes import filled, name, page, said
from .shown import clip, visible
from .verdicts import BAD, called

_LONGEST_TEXT = 2000
_MOST_QUOTES = 120
_MOST_BESIDE = 20
_MOST_FIGURES = 40


def details(section: Section, report: Report, pictures: Pictures) -> dict[str, Any]:
    """Return a promise's checks in the order of the run."""
    return {"checks": [check(one, report, pictures) for one in section.findings]}


def check(finding: Finding, report: Report, pictures: Pictures) -> dict[str, Any]:
    """Return all that is shown of one check; what it does not have is left out."""
    return filled(
        {
            "name": name(finding.check),
            "kind": name(finding.kind),
            "channel": name(finding.channel),
            "verdict": str(finding.verdict),
            "called": called(finding),
            "at": name(str(finding.location)),
            "why": _text(finding.why),
            "remedy": _text(finding.remedy),
            "notes": [_text(note) for note in finding.notes],
            "cause": name((finding.cause or "").replace("_", " ")),
            "since": since(finding, report),
            "draft": finding.draft or None,
            "quotes": _quotes(finding.quotes[:_MOST_QUOTES], pictures),
            "more": max(0, len(finding.quotes) - _MOST_QUOTES) or None,
            "beside": _quotes(finding.beside[:_MOST_BESIDE], pictures),
            "figures": [_figure(one) for one in finding.figures[:_MOST_FIGURES]],
            "spread": histogram(finding.spread) if finding.spread else None,
            "past": timeline(report, finding),
            "page": page(finding.evidence) if not finding.quotes else None,
            "picture": _whole(finding, pictures),
        }
    )


def since(finding: Finding, report: Report) -> str:
    """Return what became of the check since the run before, or `""` where no history is kept."""
    found = report.since.get(finding.key)
    # In a first run, all is new.
    if found is None or (found.change is Change.NEW and report.previous is None):
        return ""
    return changed(found, report.run.finished_at or report.run.started_at)


def languages(finding: Finding) -> tuple[str, ...]:
    """Return the languages that a check is about: those of what was said, else that of the page."""
    spoken = dict.fromkeys(quote.lang for quote in finding.quotes if quote.lang)
    return tuple(name(one) for one in spoken or ([finding.evidence.locale] if finding.evidence.locale else []))


def _quotes(quotes: Sequence[Quote], pictures: Pictures) -> list[dict[str, Any]]:
    return [said(one, pictures) for one in quotes]


def _figure(figure: Figure) -> dict[str, Any]:
    ends = between(figure.low, figure.high, figure.unit) if figure.value is not None else ""
    group = " / ".join(value or "none" for value in figure.group)
    return filled({"name": name(figure.name), "text": name(figure.text), "ends": name(ends), "group": name(group)})


def _whole(finding: Finding, pictures: Pictures) -> int | None:
    """Return the number of the whole page's picture, where what is wrong is what does not stand there."""
    wrong = finding.verdict in BAD or (finding.verdict == "inconclusive" and finding.evidence.screenshot)
    return pictures.number(finding.evidence) if wrong else None


def _text(text: str) -> str:
    return visible(clip(text, _LONGEST_TEXT))
