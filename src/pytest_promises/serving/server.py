"""The web server."""

import socket

import uvicorn
from starlette.applications import Starlette


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; raises `OSError`."""
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)


def run(application: Starlette, at: socket.socket) -> None:
    """Serve until the process is told to end."""
    uvicorn.Server(uvicorn.Config(application, log_level="warning", server_header=False)).run(sockets=[at])
