"""Pages that state promises: half of the sentences are in the HTML, half are put there by script."""

import argparse
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

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
        f"It weighs {item}.5 kg.</p><p><a href='#{item}'>More about it</a> <b>{item * 10}.00 €</b></p></div>"
        for item in range(120)
    )
    now, late = (sections[:5], sections[5:]) if scripted else (sections, [])
    script = f"document.getElementById('late').innerHTML = `{''.join(late)}`"
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Page {number}</title>"
        f"<style>.card{{display:inline-block;width:30%}}</style><h1>Shop page {number}</h1>{''.join(now)}"
        f"<div id=late></div>{filler}<script>{script}</script></html>"
    )


def write(folder: Path, pages: int, *, scripted: bool = True) -> None:
    """Write the pages into a folder."""
    for number in range(pages):
        (folder / f"page-{number}.html").write_text(page(number, scripted=scripted), "utf-8")


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
