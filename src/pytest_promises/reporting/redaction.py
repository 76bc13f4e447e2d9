"""Secrets are taken out of a finding before anything is written."""

from urllib.parse import quote, quote_plus

from pytest_promises.model.finding import Finding
from pytest_promises.wire import from_plain, to_plain

_MASK = "***"


def redact(finding: Finding, secrets: frozenset[str]) -> Finding:
    """Return the finding with every secret, also in its URL-quoted form, replaced by `***`."""
    forms = sorted({form for secret in secrets if secret for form in _forms(secret)}, key=len, reverse=True)
    if not forms:
        return finding
    return from_plain(_walk(to_plain(finding), forms), Finding)


def redact_text(text: str, secrets: frozenset[str]) -> str:
    """Return a text with every secret replaced by `***`."""
    for form in sorted({form for secret in secrets if secret for form in _forms(secret)}, key=len, reverse=True):
        text = text.replace(form, _MASK)
    return text


def _forms(secret: str) -> tuple[str, ...]:
    return (secret, quote(secret, safe=""), quote(secret), quote_plus(secret))


def _walk(data: object, forms: list[str]) -> object:
    if isinstance(data, str):
        for form in forms:
            data = data.replace(form, _MASK)
        return data
    if isinstance(data, list):
        return [_walk(one, forms) for one in data]
    if isinstance(data, dict):
        return {key: _walk(value, forms) for key, value in data.items()}
    return data
