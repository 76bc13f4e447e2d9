"""The shop's telephone: what callers hear, as TwiML for the service line and VoiceXML for the shop in Varna."""

from collections.abc import Callable
from html import escape
from urllib.parse import parse_qs

from .content import LOCALES, Content, look_up

Texts = Callable[[str], Content]
"""Returns the texts of a language."""

_SAID = {"orders.xml": "orders", "delivery.xml": "delivery", "wait.xml": "wait"}
_KEYS = {"1": "orders.xml", "2": "delivery.xml"}

PATHS = tuple(
    f"/ivr/{locale}/{name}" for locale in LOCALES for name in ("welcome.xml", "key", "store.vxml", "hold.txt", *_SAID)
)
"""All documents of the telephone."""


def answer(path: str, query: str, texts: Texts) -> bytes | None:
    """Return the document at a path below `/ivr/`, or `None`; `Digits` in the query are the keys that were pressed."""
    locale, _, name = path.partition("/")
    if locale not in LOCALES:
        return None
    said = texts(locale)
    if name == "welcome.xml":
        return _twiml(_welcome(said))
    if name == "key":
        return _twiml(_pressed(said, parse_qs(query).get("Digits", [""])[-1]))
    if name == "store.vxml":
        return _store(said)
    if name == "hold.txt":
        return str(look_up(said, "ivr.hold")).encode()
    return _twiml(_say(said, _SAID[name])) if name in _SAID else None


def _welcome(said: Content) -> str:
    return (
        f"{_say(said, 'welcome')}{_say(said, 'hours')}"
        f'<Gather numDigits="1" action="key">{_say(said, "menu")}</Gather><Redirect>welcome.xml</Redirect>'
    )


def _pressed(said: Content, digits: str) -> str:
    if digits == "0":
        return '<Enqueue waitUrl="wait.xml">care</Enqueue>'
    if digits in _KEYS:
        return f"<Redirect>{_KEYS[digits]}</Redirect>"
    return f"{_say(said, 'again')}<Redirect>welcome.xml</Redirect>"


def _say(said: Content, name: str) -> str:
    music = "<Play>hold.mp3</Play>" if name == "wait" else ""
    return f'<Say language="{said["lang"]}">{_text(said, name)}</Say>{music}'


def _text(said: Content, name: str) -> str:
    return escape(str(look_up(said, f"ivr.{name}")))


def _twiml(verbs: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Response>{verbs}</Response>\n'.encode()


def _store(said: Content) -> bytes:
    forms = "".join(
        f'<form id="{name}"><block><prompt>{_text(said, name)}</prompt></block></form>' for name in ("store", "returns")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="{said["lang"]}">'
        f'<menu id="main" dtmf="true"><prompt>{_text(said, "store_menu")}</prompt>'
        f'<choice next="#store">{_text(said, "store_choice")}</choice>'
        f'<choice next="#returns">{_text(said, "returns_choice")}</choice></menu>{forms}</vxml>\n'
    ).encode()
