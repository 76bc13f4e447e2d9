import gzip
import threading
from hashlib import sha256

import pytest

from pytest_promises.evidence.store import Store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "evidence")


@pytest.mark.parametrize("kind", ["image/png", "application/json", "text/html", "application/x-unknown"])
def test_what_is_kept_is_given_back(store, kind):
    ref = store.put(b"\x00\xff content", kind)
    assert ref == "sha256:" + sha256(b"\x00\xff content").hexdigest()
    assert store.get(ref) == b"\x00\xff content"


def test_the_same_content_is_kept_once(store):
    assert store.put(b"{}", "application/json") == store.put(b"{}", "application/json")
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1


def test_text_is_packed_and_equal_texts_are_equal_files(store, tmp_path):
    text = b"We answer within 24 hours. " * 100
    one, other = store.find(store.put(text, "text/html")), Store(tmp_path / "other")
    assert one.stat().st_size < len(text) / 10
    assert one.read_bytes() == other.find(other.put(text, "text/html")).read_bytes()
    assert gzip.decompress(one.read_bytes()) == text


@pytest.mark.parametrize("ref", ["", "sha256:", "sha256:../../etc/passwd", "sha256:" + "*" * 64, "sha256:" + "ab" * 32])
def test_what_is_no_reference_or_is_not_there_gives_nothing(store, ref):
    store.put(b"x", "text/html")
    assert store.get(ref) is None


def test_many_writers_at_once_lose_nothing(store):
    contents = [f"content {number % 7}".encode() for number in range(200)]
    refs = {}

    def write(at):
        for number in range(at, 200, 8):
            refs[number] = store.put(contents[number], "application/json")

    threads = [threading.Thread(target=write, args=(at,)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.get(refs[number]) for number in range(200)] == contents
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 7


def test_what_was_remembered_is_recalled_while_all_of_it_is_there(store):
    one, other = store.put(b"picture", "image/png"), store.put(b"{}", "application/json")
    store.remember("a page", (one, other))
    assert store.recall("a page") == (one, other)
    assert store.recall("another page") == ()
    store.find(one).unlink()
    assert store.recall("a page") == ()
