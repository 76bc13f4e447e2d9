"""The `api` channel: what the service's data says, selected with JMESPath or read by a preset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.channels.data.units import UNIT_PATTERN, is_unit
from pytest_promises.channels.presets import PRESETS, Preset
from pytest_promises.channels.presets.fitting import loaded_by, misfit, option_schemas, rules, wanted_of
from pytest_promises.channels.presets.options import Schema
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel

_PATH = {"type": "string", "minLength": 1}

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "API",
        "description": (
            "An address that answers a GET with JSON: a path below the site, or a whole http(s) address. With `preset` "
            "it is what the vendor's paths begin with."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["/api/wait.json", "https://api.shop.example/v2/slas"],
    }
}
PLAIN: Mapping[str, Schema] = {
    "read": {
        "title": "Read",
        "description": "What is read, as a JMESPath expression. Default: the whole document.",
        **_PATH,
        "default": "@",
        "examples": ["queues.phone.minutes", "sla_policies[?active].target | [0]"],
    },
    "unit": {
        "title": "Unit",
        "description": (
            "What the figures are in: a unit of time (`minutes`, `business days`), `percent`, or a currency "
            "(`EUR`). Without it, what is read is text."
        ),
        "type": "string",
        "pattern": UNIT_PATTERN,
        "patternErrorMessage": "a unit is one like `minutes` or `business days`, `percent`, or `EUR`",
        "examples": ["minutes", "business days", "percent", "EUR"],
    },
    "topic": {
        "title": "Topic",
        "description": "What the figures are about, since data has no words around it.",
        "type": "string",
        "minLength": 1,
        "examples": ["reply", "wait"],
    },
    "as_of": {
        "title": "As of",
        "description": "Where the data says how old it is: a JMESPath expression for an ISO 8601 or epoch time.",
        **_PATH,
        "examples": ["updated_at", "meta.generated"],
    },
}
"""The options of a channel without a preset."""


@dataclass(frozen=True, slots=True)
class ApiOptions:
    """What a channel asks of its data; an option that is not given is empty."""

    read: str = "@"
    unit: str = ""
    topic: str = ""
    as_of: str = ""


def options_of(channel: Channel) -> ApiOptions:
    """Return the channel's options as values."""
    given = {name: value.strip() for name, value in channel.options.items() if isinstance(value, str)}
    return ApiOptions(given.get("read") or "@", given.get("unit", ""), given.get("topic", ""), given.get("as_of", ""))


class ApiChannel(ChannelType):
    """Hears JSON; channels that read different parts of one address share one load.

    `presets` are the documented shapes that it can read by itself.
    """

    kind = "api"

    def __init__(self, presets: Sequence[Preset] = PRESETS) -> None:
        self._presets = {one.name: one for one in presets}
        options = {**option_schemas(presets), **PLAIN}
        data = {"anyOf": [{"required": ["unit"]}, _without_texts(presets)]}
        self.schema: Mapping[str, object] = {**SCHEMA, "options": options, "rules": rules(presets, PLAIN), "data": data}

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with the options, or `None`: no JMESPath, no unit, an option of another preset."""
        from pytest_promises.channels.data.json_reading import path_problem

        wrong = misfit(options, tuple(self._presets.values()), PLAIN)
        if wrong is not None:
            return wrong
        for name in ("read", "as_of"):
            path = options.get(name)
            reason = path_problem(path) if isinstance(path, str) else None
            if reason is not None:
                return f"`{name}:` is no JMESPath expression: {reason}"
        unit = options.get("unit")
        return f"`unit: {unit}` is no unit" if isinstance(unit, str) and not is_unit(unit.strip()) else None

    def target(self, channel: Channel, site: str) -> Target:
        """Return the document to load, given the base URL of the site; with a preset, where its paths begin.

        Raises `HearingError` (`MALFORMED`) for an address that is not http(s).
        """
        url = absolute(channel.address, site).partition("#")[0]
        preset = self._preset(channel)
        if preset is not None:
            return Target(self.kind, url, host_of(url), loaded_by(preset, wanted_of(channel)))
        return Target(self.kind, url, host_of(url), (("locale", channel.locale),) if channel.locale else ())

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Do nothing: a client is opened in no time."""

    def in_parts(self, channel: Channel) -> bool:
        """Return whether there is a preset: one record of many may be unlike what the vendor documents."""
        return self._preset(channel) is not None

    def _preset(self, channel: Channel) -> Preset | None:
        return self._presets.get(str(channel.options.get("preset", "")))

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Load the document once, or the pages that the preset asks for, and return one hearing a channel."""
        preset = self._preset(order.channels[0])
        if preset is not None:
            from pytest_promises.channels.presets.hearing import hear

            return await hear(order, services, preset)
        from pytest_promises.channels.data.json_document import ACCEPT, data_of
        from pytest_promises.channels.http.fetching import fetch
        from pytest_promises.channels.http.keeping import keep_document

        locale = dict(order.target.variant).get("locale", "")
        fetched_at = services.now()
        document = await fetch(order.target, services, accept=ACCEPT)
        data = data_of(document)
        evidence = Evidence(
            url=shown(document.url),
            final_url=shown(document.final_url),
            status=document.status,
            fetched_at=fetched_at,
            locale=locale,
            seconds=document.seconds,
            document=await keep_document(document, "application/json", services),
        )
        return tuple(_hearing(channel, data, evidence) for channel in order.channels)


def _without_texts(presets: Sequence[Preset]) -> Schema:
    names = [one.name for one in presets if not one.texts]
    return {"required": ["preset"], "properties": {"preset": {"enum": names}}}


def _hearing(channel: Channel, data: object, evidence: Evidence) -> Hearing:
    from pytest_promises.channels.data.json_reading import read

    try:
        options = options_of(channel)
        said = read(data, options.read, options.unit, options.topic, evidence.final_url)
        as_of = _as_of(data, options.as_of, evidence.final_url) if options.as_of else ""
    except HearingError as error:
        return Hearing(channel.name, evidence=evidence, mishap=error.mishap)
    return Hearing(channel.name, said.passages, said.statements, replace(evidence, as_of=as_of))


def _as_of(data: object, path: str, url: str) -> str:
    from pytest_promises.channels.data.json_reading import found
    from pytest_promises.channels.data.moments import utc

    value = found(data, path, "as_of")
    moment = utc(value)
    if moment is None:
        message = f"`as_of: {path}` finds no time in {url}, but {_brief(value)}."
        raise HearingError(Mishap(Cause.MALFORMED, message, "Select an ISO 8601 or epoch time."))
    return moment


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `api` channel."""
    return [ApiChannel()]
