"""VoiceXML 2.1 (www.w3.org/TR/voicexml21): what a caller hears of a dialog, and where their keys lead.

Nothing is evaluated. A condition on the key that was pressed is decided; under any other one, all is taken to be heard
by somebody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urldefrag

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.phone.ssml import Mouth
from pytest_promises.channels.phone.turns import Menu, Said, Turn, joined, with_fields
from pytest_promises.channels.phone.voicexml_conditions import branches, compared, holds
from pytest_promises.channels.xml_tree import Node
from pytest_promises.model.hearing import Cause

ROOT = "vxml"
_EVENTS = frozenset({"catch", "error", "help", "noinput", "nomatch"})
_ENDS = frozenset({"disconnect", "exit", "return"})
_UNSAID = frozenset(
    {"assign", "clear", "data", "grammar", "link", "log", "meta", "metadata", "option", "param", "property", "reprompt"}
    | {"script", "throw", "var", "filled", "choice", "foreach"}
)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What holds in a dialog: `field` is the field that a caller has filled, with `value`."""

    url: str
    lang: str | None
    field: str = ""
    value: str = ""


@dataclass(slots=True)
class _Talk:
    """What has been heard so far."""

    scene: _Scene
    said: list[Said] = field(default_factory=list)
    menus: list[Menu] = field(default_factory=list)
    onward: list[str] = field(default_factory=list)

    def turn(self) -> Turn:
        return Turn(tuple(self.said), tuple(self.menus), tuple(self.onward))


def turn(root: Node, url: str) -> Turn:
    """Return what a caller hears of the dialog that the address names (`#orders`), or of the first one.

    Raises `HearingError`: `MISSING` when there is no such dialog, `MALFORMED` for what leads to no address.
    """
    dialog = _dialog(root, url)
    lang = dialog.get("xml:lang") or root.get("xml:lang") or None
    talk = _Talk(_Scene(urldefrag(url)[0], lang))
    path = f"/{ROOT}/{dialog.name}" + (f"[@id='{dialog.get('id')}']" if dialog.get("id") else "")
    if dialog.name == "menu":
        _menu(talk, dialog, path)
    else:
        _items(talk, tuple(dialog.elements), dialog, path)
    talk.menus += [_linked(talk.scene.url, link) for link in root.all("link") if link.get("dtmf")]
    return talk.turn()


def _dialog(root: Node, url: str) -> Node:
    dialogs = [child for child in root.elements if child.name in {"form", "menu"}]
    wanted = urldefrag(url)[1]
    for dialog in dialogs:
        if not wanted or dialog.get("id") == wanted:
            return dialog
    message = f"{shown(url)} has no dialog {wanted!r}." if wanted else f"{shown(url)} has no dialog."
    raise failed(Cause.MISSING, message, "Look at the document's forms and menus.")


def _menu(talk: _Talk, menu: Node, path: str) -> None:
    choices = dict(_numbered(menu))
    labels = {key: choice.flat() for key, choice in choices.items()}
    _content(talk, menu, path, tuple(label for label in labels.values() if label))
    ways = {key: _led(talk.scene.url, choice) for key, choice in choices.items()}
    talk.menus.append(Menu(ways.get, tuple(ways), labels))


def _numbered(menu: Node) -> Iterator[tuple[str, Node]]:
    """Yield the choices with their keys: those without one are counted, where the menu says so."""
    number = 0
    for choice in menu.all("choice"):
        key = "".join(choice.get("dtmf").split())
        if not key and menu.get("dtmf") == "true":
            number += 1
            key = str(number)
        if key:
            yield key, choice


def _led(url: str, choice: Node) -> Turn | None:
    target = choice.get("next")
    return Turn(onward=(joined(url, target),)) if target else None


def _linked(url: str, link: Node) -> Menu:
    key = "".join(link.get("dtmf").split())
    return Menu({key: _led(url, link)}.get, (key,) if link.get("next") else ())


def _items(talk: _Talk, items: Sequence[Node], form: Node, path: str) -> None:
    """Go through a form's items, until one of them leads elsewhere, or waits to be filled."""
    for at, item in enumerate(items):
        place = f"{path}/{item.name}" + (f"[@name='{item.get('name')}']" if item.get("name") else "")
        if item.name == "field":
            _field(talk, item, form, items[at + 1 :], place)
            return
        if item.name == "subdialog" and item.get("src"):
            talk.onward.append(joined(talk.scene.url, item.get("src")))
        elif item.name in _EVENTS:
            _handled(talk, item, place)
        elif item.name not in _UNSAID and not _content(talk, item, place):
            return


def _field(talk: _Talk, item: Node, form: Node, rest: Sequence[Node], path: str) -> None:
    options = {"".join(one.get("dtmf").split()): one for one in item.all("option") if one.get("dtmf")}
    labels = {key: one.flat() for key, one in options.items()}
    _content(talk, item, path, tuple(labels.values()))
    values = {key: one.get("value") or one.flat() for key, one in options.items()}
    known = {value for node in (*item.all("filled"), *form.all("filled")) for value in compared(node)}
    keys = tuple(values) or tuple(sorted(value for value in known if value.isdecimal() or value in {"*", "#"}))
    press = partial(_filled, talk.scene, item, form, rest, values)
    talk.menus.append(Menu(press, keys, labels))


def _filled(
    scene: _Scene, item: Node, form: Node, rest: Sequence[Node], values: Mapping[str, str], keys: str
) -> Turn | None:
    """Return what follows when a field is filled by these keys."""
    if values and keys not in values:
        return None
    name = item.get("name")
    talk = _Talk(_Scene(scene.url, scene.lang, name, values.get(keys, keys)))
    handlers = [*item.all("filled"), *(one for one in form.all("filled") if name in (one.get("namelist") or name))]
    place = f"/{ROOT}/{form.name}/{item.name}[@name='{name}']/filled"
    if all(_content(talk, one, place) for one in handlers):
        _items(talk, rest, form, f"/{ROOT}/{form.name}")
    found = talk.turn()
    return found if found != Turn() else None


def _content(talk: _Talk, node: Node, path: str, names: tuple[str, ...] = ()) -> bool:
    """Hear executable content; return whether the dialog goes on after it."""
    lang = node.get("xml:lang") or talk.scene.lang
    return _run(talk, node.children, lang, path, names)


def _run(talk: _Talk, children: Sequence[Node | str], lang: str | None, path: str, names: tuple[str, ...] = ()) -> bool:
    mouth = Mouth(talk.scene.url, names)
    goes_on = True
    for child in children:
        if isinstance(child, str):
            mouth.text(child)
        elif child.name in {"if", "goto", "submit"} | _ENDS | _EVENTS:
            mouth.pause(lang, path)
            talk.said += mouth.said
            mouth = Mouth(talk.scene.url, names)
            goes_on = _controlled(talk, child, lang, path)
        elif child.name not in _UNSAID:
            mouth.take(child, lang, path)
        if not goes_on:
            break
    mouth.pause(lang, path)
    talk.said += mouth.said
    return goes_on


def _controlled(talk: _Talk, node: Node, lang: str | None, path: str) -> bool:
    if node.name == "if":
        return _branched(talk, node, lang, path)
    if node.name in _EVENTS:
        _handled(talk, node, f"{path}/{node.name}")
        return True
    if node.name in {"goto", "submit"} and node.get("next"):
        talk.onward.append(_sent(talk.scene, node))
    return node.name == "goto" and bool(node.get("nextitem"))


def _sent(scene: _Scene, node: Node) -> str:
    url = joined(scene.url, node.get("next"))
    named = (node.get("namelist") or scene.field).split()
    if node.name == "goto" or scene.field not in named or not scene.field:
        return url
    return with_fields(url, {scene.field: scene.value})


def _handled(talk: _Talk, handler: Node, path: str) -> None:
    """Hear what is said to a caller who says nothing, or something else: it leads nowhere new."""
    mouth = Mouth(talk.scene.url)
    spoken = [child for child in handler.children if isinstance(child, str) or child.name not in _UNSAID]
    mouth.say(Node(handler.name, attributes=handler.attributes, children=spoken), talk.scene.lang, path, handler.name)
    talk.said += mouth.said


def _branched(talk: _Talk, node: Node, lang: str | None, path: str) -> bool:
    goes_on, decided = False, False
    for condition, children in branches(node):
        held = holds(condition, talk.scene.field, talk.scene.value) if condition else True
        if held is not False and not decided:
            goes_on = _run(talk, children, lang, path) or goes_on
            decided = held is True
    return goes_on or not decided
