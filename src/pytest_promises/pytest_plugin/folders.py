"""Which files are specs, and which are run when no path is given."""

import re
from pathlib import Path

import pytest

from . import SPECS

_SPEC_LINE = re.compile(rb"^(promises|extends)[ \t]*:", re.MULTILINE)
_SNIFF = 1_000_000


def existing(config: pytest.Config) -> list[Path]:
    """Return the spec folders that are there."""
    folders = [config.rootpath / folder for folder in config.getini(SPECS)]
    return [folder for folder in folders if folder.exists()]


def from_here(path: Path) -> Path:
    """Return the path as a person in the working directory writes it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def run_only_specs(config: pytest.Config) -> None:
    """Run the spec folders and nothing else when no path was given; raises `pytest.UsageError` when there is none."""
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        return
    folders = existing(config)
    if not folders:
        wanted = ", ".join(config.getini(SPECS))
        raise pytest.UsageError(
            f"--promises: there is no folder {wanted} in {config.rootpath}; "
            f"make one with a spec in it, name another in `{SPECS}`, or give a path"
        )
    config.args = [str(folder) for folder in folders]


def is_spec(path: Path, config: pytest.Config) -> bool:
    """Tell whether a file is a spec: YAML in a spec folder, named on the command line, or with promises in it.

    A name that starts with `_` or `.` is a part that specs extend.
    """
    if path.suffix not in {".yaml", ".yml"} or path.name.startswith(("_", ".")):
        return False
    named = {config.invocation_params.dir / arg.split("::")[0] for arg in config.args}
    if path in named or any(path.is_relative_to(folder) for folder in existing(config)):
        return True
    with path.open("rb") as file:
        return _SPEC_LINE.search(file.read(_SNIFF)) is not None
