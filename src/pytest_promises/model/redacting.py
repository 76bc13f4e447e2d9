"""What a spec wants to be taken out of every output, beside its secrets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redacting:
    """`patterns` are regular expressions (Python's); `region` is the country whose telephone numbers are known.

    `public` are texts of the spec itself: an address or a number in them is the service's own, and may be shown.
    """

    patterns: tuple[str, ...] = ()
    mail_addresses: bool = True
    telephone_numbers: bool = True
    region: str = ""
    public: tuple[str, ...] = ()
