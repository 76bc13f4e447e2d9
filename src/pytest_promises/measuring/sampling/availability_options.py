"""The options of an `availability` probe: what they mean, in JSON Schema, and what is wrong with them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pytest_promises.channels.data.ages import age_of
from pytest_promises.channels.presets.options import word
from pytest_promises.measuring.sampling.service import EXAMPLE, hours_problem
from pytest_promises.measuring.sampling.statuses import SCHEMA as STATUSES
from pytest_promises.measuring.sampling.statuses import expected
from pytest_promises.model.promise import Channel

_TIMEOUT = 10.0
_GRACE = 900.0
_USUAL_RATE = 1.0
_SAMPLING = ("samples", "rate", "expect", "timeout", "hours", "timezone", "maintenance", "status", "component", "grace")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "statuspage.uptime": ("status_page", "component_id"),
    "uptimerobot": ("monitor", "api_key"),
    "gatus": ("endpoint",),
}
"""The options that each preset needs."""


SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Availability",
        "description": (
            "An address that answers while the service is up: a path below the site, or a whole http(s) address. With "
            "`preset` it is what the monitor's paths begin with."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["/health", "https://api.statuspage.io"],
    },
    "options": {
        "samples": {
            "title": "Samples",
            "description": "How often a run looks.",
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "default": 3,
            "examples": [1],
        },
        "rate": {
            "title": "Rate",
            "description": "How often a second it looks at most.",
            "type": "number",
            "minimum": 0.1,
            "maximum": 10,
            "default": 1,
            "examples": [0.5],
        },
        "expect": STATUSES,
        "timeout": word("Timeout", "How long an answer is waited for. Default: 10 seconds.", "5 seconds"),
        "hours": word(
            "Hours",
            "When the service is to be there, in OpenStreetMap's `opening_hours` syntax. Default: always. The days are "
            "those of the `calendar`: its public holidays are closed unless a rule for `PH` says otherwise, and its "
            "special days have their own hours.",
            "Mo-Fr 09:00-18:00; PH 10:00-14:00",
        ),
        "timezone": word(
            "Time zone", "The IANA time zone of the hours. Default: the calendar's, else UTC.", "Europe/Sofia"
        ),
        "maintenance": {
            "title": "Maintenance",
            "description": "Announced times in which the service need not be there, each from one moment to another.",
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "minLength": 1, "examples": [EXAMPLE]},
            "examples": [[EXAMPLE]],
        },
        "status": word(
            "Status page",
            "The address of a status page in Statuspage's shape: what it says of now is held against what is seen, and "
            "maintenance that it announces is left out.",
            "/status",
            "https://status.shop.example",
        ),
        "component": word("Component", "The name of the component on the status page. Default: all of it.", "Shop"),
        "grace": word("Grace", "How long the status page may tell of what is over. Default: 15 minutes.", "30 minutes"),
        "keep_in": word(
            "Keep in",
            "The SQLite file that samples are kept in, from the folder of the run. Default: the history.",
            "build/samples.sqlite",
        ),
        "preset": {
            "title": "Preset",
            "description": "The monitor that is asked in place of looking: it has counted all the time.",
            "enum": sorted(NEEDS),
            "examples": ["gatus"],
        },
        "status_page": word("Status page", "The page's identifier at Statuspage.", "kctbh9vrtdwd"),
        "component_id": word("Component", "The component's identifier at Statuspage.", "b13yz5g2cw10"),
        "monitor": word("Monitor", "The monitor's number at UptimeRobot.", "777749809"),
        "api_key": {
            "title": "API key",
            "description": "UptimeRobot's read-only key, from the environment.",
            "type": "string",
            "format": "password",
            "examples": ["${UPTIMEROBOT_KEY}"],
        },
        "endpoint": word("Endpoint", "The endpoint's key at Gatus: its group and name.", "core_shop"),
    },
}


def problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with options that are each right by themselves, or `None`."""
    for name in ("timeout", "grace"):
        written = options.get(name)
        if isinstance(written, str) and age_of(written.strip()) is None:
            return f"`{name}: {written}` is no length of time: write it like `10 seconds`"
    return hours_problem(options) or _preset_problem(options) or _status_problem(options)


def _preset_problem(options: Mapping[str, object]) -> str | None:
    preset = options.get("preset")
    needed = NEEDS.get(str(preset), ())
    for name in needed:
        if not options.get(name):
            return f"`preset: {preset}` needs `{name}:`"
    others = {name for names in NEEDS.values() for name in names} - set(needed)
    senseless = [*sorted(others), *(_SAMPLING if preset else ())]
    for name in senseless:
        if name in options:
            return f"`{name}:` means nothing {f'with `preset: {preset}`' if preset else 'without its `preset:`'}"
    return None


def _status_problem(options: Mapping[str, object]) -> str | None:
    for name in ("component", "grace"):
        if name in options and "status" not in options:
            return f"`{name}:` is about a status page: add `status:`"
    return None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a probe does: `timeout` and `grace` are in seconds, `rate` is looks a second."""

    samples: int
    rate: float
    timeout: float
    expect: tuple[str, ...]
    component: str
    grace: float
    keep_in: Path | None


def plan_of(channel: Channel) -> Plan:
    """Return the options of a probe as values."""
    given = channel.options
    return Plan(
        samples=int(str(given.get("samples", 3))),
        rate=float(str(given.get("rate", _USUAL_RATE))),
        timeout=age_of(str(given.get("timeout", "")).strip()) or _TIMEOUT,
        expect=expected(given.get("expect")),
        component=str(given.get("component", "")),
        grace=age_of(str(given.get("grace", "")).strip()) or _GRACE,
        keep_in=Path.cwd() / str(given["keep_in"]) if "keep_in" in given else None,
    )
