"""The shop's checkout: three forms, one after the other, that ask for each thing once."""

from collections.abc import Mapping
from dataclasses import dataclass

PLACE = "checkout"
DONE = "checkout/done"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its text is `checkout.NAME`, `kind` an input's type, `autocomplete` what browsers fill in."""

    name: str
    kind: str
    autocomplete: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form with its fields, and the page that it leads to."""

    fields: tuple[Field, ...]
    then: str


FORMS: Mapping[str, Form] = {
    PLACE: Form((Field("email", "email", "email"), Field("name", "text", "name")), "checkout/address"),
    "checkout/address": Form(
        (Field("street", "text", "street-address"), Field("city", "text", "address-level2")), "checkout/courier"
    ),
    "checkout/courier": Form((Field("phone", "tel", "tel"),), DONE),
}
"""The forms by their pages, below the language's own."""
