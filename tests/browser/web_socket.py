"""One end of a WebSocket: as much of it as a browser on this machine needs, so that no package is needed for it."""

from __future__ import annotations

import os
import socket
from base64 import b64encode

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


class WebSocket:
    """Sends and receives texts."""

    def __init__(self, host: str, port: int, path: str, patience: float) -> None:
        self._socket = socket.create_connection((host, port), patience)
        self._file = self._socket.makefile("rb")
        key = b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        status = self._file.readline()
        assert b" 101 " in status, status
        while self._file.readline().strip():
            """Nothing in the head matters here."""

    def send(self, text: str) -> None:
        self._frame(TEXT, text.encode())

    def _frame(self, kind: int, data: bytes) -> None:
        size = len(data)
        if size < 126:
            head = bytes([0x80 | kind, 0x80 | size])
        elif size < 1 << 16:
            head = bytes([0x80 | kind, 0x80 | 126]) + size.to_bytes(2)
        else:
            head = bytes([0x80 | kind, 0x80 | 127]) + size.to_bytes(8)
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
        self._socket.sendall(head + mask + masked)

    def receive(self) -> str:
        """Wait for the next text, however many frames it comes in."""
        whole = b""
        while True:
            first, size = self._file.read(2)
            if size in (126, 127):
                size = int.from_bytes(self._file.read(2 if size == 126 else 8))
            data = self._file.read(size)
            kind = first & 0xF
            if kind == PING:
                self._frame(PONG, data)
            elif kind == CLOSE:
                raise ConnectionError(data)
            elif kind != PONG:
                whole += data
                if first & 0x80:
                    return whole.decode()

    def close(self) -> None:
        self._file.close()
        self._socket.close()
