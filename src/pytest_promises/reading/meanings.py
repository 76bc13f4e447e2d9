"""What phrases mean as plain data, which JSON holds, and back."""

from collections.abc import Callable
from dataclasses import astuple, fields
from decimal import Decimal
from typing import Any, Final

from pytest_promises.model.quantities import Clock, RelativeDay

from .cues import Cue
from .entries import Meaning, Span, UnitWord

Plain = list[Any]

_CUE: Final = len([field for field in fields(Cue) if field.init])


def plain_cue(cue: Cue) -> Plain:
    """Return a cue as a list of its fields."""
    return [*astuple(cue)[:_CUE]]


def cue_of(plain: Plain) -> Cue:
    """Return the cue of a list of its fields."""
    return Cue(*plain)


def plain_value(meaning: Meaning) -> Plain:
    """Return the meaning of a value's word: its letter, and its data with the name of their type if they have one."""
    code, data = meaning
    write = _WRITE.get(type(data))
    return [code, data] if write is None else [code, type(data).__name__, *write(data)]


def value_of(plain: Plain) -> Meaning:
    """Return the meaning of a value's word from its plain form."""
    code, first, *data = plain
    return code, _READ[first](data) if data else first


def _plain_unit(unit: UnitWord) -> Plain:
    return [unit.unit, str(unit.factor), unit.clock]


def _unit(plain: Plain) -> UnitWord:
    unit, factor, clock = plain
    return UnitWord(unit, Decimal(factor), Clock(clock) if clock is not None else None)


_WRITE: Final[dict[type, Callable[[Any], Plain]]] = {
    Decimal: lambda number: [str(number)],
    UnitWord: _plain_unit,
    Span: lambda span: [str(span.number), *_plain_unit(span.unit), *([str(span.least)] if span.least else [])],
    RelativeDay: lambda day: [day.days, day.clock],
    tuple: list,
}
_READ: Final[dict[str, Callable[[Plain], Any]]] = {
    "Decimal": lambda plain: Decimal(plain[0]),
    "UnitWord": _unit,
    "Span": lambda plain: Span(Decimal(plain[0]), _unit(plain[1:4]), *map(Decimal, plain[4:])),
    "RelativeDay": lambda plain: RelativeDay(plain[0], Clock(plain[1])),
    "tuple": tuple,
}
