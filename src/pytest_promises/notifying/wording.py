"""The news as people read them on a telephone: a line that says how bad it is, then each in a few words."""

from collections.abc import Iterator, Sequence

from pytest_promises.model.finding import Finding
from pytest_promises.model.report import RunInfo

from .deciding import News

MOST = 15
LONGEST = 2_800
"""Characters of a message: several chats refuse one of more than 3,000."""

_WORDS = 160


def title(news: Sequence[News]) -> str:
    """Return the subject: how many are broken, how many are kept again."""
    broken = sum(not one.recovered for one in news)
    kept = len(news) - broken
    parts = [f"{broken} broken"] * bool(broken) + [f"{kept} kept again"] * bool(kept)
    return f"Promises: {', '.join(parts)}"


def body(news: Sequence[News], run: RunInfo) -> str:
    """Return the message; what it has no room for is counted. The texts are redacted and printable already."""
    ending = f"\n\n{run.job}" if run.job else ""
    room, parts = LONGEST - len(ending) - 40, list[str]()
    for one in sorted(news, key=lambda one: one.recovered)[:MOST]:
        part = "\n".join(_lines(one))
        room -= len(part) + 2
        if room < 0:
            break
        parts.append(part)
    left = len(news) - len(parts)
    more = f"\n\nand {left} more" if left else ""
    return "\n\n".join(parts) + more + ending


def _lines(news: News) -> Iterator[str]:
    finding = news.finding
    where = finding.check.removeprefix(finding.kind).strip("[]")
    state = (
        "kept again" if news.recovered else f"{finding.verdict}" + (f" ({finding.direction})" * bool(finding.direction))
    )
    yield f"{finding.promise}{f' on {where}' if where else ''}: {state}"
    if finding.declared:
        yield f"promised: {_short(finding.declared)}"
    if finding.quotes and finding.quotes[0].words:
        yield f"found: {_short(finding.quotes[0].words)}"
    elif finding.why and not news.recovered:
        yield _short(finding.why)
    url = _url(finding)
    if url:
        yield url


def _url(finding: Finding) -> str:
    evidences = [quote.evidence for quote in finding.quotes[:1]] + [finding.evidence]
    urls = (one.final_url or one.url for one in evidences)
    return next((url for url in urls if url.startswith(("http://", "https://"))), "")


def _short(text: str) -> str:
    return text if len(text) <= _WORDS else f"{text[: _WORDS - 1].rstrip()}…"
