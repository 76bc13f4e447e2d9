"""Journeys for a result: what a customer meets at the end of the steps."""

import re
import socket
from dataclasses import replace

import pytest
from tests.measuring.journeys.conftest import PROMISE

from pytest_promises.model.hearing import Cause

CART = """<h1>Basket</h1><form><label>Amount <input name=amount></label><button>Update</button></form>
<p id=shipping></p><p id=note hidden>hidden words</p><script>
const amount = Number(new URLSearchParams(location.search).get("amount"));
setTimeout(() => { shipping.textContent = `Shipping: ${amount FREE 50 ? "0.00" : "4.90"} €` }, 200);
</script>"""
AT_AND_BELOW = """
steps:
  - fill: {label: Amount, with: "{threshold}"}
  - click: {role: button, name: Update}
  - expect: {text: "0.00 €", in: {css: "#shipping"}}
    timeout: 2
  - fill: {label: Amount, with: "{threshold-0.01}"}
  - click: {role: button, name: Update}
  - expect: {text: "4.90 €", in: {css: "#shipping"}}
  - expect_not: {text: "0.00 €", in: {css: "#shipping"}}
"""


def closed_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def outcome(hearing):
    assert hearing.mishap is None, hearing.mishap
    (only,) = hearing.measured.outcomes
    return replace(only, why=re.sub(r"\(/\S*/", "(", only.why))


def test_shipping_is_free_at_the_threshold_and_not_one_cent_below(walk, shop):
    shop.page("/", CART.replace("FREE", ">="))
    assert outcome(walk(AT_AND_BELOW)).ok
    assert [path for path in shop.paths() if "?" in path] == ["/?amount=50.00", "/?amount=49.99"]


def test_shipping_that_is_charged_at_exactly_the_threshold_is_told_with_the_step_and_the_words(walk, shop):
    shop.page("/", CART.replace("FREE", ">"))
    found = outcome(walk(AT_AND_BELOW))
    assert not found.ok
    assert found.why == 'step 3 (promises.yaml:9:9): css "#shipping" does not show "0.00 €"'
    assert found.words == "Shipping: 4.90 €"


def test_the_amount_of_a_currency_without_cents_has_none(walk, shop):
    shop.page("/", CART.replace("FREE", ">="))
    promise = PROMISE.replace("50 EUR", "5000 JPY")
    walk('steps: [{fill: {label: Amount, with: "{threshold-1}"}}, {click: {text: Update}}]', promise)
    assert shop.paths()[-1] == "/?amount=4999"


READ = """
steps:
  - read: {css: "#number"}
    as: order
  - click: {role: link, name: Orders}
  - wait_for: {text: "Order {order}"}
    timeout: 2
"""


@pytest.mark.parametrize("number", ["A-17", "B-2"])
def test_what_is_read_can_be_looked_for_later(walk, shop, number):
    shop.page("/", "<p id=number>A-17</p><a href=/orders>Orders</a>")
    shop.page("/orders", f"<p>Order {number} is on its way</p>")
    found = outcome(walk(READ))
    assert found.ok is (number == "A-17")
    if not found.ok:
        assert found.why.startswith('step 3 (promises.yaml:10:9): text "Order A-17" is not there')
        assert found.words == "Order B-2 is on its way"


@pytest.mark.parametrize(
    "step",
    [
        'click: {role: button, name: "Pay"}',
        'fill: {label: Name, with: "Ada"}',
        'fill: {placeholder: "Your name", with: "Ada"}',
        'fill: {test_id: name, with: "Ada"}',
        'select: {label: Country, option: "Bulgaria"}',
        "check: {label: Gift wrap}",
        "press: {label: Name, key: Enter}",
        "press: {key: Enter}",
        "click: {text: Pay, exact: true}",
        "click: {text: Pay now, in: {role: region, name: Second}}",
        "click: {role: button, name: Inner, frame: iframe}",
        "goto: /other",
    ],
)
def test_every_way_to_act(walk, shop, step):
    frame = "<button onclick='parent.done(`inner`)'>Inner</button>"
    shop.page("/other", "<p id=log>done</p>").page("/frame", frame).page(
        "/",
        """<p id=log></p><button onclick=done()>Pay</button>
        <section aria-label=First><button onclick=done()>Pay now</button></section>
        <section aria-label=Second><button onclick=done()>Pay now</button></section>
        <label>Name <input data-testid=name placeholder="Your name" oninput=done() onkeydown=done()></label>
        <label>Country <select onchange=done()><option>Greece<option>Bulgaria</select></label>
        <label>Gift wrap <input type=checkbox onchange=done()></label><iframe src=/frame></iframe>
        <script>function done() { log.textContent = "done" }; document.onkeydown = done</script>""",
    )
    if 'name: "Pay"' in step:
        step = step.replace("}", ", exact: true}")
    found = outcome(walk(f"steps: [{{{step}}}, {{expect: {{text: done, in: {{css: '#log'}}}}}}]"))
    assert found.ok, found


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ("click: {text: Nowhere}", 'text "Nowhere" is not there on '),
        ("click: {role: button}", 'role "button" is 2 elements on '),
        ("expect: {css: '#note'}", 'css "#note" is not visible on '),
        ("expect: {text: hidden words, in: {css: '#note'}}", 'css "#note" is not visible on '),
        ("expect: {role: button}", 'role "button" is 2 elements on '),
        ("expect_not: {text: Two}", 'text "Two" is visible'),
        ("expect_not: {text: x, in: {css: '#gone'}}", 'css "#gone" is not there on '),
        (
            "select: {css: select, option: Nowhere}",
            'css "select" cannot be set to that option: there is no such option',
        ),
        ("fill: {text: Two, with: x}", 'text "Two" cannot be filled in'),
        ("check: {label: Off}", 'label "Off" cannot be ticked: it is disabled'),
        ("fill: {css: '#fixed', with: x}", 'css "#fixed" cannot be filled in: it is read-only'),
        ("click: {text: Under}", 'text "Under" cannot be clicked: something else lies over it'),
        ("read: {css: '#note'}, as: note", 'css "#note" is not visible on '),
    ],
)
def test_a_step_that_the_page_does_not_let_through_is_told(walk, shop, step, why):
    shop.page(
        "/",
        "<button>One</button><button>Two</button><p id=note hidden>hidden words</p><select></select>"
        "<label>Off <input type=checkbox disabled></label><input id=fixed readonly>"
        "<div style='position:relative'><i>Under</i><div style='position:absolute;inset:0'></div></div>",
    )
    found = outcome(walk(f"steps: [{{{step}, timeout: 1}}]"))
    assert not found.ok
    assert found.why.startswith(f"step 1 (promises.yaml:6:13): {why}")


def test_what_is_filled_in_is_in_no_message(walk, shop):
    shop.page("/", "<label>Card <input disabled></label>")
    hearing = walk("steps: [{fill: {label: Card, with: s3cret-4111}, timeout: 1}]")
    assert not outcome(hearing).ok
    assert "s3cret" not in repr(hearing)


def test_what_a_form_puts_into_the_address_is_in_no_message_either(walk, shop):
    shop.page("/", "<form><label>Card <input name=card></label><button>Pay</button></form>")
    steps = "steps: [{fill: {label: Card, with: s3cret}}, {click: {text: Pay}}, {expect: {text: Thanks}, timeout: 1}]"
    hearing = walk(steps)
    assert "?card=s3cret" in shop.paths()[-1]
    assert not outcome(hearing).ok
    assert "s3cret" not in repr(hearing)


def test_something_wrong_that_comes_late_is_still_seen(walk, shop):
    shop.page("/", "<p id=s>…</p><script>setTimeout(() => { s.textContent = 'charged' }, 600)</script>")
    assert not outcome(walk("steps: [{expect_not: {text: charged, in: {css: '#s'}}, timeout: 3}]")).ok


def test_every_trial_is_a_customer_who_was_never_there(walk, shop):
    shop.page("/", "<p id=s></p><script>s.textContent = localStorage.n || 'new'; localStorage.n = 'known'</script>")
    hearing = walk("samples: 3\nsteps: [{expect: {text: new, in: {css: '#s'}}, timeout: 2}]")
    assert [one.ok for one in hearing.measured.outcomes] == [True] * 3


def test_a_cookie_banner_takes_no_clicks(walk, shop):
    style = "position:fixed;inset:0;background:#fff"
    banner = f"<div class=cookie-banner style='{style}'>We use cookies <button>OK</button></div>"
    shop.page("/", f"<button onclick='log.textContent = 1'>Buy</button><p id=log></p>{banner}")
    assert outcome(walk("steps: [{click: {role: button, name: Buy}, timeout: 3}, {wait_for: {text: '1'}}]")).ok


@pytest.mark.parametrize(("status", "cause"), [(404, Cause.NOT_FOUND), (500, Cause.SERVER_ERROR), (403, Cause.DENIED)])
def test_a_page_that_is_not_served_is_no_breach(walk, shop, status, cause):
    shop.page("/", "<a href=/next>Next</a>").page("/next", "<p>no</p>", status=status)
    steps = "steps: [{click: {text: Next}}, {expect: {text: Thanks}, timeout: 1}]"
    assert walk(steps).mishap.cause is cause
    assert walk("steps: [{goto: /next}]").mishap.cause is cause
    assert walk("steps: [{click: {text: Next}}]", address="/next").mishap.cause is cause


def test_a_site_that_cannot_be_reached_is_no_breach(walk, shop):
    closed = f"http://127.0.0.1:{closed_port()}"
    assert walk("steps: [{click: {text: Next}}]", address=f"{closed}/").mishap.cause is Cause.REFUSED


def test_a_host_that_nobody_named_is_not_gone_to(walk, shop):
    other = shop.url.replace("127.0.0.1", "localhost")
    shop.page("/", f"<a href={other}/pay>Pay</a>").page("/pay", "<p>Thanks</p>")
    hearing = walk("steps: [{click: {text: Pay}}, {expect: {text: Thanks}, timeout: 1}]")
    assert hearing.mishap is not None
    assert "localhost" in hearing.mishap.message
    assert "/pay" not in shop.paths()


@pytest.mark.parametrize("step", ["press: {label: Card, key: Entr}", "press: {key: Entr}"])
def test_a_key_that_is_none_is_the_specs_fault(walk, shop, step):
    shop.page("/", "<label>Card <input></label>")
    assert walk(f"steps: [{{{step}}}]").mishap.cause is Cause.MALFORMED


def test_a_locator_that_is_none_is_the_specs_fault(walk, shop):
    shop.page("/", "<p>x</p>")
    assert walk("steps: [{click: {css: 'p[['}}]").mishap.cause is Cause.MALFORMED
