"""The web application: pages of a history, for this machine's own browser."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pytest_promises.history import HistoryError
from pytest_promises.history.history import History
from pytest_promises.hookspecs import Blobs
from pytest_promises.reporting.html.page import page

from .pages import Pages

YEAR = timedelta(days=366)
_MOST_RUNS = 400
_MOST_PICTURES = 50_000_000
Handler = Callable[[Request], Awaitable[Response]]


def application(
    history: History, blobs: Blobs, hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
) -> Starlette:
    """Return the application; it answers only to its own hosts' names, whatever page asks a browser to go there."""
    pages = Pages(history.where)
    routes = [
        Route("/", _answering(lambda _: pages.runs(history.runs(_MOST_RUNS), history.standing()))),
        Route("/runs/{run}", _answering(lambda request: _run(history, blobs, request.path_params["run"]))),
        Route("/diff", _answering(lambda request: _diff(pages, history, request))),
        Route("/promises/{promise:path}", _answering(lambda request: _promise(pages, history, request))),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
        exception_handlers={HTTPException: _refused(pages), HistoryError: _failed(pages)},
    )


def _answering(make: Callable[[Request], str]) -> Handler:
    async def answer(request: Request) -> Response:
        return HTMLResponse(await run_in_threadpool(make, request), headers=_HEADERS)

    return answer


_HEADERS = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


def _run(history: History, blobs: Blobs, name: str) -> str:
    summary = history.run(name)
    if summary is None:
        raise HTTPException(404, f"There is no run {name}.")
    report = history.report(summary.run, history.findings(name), summary.problems)
    return page(report, blobs, _MOST_PICTURES)


def _diff(pages: Pages, history: History, request: Request) -> str:
    runs = history.runs(_MOST_RUNS)
    ids = [one.run.id for one in runs]
    older = request.query_params.get("older") or (ids[1] if len(ids) > 1 else "")
    newer = request.query_params.get("newer") or (ids[0] if ids else "")
    differences = history.diff(older, newer) if older and newer else ()
    return pages.diff(runs, older, newer, differences)


def _promise(pages: Pages, history: History, request: Request) -> str:
    promise = request.path_params["promise"]
    now = datetime.now(UTC)
    trends = history.trend(promise, since=now - YEAR)
    if not trends:
        raise HTTPException(404, f"No run has found anything of a promise {promise} within a year.")
    return pages.promise(promise, trends, now)


def _refused(pages: Pages) -> Callable[[Request, Exception], Response]:
    def answer(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = str(error.detail) if isinstance(error, HTTPException) else ""
        return HTMLResponse(pages.trouble(detail), status_code=status, headers=_HEADERS)

    return answer


def _failed(pages: Pages) -> Callable[[Request, Exception], Response]:
    return lambda _, error: HTMLResponse(pages.trouble(str(error)), status_code=503, headers=_HEADERS)
