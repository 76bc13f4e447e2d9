"""The built-in formats of `--promises-report`."""

from pytest_promises.hookspecs import ReportFormat, hookimpl

from .json_report import JsonReport


@hookimpl
def promises_register_reports() -> list[ReportFormat]:
    """Return the built-in formats."""
    return [JsonReport()]
