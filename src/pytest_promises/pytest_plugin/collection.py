"""Specs as pytest nodes: a file, its promises, their checks."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest

from pytest_promises.model.check import (
    CHANNELS,
    Check,
    CheckKind,
    called,
    channel_checks_of,
    checks_of,
    coverage_checks_of,
)
from pytest_promises.model.finding import PASSING, Finding, Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.model.promise import Promise
from pytest_promises.reporting.text import headline
from pytest_promises.spec import render

from .allure import is_listening, tell_allure
from .folders import from_here
from .run import Run, run_of

_PYTESTS_OWN = frozenset(
    {"filterwarnings", "parametrize", "skip", "skipif", "tryfirst", "trylast", "usefixtures", "xfail", "promises"}
)


@cache
def _kind_mark(kind: CheckKind) -> pytest.MarkDecorator:
    mark: pytest.MarkDecorator = getattr(pytest.mark, kind.value)
    return mark


class PromiseFile(pytest.File):
    """One spec file; its problems, all of them, are one collection error."""

    def collect(self) -> Iterator["PromiseNode | PromiseItem"]:
        """Yield the spec's promises, then its own checks; raises `CollectError` with every problem of the file."""
        loaded = run_of(self.config).audit.load(from_here(self.path))
        if loaded.spec is None:
            raise self.CollectError("\n".join(render(problem) for problem in loaded.problems))
        run = run_of(self.config)
        if not self.config.option.collectonly:
            run.audit.prepare(loaded.spec)
        for promise in loaded.spec.promises:
            checks = checks_of(loaded.spec, promise)
            yield PromiseNode.from_parent(self, name=promise.id, promise=promise, checks=checks)
        if checks := channel_checks_of(loaded.spec, run.audit.in_parts):
            yield PromiseNode.from_parent(self, name=CHANNELS, promise=checks[0].promise, checks=checks)
        for check in coverage_checks_of(loaded.spec):
            item: PromiseItem = PromiseItem.from_parent(self, name=check.name, check=check)
            _mark_with(item, check.promise)
            yield item


class PromiseNode(pytest.Collector):
    """One promise of a spec, or the spec's channels by themselves."""

    def __init__(self, *, promise: Promise, checks: Sequence[Check], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.promise = promise
        self.checks = checks
        _mark_with(self, promise)

    def collect(self) -> Iterator["PromiseItem"]:
        """Yield the promise's checks."""
        for check in self.checks:
            # Given as text, the id is parsed as pytest parses one from its cache: `[...]` is not part of the name.
            yield PromiseItem.from_parent(self, name=check.name, nodeid=f"{self.nodeid}::{check.name}", check=check)


class PromiseItem(pytest.Item):
    """One check: what cannot be had is an error of its set-up, what is had and wrong is its failure."""

    def __init__(self, *, check: Check, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.check = check
        self.finding: Finding | None = None
        self.add_marker(_kind_mark(check.kind))
        self.add_marker(_full_mark(check, self.path))

    @property
    def _run(self) -> Run:
        return run_of(self.config)

    def setup(self) -> None:
        """Wait for the channels and judge; raises when nothing could be had or nothing can be judged."""
        self.finding = found = self._run.audit.finding(self.check)
        self.user_properties = [*self.user_properties, *properties_of(found)]
        if is_listening(self.config):
            tell_allure(found, self._run.recorder.store)
        if found.verdict is Verdict.INCONCLUSIVE:
            tolerated = found.draft or found.verdict not in self._run.options.fail_on
            if tolerated or found.cause is Cause.NOT_PROBED:
                pytest.skip(headline(found))
            _fail(found)

    def runtest(self) -> None:
        """Pass or fail by the finding."""
        found = self.finding
        if found is None:
            pytest.fail(f"{self.name} was run without its set-up: nothing was judged", pytrace=False)
        if found.verdict in PASSING:
            return
        tolerated = found.verdict not in self._run.options.fail_on
        if found.draft or tolerated:
            pytest.xfail(headline(found))
        _fail(found)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the spec asks for the check, and its name."""
        return (
            Path(self.check.location.file),
            self.check.location.line - 1,
            called(self.check.promise.id, self.check.name, " "),
        )


def _fail(found: Finding) -> NoReturn:
    # Laying out a traceback that nobody is shown would take far longer than the check.
    pytest.fail(headline(found), pytrace=False)


def properties_of(found: Finding) -> Iterator[tuple[str, str]]:
    """Yield the finding's flat facts, which JUnit shows as properties."""
    facts = {
        "promise": found.promise,
        "topic": found.topic,
        "owner": found.owner,
        "channel": found.channel,
        "verdict": str(found.verdict),
        "expected": found.declared,
        "observed": found.quotes[0].words if found.quotes else "",
        "url": found.evidence.final_url or found.evidence.url,
    }
    return ((name, value) for name, value in facts.items() if value)


def _mark_names(promise: Promise) -> list[str]:
    names = [promise.topic, promise.owner, "draft" if promise.draft else "", "waived" if promise.waived else ""]
    # pytest refuses a mark that begins with an underscore, and acts on its own marks: an owner must not skip a check.
    words = (re.sub(r"\W+", "_", name).strip("_") for name in names)
    return [word for word in words if word and word not in _PYTESTS_OWN]


def _mark_with(node: pytest.Item | pytest.Collector, promise: Promise) -> None:
    for name in _mark_names(promise):
        node.add_marker(_mark(node.config, name))


def _mark(config: pytest.Config, name: str) -> pytest.MarkDecorator:
    """Return the mark of a topic or owner, which only the specs know: it is registered when it is met."""
    run_of(config).register_mark(config, name)
    mark: pytest.MarkDecorator = getattr(pytest.mark, name)
    return mark


def _full_mark(check: Check, path: Path) -> pytest.MarkDecorator:
    promise = check.promise
    locale = check.spec.channel(check.channel).locale if check.channel else ""
    return pytest.mark.promises(
        spec=path.stem,
        promise=promise.id,
        topic=promise.topic,
        owner=promise.owner,
        check=str(check.kind),
        channel=check.channel,
        locale=locale,
    )
