"""What stands in place of the service's own page is no breach: a bot wall, a login, a page with nothing on it."""

import pytest
from tests.measuring.journeys.conftest import HTML
from tests.measuring.server import Answer

from pytest_promises.model.hearing import Cause

BUY = "steps: [{click: {text: Buy}, timeout: 1}]"
NO_SALE = "steps: [{expect_not: {text: Sold out}, timeout: 1}]"
TO_NEXT = "steps: [{click: {text: Next}}, %s]"
LOGIN = "<h1>Welcome back</h1><form action=/in><label>Password <input type=password></label><button>Log in</button>"
EMPTY = "<div id=app></div>"
WAITS = "<p>Loading...</p>"


def wall(shop, path, **how):
    text = "<!doctype html><title>Just a moment...</title><body><p>Verify you are human to go on.</p></body>"
    shop.answers[path] = Answer(text.encode(), type=HTML, **how)


@pytest.fixture
def stands(shop):
    """Puts what a customer meets at a path."""

    def put(what, path):
        if what is Cause.WALL:
            wall(shop, path)
        else:
            shop.page(path, {Cause.LOGIN: LOGIN, Cause.EMPTY: EMPTY}[what])

    return put


def why(hearing):
    return hearing.mishap and hearing.mishap.cause


@pytest.mark.parametrize("cause", [Cause.WALL, Cause.LOGIN, Cause.EMPTY])
@pytest.mark.parametrize("steps", [BUY, "steps: [{expect: {text: Buy}, timeout: 1}]", NO_SALE, "steps: [{goto: /}]"])
def test_what_stands_in_place_of_the_first_page_is_told_with_the_cause_that_a_channel_gives(walk, stands, cause, steps):
    stands(cause, "/")
    assert why(walk(steps)) is cause


@pytest.mark.parametrize("cause", [Cause.WALL, Cause.LOGIN, Cause.EMPTY])
@pytest.mark.parametrize("step", ["{click: {text: Buy}, timeout: 1}", "{expect_not: {text: Sold out}, timeout: 1}"])
def test_what_stands_in_place_of_a_later_page_is_told_as_well(walk, shop, stands, cause, step):
    shop.page("/", "<h1>A fine shop</h1><a href=/next>Next</a>")
    stands(cause, "/next")
    assert why(walk(TO_NEXT % step)) is cause


@pytest.mark.parametrize(("cause", "status"), [(Cause.SERVER_ERROR, 500), (Cause.NOT_FOUND, 404), (Cause.WALL, 200)])
def test_a_journey_that_ends_where_it_was_thrown_out_has_come_to_no_end(walk, shop, cause, status):
    shop.page("/", "<h1>A fine shop</h1><a href=/next>Next</a>")
    shop.page("/next", "<p>Something went wrong here</p>", status=status)
    if cause is Cause.WALL:
        wall(shop, "/next")
    assert why(walk("steps: [{click: {text: Next}}]")) is cause


def test_it_is_told_at_which_step_the_service_was_gone(walk, shop):
    shop.page("/", "<h1>A fine shop</h1><a href=/next>Next</a>").page("/next", EMPTY)
    mishap = walk(TO_NEXT % "{click: {text: Buy}, timeout: 1}").mishap
    assert mishap.message.startswith(f"{shop.url}/next shows no text. The journey was at step 2 (")


def test_a_wall_that_is_sent_with_a_refusal_is_told_as_a_wall(walk, shop):
    wall(shop, "/", status=403)
    assert why(walk(BUY)) is Cause.WALL


def test_a_page_that_never_stops_loading_is_told(walk, shop):
    shop.page("/", WAITS)
    assert why(walk(BUY)) is Cause.EMPTY


def test_a_login_that_another_page_leads_to_is_told(walk, shop):
    shop.answers["/"] = Answer(status=302, headers={"Location": "/login"})
    shop.page("/login", f"<p>{'Terms that nobody reads. ' * 40}</p>{LOGIN}")
    mishap = walk(BUY).mishap
    assert mishap.cause is Cause.LOGIN
    assert f"{shop.url}/login" in mishap.message


SIGNING_IN = """
steps:
  - fill: {label: Password, with: s3cret}
  - click: {role: button, name: Log in}
  - expect: {text: Your orders}
    timeout: 1
"""


@pytest.mark.parametrize("path", ["/", "/login"])
@pytest.mark.parametrize(("then", "ok"), [(LOGIN, False), ("<h1>Your orders</h1>", True)])
def test_a_login_that_is_part_of_the_journey_is_no_wall(walk, shop, path, then, ok):
    shop.page(path, LOGIN).page("/in", then)
    hearing = walk(SIGNING_IN, address=path)
    assert hearing.mishap is None, hearing.mishap
    assert hearing.measured.outcomes[0].ok is ok


def test_who_only_clicks_on_a_login_is_still_before_it(walk, shop):
    shop.page("/", LOGIN).page("/in", LOGIN)
    assert why(walk("steps: [{click: {role: button}}]")) is Cause.LOGIN


def test_a_link_out_of_sight_makes_no_page(walk, shop):
    shop.page("/", "<a href=#main style='position:absolute;left:-999px'>Skip to the content</a>")
    assert why(walk(BUY)) is Cause.EMPTY


def test_a_page_of_controls_without_words_is_no_empty_one(walk, shop):
    shop.page("/", "<input aria-label=Search><button aria-label=Go></button>")
    hearing = walk("steps: [{fill: {label: Search, with: tent}}, {click: {role: button, name: Buy}, timeout: 1}]")
    assert hearing.mishap is None, hearing.mishap
    assert 'button "Buy" is not there' in hearing.measured.outcomes[0].why


def test_a_banner_of_a_later_page_takes_no_clicks_either(walk, shop):
    style = "position:fixed;inset:0;background:#fff"
    banner = f"<div class=cookie-banner style='{style}'>We use cookies <button>OK</button></div>"
    shop.page("/", f"<h1>A fine shop</h1><a href=/next>Next</a>{banner}")
    shop.page("/next", f"<button onclick='log.textContent = 1'>Buy</button><p id=log></p>{banner}")
    hearing = walk(TO_NEXT % "{click: {role: button, name: Buy}, timeout: 3}, {expect: {text: '1'}}")
    assert hearing.mishap is None, hearing.mishap
    assert hearing.measured.outcomes[0].ok, hearing.measured.outcomes


def test_pages_that_never_stop_loading_do_not_use_up_the_time_of_the_journey(walk, shop):
    for number in range(6):
        link = f"<h1>Page {number}</h1><a href=/{number + 1}>Next</a><script>fetch('/slow')</script>"
        shop.page("/" if number == 0 else f"/{number}", link)
    shop.page("/6", "<h1>That is all</h1>")
    shop.answers["/slow"] = Answer(seconds=60)
    hearing = walk(f"steps: [{'{click: {text: Next}}, ' * 6} {{expect: {{text: That is all}}}}]")
    assert hearing.mishap is None, hearing.mishap
    assert hearing.measured.outcomes[0].ok


def test_a_time_that_begins_with_going_to_a_page_has_no_wait_of_ours_in_it(walk, shop):
    shop.page("/", "<h1>A fine shop</h1>").page("/board", "<h1>Wait board</h1><script>fetch('/slow')</script>")
    shop.answers["/slow"] = Answer(seconds=30)
    promise = "promises: {p: {topic: reply, within: 30 seconds, kept_by: {journey: way}}}"
    steps = "steps: [{goto: /board, start: true}, {expect: {text: Wait board}, stop: true}]"
    ((seconds, _),) = walk(steps, promise).measured.distributions[0].closed
    assert seconds < 10, "a page that loads on is waited for so long before its banners are looked for"
