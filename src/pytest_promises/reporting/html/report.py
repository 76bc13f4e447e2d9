"""The format `html` of `--promises-report`."""

from pathlib import Path

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.report import Report
from pytest_promises.reporting.files import write

MOST_PICTURES = 20_000_000
"""How many bytes of pictures a report has at most; those of what is broken come first."""


class HtmlReport(ReportFormat):
    """What a run found as a page for people, with nothing outside it; `most_pictures` is in bytes."""

    name = "html"

    def __init__(self, most_pictures: int = MOST_PICTURES) -> None:
        self._most_pictures = most_pictures

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:
        """Write the report whole or not at all; raises `OSError`."""
        from .page import page

        write(path, page(report, blobs, self._most_pictures))
