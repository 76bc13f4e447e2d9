"""Pages that state promises: half of the sentences are in the HTML, half are put there by script.

As on a shop's own pages there are a stylesheet, a script and photographs beside them, which all pages share.
"""

import argparse
import random
import struct
import zlib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PHOTOGRAPHS = 12
_PIXELS = 60

TOPICS = (
    ("reply", "Replies", "We reply to every e-mail within {n} hours.", "within: {n} hours"),
    ("resolution", "Solutions", "Problems are resolved within {n} days.", "within: {n} days"),
    ("callback", "Call-backs", "We call you back within {n} minutes.", "within: {n} minutes"),
    ("handling", "Handling", "Orders are processed within {n} business days.", "within: {n} business days"),
    ("delivery", "Delivery", "Delivery takes {n}-3{n} business days.", "within: {n}-3{n} business days"),
    ("refund", "Refunds", "Refunds are paid within {n} business days.", "within: {n} business days"),
    ("wait", "Waiting", "The current waiting time is {n} minutes.", "is: {n} minutes"),
    ("returns", "Returns", "You can return any item within {n} days.", "within: {n} days"),
    ("warranty", "Warranty", "Everything comes with a warranty of {n} months.", "is: {n} months"),
    ("free_shipping", "Shipping", "Free shipping on orders over {n} €.", "from: {n} EUR"),
)


def promise_lines(pages: int) -> list[str]:
    """Return the promises of a spec: twenty, two a topic, each stated on every page."""
    lines = []
    for number, (topic, _, _, value) in enumerate(TOPICS * 2):
        lines += [f"  promise-{number}:", f"    topic: {topic}", f"    {value.format(n=figure(topic))}"]
        lines += [f"    stated_on: [{', '.join(f'page-{page}' for page in range(pages))}]"]
    return lines


def figure(topic: str) -> int:
    """Return the figure that the site promises on a topic."""
    return 2 + [name for name, *_ in TOPICS].index(topic)


def page(number: int, *, scripted: bool = True) -> str:
    """Return one page of about 40 kB with a statement on each topic; half by script if `scripted`."""
    sections = [f"<h2>{head}</h2><p>{words.format(n=figure(topic))}</p>" for topic, head, words, _ in TOPICS]
    filler = "".join(
        f"<div class=card><h3>Tent {item}</h3><p>A tent for {item % 4 + 1} people, made of recycled cloth. "
        f"It weighs {item}.5 kg.</p>{_photograph(item) if scripted else ''}"
        f"<p><a href='#{item}'>More about it</a> <b>{item * 10}.00 €</b></p></div>"
        for item in range(120)
    )
    now, late = (sections[:5], sections[5:]) if scripted else (sections, [])
    dress = "<link rel=stylesheet href=shop.css><script src=shop.js defer></script>" if scripted else ""
    script = f"document.getElementById('late').innerHTML = `{''.join(late)}`"
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Page {number}</title>"
        f"{dress}<style>.card{{display:inline-block;width:30%}}</style><h1>Shop page {number}</h1>{''.join(now)}"
        f"<div id=late></div>{filler}<script>{script}</script></html>"
    )


def _photograph(item: int) -> str:
    return f"<img src=tent-{item % PHOTOGRAPHS}.png width=60 height=60 alt=''>"


def _png(seed: int) -> bytes:
    """Return a picture of noise, of about 10 kB, which is what a small photograph takes."""
    noise = random.Random(seed)
    rows = b"".join(b"\0" + noise.randbytes(3 * _PIXELS) for _ in range(_PIXELS))
    header = struct.pack(">IIBBBBB", _PIXELS, _PIXELS, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _stylesheet() -> str:
    rules = (f".card-{n} h3, .card-{n}:hover b {{ color: hsl({n}, 40%, 30%); padding: {n % 9}px }}" for n in range(360))
    return "\n".join(rules)


def _script() -> str:
    """Return a script of a shop's size that marks the cards."""
    parts = (
        f"function part{n}(card) {{ return card.dataset.part{n} || (card.dataset.part{n} = '{n}'); }}"
        for n in range(300)
    )
    return "\n".join(parts) + "\nfor (const card of document.querySelectorAll('.card')) part1(card);"


def write(folder: Path, pages: int, *, scripted: bool = True) -> None:
    """Write the pages into a folder."""
    for number in range(pages):
        (folder / f"page-{number}.html").write_text(page(number, scripted=scripted), "utf-8")
    if scripted:
        (folder / "shop.css").write_text(_stylesheet(), "utf-8")
        (folder / "shop.js").write_text(_script(), "utf-8")
        for number in range(PHOTOGRAPHS):
            (folder / f"tent-{number}.png").write_bytes(_png(number))


class Quiet(SimpleHTTPRequestHandler):
    """Serves files over kept-alive connections, and says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    (folder / "port").write_text(str(server.server_port), "utf-8")
    server.serve_forever()


if __name__ == "__main__":
    main()
