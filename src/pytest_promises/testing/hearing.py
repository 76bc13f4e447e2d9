"""One channel heard as an audit hears it: from a spec that is checked, by the engine, through the channel type."""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pytest_promises.audit import LocalListening
from pytest_promises.audit.single import statements_in
from pytest_promises.audit.sites import Sites
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import ChannelType, Settings
from pytest_promises.model.hearing import Hearing
from pytest_promises.model.promise import Location, Spec
from pytest_promises.model.statement import Statement
from pytest_promises.reading import read_value
from pytest_promises.spec import load, render

CHANNEL = "channel"
"""The name of the channel that is heard."""

SETTINGS = Settings(timeout=10.0, deadline=60.0, retries=0)
"""The limits: those of a test, where nothing is worth a second try."""

_FILE = "spec.yaml"


class SpecError(ValueError):
    """Raised for a channel that no spec could have; the text has the problems as `promises check` tells them."""


def hear(
    channel_type: ChannelType,
    address: str,
    /,
    *,
    folder: Path | None = None,
    settings: Settings = SETTINGS,
    env: Mapping[str, str] | None = None,
    **options: object,
) -> Hearing:
    """Return what a channel of a type hears at an address.

    `options` are the channel's keys as a spec has them: those of the type and of every channel (`site`, `locale`,
    `scope`); `env` has the values for `${NAME}`, and is the process's own by default. A relative path counts from
    `folder`, as from a spec that lies there; default: the working directory. What cannot be heard is the hearing's
    `mishap`, after the retries that `settings` give a transient one.

    Raises `SpecError` for an address or options that the type's `schema` or its `problem` refuses.
    """
    spec = _spec(channel_type, address, options, folder or Path.cwd(), os.environ if env is None else env)
    with Engine(settings) as engine:
        listening = LocalListening(engine, {channel_type.kind: channel_type}, Sites(os.environ), lambda _: spec)
        try:
            return listening.hearing((spec.path, CHANNEL)).result(timeout=settings.deadline + settings.timeout)
        finally:
            listening.close()


def statements(hearing: Hearing, locale: str = "en") -> tuple[Statement, ...]:
    """Return all that a hearing states, as an audit reads it; `locale` is that of texts that name none."""
    return statements_in(hearing, Spec(_FILE), locale)


def _spec(
    channel_type: ChannelType, address: str, options: Mapping[str, object], folder: Path, env: Mapping[str, str]
) -> Spec:
    """Return a spec with that channel alone, as if its file lay in the folder; raises `SpecError`."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary, _FILE)
        plain = {"version": 1, "channels": {CHANNEL: {channel_type.kind: address, **options}}}
        path.write_text(json.dumps(plain, ensure_ascii=False), "utf-8")  # YAML has JSON in it
        loaded = load(
            path,
            env=env,
            channel_schemas={channel_type.kind: channel_type.schema},
            read_value=read_value,
            channel_problem=lambda channel: channel_type.problem(channel.options),
        )
    if loaded.spec is None:
        problems = "\n".join(render(problem) for problem in loaded.problems)
        raise SpecError(problems.replace(str(path), _FILE))
    place = str(folder / _FILE)
    channels = tuple(replace(one, location=Location(place, one.location.line)) for one in loaded.spec.channels)
    return replace(loaded.spec, path=place, channels=channels)
