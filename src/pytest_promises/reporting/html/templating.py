"""Templates in which every value is escaped, and shown as it is: what reorders other text becomes visible."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .shown import visible


def environment(package: str) -> Environment:
    """Return the environment of the templates that lie in a package; a name that there is not is an error."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else visible(str(value)),
    )
