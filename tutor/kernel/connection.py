"""The sockets of one kernel: requests out, messages in. The only module that speaks jupyter_client."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Callable
from hmac import compare_digest
from pathlib import Path
from typing import Any, Literal, cast

import zmq
import zmq.asyncio
from jupyter_client.connect import write_connection_file
from jupyter_client.session import Session

from tutor.kernel.wire import ASKED, KEEP, Message

TURN = 0.008
"""Seconds of reading after which everybody else on the event loop has a turn."""
WHOLE_STREAM, WHOLE = 4 << 20, 32 << 20
"""Bytes up to which a message is decoded whole: decoding more would hold up the loop."""

Channel = Literal["shell", "iopub", "stdin", "control"]
_SOCKETS: dict[Channel, int] = {"shell": zmq.DEALER, "iopub": zmq.SUB, "stdin": zmq.DEALER, "control": zmq.DEALER}


class Connection:
    """A client of a kernel that reads `file`; each message is handed to `receive` on the event loop.

    The sockets are in `directory` (`ipc`), whose mode keeps others out: HMAC signs messages but hides nothing. Nothing
    is lost on the way, however slow the reader: no high-water mark here, and start-up lifts the kernel's.
    """

    def __init__(self, directory: Path, receive: Callable[[Message], None]) -> None:
        self._receive = receive
        self._session = Session(key=os.urandom(32).hex().encode())
        transport = "ipc" if zmq.has("ipc") else "tcp"
        self.file, self._info = write_connection_file(
            os.fspath(directory / "kernel.json"),
            ip=os.fspath(directory / "k") if transport == "ipc" else "127.0.0.1",
            key=self._session.key,
            transport=transport,
        )
        self._context = zmq.asyncio.Context()
        for option, value in ((zmq.RCVHWM, 0), (zmq.SNDHWM, 0), (zmq.LINGER, 0), (zmq.RECONNECT_IVL, 10)):
            self._context.setsockopt(option, value)
        self._sockets: dict[Channel, zmq.asyncio.Socket] = {}
        self._readers: list[asyncio.Task[None]] = []

    def open(self) -> None:
        """Connect and read from here on."""
        for channel, kind in _SOCKETS.items():
            socket = self._context.socket(kind)
            if kind == zmq.SUB:
                socket.subscribe(b"")
            else:
                socket.setsockopt(zmq.IDENTITY, self._session.bsession)
            separator = "-" if self._info["transport"] == "ipc" else ":"
            port = cast(dict[str, Any], self._info)[f"{channel}_port"]
            socket.connect(f"{self._info['transport']}://{self._info['ip']}{separator}{port}")
            self._sockets[channel] = socket
            self._readers.append(asyncio.create_task(self._read(channel, socket)))

    def close(self) -> None:
        """Stop reading and close the sockets."""
        for reader in self._readers:
            reader.cancel()
        for socket in self._sockets.values():
            socket.close(linger=0)
        self._context.term()

    def execute(self, source: str, *, hidden: bool = False, asked: str = "") -> str:
        """Ask for a run of `source`; the request's id. A hidden one leaves no trace in history and counter.

        The reply tells what the expression `asked` is worth after it (`wire.answered` reads that).
        """
        return self._send(
            "shell",
            "execute_request",
            {
                "code": source,
                "silent": hidden,
                "store_history": not hidden,
                "user_expressions": {ASKED: asked} if asked else {},
                "allow_stdin": not hidden,
                "stop_on_error": False,
            },
        )

    def greet(self) -> str:
        """Ask what it is, which it answers when it can work; the request's id."""
        return self._send("shell", "kernel_info_request", {})

    def answer(self, text: str) -> None:
        """Answer `input()`."""
        self._send("stdin", "input_reply", {"value": text})

    def shut_down(self) -> None:
        """Ask it to end."""
        self._send("control", "shutdown_request", {"restart": False})

    def _send(self, channel: Channel, kind: str, content: dict[str, Any]) -> str:
        message = self._session.send(self._sockets[channel], kind, content)
        return str(message["msg_id"]) if message else ""

    async def _read(self, channel: Channel, socket: zmq.asyncio.Socket) -> None:
        """Hand on what comes. What is there already is taken without asking the loop, which costs more than it does."""
        at_hand: zmq.Socket[bytes] = zmq.Socket.shadow(socket.underlying)
        turn = time.monotonic()
        while True:
            frames = await socket.recv_multipart(copy=False)
            while frames:
                if message := self._decode(channel, frames):
                    self._receive(message)
                if time.monotonic() - turn > TURN:
                    await asyncio.sleep(0)
                    turn = time.monotonic()
                try:
                    frames = at_hand.recv_multipart(zmq.NOBLOCK, copy=False)
                except zmq.Again:
                    frames = []

    def _decode(self, channel: Channel, frames: list[zmq.Frame]) -> Message | None:
        """The message; nothing for one that is damaged, which only a cell that breaks its own kernel can send.

        Jupyter's own `deserialize` would also parse each date in it, which takes longer than all the rest.
        """
        try:
            _identities, found = self._session.feed_identities(frames, copy=False)
            parts = cast(list[zmq.Frame], found)
            size = sum(len(part) for part in parts)
            if size > WHOLE_STREAM and (large := _large(channel, parts, size)):
                return large
            signature, *signed = (part.bytes for part in parts[:5])
            if not compare_digest(signature, self._session.sign(signed)):
                return None
            header, parent, content = (json.loads(signed[at]) for at in (0, 1, 3))
            return Message(channel, str(header["msg_type"]), str(parent.get("msg_id", "")), dict(content))
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            return None


def _large(channel: Channel, parts: list[zmq.Frame], size: int) -> Message | None:
    """A message too large to be decoded whole: a stream's head and tail, or a word about the rest.

    Its signature is not checked: nobody else can reach the sockets, and the sum over 100 MB would stop the screen.
    """
    header, parent = (json.loads(parts[at].bytes) for at in (1, 2))
    kind, parent = header["msg_type"], str(parent.get("msg_id", ""))
    if kind == "stream":
        raw = parts[4].buffer
        start = bytes(raw[:256]).find(b'"text":') + 7
        name = "stderr" if b'"stderr"' in bytes(raw[:256]) else "stdout"
        head = _string(bytes(raw[start : start + KEEP]).lstrip()[1:], at_end=True)
        tail = _string(bytes(raw[-KEEP:]).rstrip(b"} ")[:-1], at_end=False)
        return Message(channel, kind, parent, {"name": name, "text": head, "tail": tail}, size - len(head) - len(tail))
    if size <= WHOLE:
        return None
    if kind in {"display_data", "update_display_data", "execute_result"}:
        return Message(channel, kind, parent, {"data": {"text/plain": f"… {size >> 20} MB …"}})
    return Message(channel, kind, parent, {"status": "error", "ename": "", "evalue": f"… {size >> 20} MB …"})


def _string(escaped: bytes, *, at_end: bool) -> str:
    """The text of a piece of a JSON string, whose cut end may have split a character or an escape."""
    for cut in range(16):
        piece = escaped[: len(escaped) - cut] if at_end else escaped[cut:]
        try:
            return str(json.loads(b'"' + piece + b'"', strict=False))
        except ValueError:
            continue
    return ""
