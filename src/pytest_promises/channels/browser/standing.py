"""A guard in its place: between a tab and the network, by the means that the tab's browser has."""

from functools import partial

from playwright.async_api import BrowserContext, Page, Route, WebSocketRoute

from pytest_promises.channels.browser.closing import close_soon
from pytest_promises.channels.browser.guard import Guard


async def stand(guard: Guard, context: BrowserContext, page: Page, *, engine: str) -> None:
    """Have a guard watch a page from now on."""
    if engine == "chromium":
        session = await context.new_cdp_session(page)
        tree = await session.send("Page.getFrameTree")
        await guard.stand(session, tree["frameTree"]["frame"]["id"])
    elif guard.watches_all:
        await context.route("**/*", lambda route: _follow(route, guard))
    if guard.settings.hosts:
        # Playwright keeps notes on the object of a bound method, which has no room for them.
        await context.route_web_socket(partial(Guard.forbids, guard), _hang_up)


async def _follow(route: Route, guard: Guard) -> None:
    """Let a request go on as the guard wants it, in a browser without the DevTools protocol."""
    request = route.request
    if guard.forbids(request.url):
        await route.abort()
    elif guard.is_at_home(request.url):
        await route.continue_(headers=guard.headers(request.headers))
    else:
        await route.continue_()


def _hang_up(socket: WebSocketRoute) -> None:
    close_soon(socket.close)
