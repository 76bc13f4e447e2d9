"""A document that should be JSON: its data, or what came in its place."""

from dataclasses import replace

from pytest_promises.channels.data.json_reading import parsed
from pytest_promises.channels.data.vendor_errors import words_of
from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.http.fetching import Document
from pytest_promises.model.hearing import Cause, HearingError, Mishap

ACCEPT = "application/json, */*;q=0.1"


def data_of(document: Document) -> object:
    """Return the document's data.

    Raises `HearingError` as `refuse_other` does, `MALFORMED` and `EMPTY` for what is no JSON.
    """
    refuse_other(document)
    return parsed(document.body, document.content_type, document.final_url)


def refuse_other(document: Document) -> None:
    """Raise `HearingError` for what came in place of data.

    That is what its status says, in the server's own words, and a bot wall or a login page.
    """
    if _is_page(document):
        _refuse_wall(document)
    if document.refusal is not None:
        raise HearingError(_in_its_words(document, document.refusal))


def _is_page(document: Document) -> bool:
    return document.body.lstrip()[:1] == b"<" and "json" not in document.content_type.lower()


def _refuse_wall(document: Document) -> None:
    from pytest_promises.channels.markup.html import Html
    from pytest_promises.channels.markup.walls import instead, look_of

    found = instead(look_of(document, Html(decode(document.body, document.content_type))))
    told = {Cause.WALL} if document.refusal is not None else {Cause.WALL, Cause.LOGIN}
    if found is not None and found.cause in told:
        raise HearingError(found)


def _in_its_words(document: Document, refusal: Mishap) -> Mishap:
    try:
        words = words_of(parsed(document.body, document.content_type, document.final_url))
    except HearingError:
        return refusal
    return replace(refusal, message=f"{refusal.message} It says: {words}") if words else refusal
