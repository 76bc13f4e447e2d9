"""A server on loopback that answers as a test says, and remembers what it was asked."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic


@dataclass
class Answer:
    body: bytes = b"{}"
    status: int = 200
    type: str = "application/json"
    headers: dict = field(default_factory=dict)
    seconds: float = 0.0


@dataclass
class Asked:
    method: str
    path: str
    headers: dict
    body: bytes
    connection: int
    at: float = field(default_factory=monotonic)


class Server:
    """`answers` are by path: an `Answer`, a list of which the last one stays, or a function that returns one."""

    def __init__(self):
        self.answers, self.asked, self.over = {}, [], threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True

            def do_GET(self):
                length = int(self.headers.get("Content-Length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.asked.append(
                    Asked(self.command, self.path, headers, self.rfile.read(length), self.client_address[1])
                )
                answer = server.answer(self.path.partition("?")[0])
                server.over.wait(answer.seconds)
                self.send_response(answer.status)
                for name, value in {"Content-Type": answer.type, **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            def do_POST(self):
                self.do_GET()

            def log_message(self, *args):
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, client_address):
                pass

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def answer(self, path):
        found = self.answers.get(path, Answer(b"{}", 404))
        if callable(found):
            return found()
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found

    def close(self):
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
