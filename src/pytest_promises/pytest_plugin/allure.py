"""What Allure's own pytest plugin is told of a check: promise, topic, owner, and what was found and seen."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from pytest_promises.hookspecs import Blobs
from pytest_promises.model.finding import Finding
from pytest_promises.reporting.text import tell

_PLUGIN = "allure_listener"
_KINDS = (("image/png", b"\x89PNG"), ("image/jpeg", b"\xff\xd8"), ("image/webp", b"RIFF"))


def is_listening(config: pytest.Config) -> bool:
    """Tell whether Allure results are being written."""
    return config.pluginmanager.hasplugin(_PLUGIN)


def tell_allure(finding: Finding, blobs: Blobs) -> None:
    """Describe the check that is under way; called while it is set up."""
    allure: Any = import_module("allure")
    labels = {"feature": finding.topic, "story": finding.promise, "owner": finding.owner}
    for name, value in labels.items():
        if value:
            allure.dynamic.label(name, value)
    if finding.text:
        allure.dynamic.description(finding.text)
    for url in dict.fromkeys(_urls(finding)):
        allure.dynamic.link(url)
    allure.attach(tell(finding, 100), name="finding", attachment_type=allure.attachment_type.TEXT)
    for number, (picture, kind) in enumerate(_pictures(finding, blobs), 1):
        allure.attach(picture, name=f"page {number}", attachment_type=kind, extension=kind.partition("/")[2])


def _urls(finding: Finding) -> Iterator[str]:
    evidences = [finding.evidence, *(quote.evidence for quote in finding.quotes)]
    urls = (one.final_url or one.url for one in evidences)
    return (url for url in urls if url.startswith(("http://", "https://")))


def _pictures(finding: Finding, blobs: Blobs) -> Iterator[tuple[bytes, str]]:
    """Yield the pictures of the pages that a finding quotes, each once, with their media types."""
    evidences = [*(quote.evidence for quote in finding.quotes), finding.evidence]
    for ref in dict.fromkeys(one.screenshot for one in evidences if one.screenshot):
        content = blobs.get(ref)
        kind = next((kind for kind, start in _KINDS if content and content.startswith(start)), "")
        if content and kind:
            yield content, kind
