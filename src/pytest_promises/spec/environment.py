"""Environment variables in a spec's scalars, and the secrets among them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

_VARIABLE = re.compile(r"\$\$\{[^}]*\}?|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}|\$\{[^}]*\}?")
_SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|KEY|CREDENTIAL|AUTH", re.IGNORECASE)
_PASSWORD = re.compile(r"://[^\s/@:'\"]*:([^\s/@'\"]+)@")
MAX_EXPANDED = 4_000_000


@dataclass(frozen=True, slots=True)
class Expanded:
    """A scalar's text with variables replaced, its template, and what cannot be replaced as pairs of words and why."""

    text: str
    template: str
    wrong: tuple[tuple[str, str], ...] = ()


class Environment:
    """Expands `${NAME}` and `${NAME:-default}`, and collects the values that must not be shown."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._room = MAX_EXPANDED
        self._secrets: set[str] = set()

    @property
    def secrets(self) -> frozenset[str]:
        """The values of secret variables, and the passwords in addresses, met so far."""
        return frozenset(self._secrets)

    def expand(self, text: str) -> Expanded:
        """Return the text with its variables replaced; `$${` stands for `${`."""
        if "${" not in text:
            self._keep_passwords(text)
            return Expanded(text, text)
        parts: list[str] = []
        template: list[str] = []
        wrong: list[tuple[str, str]] = []
        end = 0
        for match in _VARIABLE.finditer(text):
            value, why = self._value(match)
            wrong += [(match.group(), why)] if why else []
            parts += [text[end : match.start()], value]
            template += [text[end : match.start()], value.replace("{", "{{").replace("}", "}}")]
            end = match.end()
        parts.append(text[end:])
        template.append(text[end:])
        self._keep_passwords("".join(parts))
        return Expanded("".join(parts), "".join(template), tuple(wrong))

    def keep(self, secret: str) -> None:
        """Keep a secret."""
        self._secrets.add(secret)

    def conceal(self, raw: str) -> bool:
        """Keep what a scalar, as it is written, takes from variables as secrets; tell whether it takes anything."""
        names = [match[1] for match in _VARIABLE.finditer(raw) if match[1]]
        self._secrets |= {value for name in names if (value := self._variables.get(name))}
        return bool(names)

    def _value(self, match: re.Match[str]) -> tuple[str, str]:
        """Return what stands for a match, and why there is nothing."""
        written, name, default = match.group(), match[1], match[2]
        if written.startswith("$$"):
            return written[1:], ""
        if name is None:
            return written, "is no variable: write `${NAME}` or `${NAME:-default}`, or `$${` for the characters"
        value = self._variables.get(name)
        if not value and default is not None:
            value = default
        elif value and _SECRET.search(name):
            self._secrets.add(value)
        if value is None:
            return written, f"is not set: set it, or give a default: `${{{name}:-default}}`"
        self._room -= len(value)
        return (value, "") if self._room >= 0 else (written, f"makes the spec longer than {MAX_EXPANDED:,} characters")

    def _keep_passwords(self, text: str) -> None:
        if "://" in text and "@" in text:
            for password in _PASSWORD.findall(text):
                self._secrets |= {password, unquote(password)}
