"""WebKitGTK as Debian ships it, driven over WebDriver by its own ``WebKitWebDriver``, on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from profiles import PATIENCE
from tab import Tab

PATHS = (Path("/usr/bin/WebKitWebDriver"), Path("/usr/bin/xvfb-run"))


class WebKit:
    """One WebKitGTK, which keeps nothing."""

    name = "WebKit"

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._process = subprocess.Popen(
            ["xvfb-run", "-a", str(PATHS[0]), f"--port={self._port}"],
            env=os.environ | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "LIBGL_ALWAYS_SOFTWARE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait()
        self._line = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE / 1000)
        self.session = ""
        self.session = "/session/" + self.ask("POST", "/session", capabilities={})["sessionId"]
        self._keeper = self.ask("GET", "/window")  # without any window the session would be over

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("WebKitWebDriver never listened")

    def ask(self, method: str, path: str, **params: Any) -> Any:
        """Give one command, and return its result."""
        self._line.request(method, self.session + path, None if method == "GET" else json.dumps(params))
        answer = self._line.getresponse()
        said = json.loads(answer.read())["value"]
        assert answer.status == 200, said
        return said

    def new_tab(self) -> Tab:
        self.ask("POST", "/window", handle=self._keeper)
        # Not a tab: one that is behind another takes no press.
        return _Tab(self, self.ask("POST", "/window/new", type="window")["handle"])

    def close(self) -> None:
        self.ask("DELETE", "")
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(PATIENCE / 1000)


class _Tab(Tab):
    def __init__(self, webkit: WebKit, window: str) -> None:
        self._webkit = webkit
        self._window = window

    def _ask(self, method: str, path: str, **params: Any) -> Any:
        self._webkit.ask("POST", "/window", handle=self._window)
        return self._webkit.ask(method, path, **params)

    def open(self, url: str) -> None:
        self._ask("POST", "/url", url=url)

    def reload(self) -> None:
        self._ask("POST", "/refresh")

    def back(self) -> None:
        self._ask("POST", "/back")

    def close(self) -> None:
        self._ask("DELETE", "/window")

    def call(self, function: str) -> Any:
        return self._ask("POST", "/execute/sync", script=f"return ({function})()", args=[])

    def paper(self) -> None:
        """Print nothing: its driver knows no command for it."""

    def perform(self, *sources: dict[str, Any]) -> None:
        self._ask("POST", "/actions", actions=list(sources))
