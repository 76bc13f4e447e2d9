import pytest
from tests.measuring.probing import Run
from tests.measuring.server import Server


@pytest.fixture
def server():
    running = Server()
    yield running
    running.close()


@pytest.fixture
def run(tmp_path, server, monkeypatch):
    """Makes a run of a spec, in a folder of its own, that is about the server."""
    monkeypatch.chdir(tmp_path)
    return lambda text, **env: Run(tmp_path, server.url, text, env)
