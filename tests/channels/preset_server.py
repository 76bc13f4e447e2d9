"""A vendor's server: documents by path and query, limits on how often it is asked, and who is let in."""

import json
from urllib.parse import parse_qsl, urlsplit


class Vendor:
    """Answers on a `Site` with JSON; `asked` are the paths with their queries."""

    def __init__(self, site, reply):
        self.site = site
        self.url = site.url
        self.asked = []
        self._reply = reply
        self._limits = {}
        self._documents = {}

    def serve(self, address, data, status=200, headers=None):
        """Answer an address, with its query in any order, with data (text as it is)."""
        path, query = _parts(address)
        self._documents[path, query] = (data, status, headers or {})
        self.site.replies[path] = self._reply(send=self._send)
        return self

    def limit(self, address, times, seconds="0"):
        """Refuse an address so many times before it is answered."""
        self._limits[_parts(address)] = [times, seconds]

    def _send(self, handler):
        self.asked.append(handler.path)
        key = _parts(handler.path)
        if self._limits.get(key, [0])[0] > 0:
            self._limits[key][0] -= 1
            self._write(handler, {"error": "TooManyRequests"}, 429, {"Retry-After": self._limits[key][1]})
        elif key in self._documents:
            self._write(handler, *self._documents[key])
        else:
            self._write(handler, {"error": "RecordNotFound", "description": "Not found"}, 404, {})

    def _write(self, handler, data, status, headers):
        body = data.encode() if isinstance(data, str) else json.dumps(data).encode()
        handler.send_response(status)
        for name, value in {"Content-Type": "application/json", "Connection": "close", **headers}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


def _parts(address):
    parts = urlsplit(address)
    return parts.path, tuple(sorted(parse_qsl(parts.query)))
