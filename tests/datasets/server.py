"""Servers that stand in for the one Keras's files come from: honest, slow, torn, and none at all."""

from __future__ import annotations

import contextlib
import http.server
import socket
import threading


@contextlib.contextmanager
def serving(files, *, torn=False, stalling=False):
    """A server of `files` (name to bytes); its address, and what was asked.

    It may break off in the middle of each file, or fall silent there until the end.
    """
    asked = []
    over = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            name = self.path.lstrip("/")
            asked.append(name)
            if name not in files:
                self.send_error(404)
                return
            content = files[name]
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            half = len(content) // 2 if torn or stalling else len(content)
            self.wfile.write(content[:half])
            self.wfile.flush()
            if stalling:
                over.wait()

        def log_message(self, *_):
            """Stay quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", asked
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def silent():
    """An address that accepts and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"


@contextlib.contextmanager
def refusing():
    """An address where nothing listens."""
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{port.getsockname()[1]}/"
