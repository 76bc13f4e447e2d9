"""A run taken into the history: all of it in one transaction, as often as it is asked for, with the same outcome."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select, update

from pytest_promises.model.finding import Verdict
from pytest_promises.model.report import Change, Key

from .comparing import changes
from .packing import compressed, digest, pack
from .schema import BRANCHES, CHECKS, CONTENTS, FINDINGS, RUNS, SCOPES
from .states import state_of
from .story import Plain, Story, as_json, clean, number_of, unit_of, value_of

T = TypeVar("T")
_CHUNK = 500
_ABOUT = ("kind", "channel", "owner", "topic", "unit")
_CHECK = ("spec", "promise", "name", *_ABOUT)


def take(connection: Connection, story: Story) -> None:
    """Take a run in place of what was taken of it before, unless that was more: whoever read it first may come last."""
    known = connection.execute(select(RUNS.c.journal_bytes).where(RUNS.c.id == story.run.id)).scalar()
    if known is None or known <= story.size:
        _take(connection, story)


def _take(connection: Connection, story: Story) -> None:
    number = _make_room(connection, story)
    branch = _branch(connection, clean(story.run.branch))
    connection.execute(insert(RUNS), _run_row(story, number, branch))
    specs = {spec for spec, _, _ in story.findings}
    _insert(connection, SCOPES, ({"run": number, "spec": spec} for spec in sorted(specs)))
    checks = _checks(connection, story.findings, specs)
    _insert(connection, FINDINGS, _finding_rows(connection, story, checks, number, branch))
    _count_changes(connection, number)


def _make_room(connection: Connection, story: Story) -> int:
    """Remove what is there of the run, and return the number that it has or gets."""
    known = connection.execute(select(RUNS.c.number).where(RUNS.c.id == story.run.id)).scalar()
    if known is not None:
        remove(connection, [known])
        return int(known)
    number = number_of(story.run)
    # Runs that began in the same second share all but 24 bits of a hash.
    while connection.execute(select(RUNS.c.number).where(RUNS.c.number == number)).first():
        number += 1
    return number


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Remove runs and what they found."""
    for table, column in ((FINDINGS, FINDINGS.c.run), (SCOPES, SCOPES.c.run), (RUNS, RUNS.c.number)):
        for chunk in _chunks(numbers):
            connection.execute(delete(table).where(column.in_(chunk)))


def _run_row(story: Story, number: int, branch: int) -> dict[str, Any]:
    run = story.run
    counts = Counter(str(finding["verdict"]) for finding in story.findings.values())
    return {
        "number": number,
        "id": run.id,
        "branch": branch,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "version": run.version,
        "commit_id": clean(run.commit),
        "job": clean(run.job),
        "partial": run.partial,
        "counts": as_json(counts),
        "problems": as_json([clean(problem) for problem in story.problems]),
        "newly_broken": 0,
        "newly_kept": 0,
        "journal_bytes": story.size,
    }


def _branch(connection: Connection, name: str) -> int:
    asked = select(BRANCHES.c.id).where(BRANCHES.c.name == name)
    if connection.execute(asked).scalar() is None:
        connection.execute(insert(BRANCHES), {"name": name})
    return int(connection.execute(asked).scalar_one())


def _checks(connection: Connection, findings: Mapping[Key, Plain], specs: Iterable[str]) -> dict[Key, int]:
    """Return the number of each check; those that are new get one, those that have another owner or topic are told."""
    known = _known(connection, specs)
    new = {key: _about(finding) for key, finding in findings.items() if key not in known}
    _insert(connection, CHECKS, (dict(zip(_CHECK, (*key, *about), strict=True)) for key, about in new.items()))
    for key, (check, before) in known.items():
        about = _about(findings[key]) if key in findings else before
        if about != before:
            values = dict(zip(_ABOUT, about, strict=True))
            connection.execute(update(CHECKS).where(CHECKS.c.id == check).values(values))
    known = _known(connection, specs) if new else known
    return {key: known[key][0] for key in findings}


def _known(connection: Connection, specs: Iterable[str]) -> dict[Key, tuple[int, tuple[str, ...]]]:
    asked = select(CHECKS)
    return {
        (row.spec, row.promise, row.name): (row.id, tuple(getattr(row, name) for name in _ABOUT))
        for chunk in _chunks(specs)
        for row in connection.execute(asked.where(CHECKS.c.spec.in_(chunk)))
    }


def _about(finding: Plain) -> tuple[str, ...]:
    return (*(clean(finding.get(name) or "") for name in _ABOUT[:-1]), clean(unit_of(finding)))


def _finding_rows(
    connection: Connection, story: Story, checks: Mapping[Key, int], number: int, branch: int
) -> Iterator[dict[str, Any]]:
    contents: dict[bytes, bytes] = {}
    for place, (key, finding) in enumerate(story.findings.items()):
        verdict = Verdict(finding["verdict"])
        parts = _parts(finding)
        contents.update(parts)
        content, *evidence = parts
        yield {
            "run": number,
            "check_id": checks[key],
            "place": place,
            "branch": branch,
            "state": int(state_of(verdict)),
            "verdict": verdict.value,
            "value": value_of(finding),
            "content": content,
            "evidence": b"".join(evidence),
        }
    _keep(connection, contents, number)


def _parts(finding: Plain) -> dict[bytes, bytes]:
    """Return what is kept of a finding, by digest: the body first, then each evidence."""
    packed = pack(finding)
    return {digest(content): content for content in (packed.body, *packed.evidence)}


def _keep(connection: Connection, contents: Mapping[bytes, bytes], number: int) -> None:
    """Keep the contents that are not there, and note of all that this run has them."""
    asked = select(CONTENTS.c.digest, CONTENTS.c.last_run)
    known: set[bytes] = set()
    for chunk in _chunks(contents):
        found = {row.digest: row.last_run for row in connection.execute(asked.where(CONTENTS.c.digest.in_(chunk)))}
        known |= found.keys()
        older = [key for key, last in found.items() if last < number]
        connection.execute(update(CONTENTS).where(CONTENTS.c.digest.in_(older)).values(last_run=number))
    new = ((key, content) for key, content in contents.items() if key not in known)
    _insert(
        connection, CONTENTS, ({"digest": key, "packed": compressed(text), "last_run": number} for key, text in new)
    )


def _count_changes(connection: Connection, number: int) -> None:
    counted = Counter(since.change for since in changes(connection, number).values())
    values = {"newly_broken": counted[Change.NEWLY_BROKEN], "newly_kept": counted[Change.NEWLY_KEPT]}
    if any(values.values()):
        connection.execute(update(RUNS).where(RUNS.c.number == number).values(values))


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    for chunk in _chunks(rows, 5000):
        connection.execute(insert(table), chunk)


def _chunks(values: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk
