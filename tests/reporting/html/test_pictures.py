"""Which pictures a report has, and where in them the words stand."""

import json
from base64 import b64decode
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Evidence
from pytest_promises.reporting.html.page import page
from pytest_promises.reporting.html.pictures import pictures

from .conftest import Kept, broken, finding, png, quote, report, sample


def seen(kept, content, **more):
    return Evidence(screenshot=kept.keep(content), **more)


def pictured(promise, evidence, verdict=Verdict.STATED):
    return finding(promise, verdict=verdict, quotes=(quote(evidence=evidence),), evidence=evidence)


def test_a_picture_is_embedded_once_however_many_quotes_are_from_it():
    kept = Kept()
    one = seen(kept, png(4, 4))
    tree = LexborHTMLParser(page(report(pictured("a", one), pictured("b", one)), kept, 1_000_000))
    (embedded,) = tree.css("script[data-picture]")
    assert b64decode(embedded.text()) == png(4, 4)
    assert embedded.attributes["data-type"] == "image/png"


def test_where_not_all_pictures_fit_those_of_what_is_broken_do_and_the_rest_is_told():
    kept = Kept()
    fine, bad = seen(kept, png(4, 4, 1)), seen(kept, png(4, 4, 2))
    run = report(pictured("fine", fine), pictured("bad", bad, Verdict.CONTRADICTED))
    taken = pictures(run.findings, kept, len(png(4, 4, 2)))
    assert (taken.number(bad), taken.number(fine), taken.left_out) == (0, None, 1)
    assert "1 picture left out" in page(run, kept, len(png(4, 4, 2)))


@pytest.mark.parametrize("content", [b"", b"<svg onload='alert(1)'/>", b"GIF89a", b"RIFF1234WAVE"])
def test_what_is_no_picture_that_was_taken_is_not_embedded(content):
    kept = Kept()
    run = report(pictured("a", seen(kept, content)))
    assert pictures(run.findings, kept, 1000).embedded == []
    assert "1 picture not kept any more" in page(run, kept, 1000)


def test_what_is_not_in_the_store_any_more_is_told():
    assert "1 picture not kept any more" in page(report(pictured("a", Evidence(screenshot="sha256:gone"))), Kept(), 9)


@pytest.mark.parametrize(
    ("magic", "media_type"), [(b"\xff\xd8\xff\xe0", "image/jpeg"), (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp")]
)
def test_pictures_are_known_by_their_first_bytes(magic, media_type):
    kept = Kept()
    (one,) = pictures([pictured("a", seen(kept, magic))], kept, 1000).embedded
    assert one.media_type == media_type


def test_words_are_marked_where_the_layout_has_them():
    kept = Kept()
    first = sample(kept)[0]
    marks = pictures([first], kept, 10**6).marks(first.quotes[0])
    assert marks == {"picture": 0, "size": [1280.0, 2000.0], "boxes": [[255.0, 900.0, 125.0, 20.0]], "start": 100.0}


@pytest.mark.parametrize(
    "layout", [b"not json", b"[]", b'{"width": 1280}', b'{"width": -1, "height": 0, "passages": []}']
)
def test_a_layout_that_is_damaged_marks_nothing(layout):
    kept = Kept()
    one = broken(quotes=(quote(evidence=seen(kept, png(4, 4), layout=kept.keep(layout))),))
    assert pictures([one], kept, 10**6).marks(one.quotes[0]) is None


def test_words_that_the_layout_does_not_have_are_marked_nowhere():
    kept = Kept()
    first = sample(kept)[0]
    other = replace(first.quotes[0], selector="#other")
    assert pictures([first], kept, 10**6).marks(other) is None


def test_the_whole_page_is_shown_where_something_does_not_stand_there():
    kept = Kept()
    page_ = seen(kept, png(4, 4))
    run = report(
        finding("a", verdict=Verdict.UNSTATED, quotes=(), evidence=page_), finding("b", quotes=(), evidence=page_)
    )
    data = [json.loads(one.text()) for one in LexborHTMLParser(page(run, kept, 1000)).css("script[data-details]")]
    assert [one["checks"][0].get("picture") for one in data] == [0, None]
