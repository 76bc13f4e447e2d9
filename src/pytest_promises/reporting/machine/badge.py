"""`badge`: how many promises hold, as an SVG; or, where the file's name ends in `.json`, as shields.io asks for it."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.finding import Finding
from pytest_promises.model.report import Report
from pytest_promises.reporting.files import write
from pytest_promises.reporting.standing import Standing, by_promise, standing

_COLORS = {"brightgreen": "#2da44e", "red": "#cf222e", "lightgrey": "#6e7781"}
_LABEL = "promises"
_LETTER = 6.6
_PADDING = 10
_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{label}: {message}">
<title>{label}: {message}</title>
<clipPath id="r"><rect width="{width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="{left}" height="20" fill="#424a53"/>
<rect x="{left}" width="{right}" height="20" fill="{color}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="{middle_left}" y="14">{label}</text><text x="{middle_right}" y="14">{message}</text></g>
</svg>
"""


class Badge(ReportFormat):
    """A badge for a README."""

    name = "badge"

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:  # noqa: ARG002 - it shows no pictures
        """Write the badge whole or not at all; raises `OSError`."""
        message, color = told(report)
        shield = {"schemaVersion": 1, "label": _LABEL, "message": message, "color": color, "isError": color == "red"}
        write(path, json.dumps(shield) + "\n" if path.suffix == ".json" else _svg(message, _COLORS[color]))


def told(report: Report) -> tuple[str, str]:
    """Return the badge's message, and its colour by the name that shields.io gives it.

    A promise with a breach is broken; of one that could not be checked nothing is known.
    """
    groups = [findings for _, findings in by_promise(report.findings)]
    broken, unknown = _having(groups, Standing.BROKEN), _having(groups, Standing.INCONCLUSIVE)
    if broken or report.problems:
        specs = f"{len(report.problems)} specs unread" if report.problems else ""
        return ", ".join(part for part in (f"{broken} of {len(groups)} broken" if broken else "", specs) if part), "red"
    if not groups:
        return "nothing checked", "lightgrey"
    return (f"{unknown} of {len(groups)} unchecked", "lightgrey") if unknown else (f"{len(groups)} kept", "brightgreen")


def _having(groups: Sequence[Sequence[Finding]], worst: Standing) -> int:
    return sum(standing(findings[0]) is worst for findings in groups)


def _svg(message: str, color: str) -> str:
    left, right = (round(len(text) * _LETTER) + _PADDING for text in (_LABEL, message))
    return _SVG.format(
        label=_LABEL,
        message=escape(message),
        color=color,
        left=left,
        right=right,
        width=left + right,
        middle_left=left / 2,
        middle_right=left + right / 2,
    )
