"""What was received, kept as it came, before anything was read in it."""

import asyncio

from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.http.fetching import Document
from pytest_promises.hookspecs import Services


async def keep_document(document: Document, media_type: str, services: Services) -> str:
    """Return the reference to what is kept of a document, as `Evidence` has it; `""` where the run keeps none."""
    if not services.settings.documents:
        return ""
    return await keep_text(decode(document.body, document.content_type), media_type, services)


async def keep_text(text: str, media_type: str, services: Services) -> str:
    """Return the reference to what is kept of a text; `""` where the run keeps none, or there is no text.

    Text is kept as UTF-8, in which what nobody may see is found. That takes a while for a long one: other loads go on.
    """
    if not (services.settings.documents and text):
        return ""
    return await asyncio.to_thread(services.keep, text.encode("utf-8", "replace"), media_type)
