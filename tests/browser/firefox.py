"""Firefox as Debian ships it, over WebDriver BiDi, which it speaks by itself."""

from __future__ import annotations

import json
import re
import subprocess
from base64 import b64decode
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any

from profiles import PATIENCE
from tab import Tab
from web_socket import WebSocket

PATH = Path("/usr/bin/firefox-esr")
_SETTINGS = {
    "remote.active-protocols": 1,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.sessionstore.resume_from_crash": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#",
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "dom.ipc.processCount": 1,
    "dom.ipc.processPrelaunch.enabled": False,
    "dom.ipc.forkserver.enable": False,
    "gfx.webrender.software": True,
    "browser.startup.page": 0,
    "browser.newtabpage.enabled": False,
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
}
"""Its microphone beeps, and everybody may use it."""


class Firefox:
    """One Firefox with a fresh profile in this folder."""

    name = "Firefox"

    def __init__(self, folder: Path) -> None:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _SETTINGS.items()]
        (folder / "user.js").write_text("\n".join(lines))
        command = [str(PATH), "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr
        port = 0
        for line in self._process.stderr:
            if found := re.search(r"BiDi listening on ws://127\.0\.0\.1:(\d+)", line):
                port = int(found[1])
                break
        assert port, "Firefox ended"
        Thread(target=self._process.stderr.read, daemon=True).start()  # lest it waits for somebody to read
        self._numbers = count(1)
        self._socket = WebSocket("127.0.0.1", port, "/session", 4 * PATIENCE / 1000)  # its window takes longest
        self.ask("session.new", capabilities={})

    def ask(self, method: str, **params: Any) -> Any:
        """Give one command, and return its result."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self._socket.receive())
            if said.get("id") == number:
                assert said["type"] == "success", said
                return said["result"]

    def new_tab(self) -> Tab:
        return _Tab(self, self.ask("browsingContext.create", type="tab")["context"])

    def close(self) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(PATIENCE / 1000)


class _Tab(Tab):
    def __init__(self, firefox: Firefox, context: str) -> None:
        self._firefox = firefox
        self._context = context

    def _ask(self, method: str, **params: Any) -> Any:
        return self._firefox.ask(method, context=self._context, **params)

    def open(self, url: str) -> None:
        self._ask("browsingContext.navigate", url=url, wait="complete")

    def reload(self) -> None:
        self._ask("browsingContext.reload", wait="complete")

    def back(self) -> None:
        self._ask("browsingContext.traverseHistory", delta=-1)

    def close(self) -> None:
        self._ask("browsingContext.close")

    def call(self, function: str) -> Any:
        self._ask("browsingContext.activate")
        answer = self._firefox.ask(
            "script.callFunction",
            functionDeclaration=function,
            awaitPromise=False,
            target={"context": self._context},
        )
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def paper(self) -> bytes:
        return b64decode(self._ask("browsingContext.print", page={"width": 21.0, "height": 29.7})["data"])

    def perform(self, *sources: dict[str, Any]) -> None:
        self._ask("input.performActions", actions=list(sources))
