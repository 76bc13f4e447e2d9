"""What a fault may do to what is served."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .content import Content, reworded


@dataclass(frozen=True, slots=True)
class Response:
    """What the shop answers, after so many `seconds`; one that `stalls` sends its body, and then never ends."""

    status: int = 200
    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    stalls: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reword:
    """Another text under `key` in one language, everywhere or on the page of `path` alone."""

    locale: str
    key: str
    text: str
    path: str = ""

    def reword(self, texts: Content, locale: str, path: str) -> Content:
        """Return the texts as a page of that path has them; raises `KeyError` when there is none of that key."""
        if locale != self.locale or self.path not in {"", path}:
            return texts
        return reworded(texts, self.key, self.text)


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words, markup, style or script in one document."""

    path: str
    old: str
    new: str

    def edit(self, response: Response) -> Response:
        """Return the response with the words exchanged; raises `ValueError` when they are not there."""
        body = response.body.decode()
        if self.old not in body:
            raise ValueError(f"{self.path} has no {self.old!r}")
        return replace(response, body=body.replace(self.old, self.new, 1).encode())


@dataclass(frozen=True, slots=True)
class Figure:
    """Another value in a JSON document; `at` are the keys and positions that lead to it."""

    path: str
    at: tuple[str | int, ...]
    value: object

    def edit(self, response: Response) -> Response:
        """Return the response with the value exchanged; raises `LookupError` when there is none."""
        data = json.loads(response.body)
        holder = data
        for step in self.at[:-1]:
            holder = holder[step]
        if isinstance(holder, dict) and self.at[-1] not in holder:
            raise LookupError(f"{self.path} has no {self.at}")
        holder[self.at[-1]] = self.value
        return replace(response, body=json.dumps(data, ensure_ascii=False).encode())


@dataclass(frozen=True, slots=True)
class Answer:
    """Another response altogether, only the first so many `times` (0: always); what is left out stays as it was."""

    path: str
    status: int | None = None
    body: str | None = None
    type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    stalls: bool = False
    seconds: float = 0.0
    times: int = 0

    def edit(self, response: Response) -> Response:
        """Return the response with what is given in place of its own."""
        return Response(
            response.status if self.status is None else self.status,
            response.body if self.body is None else self.body.encode(),
            response.type if self.type is None else self.type,
            (*response.headers, *self.headers.items()),
            self.stalls,
            self.seconds,
        )


@dataclass(frozen=True, slots=True)
class Cut:
    """A document that ends too early: what is left is its first `share` (0 to 1) of bytes."""

    path: str
    share: float

    def edit(self, response: Response) -> Response:
        """Return the response with its end cut off."""
        return replace(response, body=response.body[: int(len(response.body) * self.share)])


@dataclass(frozen=True, slots=True)
class Query:
    """Other records: a statement of SQL for the tables that the file at `path` is written from."""

    path: str
    sql: str


Editing = Edit | Figure | Answer | Cut
"""What changes one document once it is made."""

Change = Reword | Query | Editing
