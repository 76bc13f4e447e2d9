"""The page, put together: a template filled in, with scripts, styles, data and pictures inside it.

Text of others gets in by two ways only: through the template, which escapes every value, and as JSON in which no `<`
is left. Nothing is loaded from anywhere: a policy in the page forbids it, and lets run what has the hashes in it.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from pytest_promises.hookspecs import Blobs
from pytest_promises.model.finding import Verdict
from pytest_promises.model.report import Report

from .details import check, details, languages
from .matrix import tables
from .overview import overview, unchecked
from .pictures import pictures
from .promises import Section, broken, having, sections
from .quotes import moment, name
from .shown import clip, link
from .templating import environment
from .verdicts import WORST_FIRST

_STYLES = (
    "vendor/uPlot.min.css", "theme", "base", "verdicts", "head", "broken", "matrix", "promise", "charts", "print",
)  # fmt: skip
_SCRIPTS = ("dom", "pictures", "charts", "histogram", "timeline", "checks", "sections", "filters", "grid", "start")


def page(report: Report, blobs: Blobs, most_pictures: int) -> str:
    """Return the report as one HTML document, with at most so many bytes of pictures."""
    every = sections(report.findings)
    embedded = pictures(report.findings, blobs, most_pictures)
    template = _environment().get_template("page.html.jinja")
    return template.render(
        **_parts(every, report),
        **_code(),
        report=report,
        pictures=embedded,
        check=lambda finding: check(finding, report, embedded),
        details=lambda section: _json(details(section, report, embedded)),
    )


def _parts(every: Sequence[Section], report: Report) -> dict[str, Any]:
    """Return what the parts of the page are made of, by the names that the template has for it."""
    return {
        "overview": overview(every, report),
        "sections": every,
        "broken": broken(every, report),
        "unchecked": unchecked(every),
        "waived": list(having(every, Verdict.WAIVED)),
        "tables": tables(every),
        "choices": _choices(every),
        "index": _json(_index(every)),
    }


@cache
def _code() -> Mapping[str, str]:
    """Return the page's styles and scripts, and the policy that lets them be, and nothing else."""
    style = "\n".join(_asset(name if "." in name else f"styles/{name}.css") for name in _STYLES)
    early, script = _script("early"), _script(*_SCRIPTS, vendored="uPlot.iife.min.js")
    own = {"style": style, "early": early, "script": script}
    # These are the package's own; every other value is escaped.
    return {name: Markup(text) for name, text in own.items()} | {"policy": _policy([early, script], [style])}  # noqa: S704


def _index(every: Sequence[Section]) -> dict[str, Any]:
    """Return what the filters go by: of each promise its owner and topic, of each check its verdict and languages."""
    promises = [
        {
            "id": section.anchor,
            "owner": name(section.owner),
            "topic": name(section.topic),
            "checks": [[WORST_FIRST.index(one.verdict), languages(one)] for one in section.findings],
        }
        for section in every
    ]
    return {"verdicts": list(WORST_FIRST), "promises": promises}


def _choices(every: Sequence[Section]) -> Mapping[str, Sequence[str]]:
    """Return what there is to choose from in each filter."""
    return {
        "owner": sorted({name(one.owner) for one in every if one.owner}),
        "topic": sorted({name(one.topic) for one in every if one.topic}),
        "lang": sorted({lang for one in every for finding in one.findings for lang in languages(finding)}),
    }


def _json(data: object) -> Markup:
    """Return data as JSON for a script element, which only `</script` and `<!--` could end or change."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - nothing in it is markup any more


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return the Content-Security-Policy: what is in the page, and nothing else (https://www.w3.org/TR/CSP3/)."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _script(*names: str, vendored: str = "") -> str:
    own = "\n".join(_asset(f"scripts/{name}.js") for name in names)
    library = f"/*! {_asset('vendor/uPlot.LICENSE')} */\n{_asset(f'vendor/{vendored}')}\n" if vendored else ""
    return f'{library}(() => {{\n"use strict";\n{own}}})();\n'


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8").strip() + "\n"


@cache
def _environment() -> Environment:
    templates = environment(__package__ or "")
    templates.filters.update(clip=clip, link=link, moment=moment)
    return templates
