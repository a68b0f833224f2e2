"""An LMS for packages: scorm-again's run-time in a page of this machine, which keeps what a package commits."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any, NamedTuple
from urllib.parse import unquote
from zipfile import ZipFile

from packages import packaged
from playwright.sync_api import BrowserContext, Frame, FrameLocator, Page

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>LMS</title><link rel="icon" href="data:,">
<script src="/scorm-again.js"></script><script src="/lms.js"></script></head>
<body style="margin:0"><iframe id="sco" title="SCO" style="border:0;width:100%;height:98vh"></iframe></body></html>
"""
SCRIPT = """
const { edition, kept, hostile } = {facts};
const settings = { autocommit: false, logLevel: 5, lmsCommitUrl: false };
const api = edition === "12" ? new Scorm12API(settings) : new Scorm2004API(settings);
window[edition === "12" ? "API" : "API_1484_11"] = api;
api.loadFromJSON(kept, "");
const whole = () => api.renderCMIToJSONObject().cmi;
const known = {};
const changed = () => Object.fromEntries(Object.entries(whole()).filter(([name, part]) => {
  const before = known[name];
  return (known[name] = JSON.stringify(part)) !== before;
}));
if (hostile.apart) changed();
const keep = (when) => () => navigator.sendBeacon("/" + when, JSON.stringify(hostile.apart ? changed() : whole()));
const store = keep("kept");
let leaving = false;
addEventListener("pagehide", () => (leaving = true)); // before that of the frames
const later = () => setTimeout(() => leaving || store()); // never, where the page goes away
api.on(edition === "12" ? "LMSCommit" : "Commit", hostile.late ? later : store);
api.on(edition === "12" ? "LMSFinish" : "Terminate", keep("finished"));
const first = hostile.behind ? location.origin.replace("127.0.0.1", "localhost") + "/between" : "/package/index.html";
addEventListener("load", () => (document.getElementById("sco").src = first));

const prefix = edition === "12" ? "LMS" : "";
const [get, set, commit] = ["GetValue", "SetValue", "Commit"].map((name) => api[prefix + name].bind(api));
let commits = 0;
if (hostile.commit) api[prefix + "Commit"] = (given) => (commits++ % 2 === 0 ? "false" : commit(given));
if (hostile.slow) {
  api[prefix + "Commit"] = (given) => {
    const request = new XMLHttpRequest();
    request.open("GET", "/slow", false);
    try { request.send(); } catch { return "false"; } // such as while the page goes away
    return commit(given);
  };
}
if (hostile.cap) {
  const tooLong = (element, value) => element === "cmi.suspend_data" && String(value).length > hostile.cap;
  api[prefix + "SetValue"] = (element, value) => (tooLong(element, value) ? "false" : set(element, value));
}
if (hostile.apart) {
  const last = api[prefix + "GetLastError"].bind(api);
  let refused = false;
  api[prefix + "SetValue"] = (element, value) => {
    const [, number] = /^cmi\\.interactions\\.(\\d+)/.exec(element) ?? [];
    refused = Number(number) > Number(get("cmi.interactions._count")); // it lets no number out
    return refused ? "false" : set(element, value);
  };
  api[prefix + "GetLastError"] = (given) => (refused ? (edition === "12" ? "201" : "351") : last(given));
}
if (hostile.completes && edition === "12") {
  const finish = api.LMSFinish.bind(api);
  api.LMSFinish = (given) => {
    if (get("cmi.core.lesson_status") === "not attempted") set("cmi.core.lesson_status", "completed");
    return finish(given);
  };
}
if (hostile.unset) {
  api[prefix + "GetValue"] = (element) => {
    const value = get(element);
    if (value === "" || value === undefined) throw new Error(`${element} isn't set`);
    return value;
  };
}
"""
"""The platform's own page: ``hostile`` says what it does wrong, from ``commit`` to ``late``; with ``apart``, each
window has a run-time of its own and hands over what has changed in it, as Moodle does."""
BETWEEN = """<!doctype html><html lang="en"><title>Between</title><link rel="icon" href="data:,"><body style="margin:0">
<iframe src="{url}package/index.html" title="SCO" style="border:0;width:100%;height:95vh"></iframe>
"""
"""A page of another origin between the platform's and the package, such as a player of packages."""
BLOCKED = """
for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
}
"""
"""Run first on every page: the browser keeps nothing for it."""


@dataclass
class Lms:
    """A server that holds one package and what its learner has done."""

    package: dict[str, bytes]
    edition: str = "12"
    kept: dict[str, Any] = field(default_factory=dict)
    page: str = PAGE
    hostile: dict[str, Any] = field(default_factory=dict)
    leaving: int = 0
    """How many sessions have said their last word."""
    finished: int = 0
    """How many of these have been heard."""

    def __post_init__(self) -> None:
        lms = self
        learner = {"core": {"student_id": "one"}} if self.edition == "12" else {"learner_id": "one"}
        self.kept = learner | self.kept

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/slow":
                    sleep(lms.hostile["slow"])
                content, kind = lms.answer(unquote(self.path.partition("?")[0]))
                self.send_response(200 if content is not None else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(content or b"")

            def do_POST(self) -> None:
                if self.path == "/finished":
                    lms.leaving += 1
                    sleep(lms.hostile.get("late", 0))
                told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if lms.hostile.get("apart"):
                    numbered = {**lms.kept.get("interactions", {}), **told.get("interactions", {})}
                    told = {**lms.kept, **told, "interactions": numbered}
                lms.kept = told
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
            facts = json.dumps({"edition": self.edition, "kept": self.kept, "hostile": self.hostile})
            return SCRIPT.replace("{facts}", facts).encode(), "text/javascript"
        if path == "/slow":
            return b"", "text/plain"
        if path == "/between":
            return BETWEEN.format(url=self.url).encode(), "text/html"
        if path == "/scorm-again.js":
            return packaged("scorm-again/dist/scorm-again.min.js").read_bytes(), "text/javascript"
        kinds = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
        return self.package.get(path.removeprefix("/package/")), kinds.get(
            Path(path).suffix, "application/octet-stream"
        )

    def launch(self, context: BrowserContext | Page) -> Launched:
        page = context if isinstance(context, Page) else context.new_page()
        page.goto(self.url)
        return Launched(page)

    @property
    def standing(self) -> Standing:
        """What the platform has been told so far, in one form for both editions."""
        if self.edition == "12":
            core = self.kept.get("core", {})
            status, score, place = (
                core.get("lesson_status"),
                core.get("score", {}).get("raw"),
                core.get("lesson_location"),
            )
        else:
            score, place = self.kept.get("score", {}).get("raw"), self.kept.get("location")
            done, passed = self.kept.get("completion_status"), self.kept.get("success_status") == "passed"
            status = "passed" if passed and done == "completed" else done
        found = self.kept.get("interactions", {})
        interactions = [found[name] for name in sorted(found, key=int)] if isinstance(found, dict) else found
        return Standing(status or "", score or "", place or "", self.kept.get("suspend_data", ""), interactions)

    def leave(self, opened: Launched) -> None:
        """Close the learner's window once the shell has heard the lesson, and wait for the session's last word."""
        before = self.leaving
        opened.frames[0].evaluate(HEARD)
        opened.page.close()
        for _ in range(100):
            if self.finished > before:
                return
            sleep(0.05)
        raise AssertionError("the session was never finished")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


HEARD = """() => new Promise(heard => {
  addEventListener("message", ({ data }) => data === "the last" && heard());
  postMessage("the last", origin);
})"""
"""Ends when the shell has all messages that were sent to it before: a window gets its messages in their order."""


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

    @property
    def frames(self) -> tuple[Frame, Frame]:
        """The shell's frame and the lesson's, once both have come and the lesson has its learner's state."""
        shell, lesson = self._found(lambda: self._frame("/package/index.html")), self._found(lambda: self._lesson)
        lesson.locator("article").wait_for(state="attached")
        lesson.wait_for_function("() => window.coursewright?.store().hosted")
        return shell, lesson

    def _frame(self, ending: str) -> Frame | None:
        return next((frame for frame in self.page.frames if frame.url.endswith(ending)), None)

    @property
    def _lesson(self) -> Frame | None:
        return next((one for one in self.page.frames if one.name == "lesson" and "/package/" in one.url), None)

    def _found(self, look: Callable[[], Frame | None]) -> Frame:
        """Return a frame as soon as it is there, in however many others it stands."""
        for _ in range(1200):
            if frame := look():
                return frame
            self.page.wait_for_timeout(50)
        raise AssertionError([frame.url for frame in self.page.frames])

    def codes(self) -> set[tuple[str, str, int]]:
        """Which calls the platform answered with an error: name, element, and its code."""
        log = self.frames[0].evaluate("() => coursewrightLms.log.filter(({ code }) => code)")
        return {(call["name"], (call["given"] or [""])[0], call["code"]) for call in log}


class Standing(NamedTuple):
    """Where a learner stands, as the platform knows it."""

    status: str
    score: str
    location: str
    state: str
    interactions: list[dict[str, Any]]


def unzipped(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
