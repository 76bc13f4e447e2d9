"""Reads whatever libFuzzer thinks of, beginning with the sentences of the corpus files, and checks what must hold.

Options are libFuzzer's: `-runs=1000`, `-max_total_time=60`, or the file of one input to read again.
"""

import sys
from pathlib import Path

import atheris

FOUND = Path(__file__).parents[1] / ".fuzz"
"""Where inputs are kept that reached something new, and those that broke something."""

with atheris.instrument_imports(include=["pytest_promises.reading"]):
    from inputs import marked, seeds
    from invariants import check


def read(data: bytes) -> None:
    """Read one input; raises whatever breaks."""
    check(*marked(data))


def main() -> None:
    """Run until something breaks, or libFuzzer's options end it."""
    corpus = FOUND / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(data)
    options = ["-max_len=1000", "-timeout=60", "-rss_limit_mb=4096", f"-artifact_prefix={FOUND}/", *sys.argv[1:]]
    again = any(not option.startswith("-") for option in sys.argv[1:])
    atheris.Setup([sys.argv[0], *options, *([] if again else [str(corpus)])], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
