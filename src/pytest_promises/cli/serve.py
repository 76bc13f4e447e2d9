"""`promises serve`: the history in a browser."""

import argparse
from pathlib import Path

from pytest_promises.cli.console import complain, say

_PORT = 8470


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--folder", type=Path, default=Path(".promises"), help="where evidence is kept (.promises)")
    parser.add_argument("--history", default="", metavar="URL", help="the database (default: SQLite in the folder)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1: this machine alone)")
    parser.add_argument("--port", type=int, default=_PORT, help=f"the port ({_PORT}; 0: any that is free)")
    parser.set_defaults(command=serve)


def serve(parsed: argparse.Namespace) -> int:
    """Serve until Ctrl-C; returns the exit status."""
    from pytest_promises.evidence.recorder import STORE
    from pytest_promises.evidence.store import Store
    from pytest_promises.history import HistoryError, open_history

    if not parsed.history and not parsed.folder.is_dir():
        return complain(f"promises serve: there is no {parsed.folder}: run `pytest --promises` here first")
    try:
        from pytest_promises.serving.app import application
        from pytest_promises.serving.server import listening, run
    except ModuleNotFoundError as error:
        if error.name not in {"starlette", "uvicorn"}:
            raise
        return complain(f"promises serve: this needs {error.name}: pip install 'pytest-promises[serve]'")
    try:
        history = open_history(parsed.history, parsed.folder)
        socket = listening(parsed.host, parsed.port)
    except HistoryError as error:
        return complain(f"promises serve: {error}")
    except OSError as error:
        return complain(f"promises serve: {parsed.host}:{parsed.port} cannot be listened on: {error.strerror}")
    host, port = socket.getsockname()[:2]
    say(f"http://{host}:{port}/\nCtrl-C ends it.")
    run(application(history, Store(parsed.folder / STORE), ("127.0.0.1", "localhost", "[::1]", parsed.host)), socket)
    return 0
