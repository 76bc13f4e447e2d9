"""The public holidays of a country or a part of it, as the package `holidays` knows them.

It is installed with an extra: what needs it must ask first, and what can do without must expect its absence.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Unknown:
    """A code of a calendar's `key` (`country` or `region`) that names no known holidays, and those that do."""

    key: str
    code: str
    known: tuple[str, ...]


def unknown(country: str, region: str) -> Unknown | None:
    """Return the code that nothing is known of; `None` when there is none, or when the package is not installed."""
    try:
        import holidays
    except ModuleNotFoundError:
        return None
    regions = holidays.list_supported_countries(include_aliases=True)
    if country not in regions:
        return Unknown("country", country, tuple(sorted(code for code in regions if len(code) == 2)))
    if region and region not in regions[country]:
        return Unknown("region", region, tuple(sorted(regions[country])))
    return None


def public_holidays(country: str, region: str, first: date, last: date) -> frozenset[date]:
    """Return the public holidays of the years from that of `first` to that of `last`, the observed days among them.

    Raises `ModuleNotFoundError` when the package is not installed and `NotImplementedError` for an unknown code.
    """
    import holidays

    years = range(first.year, last.year + 1)
    return frozenset(holidays.country_holidays(country, subdiv=region or None, years=years))
