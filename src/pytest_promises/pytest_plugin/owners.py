"""`--promises-notify`: owners are told what broke and what is kept again, at the end of the run."""

from datetime import timedelta
from pathlib import Path

from pytest_promises.history import HistoryError
from pytest_promises.model.report import Report
from pytest_promises.notifying.notifier import notify
from pytest_promises.notifying.sending import send

from .run import Run


def tell_owners(run: Run, report: Report) -> list[str]:
    """Tell the owners that the specs name; return a line for all that went wrong, which changes nothing of the run."""
    history = run.past.history
    if history is None:
        return ["--promises-notify: without a history nobody knows what is news, and nobody was told"]
    owners = _owners(run, report)
    if not owners:
        return ["--promises-notify: no spec has `owners` with an address, and nobody was told"]
    every = timedelta(minutes=run.options.notify_minutes)
    try:
        return [f"--promises-notify: {line}" for line in notify(report, owners, history, send, every)]
    except HistoryError as error:
        return [f"--promises-notify: {error}"]


def _owners(run: Run, report: Report) -> dict[str, tuple[str, ...]]:
    """Return the addresses by owner, of all specs together."""
    owners: dict[str, dict[str, None]] = {}
    for path in dict.fromkeys(finding.spec for finding in report.findings):
        spec = run.audit.load(Path(path)).spec
        for owner in spec.owners if spec else ():
            owners.setdefault(owner.name, {}).update(dict.fromkeys(owner.notify))
    return {name: tuple(addresses) for name, addresses in owners.items() if addresses}
