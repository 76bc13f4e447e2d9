"""The reports that the user asked for: which formats there are, and writing them at the end of the run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.report import Report
from pytest_promises.plugins import PluginError, has_hook, manager, report_formats

from .options import STDOUT

Asked = tuple[ReportFormat, Path]


def asked_for(config: pytest.Config, wanted: Sequence[tuple[str, Path]]) -> tuple[Asked, ...]:
    """Return the formats of the names; raises `pytest.UsageError` for one that there is not."""
    if not wanted:
        return ()
    try:
        formats = report_formats(manager(one for one in config.pluginmanager.get_plugins() if has_hook(one)))
    except PluginError as error:
        raise pytest.UsageError(str(error)) from error
    return tuple((_format(name, formats), path) for name, path in wanted)


def _format(name: str, formats: Mapping[str, ReportFormat]) -> ReportFormat:
    if name in formats:
        return formats[name]
    close = get_close_matches(name, formats, 1)
    hint = f"did you mean {close[0]}?" if close else f"the formats are {', '.join(sorted(formats))}"
    raise pytest.UsageError(f"--promises-report: there is no format {name}; {hint}")


def write_all(asked: Sequence[Asked], report: Report, blobs: Blobs, say: Callable[[str], None]) -> Iterator[str]:
    """Write the reports, those for `-` with `say`, line by line; yield a line for each that is lost."""
    for one, path in asked:
        try:
            if path == STDOUT:
                _say(one, report, blobs, say)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                one.write(report, path, blobs)
        except OSError as error:
            yield f"--promises-report {one.name}: {path} cannot be written: {error.strerror or error}"


def _say(one: ReportFormat, report: Report, blobs: Blobs, say: Callable[[str], None]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "report")
        one.write(report, path, blobs)
        for line in path.read_text("utf-8").splitlines():
            say(line)
