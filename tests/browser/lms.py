"""An LMS for packages: scorm-again's run-time in a page of this machine, which keeps what a package commits."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any
from zipfile import ZipFile

from packages import packaged
from playwright.sync_api import BrowserContext, FrameLocator, Page

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>LMS</title><link rel="icon" href="data:,">
<script src="/scorm-again.js"></script><script src="/lms.js"></script></head>
<body style="margin:0"><iframe id="sco" title="SCO" style="border:0;width:100%;height:98vh"></iframe></body></html>
"""
HOSTILE = """
const real = { commit: api.LMSCommit ?? api.Commit, set: api.LMSSetValue ?? api.SetValue };
let commits = 0;
const hostile = {settings};
const fails = () => hostile.commit && commits++ % 2 === 0;
api.LMSCommit = api.Commit = (given) => (fails() ? "false" : real.commit.call(api, given));
const tooLong = (element, value) => hostile.cap && element === "cmi.suspend_data" && String(value).length > 4096;
api.LMSSetValue = api.SetValue = (element, value) =>
  tooLong(element, value) ? "false" : real.set.call(api, element, value);
"""
"""Put behind the run-time, braces doubled: every second commit fails, and suspend_data is capped."""
SCRIPT = """
const edition = "{edition}";
const kept = {kept};
const settings = {{ autocommit: false, logLevel: 5, lmsCommitUrl: false }};
const api = edition === "12" ? new Scorm12API(settings) : new Scorm2004API(settings);
if (edition === "12") {{ window.API = api; api.loadFromJSON(kept, ""); }}
else {{ window.API_1484_11 = api; api.loadFromJSON(kept, ""); }}
const keep = (when) => () => navigator.sendBeacon("/" + when, JSON.stringify(api.renderCMIToJSONObject().cmi));
api.on(edition === "12" ? "LMSCommit" : "Commit", keep("kept"));
api.on(edition === "12" ? "LMSFinish" : "Terminate", keep("finished"));
addEventListener("load", () => (document.getElementById("sco").src = "/package/index.html"));
"""


@dataclass
class Lms:
    """A server that holds one package and what its learner has done."""

    package: dict[str, bytes]
    edition: str = "12"
    kept: dict[str, Any] = field(default_factory=dict)
    page: str = PAGE
    script: str = SCRIPT
    finished: int = 0
    """How many sessions have come to their end."""

    def __post_init__(self) -> None:
        lms = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                content, kind = lms.answer(self.path.partition("?")[0])
                self.send_response(200 if content is not None else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(content or b"")

            def do_POST(self) -> None:
                lms.kept = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                lms.finished += self.path == "/finished"
                self.send_response(204)
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, path: str) -> tuple[bytes | None, str]:
        if path == "/":
            return self.page.encode(), "text/html"
        if path == "/lms.js":
            return self.script.format(edition=self.edition, kept=json.dumps(self.kept)).encode(), "text/javascript"
        if path == "/scorm-again.js":
            return packaged("scorm-again/dist/scorm-again.min.js").read_bytes(), "text/javascript"
        kinds = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
        return self.package.get(path.removeprefix("/package/")), kinds.get(
            Path(path).suffix, "application/octet-stream"
        )

    def launch(self, context: BrowserContext) -> Launched:
        page = context.new_page()
        page.goto(self.url)
        return Launched(page)

    def leave(self, opened: Launched) -> None:
        """Close the learner's window, and wait until the session's last word has come."""
        before = self.finished
        opened.page.close()
        for _ in range(100):
            if self.finished > before:
                return
            sleep(0.05)
        raise AssertionError("the session was never finished")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Launched:
    """A package that has been opened: its shell, and the lesson in it."""

    page: Page

    @property
    def shell(self) -> FrameLocator:
        return self.page.frame_locator("#sco")

    @property
    def lesson(self) -> FrameLocator:
        return self.shell.frame_locator("iframe[name=lesson]")


def unzipped(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
