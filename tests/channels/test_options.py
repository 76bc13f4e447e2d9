"""The options of the channels are described, have examples, and their examples are right."""

import jsonschema
import pytest

from pytest_promises.channels import api, page
from pytest_promises.channels.api import ApiChannel
from pytest_promises.channels.data.units import is_unit
from pytest_promises.channels.page import PageChannel
from pytest_promises.hookspecs import ChannelType
from pytest_promises.plugins import channel_types, manager

TYPES = list(channel_types(manager(installed=False)).values())
SCHEMAS = [
    pytest.param(schema, id=f"{kind.kind}-{name}")
    for kind in TYPES
    for name, schema in {"address": kind.schema["address"], **kind.schema["options"]}.items()
]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_option_is_described_by_example(schema):
    assert schema["title"]
    assert schema["description"].endswith(".")
    for example in schema["examples"]:
        jsonschema.validate(example, schema, cls=jsonschema.Draft202012Validator)


UNITS = {
    "seconds": True,
    "Minutes": False,
    "business days": True,
    "business_hours": True,
    "working days": False,
    "%": True,
    "percent": True,
    "EUR": True,
    "eur": False,
    "fortnights": False,
    "days business": False,
    "": False,
}


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_a_unit_is_a_unit_everywhere(unit):
    schema = ApiChannel().schema["options"]["unit"]
    assert is_unit(unit) == UNITS[unit]
    assert jsonschema.Draft202012Validator(schema).is_valid(unit) == UNITS[unit]


def test_the_channels_are_registered_through_the_public_hook():
    types = channel_types(manager(installed=False))
    assert types["page"].kind == "page"
    assert types["api"].kind == "api"


def test_each_module_registers_its_own_type():
    registered = [*page.promises_register_channels(), *api.promises_register_channels()]
    assert [kind.kind for kind in registered] == ["page", "api"]
    assert all(callable(kind.target) and callable(kind.hear) for kind in registered)


def test_targets_differ_by_whatever_makes_the_load_another(ear, make):
    kind: ChannelType = PageChannel()
    views = [
        {},
        {"locale": "ru"},
        {"device": "Pixel 7"},
        {"engine": "firefox"},
        {"view": "http"},
        {"wait_for": ".eta"},
    ]
    targets = [kind.target(make("/", **view), "https://shop.example") for view in views]
    assert len(set(targets)) == len(views)
    same = [{"within": "#a"}, {"open": "#b"}, {"open": ["#b", "#c"], "within": "#d"}, {"view": "browser"}]
    assert {kind.target(make("/", name="x", **view), "https://shop.example") for view in same} == {targets[0]}
