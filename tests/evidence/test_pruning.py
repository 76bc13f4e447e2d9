import os

import pytest

from pytest_promises.evidence.pruning import is_due, prune
from pytest_promises.evidence.store import Store

NOW = 1_800_000_000.0
DAY = 86_400.0


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".promises"


def keep(folder, size, days_ago):
    store = Store(folder / "evidence")
    path = store.find(store.put(os.urandom(size), "image/png"))
    os.utime(path, (NOW - days_ago * DAY,) * 2)
    return path


def test_what_is_too_old_goes_and_the_rest_stays(folder):
    old, new = keep(folder, 10, 31), keep(folder, 10, 29)
    run = folder / "runs" / "20261101T000000-a.jsonl"
    run.parent.mkdir()
    run.touch()
    os.utime(run, (NOW - 40 * DAY,) * 2)
    assert prune(folder, 30, 1000, NOW) == 2
    assert [path.exists() for path in (old, new, run)] == [False, True, False]


def test_of_what_is_too_much_the_oldest_goes(folder):
    paths = [keep(folder, 400_000, days) for days in (3, 2, 1)]
    assert prune(folder, 30, 1.0, NOW) == 1
    assert [path.exists() for path in paths] == [False, True, True]


def test_what_is_kept_again_is_young_again(folder):
    store = Store(folder / "evidence")
    path = store.find(store.put(b"the same", "image/png"))
    os.utime(path, (NOW - 100 * DAY,) * 2)
    store.put(b"the same", "image/png")
    assert prune(folder, 30, 1000, path.stat().st_mtime + DAY) == 0


def test_it_is_due_once_a_day(folder):
    import time

    now = time.time()
    assert [is_due(folder, now), is_due(folder, now + 10), is_due(folder, now + 2 * DAY)] == [True, False, True]
