"""The way to a service, as a spec and its channels declare it."""

from pathlib import Path

from pytest_promises.model.access import Access, Credentials, Geolocation, Pairs, Proxy

from .context import Context
from .nodes import MappingNode, ScalarNode, SequenceNode
from .typed import number
from .vocabulary import check_zone


def build_access(context: Context, node: MappingNode | None) -> Access:
    """Return the access under a key `access`, paths made relative to where the run is; report an unknown time zone."""
    if node is None:
        return Access()
    zone = node.scalar("timezone_id")
    if zone is not None:
        check_zone(context, zone)
    return Access(
        headers=_pairs(node.mapping("headers")),
        cookies=_pairs(node.mapping("cookies")),
        http_credentials=_credentials(node.mapping("http_credentials")),
        storage_state=_path(node.scalar("storage_state")),
        proxy=_proxy(node),
        user_agent=node.text("user_agent"),
        ca_certificates=_path(node.scalar("ca_certificates")),
        timezone_id=zone.text if zone else "",
        geolocation=_geolocation(node.mapping("geolocation")),
        rate=_number(node, "rate"),
        hosts=_texts(node.sequence("hosts")),
    )


def _pairs(node: MappingNode | None) -> Pairs:
    entries = node.entries if node else {}
    return tuple((name, entry.value.text) for name, entry in entries.items() if isinstance(entry.value, ScalarNode))


def _texts(node: SequenceNode | None) -> tuple[str, ...]:
    return tuple(scalar.text for scalar in node.scalars()) if node else ()


def _credentials(node: MappingNode | None) -> Credentials | None:
    if node is None or not node.text("username"):
        return None
    return Credentials(node.text("username"), node.text("password"))


def _proxy(node: MappingNode) -> Proxy | None:
    details = node.mapping("proxy")
    if details is not None:
        return Proxy(details.text("server"), details.text("bypass"), _credentials(details))
    return Proxy(node.text("proxy")) if node.text("proxy") else None


def _geolocation(node: MappingNode | None) -> Geolocation | None:
    if node is None:
        return None
    return Geolocation(_number(node, "latitude"), _number(node, "longitude"), _number(node, "accuracy"))


def _number(node: MappingNode, name: str) -> float:
    return float(number(node.text(name)) or 0.0)


def _path(node: ScalarNode | None) -> str:
    """Return a path that is written relative to its file."""
    return str(Path(node.source.file).parent / node.text) if node else ""
