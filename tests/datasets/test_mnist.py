from __future__ import annotations

import hashlib
import http.server
import socket
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from tutor.datasets import mnist, source


@pytest.fixture(autouse=True)
def no_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.delenv("NNTUTOR_LANG", raising=False)
    return tmp_path / "keras" / "datasets" / "mnist.npz"


@pytest.fixture
def tiny(tmp_path):
    path = tmp_path / "tiny.npz"
    np.savez(path, **{name: np.full((2, 28, 28) if name[0] == "x" else 2, 7, np.uint8) for name in mnist._NAMES})
    return path


@pytest.fixture
def unreachable(monkeypatch):
    """An origin where nothing listens."""
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        monkeypatch.setattr(mnist, "_ORIGIN", f"http://127.0.0.1:{port.getsockname()[1]}/")
        yield


@pytest.fixture
def silent():
    """An address that accepts and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"


@pytest.fixture
def served(tiny):
    """The tiny file on a server of our own."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(tiny.read_bytes())

        def log_message(self, *_):
            """Stay quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_sample_has_kerass_shape():
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    assert [x_train.shape, y_train.shape, x_test.shape, y_test.shape] == [
        (4000, 28, 28),
        (4000,),
        (1000, 28, 28),
        (1000,),
    ]
    assert {part.dtype.name for part in (x_train, y_train, x_test, y_test)} == {"uint8"}
    assert np.bincount(y_train).tolist() == [400] * 10
    assert np.bincount(y_test).tolist() == [100] * 10
    assert (x_train.min(), x_train.max()) == (0, 255)


def test_no_picture_is_both_trained_and_tested_on():
    (x_train, _), (x_test, _) = mnist.load_data()
    assert not {x.tobytes() for x in x_train} & {x.tobytes() for x in x_test}


def test_the_sample_is_the_one_that_was_described():
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    digest = hashlib.sha256(b"".join(part.tobytes() for part in (x_train, y_train, x_test, y_test))).hexdigest()
    assert digest in (source.SAMPLES / "mnist.md").read_text()


def test_labels_are_mixed_in_their_order():
    (_, y_train), (_, y_test) = mnist.load_data()
    for labels in (y_train, y_test):
        assert len(set(labels[:40].tolist())) >= 9


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "MNIST (muestra): 4000 imágenes para entrenar, 1000 para probar\n"),
        ("en", "MNIST (sample): 4000 pictures to train on, 1000 to test on\n"),
    ],
)
def test_one_line_says_what_it_is(language, line, monkeypatch, capsys):
    monkeypatch.setenv("NNTUTOR_LANG", language)
    mnist.load_data()
    assert capsys.readouterr().out == line


def test_what_keras_has_downloaded_is_used(no_cache, tiny, capsys):
    no_cache.parent.mkdir(parents=True)
    tiny.rename(no_cache)
    (x_train, y_train), _ = mnist.load_data()
    assert (x_train.shape, y_train.tolist()) == ((2, 28, 28), [7, 7])
    assert capsys.readouterr().out == "MNIST (full): 2 pictures to train on, 2 to test on\n"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"\x93NUMPY"])
def test_a_damaged_cache_is_passed_over(no_cache, content):
    no_cache.parent.mkdir(parents=True)
    no_cache.write_bytes(content)
    (x_train, _), _ = mnist.load_data()
    assert len(x_train) == 4000
    assert no_cache.read_bytes() == content


def test_without_a_network_the_full_set_falls_back_at_once(unreachable, capsys):
    start = time.monotonic()
    (x_train, _), _ = mnist.load_data(full=True)
    assert time.monotonic() - start < 1
    assert len(x_train) == 4000
    assert "the download was not possible" in capsys.readouterr().out


def test_a_silent_network_is_not_waited_for(silent, tmp_path):
    start = time.monotonic()
    assert not source.download(silent, tmp_path / "kept", "", patience=0.2)
    assert time.monotonic() - start < 1
    assert source.PATIENCE == 3.0


def test_a_download_is_checked_and_kept(served, tiny, no_cache, monkeypatch, capsys):
    assert not source.download(served, no_cache, "0" * 64)
    assert not no_cache.exists()
    monkeypatch.setattr(mnist, "_ORIGIN", served)
    monkeypatch.setattr(mnist, "_SHA256", hashlib.sha256(tiny.read_bytes()).hexdigest())
    (x_train, _), _ = mnist.load_data(full=True)
    assert len(x_train) == 2
    assert [path.name for path in no_cache.parent.iterdir()] == ["mnist.npz"]
    assert capsys.readouterr().out.startswith("MNIST (full)")


def test_importing_costs_no_numpy():
    code = "import sys, tutor.datasets.mnist; print('numpy' in sys.modules, 'keras' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False False\n"
    )


@pytest.mark.keras
def test_the_first_network_learns_it():
    code = """
import time
import keras
from tutor.datasets import mnist
keras.utils.set_random_seed(1)
(x_train, y_train), (x_test, y_test) = mnist.load_data()
prepare = lambda x: x.reshape(-1, 784).astype("float32") / 255
network = keras.Sequential([keras.Input((784,)), keras.layers.Dense(512, "relu"), keras.layers.Dense(10, "softmax")])
network.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
start = time.perf_counter()
network.fit(prepare(x_train), y_train, epochs=5, batch_size=128, verbose=0)
seconds = time.perf_counter() - start
print(seconds, network.evaluate(prepare(x_test), y_test, verbose=0)[1])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, accuracy = map(float, done.stdout.splitlines()[-1].split())
    assert accuracy >= 0.90
    assert seconds < 12
