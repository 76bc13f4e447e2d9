"""An installed plugin with a lexicon of Esperanto."""

import shutil
from pathlib import Path

import pytest

from pytest_promises.reading.registered import register

LEXICON = Path(__file__).with_name("eo.toml")
PLUGIN = """\
from importlib.resources import files

from pytest_promises import hookimpl


@hookimpl
def promises_register_lexicons():
    return [files(__name__) / "eo.toml"]
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Return a folder in which a plugin is installed, for processes that are started from here."""
    folder = tmp_path / "installed"
    package, metadata = folder / "espero", folder / "espero-1.0.dist-info"
    package.mkdir(parents=True)
    metadata.mkdir()
    package.joinpath("__init__.py").write_text(PLUGIN, "utf-8")
    shutil.copy(LEXICON, package / "eo.toml")
    metadata.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: espero\nVersion: 1.0\n", "utf-8")
    metadata.joinpath("entry_points.txt").write_text("[pytest_promises]\nespero = espero\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


@pytest.fixture(autouse=True)
def nothing_is_left_registered():
    yield
    register({})
