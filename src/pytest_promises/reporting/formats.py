"""The built-in formats of `--promises-report`."""

from pytest_promises.hookspecs import ReportFormat, hookimpl

from .html.report import HtmlReport
from .json_report import JsonReport
from .machine.badge import Badge
from .machine.ctrf import Ctrf
from .machine.github import GitHub
from .machine.gitlab import GitLab
from .machine.json_lines import JsonLines
from .machine.markdown import Markdown
from .machine.openmetrics import OpenMetrics
from .machine.sarif import Sarif


@hookimpl
def promises_register_reports() -> list[ReportFormat]:
    """Return the built-in formats."""
    return [
        JsonReport(),
        HtmlReport(),
        JsonLines(),
        Sarif(),
        GitHub(),
        Markdown(),
        GitLab(),
        OpenMetrics(),
        Ctrf(),
        Badge(),
    ]
