"""Findings of a team's own tests on their way into the reports: kept with the test, sent with its reports."""

from collections.abc import Generator
from typing import Any

import pytest

from pytest_promises.model.finding import Finding
from pytest_promises.wire import from_plain, to_plain

from . import FINDINGS
from .collection import properties_of
from .records import Records
from .run import run_of

_RECORDS = "promises-records"
_SENDER = "promises-own-reports"
_WAITING = pytest.StashKey[list[Finding]]()


def record(item: pytest.Item, finding: Finding) -> None:
    """Have a finding reported with its test, also from a worker of pytest-xdist."""
    plugins = item.config.pluginmanager
    if not plugins.hasplugin(_SENDER):
        plugins.register(Sender(), _SENDER)
    item.user_properties.extend(properties_of(finding))
    item.stash.setdefault(_WAITING, []).append(finding)


class Sender:
    """Sends findings with the report of the phase that they were found in, as plain data: it may leave the process."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Move an item's findings to its report."""
        report = yield
        waiting = item.stash.get(_WAITING, [])
        if waiting:
            setattr(report, FINDINGS, [to_plain(finding) for finding in waiting])
            waiting.clear()
        return report


def receive(config: pytest.Config, plain: list[Any]) -> None:
    """Hand the findings of a report to what writes the reports of this run, in the process that prints."""
    records = config.pluginmanager.get_plugin(_RECORDS)
    if records is None:
        records = Records(run_of(config))
        config.pluginmanager.register(records, _RECORDS)
    for one in plain:
        records.take(from_plain(one, Finding))
