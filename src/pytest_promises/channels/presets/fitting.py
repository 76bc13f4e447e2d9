"""The options of all presets as one schema, and what does not go together in a channel."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Protocol

from pytest_promises.channels.presets.options import Schema
from pytest_promises.channels.presets.preset import Preset, Wanted
from pytest_promises.model.promise import Channel


class Shape(Protocol):
    """What a preset is to a spec, whatever is read with it."""

    @property
    def name(self) -> str:
        """What `preset:` calls it."""
        ...

    @property
    def about(self) -> str:
        """Whose documented shape it is."""
        ...

    @property
    def options(self) -> Mapping[str, Schema]:
        """The JSON Schemas of the options that it takes, by name."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """The options without which it cannot do."""
        ...


def option_schemas(presets: Sequence[Shape]) -> Mapping[str, Schema]:
    """Return the JSON Schema of `preset` and of each option, which tells the presets that take it."""
    takers: dict[str, list[tuple[str, Schema]]] = {}
    for preset in presets:
        for name, schema in preset.options.items():
            takers.setdefault(name, []).append((preset.name, schema))
    return {"preset": _choice(presets)} | {name: _joined(found) for name, found in takers.items()}


def _choice(presets: Sequence[Shape]) -> Schema:
    listed = "; ".join(f"`{one.name}`: {one.about}" for one in presets)
    return {
        "title": "Preset",
        "description": f"The documented shape that the data has: it is loaded, paged and read by itself. {listed}.",
        "enum": [one.name for one in presets],
        "examples": [presets[0].name] if presets else [],
    }


def _joined(found: Sequence[tuple[str, Schema]]) -> Schema:
    """Return the schema of an option that several presets take: each word that any of them knows."""
    whose: dict[str, list[str]] = {}
    for name, schema in found:
        whose.setdefault(str(schema.get("description", "")), []).append(f"`{name}`")
    told = " ".join(f"{', '.join(names)}: {what}" for what, names in whose.items())
    joined = {**found[0][1], "description": told}
    if "enum" in joined:
        joined["enum"] = list(dict.fromkeys(value for _, schema in found for value in schema.get("enum", ())))
    return joined


def rules(presets: Sequence[Shape], plain: Iterable[str]) -> list[Schema]:
    """Return what a channel with a preset must fit: the options that its preset takes, and the words it knows."""
    every = dict.fromkeys([*plain, *(name for one in presets for name in one.options)])
    return [{"if": {"required": ["preset"]}, "then": {"allOf": [_rule(preset, every) for preset in presets]}}]


def _rule(preset: Shape, every: Iterable[str]) -> Schema:
    takes = ", ".join(f"`{name}`" for name in preset.options) or "no options"
    closed = {"not": {}, "description": f"`{preset.name}` takes {takes}"}
    narrowed: dict[str, Schema] = {
        name: {key: schema[key] for key in ("title", "enum") if key in schema}
        for name, schema in preset.options.items()
        if "enum" in schema
    }
    own = narrowed | {name: closed for name in every if name not in preset.options}
    return {"if": {"properties": {"preset": {"const": preset.name}}}, "then": {"properties": own}}


def misfit(options: Mapping[str, object], presets: Sequence[Shape], plain: Iterable[str]) -> str | None:
    """Return what does not go together among a channel's options, in a sentence, or `None`.

    `plain` are the options of a channel without a preset.
    """
    by_name = {one.name: one for one in presets}
    if "preset" not in options:
        foreign = next((name for name in options if any(name in one.options for one in presets)), None)
        return f"`{foreign}:` needs a `preset:` beside it" if foreign and foreign not in set(plain) else None
    preset = by_name.get(str(options["preset"]))
    if preset is None:
        return f"`preset: {options['preset']}` is none that there is{meant(str(options['preset']), by_name)}"
    known = {name for one in presets for name in one.options} | set(plain)
    foreign = next((name for name in options if name in known and name not in preset.options), None)
    if foreign is not None:
        takes = ", ".join(f"`{name}`" for name in preset.options) or "no options"
        return f"`{foreign}:` is no option of `{preset.name}`, which takes {takes}"
    missing = next((name for name in preset.needs if not str(options.get(name, "")).strip()), None)
    if missing is not None:
        return f"`preset: {preset.name}` needs `{missing}:` beside it"
    return next(filter(None, (_unknown(preset, name, str(value)) for name, value in options.items())), None)


def _unknown(preset: Shape, name: str, value: str) -> str | None:
    words = preset.options.get(name, {}).get("enum")
    if not isinstance(words, list) or value in words:
        return None
    listed = ", ".join(f"`{word}`" for word in words)
    return f"`{name}: {value}` is none of `{preset.name}`, which knows {listed}{meant(value, words)}"


def meant(word: str, words: Iterable[str]) -> str:
    """Return `; did you mean ...?` for a word that is near to one of some, else nothing."""
    near = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


def wanted_of(channel: Channel) -> Wanted:
    """Return what a channel asks of its preset."""
    given = {name: value.strip() for name, value in channel.options.items() if isinstance(value, str)}
    return Wanted(given, channel.locale)


def loaded_by(preset: Preset, wanted: Wanted) -> tuple[tuple[str, str], ...]:
    """Return what a load of the preset depends on, as sorted pairs: channels alike in it share the load."""
    decides = {name: wanted.locale if name == "locale" else wanted[name] for name in preset.loaded_by}
    return tuple(sorted({"preset": preset.name, **decides}.items()))
