"""Specs as files: `good/NAME.yaml` loads as `good/NAME.txt` says, `bad/NAME.yaml` has the problems in `bad/NAME.txt`.

A file whose name begins with `_` is extended by others. When a text is to change, the failure shows the new one.
"""

from pathlib import Path

import pytest
from tests.spec.sample_types import KINDS, MEASURES, read_value

from pytest_promises.model.describe import describe
from pytest_promises.spec import load, render

CASES = Path(__file__).with_name("cases")
ENV = {"SHOP": "https://shop.example", "API_TOKEN": "hunter2", "EMPTY": ""}


def cases(folder):
    return sorted(path.name for path in (CASES / folder).glob("*.yaml") if not path.name.startswith("_"))


def load_case(folder, name, monkeypatch):
    monkeypatch.chdir(CASES / folder)
    loaded = load(Path(name), env=ENV, channel_schemas=KINDS, read_value=read_value, measures=MEASURES)
    return loaded, Path(name).with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", cases("bad"))
def test_a_bad_spec_has_these_problems(name, monkeypatch):
    loaded, expected = load_case("bad", name, monkeypatch)
    assert loaded.spec is None
    assert "".join(f"{render(problem)}\n" for problem in loaded.problems) == expected


@pytest.mark.parametrize("name", cases("good"))
def test_a_good_spec_loads_as_written(name, monkeypatch):
    loaded, expected = load_case("good", name, monkeypatch)
    assert loaded.problems == ()
    assert "".join(f"{line}\n" for line in summary(loaded.spec)) == expected


def summary(spec):
    yield f"{spec.path}: {spec.service or '-'} at {spec.site or '-'} in {spec.locale}"
    if spec.calendar:
        yield f"calendar {spec.calendar.hours.osm} in {spec.calendar.timezone}"
    if spec.redacting.patterns:
        yield f"redacting {spec.redacting}"
    for owner in spec.owners:
        yield f"owner {owner.name}: {len(owner.notify)} addresses"
    for topic in spec.topics:
        yield f"topic {topic.name}: {', '.join(topic.kinds)}, {topic.better} is better, {dict(topic.words)}"
    for scope in spec.scopes:
        yield f"scope {scope.dimension}={scope.value}: {dict(scope.words)}"
    for one in spec.channels:
        options = f" {one.options}" if one.options else ""
        heard = f"{one.kind} {one.site}{one.address} {one.locale}{options}"
        yield f"channel {one.name} of {one.group} at {one.location}: {heard}"
    for one in (*spec.probes, *spec.measures):
        asked = f" asked for {one.asked.value}" if one.asked else ""
        yield f"measure {one.name}: {one.kind} {one.site}{one.address} {one.options or ''}".rstrip() + asked
    for promise in spec.promises:
        yield from promise_summary(promise)
    if spec.coverage:
        yield f"coverage {spec.coverage}"


def promise_summary(promise):
    draft = " (draft)" if promise.draft else ""
    yield f"promise {promise.id} at {promise.location}: {promise.topic} {dict(promise.scope) or ''}".rstrip() + draft
    if promise.value:
        bounds = [getattr(promise.value, end, "") for end in ("minimum", "maximum")]
        yield f"  {promise.value_text} at {promise.value_location}: {describe(promise.value)} {bounds}"
    for locale, text in promise.says:
        yield f"  says {locale or '*'}: {text}"
    for words in promise.never:
        yield f"  never {words}"
    for locale, texts in promise.caveats:
        yield f"  caveats {locale or '*'}: {' | '.join(texts)}"
    for key in ("stated_on", "on", "same_on", "caveats_on"):
        for one in getattr(promise, key):
            yield f"  {key} {one.channel} at {one.location}"
    for keeping in promise.kept_by:
        yield f"  kept by {keeping}"
    if promise.published:
        yield f"  published by {promise.published}, {promise.tolerance}, {promise.fresh} s"
    if promise.waived:
        yield f"  waived until {promise.waived.until} for {promise.waived.why}, {promise.waived.owner or 'nobody'}"
