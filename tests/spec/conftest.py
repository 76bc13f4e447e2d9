"""Specs from text."""

from pathlib import Path

import pytest
from tests.spec.sample_types import KINDS, read_value

from pytest_promises.spec import load


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a file of that name, and return its path relative to the directory that the test runs in."""
    monkeypatch.chdir(tmp_path)

    def write(text, name="spec.yaml"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return Path(name)

    return write


@pytest.fixture
def load_text(write):
    """Load a spec of that text; other files are given by name."""

    def load_text(text, env=None, *, kinds=KINDS, channel_problem=None, **others):
        for name, other in others.items():
            write(other, f"{name}.yaml")
        return load(
            write(text),
            env=env or {},
            channel_schemas=kinds,
            read_value=read_value,
            channel_problem=channel_problem,
        )

    return load_text


@pytest.fixture
def spec_of(load_text):
    """Return the spec of that text, which has no problems."""

    def spec_of(text, env=None, **others):
        loaded = load_text(text, env, **others)
        assert loaded.problems == ()
        return loaded.spec

    return spec_of


@pytest.fixture
def told(load_text):
    """Return the problems of that text as `line:column message (hint)`."""

    def told(text, env=None, **others):
        loaded = load_text(text, env, **others)
        assert loaded.spec is None
        return [
            f"{one.location.line}:{one.location.column} {one.message}" + (f" ({one.hint})" if one.hint else "")
            for one in loaded.problems
        ]

    return told
