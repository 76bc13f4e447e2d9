"""Lexicons of plugins: their data files read, checked, and handed down to the reading."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

import pluggy

from pytest_promises.plugins import PluginError
from pytest_promises.reading import data_file
from pytest_promises.reading.registered import register


def use_lexicons(plugins: pluggy.PluginManager) -> None:
    """Have texts read with the lexicons that plugins register; of two of one language the one registered last is taken.

    Raises `PluginError` with all that is wrong with all the files.
    """
    latest_first: list[list[Traversable]] = plugins.hook.promises_register_lexicons()
    files = [file for group in reversed(latest_first) for file in group]
    lexicons = {file: _parsed(file) for file in files}
    wrong = [f"{file}: {problem}" for file, data in lexicons.items() for problem in _problems(file, data)]
    if wrong:
        raise PluginError("\n".join(wrong))
    register({_language(file): data for file, data in lexicons.items() if not isinstance(data, str)})


def _language(file: Traversable) -> str:
    return file.name.removesuffix(".toml")


def _parsed(file: Traversable) -> Mapping[str, Any] | str:
    """Return the data of a file, or why there is none."""
    try:
        return tomllib.loads(file.read_bytes().decode())
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"
    except UnicodeDecodeError as error:
        return f"it is no UTF-8 text: {error.reason} at byte {error.start}"
    except tomllib.TOMLDecodeError as error:
        return f"it is no TOML: {error}"


def _problems(file: Traversable, data: Mapping[str, Any] | str) -> Iterator[str]:
    problem = data_file.name_problem(file.name)
    if problem:
        yield problem
    elif isinstance(data, str):
        yield data
    else:
        yield from map(str, data_file.flaws(data))
