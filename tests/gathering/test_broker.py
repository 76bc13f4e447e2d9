"""The hand-over between processes, with real sockets, threads and processes."""

import json
import socket
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import wait

import pytest

from pytest_promises.gathering import letters
from pytest_promises.gathering.broker import Broker
from pytest_promises.gathering.broker_client import BrokerClient
from pytest_promises.model.hearing import Cause, HearingError

from .conftest import Scripted, order

BOUND = 20
FAQ, HOME = ("specs/a.yaml", "faq"), ("specs/a.yaml", "home")


class Desk:
    """Answers when a test says so, and counts who asked."""

    def __init__(self):
        self.futures, self.asked, self.changed = {}, [], threading.Condition()

    def __call__(self, key):
        with self.changed:
            self.asked.append(key)
            self.changed.notify_all()
            return self.futures.setdefault(key, Future())

    def tell(self, key, data):
        with self.changed:
            future = self.futures.setdefault(key, Future())
        future.set_result(data)

    def wait_for(self, count):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.asked) >= count, BOUND)


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def broker(desk):
    with Broker(desk) as made:
        yield made
    assert not [thread for thread in threading.enumerate() if thread.name in {"promises-read", "promises-write"}]


def test_what_is_announced_is_gathered_before_it_is_wanted(desk, broker):
    with BrokerClient(broker.address, broker.authkey) as client:
        client.ask([FAQ, HOME])
        desk.wait_for(2)
        desk.tell(FAQ, {"passages": ["Ответим за 24 часа", "\ud800"]})
        assert client.result(FAQ, BOUND) == {"passages": ["Ответим за 24 часа", "\ud800"]}
        assert client.result(FAQ, BOUND) == {"passages": ["Ответим за 24 часа", "\ud800"]}
    assert desk.asked == [FAQ, HOME]


def test_what_was_not_announced_is_gathered_when_it_is_wanted(desk, broker):
    desk.tell(FAQ, None)
    with BrokerClient(broker.address, broker.authkey) as client:
        assert client.result(FAQ, BOUND) is None


def test_address_and_key_are_plain_text(broker):
    assert json.loads(json.dumps([broker.address, broker.authkey])) == [broker.address, broker.authkey]
    assert broker.address.isprintable()


def test_many_workers_get_the_same_answers_and_each_key_is_asked_for_once(desk, broker):
    keys = [("specs/a.yaml", f"c{n}") for n in range(50)]
    for key in keys:
        desk.tell(key, {"said": key[1] * 1000})
    got, errors = [], []

    def work():
        try:
            with BrokerClient(broker.address, broker.authkey) as client:
                client.ask(keys)
                got.append([client.result(key, BOUND)["said"] for key in keys])
        except HearingError as error:
            errors.append(error)

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(BOUND)
    assert errors == []
    assert got == [[key[1] * 1000 for key in keys]] * 8
    assert sorted(desk.asked) == sorted(keys)


def test_what_is_asked_for_together_is_one_load(engine):
    made, channels = engine(), Scripted()

    def answer(key):
        plain = Future()
        made.submit(order("/a", key[1]), channels).add_done_callback(lambda f: plain.set_result(f.result()[0].channel))
        return plain

    with Broker(answer, made.hold) as broker, BrokerClient(broker.address, broker.authkey) as client:
        client.ask([FAQ, HOME])
        assert [client.result(key, BOUND) for key in (FAQ, HOME)] == ["faq", "home"]
    assert [[channel.name for channel in asked.channels] for asked in channels.orders] == [["faq", "home"]]


def test_waiting_for_an_answer_is_bounded(desk, broker):
    with BrokerClient(broker.address, broker.authkey) as client:
        with pytest.raises(HearingError) as caught:
            client.result(FAQ, 0.05)
        assert caught.value.mishap.cause is Cause.TIMEOUT
        desk.tell(FAQ, "at last")
        assert client.result(FAQ, BOUND) == "at last"


@pytest.mark.parametrize("error", [OSError("disk"), ZeroDivisionError("zero")])
def test_a_failure_to_answer_is_told_to_the_worker(broker, desk, error):
    desk.futures[FAQ] = failed = Future()
    failed.set_exception(error)
    with BrokerClient(broker.address, broker.authkey) as client:
        with pytest.raises(HearingError) as caught:
            client.result(FAQ, BOUND)
        assert caught.value.mishap.cause is Cause.CRASHED
        assert str(error) in caught.value.mishap.message
        desk.tell(HOME, 1)
        assert client.result(HOME, BOUND) == 1


def test_an_answer_that_raises_or_is_no_plain_data_is_told_to_the_worker():
    def answer(key):
        if key == HOME:
            raise LookupError("no such channel")
        future = Future()
        future.set_result({"not": {"plain"}})
        return future

    with Broker(answer) as broker, BrokerClient(broker.address, broker.authkey) as client:
        for key, said in ((HOME, "no such channel"), (FAQ, "not JSON serializable")):
            with pytest.raises(HearingError) as caught:
                client.result(key, BOUND)
            assert said in caught.value.mishap.message


def test_a_worker_is_told_when_the_controller_ends(desk):
    with Broker(desk) as broker:
        client = BrokerClient(broker.address, broker.authkey)
        threading.Thread(target=lambda: (desk.wait_for(1), broker.close()), daemon=True).start()
        with pytest.raises(HearingError) as caught:
            client.result(FAQ, BOUND)
    assert caught.value.mishap.cause is Cause.UNAVAILABLE
    assert "faq" in caught.value.mishap.message
    client.ask([HOME])
    with pytest.raises(HearingError):
        client.result(HOME, BOUND)
    client.close()
    client.close()


def test_closing_twice_is_closing_once(desk):
    broker = Broker(desk)
    broker.close()
    broker.close()
    with pytest.raises(HearingError) as caught:
        BrokerClient(broker.address, broker.authkey)
    assert caught.value.mishap.cause is Cause.UNAVAILABLE


@pytest.mark.parametrize("address", ["", "nonsense", "tcp:port", "unix:/does/not/exist", "ftp:1"])
def test_an_address_that_is_none_is_a_clear_error(address):
    with pytest.raises(HearingError) as caught:
        BrokerClient(address, "key")
    assert caught.value.mishap.cause is Cause.UNAVAILABLE


def test_who_does_not_know_the_key_is_not_let_in(desk, broker):
    with pytest.raises(HearingError) as caught:
        BrokerClient(broker.address, "0" * 64)
    assert caught.value.mishap.cause is Cause.UNAVAILABLE
    assert desk.asked == []


def test_a_broker_that_does_not_know_the_key_is_not_believed():
    listener, address, close = letters.listen()

    def impostor():
        with listener.accept() as connection:
            connection.send_bytes(b'{"challenge": "x"}')
            connection.recv_bytes()
            connection.send_bytes(b'{"proof": "y"}')
            wait([connection], BOUND)

    thread = threading.Thread(target=impostor)
    thread.start()
    with pytest.raises(HearingError):
        BrokerClient(address, "key")
    thread.join(BOUND)
    close()


GARBAGE = (
    b"",
    b"\xff\xfe",
    b"[]",
    b'{"ask": 5}',
    b'{"ask": [["only one"]]}',
    b'{"want": [[1, 2]]}',
    b"[" * 200_000,
)


def vandalise(broker, garbage, *, admitted):
    never, kept_open = Pipe()
    with letters.connect(broker.address) as vandal, never, kept_open:
        if admitted:
            letters.introduce(vandal, never, broker.authkey)
        else:
            vandal.recv_bytes()
        with suppress(OSError):  # sent away before the last byte
            vandal.send_bytes(garbage)
        assert wait([vandal], BOUND)
        with pytest.raises((EOFError, OSError)):
            vandal.recv_bytes()


@pytest.mark.parametrize("garbage", [*GARBAGE, b'{"proof": "x", "nonce": "y"}'], ids=lambda said: repr(said[:12]))
def test_a_stranger_who_sends_garbage_is_sent_away(desk, broker, garbage):
    vandalise(broker, garbage, admitted=False)
    desk.tell(FAQ, "well")
    with BrokerClient(broker.address, broker.authkey) as client:
        assert client.result(FAQ, BOUND) == "well"


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda said: repr(said[:12]))
def test_a_worker_that_sends_garbage_is_sent_away_and_disturbs_no_other(desk, broker, garbage):
    desk.tell(FAQ, "well")
    with BrokerClient(broker.address, broker.authkey) as client:
        vandalise(broker, garbage, admitted=True)
        assert client.result(FAQ, BOUND) == "well"


def test_a_stranger_who_says_nothing_keeps_nobody_waiting(desk, broker):
    desk.tell(FAQ, "well")
    with letters.connect(broker.address), BrokerClient(broker.address, broker.authkey) as client:
        assert client.result(FAQ, BOUND) == "well"


WORKER = """
import json, os, sys
from pytest_promises.gathering.broker_client import BrokerClient
client = BrokerClient(*sys.argv[1:3])
client.ask([("specs/a.yaml", "faq"), ("specs/a.yaml", "home")])
print(json.dumps(client.result(("specs/a.yaml", "faq"), 20)), flush=True)
if sys.argv[3] == "die":
    os.kill(os.getpid(), 9)
print(json.dumps(client.result(("specs/a.yaml", "home"), 20)), flush=True)
"""


def start(broker, ending):
    command = [sys.executable, "-c", WORKER, broker.address, broker.authkey, ending]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_another_process_is_served_and_one_that_dies_disturbs_no_other(desk, broker):
    desk.tell(FAQ, {"n": 1})
    with start(broker, "die") as dying, start(broker, "live") as living:
        assert json.loads(dying.stdout.readline()) == {"n": 1}
        dying.wait(BOUND)
        desk.tell(HOME, {"n": 2})
        assert [json.loads(line) for line in living.stdout.read().splitlines()] == [{"n": 1}, {"n": 2}]
        assert living.wait(BOUND) == 0
    assert sorted(desk.asked) == [FAQ, HOME]


def test_tcp_serves_where_there_are_no_unix_sockets(desk, monkeypatch):
    monkeypatch.delattr(socket, "AF_UNIX")
    desk.tell(FAQ, "well")
    with Broker(desk) as broker, BrokerClient(broker.address, broker.authkey) as client:
        assert broker.address.startswith("tcp:")
        assert client.result(FAQ, BOUND) == "well"


def test_tcp_serves_where_the_folder_of_temporary_files_is_too_deep_for_a_socket(desk, monkeypatch, tmp_path):
    deep = tmp_path / ("d" * 120)
    deep.mkdir()
    monkeypatch.setattr(letters.tempfile, "tempdir", str(deep))
    with Broker(desk) as broker:
        assert broker.address.startswith("tcp:")
    assert list(deep.iterdir()) == []


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
def test_the_socket_is_in_a_folder_of_its_own_that_goes_away(desk):
    from pathlib import Path

    with Broker(desk) as broker:
        folder = Path(broker.address.removeprefix("unix:")).parent
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
