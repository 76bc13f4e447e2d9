"""Pages that stand in place of the page: bot walls, login walls, and pages with nothing on them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.http.fetching import Document
from pytest_promises.channels.markup.html import Html
from pytest_promises.channels.mishaps import wall
from pytest_promises.model.hearing import Cause, Mishap

FEWEST_CHARACTERS = 5
_SMALL_PAGE = 1500
_TINY_PAGE = 400

_TITLES = re.compile(
    r"^\s*(just a moment|один момент|un momento|einen moment|un instant|attention required|checking your browser"
    r"|please wait\W+(checking|verifying)|ddos.guard|ddos protection|pardon our interruption|are you (a )?(robot|human)"
    r"|(please )?verify (that )?you are (a )?human|human verification"
    r"|bot verification|robot check|security check(point)?"
    r"|access to this page has been denied|access denied|captcha)\b",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"checking (if the site connection is secure|your browser before)|verify(ing)? (that )?you are (a )?human"
    r"|confirm (that )?you are (a )?(human|not a robot)|complete the (security check|captcha)|press (&|and) hold"
    r"|needs to review the security of your connection|enable javascript and cookies to continue"
    r"|unusual traffic from your (computer )?network|подтвердите, что (запросы отправляли )?вы,? (а )?не робот"
    r"|проверка браузера перед|ยืนยันว่าคุณเป็นมนุษย์|потвърдете, че сте човек",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(
    r"(^|/)(log-?in|sign-?in|logon|signon|sso|authenticate|users/sign_in|account/login|accounts/login)([/.?]|$)",
    re.IGNORECASE,
)
_WAITING = re.compile(
    r"\W*(loading|please wait|загрузка|подождите|зареждане|моля, изчакайте|กำลังโหลด|โปรดรอสักครู่)\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a loaded page looks like as a whole.

    `characters` counts visible ones; `start` is the beginning of the visible text; `challenge` names the part of a
    known challenge that is in the page, `captcha` whether a captcha's frame is, `password` a field for one.
    """

    url: str
    final_url: str
    title: str
    characters: int
    start: str
    challenge: str = ""
    captcha: bool = False
    password: bool = False


def instead(look: Look) -> Mishap | None:
    """Return what stands in place of the page, or `None` when it is the page.

    Careful on both sides: a page that only mentions robots, or has a captcha below its contact form, is no wall.
    """
    marker = _wall_marker(look)
    if marker:
        return wall(look.final_url, marker)
    if _is_login(look):
        message = f"{shown(look.url)} leads to a login page ({shown(look.final_url)})."
        return Mishap(Cause.LOGIN, message, "Audit a public page, or let the audit in.")
    if look.characters < FEWEST_CHARACTERS or _WAITING.fullmatch(look.start):
        message = f"{shown(look.final_url)} shows {_amount(look)}."
        return Mishap(Cause.EMPTY, message, "Open it in a browser; name what it should show in `wait_for:`.")
    return None


def likelier(failure: Mishap | None, found: Mishap | None) -> Mishap | None:
    """Return what explains a page best, of what its answer's status means and what is seen in its place.

    A wall explains the status that it comes with; what a page of an error shows does not.
    """
    return found if failure is None or (found is not None and found.cause is Cause.WALL) else failure


def _amount(look: Look) -> str:
    return "no text" if not look.characters else f"nothing but {look.start[:40]!r}"


def _wall_marker(look: Look) -> str:
    if look.characters > _SMALL_PAGE:
        return ""
    if look.challenge:
        return look.challenge
    title = _TITLES.match(look.title)
    if title and (look.characters <= _TINY_PAGE or look.captcha or _PHRASES.search(look.start)):
        return f"titled {title[0].strip()!r}"
    phrase = _PHRASES.search(look.start)
    if phrase and (look.captcha or look.characters <= _TINY_PAGE):
        return f"it says {phrase[0]!r}"
    return ""


def _is_login(look: Look) -> bool:
    if _LOGIN_PATH.search(urlsplit(look.url).path):
        return False
    moved = urlsplit(look.url)[1:3] != urlsplit(look.final_url)[1:3]
    if moved and _LOGIN_PATH.search(urlsplit(look.final_url).path):
        return True
    return look.password and look.characters <= _TINY_PAGE


def look_of(document: Document, html: Html) -> Look:
    """Return what a page looks like as a whole, as its server sends it."""
    text = " ".join(passage.text for passage in html.passages)
    return Look(
        url=document.url,
        final_url=document.final_url,
        title=html.title,
        characters=sum(not char.isspace() for char in text[:20_000]),
        start=text[:2000],
        challenge=html.challenge,
        captcha=html.has_captcha,
        password=html.has_password,
    )
