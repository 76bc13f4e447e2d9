"""Journals of runs, written as a run writes them."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pytest_promises.evidence.journal import SUFFIX, Journal
from pytest_promises.model.finding import Figure, Finding, Quote, Verdict
from pytest_promises.model.hearing import Evidence
from pytest_promises.model.promise import Location
from pytest_promises.model.report import RunInfo
from pytest_promises.wire import to_plain

SPEC = "specs/support.yaml"
TODAY = datetime.now(UTC).replace(hour=3, minute=0, second=0, microsecond=0)


def run_at(day, branch="main", *, minutes=0, **more):
    """Return the run of a day, 0 being today and -1 yesterday."""
    start = TODAY + timedelta(days=day, minutes=minutes)
    mark = hashlib.sha256(f"{day} {branch!r} {minutes}".encode()).hexdigest()[:6]
    end = (start + timedelta(minutes=1)).isoformat(timespec="seconds")
    return RunInfo(f"{start:%Y%m%dT%H%M%S}-{mark}", start.isoformat(timespec="seconds"), end, "0.1", branch, **more)


def found(promise, verdict, check="stated[faq]", *, spec=SPEC, at="", value=None, unit="", words="within 24 hours"):
    """Return a finding with evidence of its time."""
    evidence = Evidence("https://shop.example/faq", fetched_at=at, status=200)
    quote = Quote("faq", words, f"We reply {words}.", (9, 9 + len(words)), evidence=evidence)
    figures = (Figure("share", f"{value} %", value, unit=unit),) if value is not None else ()
    where = Location(spec, 12, 3)
    kind, _, channel = check.removesuffix("]").partition("[")
    return Finding(
        spec,
        promise,
        check,
        kind,
        Verdict(verdict),
        where,
        topic="reply",
        owner="support",
        channel=channel,
        declared="24 hours",
        text="We answer within 24 hours.",
        quotes=(quote,),
        figures=figures,
        evidence=evidence,
    )


def write(folder, run, findings, *, end=True, problems=()):
    """Write the journal of a run and return its path."""
    journal = Journal(folder / "runs" / f"{run.id}{SUFFIX}")
    journal.append("run", to_plain(replace(run, finished_at="")))
    for one in findings:
        journal.append("finding", to_plain(one))
    for problem in problems:
        journal.append("problem", problem)
    if end:
        journal.append("end", to_plain(run))
    journal.close()
    return journal.path


def taken(history, folder, run, findings, **how):
    """Have a run taken into a history; returns its report."""
    history.take(write(folder, run, findings, **how))
    return history.report(run, findings, how.get("problems", ()))
