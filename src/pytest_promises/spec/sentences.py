"""What JSON Schema says of a spec, in words for the person who wrote it."""

from collections.abc import Callable, Iterable, Mapping

from jsonschema import ValidationError

from .nodes import MappingNode, Node, ScalarNode, SequenceNode
from .place import Place, flow
from .problem import quoted
from .report import Report, listing
from .schema import CLOSED

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "null": "empty",
}


def explain(error: ValidationError, key: ScalarNode | None, node: Node, report: Report) -> None:
    """Report a schema error on a node, and the key that it is under, in a sentence."""
    if isinstance(node, ScalarNode) and node.flawed:
        return
    place = Place(error, key, node, report)
    if "propertyNames" in error.absolute_schema_path:
        _bad_key(place)
        return
    sentence = _SENTENCES.get(str(error.validator), _other)
    sentence(place)


def _type(place: Place) -> None:
    types = [place.wanted] if isinstance(place.wanted, str) else list(place.wanted)
    wanted = " or ".join(_TYPES[name] for name in types if name != "number" or "string" not in types)
    node = place.node
    if isinstance(node, ScalarNode) and node.empty:
        place.say(f"{place.name} has no value", place.example())
        return
    hint = place.example()
    if isinstance(node, ScalarNode) and "array" in types and "\n" not in node.raw and len(node.raw) < 60:
        hint = f"write `[{node.raw}]`"
    elif isinstance(node, ScalarNode) and not node.plain and types[0] in {"boolean", "integer", "number"}:
        hint = f"write `{node.text}` without the quotes"
    elif isinstance(node, MappingNode) and types == ["string"]:
        hint = f"text with braces in it needs quotes; {hint}" if hint else "text with braces in it needs quotes"
    place.say(f"{place.name} is {wanted}, not {_found(node)}", hint)


def _found(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "a mapping"
    return "a list" if isinstance(node, SequenceNode) else quoted(node.written)


def _required(place: Place) -> None:
    if not isinstance(place.node, MappingNode):
        return
    missing = [name for name in place.wanted if name not in place.node.entries]
    properties = place.schema.get("properties", {})
    for name in missing:
        examples = properties.get(name, {}).get("examples") if isinstance(properties.get(name), dict) else None
        hint = f"for example `{name}: {flow(examples[0])}`" if examples else ""
        _say_of_mapping(place, f"{place.name} lacks `{name}`", hint)


def _say_of_mapping(place: Place, message: str, hint: str) -> None:
    first = next(iter(place.node.entries.values()), None) if isinstance(place.node, MappingNode) else None
    if place.key is None and first is not None:
        place.report.at(first.key, message, hint)
    else:
        place.say(message, hint)


def _unknown_key(place: Place) -> None:
    if not isinstance(place.node, MappingNode):
        return
    properties = place.schema.get("properties", {})
    known = [name for name, schema in properties.items() if schema != CLOSED]
    of = f" of {_owner(place, known)}" if place.key else ""
    for name, (key, _) in place.node.entries.items():
        if name in properties:
            continue
        hint = place.report.suggest(name, [one for one in known if one not in place.node.entries])
        place.report.at(key, f"unknown key {quoted(name)}{of}", hint or f"the keys here are {listing(known)}")


def _owner(place: Place, known: list[str]) -> str:
    """Return what an unknown key is of: a channel goes by its kind, the first key that its schema knows."""
    path = list(place.error.absolute_path)
    return f"`{known[0]}` channels" if len(path) == 2 and path[0] == "channels" else place.name


def _closed(place: Place) -> None:
    """Report a key that is closed here: a channel's second kind, or an option that does not go with another."""
    if place.wanted != CLOSED["not"]:
        _other(place)
    elif place.key is not None:
        why = place.schema.get("description")
        message = f"{quoted(place.key.text)} cannot stand here: {why or 'the channel has another kind already'}"
        place.report.at(place.key, message, "" if why else "make two channels of it")


def _bad_key(place: Place) -> None:
    name = str(place.error.instance)
    entries = place.node.entries if isinstance(place.node, MappingNode) else {}
    if name not in entries:
        return
    why = place.schema.get("patternErrorMessage", "")
    place.report.at(entries[name].key, f"{quoted(name)} cannot be a name here", str(why))


def _enum(place: Place) -> None:
    allowed = [flow(value) for value in place.wanted]
    node = place.node
    if not isinstance(node, ScalarNode):
        place.say(f"{place.name} is one of {listing(allowed)}, not {_found(node)}")
    elif node.empty:
        place.say(f"{place.name} has no value", f"it is one of {listing(allowed, 'or')}")
    else:
        hint = place.report.suggest(node.text, allowed) if node.written == node.text else ""
        choice = f"it is one of {listing(allowed, 'or')}"
        place.say(
            f"{quoted(node.written)} is no {place.name.removeprefix('an ')}", f"{hint} {choice}" if hint else choice
        )


def _const(place: Place) -> None:
    if isinstance(place.node, ScalarNode) and place.node.empty:
        place.say(f"{place.name} has no value", f"write {quoted(flow(place.wanted))}")
        return
    place.say(f"{place.name} is {quoted(flow(place.wanted))}, not {_found(place.node)}")


def _pattern(place: Place) -> None:
    why = place.schema.get("patternErrorMessage", "")
    hint = "; ".join(filter(None, [str(why), place.example()]))
    place.say(f"{_found(place.node)} is no {place.name.removeprefix('an ')}", hint)


def _empty(place: Place) -> None:
    place.say(f"{place.name} is empty", place.example())


def _dependent(place: Place) -> None:
    if not isinstance(place.node, MappingNode):
        return
    entries = place.node.entries
    properties = place.schema.get("properties", {})
    for name, needed in place.wanted.items():
        missing = [one for one in needed if name in entries and one not in entries]
        for one in missing:
            examples = properties.get(one, {}).get("examples", [])
            hint = f"for example `{one}: {flow(examples[0])}`" if examples else ""
            place.report.at(entries[name].key, f"{quoted(name)} needs {quoted(one)} beside it", hint)


def _limit(words: str) -> Callable[[Place], None]:
    return lambda place: place.say(f"{place.name} is {words} {place.wanted}, not {_found(place.node)}", place.example())


def _unique(place: Place) -> None:
    place.say(f"{place.name} lists something twice")


def _any_of(place: Place) -> None:
    """Report the errors of the one alternative that is of the right type, or what the alternatives are."""
    required: list[list[str]] = [one.get("required", []) for one in place.wanted if isinstance(one, dict)]
    if len(required) == len(place.wanted) and all(required):
        names = listing((name for one in required for name in one), "or")
        several = "one of " if len(required) > 1 else ""
        _say_of_mapping(place, f"{place.name} needs {several}{names}", "")
        return
    branches: dict[object, list[ValidationError]] = {}
    for error in place.error.context or []:
        branches.setdefault(error.relative_schema_path[0], []).append(error)
    fitting = [errors for errors in branches.values() if not any(map(_is_type, errors))]
    if len(fitting) == 1:
        for error in fitting[0]:
            explain(error, *_below(place, error), place.report)
        return
    types = [one.get("type") for one in place.wanted if isinstance(one, dict)]
    words = " or ".join(dict.fromkeys(_TYPES[name] for one in types for name in _as_list(one) if name in _TYPES))
    place.say(f"{place.name} is {words or 'something else'}, not {_found(place.node)}", place.example())


def _is_type(error: ValidationError) -> bool:
    return error.validator == "type" and not error.relative_path


def _below(place: Place, error: ValidationError) -> tuple[ScalarNode | None, Node]:
    from .nodes import find_node

    key, node = find_node(place.node, tuple(error.relative_path))
    return key or place.key, node


def _as_list(value: object) -> Iterable[str]:
    return [value] if isinstance(value, str) else value if isinstance(value, list) else []


def _other(place: Place) -> None:
    hint = "; ".join(filter(None, [str(place.schema.get("description", "")), place.example()]))
    place.say(f"{_found(place.node)} is not what {place.name} takes", hint)


_SENTENCES: Mapping[str, Callable[[Place], None]] = {
    "type": _type,
    "required": _required,
    "additionalProperties": _unknown_key,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minLength": _empty,
    "minItems": _empty,
    "minProperties": _empty,
    "dependentRequired": _dependent,
    "minimum": _limit("at least"),
    "maximum": _limit("at most"),
    "exclusiveMinimum": _limit("more than"),
    "exclusiveMaximum": _limit("less than"),
    "maxLength": _limit("at most as long as"),
    "maxItems": _limit("a list of at most"),
    "uniqueItems": _unique,
    "not": _closed,
    "anyOf": _any_of,
    "oneOf": _any_of,
}
