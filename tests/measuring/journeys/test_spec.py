"""What a spec may say of journeys."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.measuring.journeys.blanks import Blanks, names_in

REPLY = "promises: {p: {topic: reply, within: 2 minutes, kept_by: {journey: way}}}"
OFFICE = "promises: {p: {topic: reply, within: 2 business hours, kept_by: {journey: way}}}"
TIMED = "steps: [{click: {text: x}, start: true}, {wait_for: {text: y}, stop: true}]"


@pytest.mark.parametrize(
    ("journey", "said"),
    [
        ("samples: 2", "`steps:` or `function:` says what the customer does"),
        ("function: a:b\nsteps: [{goto: /}]", "write one of the two"),
        ("function: a:b\nno_repeats: true", "a `function` is not watched"),
        ("steps: [{start: true}]", "promises.yaml:6:13) does nothing: write one of"),
        ("steps: [{goto: /, click: {text: x}}]", "has `goto` and `click`"),
        ("steps: [{goto: /}, {click: {exact: true}}]", "promises.yaml:6:24): nothing to find an element by"),
        ("steps: [{click: {text: x, css: y}}]", "`text` and `css` to find an element by"),
        ("steps: [{click: {text: x, name: y}}]", "`name` goes with `role`"),
        ("steps: [{fill: {label: x}}]", "`fill` needs `with`"),
        ("steps: [{select: {label: x}}]", "`select` needs `option`"),
        ("steps: [{press: {label: x}}]", "`press` needs `key`"),
        ("steps: [{read: {css: x}}]", "`read` and `as` go together"),
        ("steps: [{click: {css: x}, as: y}]", "`read` and `as` go together"),
        ("steps: [{click: {csss: x}}]", "csss"),
        ("steps: [{clikc: {css: x}}]", "clikc"),
        ("steps: [{goto: '/{order}'}]", "promises.yaml:6:13) has an unknown placeholder `{order}`: known here are"),
        ("steps: [{click: {role: buton}}]", "did you mean `button`?"),
        ("steps: [{goto: '/{mark}'}]", "unknown placeholder `{mark}`"),
        ("marked: {text: TEST}\nsteps: [{goto: /}]", "put `{mark}` into a step"),
        ("steps: [{goto: /, start: true}]", "`start` alone: a time needs both marks"),
        ("steps: [{goto: /, stop: true}]", "`stop` alone"),
        ("steps: [{goto: /, stop: true}, {goto: /, start: true}]", "stop before they start"),
        ("steps: [{goto: /, start: true}, {goto: /, start: true, stop: true}]", "time one stretch alone"),
        ("samples: 1000\nsteps: [{goto: /}]", "samples"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_line(spec, journey, said):
    assert said in spec(journey).problems


@pytest.mark.parametrize(
    ("journey", "promise", "said"),
    [
        ("steps: [{goto: '/{threshold}'}]", REPLY, "the promise has no amount and no number"),
        ("steps: [{goto: /}]", REPLY, "gives no time for the promise"),
        (TIMED, OFFICE, "none that runs around the clock"),
        (TIMED.replace("stop: true", "stop: true, timeout: 60"), REPLY, "need a longer `timeout`"),
    ],
)
def test_what_does_not_fit_the_promise_is_refused(spec, journey, promise, said):
    assert said in spec(journey, promise).problems


@pytest.mark.parametrize("journey", [TIMED, TIMED.replace("stop: true", "stop: true, timeout: 130")])
def test_what_fits_is_not(spec, journey):
    assert spec(journey, REPLY).problems == ""


def test_placeholders_of_the_spec_are_filled_in_steps_too(spec):
    promise = "promises: {p: {topic: free_shipping, from: 50 EUR, kept_by: {journey: way-ru}}}"
    run = spec("for_each: {locale: [en, ru]}\nsteps: [{goto: '/{locale}/cart?{{x}}={threshold+1}'}]", promise)
    assert run.problems == ""
    (measure,) = run.loaded.spec.measures
    assert measure.options["steps"] == [{"goto": "/ru/cart?{{x}}={threshold+1}"}]


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**6, places=2), st.sampled_from("+-"))
def test_a_threshold_is_written_with_the_digits_of_its_currency(threshold, offset, sign):
    blanks = Blanks(threshold, 2)
    added = offset if sign == "+" else -offset
    assert Decimal(blanks.filled(f"{{threshold{sign}{offset:f}}}")) == threshold + added
    assert blanks.filled("{threshold}") == f"{threshold:.2f}"


def test_an_offset_finer_than_the_currency_is_kept():
    assert Blanks(Decimal(50), 2).filled("{threshold-0.001}") == "49.999"


@given(st.text())
def test_any_text_is_filled_in_or_refused(text):
    escaped = text.replace("{", "{{").replace("}", "}}")
    assert Blanks().filled(escaped) == text
    names = set(names_in(text))
    filled = Blanks(Decimal(1), 2, dict.fromkeys(names, "w")).filled(text)
    assert isinstance(filled, str)
