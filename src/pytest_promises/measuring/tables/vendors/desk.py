"""What a preset of records is: a vendor's documented list, and the columns that its records become."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pytest_promises.channels.presets.loading import Pages
from pytest_promises.channels.presets.preset import Wanted

Schema = Mapping[str, Any]
_NO_OPTIONS: Mapping[str, Schema] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Desk:
    """A list of a vendor's.

    `rows` says what to ask for and returns the records, each with all of the `columns`. `options` are the JSON Schemas
    of the options it takes, by name, `needs` those without which it cannot do.
    """

    name: str
    about: str
    rows: Callable[[Wanted], Pages]
    columns: tuple[str, ...]
    options: Mapping[str, Schema] = field(default_factory=lambda: _NO_OPTIONS)
    needs: tuple[str, ...] = ()
