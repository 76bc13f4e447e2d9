"""The promises of the spec folders by their names, for tests of a team's own."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import pytest

from pytest_promises.model.promise import Promise, Spec
from pytest_promises.spec import Loaded, render

from . import SPECS
from .folders import existing, from_here, is_spec
from .run import run_of

_MOST_NAMES = 20
_SEPARATOR = "::"


class UnknownPromiseError(LookupError):
    """Raised for a name that no promise has, or several have; the text says what to write instead."""


class OwnSpecs:
    """All specs of the spec folders, loaded when the first promise is asked for."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._loaded: Sequence[Loaded] | None = None

    def promise(self, name: str) -> tuple[Spec, Promise]:
        """Return the promise of a name, and its spec: `first-reply`, or `specs/support.yaml::first-reply`.

        Raises `UnknownPromiseError`.
        """
        file, _, wanted = name.rpartition(_SEPARATOR)
        found = [(spec, one) for spec, one in self._promises() if one.id == wanted and _is_named(spec, file)]
        if len(found) == 1:
            return found[0]
        raise UnknownPromiseError(_several(found) if found else self._unknown(name, wanted))

    def _promises(self) -> Iterator[tuple[Spec, Promise]]:
        return ((one.spec, promise) for one in self._all() if one.spec is not None for promise in one.spec.promises)

    def _all(self) -> Sequence[Loaded]:
        if self._loaded is None:
            audit = run_of(self._config).audit
            self._loaded = tuple(audit.load(path) for path in spec_files(self._config))
        return self._loaded

    def _unknown(self, name: str, wanted: str) -> str:
        """Return why there is no such promise: it is in no spec, or a spec has problems and may be the one."""
        problems = [render(problem) for one in self._all() for problem in one.problems]
        if problems:
            return "\n".join([f"there is no promise {name} in the specs that have no problems; these have:", *problems])
        names = sorted({promise.id for _, promise in self._promises()})
        if not names:
            folders = ", ".join(self._config.getini(SPECS))
            return f"there is no promise {name}: no spec is in {folders} below {self._config.rootpath} (see `{SPECS}`)"
        close = get_close_matches(wanted, names, 1)
        more = ", ..." if len(names) > _MOST_NAMES else ""
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(names[:_MOST_NAMES])}{more}"
        return f"there is no promise {name}; {hint}"


def _several(found: Sequence[tuple[Spec, Promise]]) -> str:
    places = ", ".join(str(promise.location) for _, promise in found)
    first, promise = found[0]
    return f"{promise.id} is a promise of several specs ({places}): write {first.path}{_SEPARATOR}{promise.id}, say"


def _is_named(spec: Spec, file: str) -> bool:
    path = Path(spec.path).as_posix()
    return not file or path == file or path.endswith(f"/{file}")


def spec_files(config: pytest.Config) -> Iterator[Path]:
    """Yield the specs in the spec folders, as a person in the working directory writes them."""
    for folder in existing(config):
        for path in sorted(folder.rglob("*.y*ml")) if folder.is_dir() else [folder]:
            if is_spec(path, config):
                yield from_here(path)


OWN_SPECS = pytest.StashKey[OwnSpecs]()


def specs_of(config: pytest.Config) -> OwnSpecs:
    """Return the specs of a configuration."""
    if OWN_SPECS not in config.stash:
        config.stash[OWN_SPECS] = OwnSpecs(config)
    return config.stash[OWN_SPECS]
