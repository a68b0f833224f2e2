"""A cmi5 LMS with its record store, on this machine: it launches, keeps, and writes down whatever breaks the rules.

The rules are those of the cmi5 specification ("Quartz", 1st edition): order, session, token, context, moveOn, score.
Whether a statement is one at all, npm's ``xapi-validation`` says.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from packages import packaged

VERBS = "http://adlnet.gov/expapi/verbs/"
CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
ACTOR = {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "a learner"}}
REGISTRATION = "760e3480-ba55-4991-94b0-01820dbd23a2"
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
JUDGED = ("completed", "passed", "failed")
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_VALIDATE = """
const { default: warnings } = require(process.argv[1]);
const found = JSON.parse(require("fs").readFileSync(0, "utf8")).flatMap((one) => warnings(one));
console.log(JSON.stringify(found.map(({ name, path, data }) => `${name}: ${path.join(".")}: ${JSON.stringify(data)}`)));
"""


@dataclass
class Unit:
    """One launch of one assignable unit."""

    activity: str
    mastery: float | None = None
    mode: str = "Normal"
    session: str = "s0"
    token: str = ""
    asked: list[str] = field(default_factory=list)
    """What has been asked for before the first statement."""
    verbs: list[str] = field(default_factory=list)
    """What has been said in this session."""

    @property
    def template(self) -> dict[str, Any]:
        return {
            "contextActivities": {"grouping": [{"id": "https://lms.example.org/course", "objectType": "Activity"}]},
            "extensions": {SESSION: self.session},
        }


@dataclass
class Lms:
    """A server that holds one package, and the statements and documents that its units have sent."""

    package: dict[str, bytes]
    faults: list[str] = field(default_factory=list)
    """Every rule that was broken."""
    statements: dict[str, dict[str, Any]] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    launched: Unit = field(default_factory=lambda: Unit("", token="none"))
    offline: bool = False
    refused: bytes = b""
    """What came meanwhile, and was not taken."""
    plain: bool = False
    """Whether it is a record store alone, without a cmi5 LMS around it."""
    foreign: bool = False
    """Whether its store and its tokens are of another origin than the packages."""
    allows: bool = True
    """Whether that origin lets pages of the packages' ask (CORS)."""
    preflights: int = 0
    sessions: int = 0

    def __post_init__(self) -> None:
        lms = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._do("GET")

            def do_POST(self) -> None:
                self._do("POST")

            def do_PUT(self) -> None:
                self._do("PUT")

            def do_OPTIONS(self) -> None:
                lms.preflights += 1
                self.send_response(204 if lms.allows else 403)
                self._cors()
                self.end_headers()

            def _cors(self) -> None:
                if lms.foreign and lms.allows and self.server is lms._store:
                    asked = "Authorization, Content-Type, X-Experience-API-Version"
                    origin = lms.url.rstrip("/")
                    for name, said in (("Origin", origin), ("Methods", "GET, POST, PUT"), ("Headers", asked)):
                        self.send_header(f"Access-Control-Allow-{name}", said)

            def _do(self, method: str) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, kind, content = lms.answer(method, self.path, dict(self.headers), body)
                self.send_response(status)
                self._cors()
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        self._servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(1 + self.foreign)]
        for server in self._servers:
            server.daemon_threads = True
            Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        self._store = self._servers[-1]
        self.url = f"http://127.0.0.1:{self._servers[0].server_port}/"
        self.store = f"http://127.0.0.1:{self._store.server_port}/"

    def close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def launch(self, activity: str, page: str, *, mastery: float | None = None, mode: str = "Normal") -> str:
        """Begin a session of a unit; return its address with what a launch hands over."""
        self.sessions += 1
        self.launched = Unit(activity, mastery, mode, f"session-{self.sessions}")
        handed = {"endpoint": f"{self.store}xapi", "actor": json.dumps(ACTOR), "registration": REGISTRATION}
        if self.plain:
            self.launched.token = "launch"
            handed |= {"auth": "Basic launch", "activity_id": activity}
        else:
            handed |= {"fetch": f"{self.store}fetch/{self.sessions}", "activityId": activity}
        return f"{self.url}package/{page}?" + "&".join(f"{name}={quote(said)}" for name, said in handed.items())

    def said(self, *verbs: str) -> list[dict[str, Any]]:
        """Return the statements with these verbs, in the order in which they came; all without a verb."""
        found = self.statements.values()
        return [one for one in found if not verbs or one["verb"]["id"].removeprefix(VERBS) in verbs]

    # ---- requests -------------------------------------------------------------------------------------------------

    def answer(self, method: str, address: str, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        parts = urlsplit(address)
        path, query = parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}
        if path.startswith("/package/"):
            name = unquote(path.removeprefix("/package/"))
            kinds = {"html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
            found = self.package.get(name)
            return (200 if found else 404), kinds.get(name.rpartition(".")[2], "text/plain"), found or b""
        if self.offline:
            self.refused += body
            return 503, "text/plain", b""
        if path.startswith("/fetch/"):
            return 200, "application/json", json.dumps(self._fetch(method)).encode()
        if path.startswith("/xapi/"):
            return self._xapi(method, path.removeprefix("/xapi/"), query, headers, body)
        return 404, "text/plain", b""

    def _fetch(self, method: str) -> dict[str, str]:
        if method != "POST":
            self.faults.append("the token is fetched by POST")
        if self.launched.token:
            self.faults.append("the token was fetched twice")
            return {"error-code": "1", "error-text": "already used"}
        self.launched.token = f"token-{self.sessions}"
        return {"auth-token": self.launched.token}

    def _xapi(
        self, method: str, resource: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> tuple[int, str, bytes]:
        unit = self.launched
        if headers.get("Authorization") != f"Basic {unit.token}":
            self.faults.append(f"{resource}: not with this session's token")
            return 401, "text/plain", b""
        if headers.get("X-Experience-API-Version", "")[:3] != "1.0":
            self.faults.append(f"{resource}: without a version")
            return 400, "text/plain", b""
        if resource == "statements" and method == "POST":
            given = json.loads(body)
            for one in given if isinstance(given, list) else [given]:
                self._take(one)
            return 200, "application/json", b"[]"
        if json.loads(query.get("agent", "null")) != ACTOR:
            self.faults.append(f"{resource}: not for this learner")
        if resource == "agents/profile" and query.get("profileId") == "cmi5LearnerPreferences":
            unit.asked.append("preferences")
            return 404, "text/plain", b""
        if resource == "activities/state":
            return self._state(method, query, body)
        self.faults.append(f"{method} {resource} is unknown")
        return 404, "text/plain", b""

    def _state(self, method: str, query: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        unit, name = self.launched, query["stateId"]
        if query.get("activityId") != unit.activity or query.get("registration") != REGISTRATION:
            self.faults.append(f"the state {name} is of another unit or registration")
        if name == "LMS.LaunchData":
            unit.asked.append("data")
            data: dict[str, Any] = {"contextTemplate": unit.template, "launchMode": unit.mode, "moveOn": "Completed"}
            data |= {"returnURL": f"{self.url}back"} | ({} if unit.mastery is None else {"masteryScore": unit.mastery})
            return 200, "application/json", json.dumps(data).encode()
        key = f"{unit.activity} {name}"
        if method == "PUT":
            json.loads(body)
            if unit.mode != "Normal":
                self.faults.append("a state was written while looking back")
            self.documents[key] = body
            return 204, "text/plain", b""
        return (200, "application/json", self.documents[key]) if key in self.documents else (404, "text/plain", b"")

    # ---- the rules ------------------------------------------------------------------------------------------------

    def _take(self, one: dict[str, Any]) -> None:
        if (known := self.statements.get(one["id"])) is not None:
            if {**known, "context": 0} != {**one, "context": 0}:
                self.faults.append(f"another statement has the id {one['id']}")
            return
        self.statements[one["id"]] = one
        verb = one["verb"]["id"].removeprefix(VERBS)
        found = list(self._wrong(one, verb))
        self.launched.verbs.append(verb)
        self.faults += [f"{verb}: {fault}" for fault in found]

    def _wrong(self, one: dict[str, Any], verb: str) -> Any:
        """Yield each rule that a statement breaks."""
        unit, context, result = self.launched, one.get("context", {}), one.get("result", {})
        before = unit.verbs
        if one["actor"] != ACTOR:
            yield "about another learner"
        if context.get("registration") != REGISTRATION:
            yield "without the registration"
        if not _UTC.fullmatch(one.get("timestamp", "")):
            yield "without a time in UTC"
        if (verb == "initialized") != (not before):
            yield "initialized comes first, and once"
        if "terminated" in before:
            yield "after terminated"
        if self.plain:
            return
        if not before and set(unit.asked) != {"data", "preferences"}:
            yield "before launch data and preferences were asked for"
        if context.get("extensions", {}).get(SESSION) != unit.session:
            yield "without this session's id"
        if context.get("contextActivities", {}).get("grouping") != unit.template["contextActivities"]["grouping"]:
            yield "without what the template says"
        found = {one["id"] for one in context.get("contextActivities", {}).get("category", [])}
        wanted = {f"{CATEGORIES}cmi5"} if verb in DEFINED else set()
        wanted |= {f"{CATEGORIES}moveon"} if verb in JUDGED else set()
        if found != wanted:
            yield f"in the categories {sorted(found)}"
        if verb in DEFINED and one["object"]["id"] != unit.activity:
            yield "about another activity"
        if verb in DEFINED[1:] and not _DURATION.fullmatch(result.get("duration", "")):
            yield "without a duration"
        if verb in JUDGED:
            yield from self._misjudged(one, verb, result, context)

    def _misjudged(self, one: dict[str, Any], verb: str, result: dict[str, Any], context: dict[str, Any]) -> Any:
        unit = self.launched
        about = [known for known in self.said(verb) if known["object"]["id"] == unit.activity and known is not one]
        if unit.mode != "Normal":
            yield "while looking back"
        if verb != "failed" and about:
            yield "twice in a registration"
        if verb == "failed" and self._passed():
            yield "behind passed"
        if verb == "completed":
            if result.get("completion") is not True or "score" in result:
                yield "completes, and scores nothing"
            return
        scaled = result.get("score", {}).get("scaled")
        if result.get("success") is not (verb == "passed"):
            yield "with another success"
        if unit.mastery is not None:
            if context["extensions"].get(MASTERY) != unit.mastery:
                yield "without the mastery score"
            if scaled is None or (scaled >= unit.mastery) != (verb == "passed"):
                yield f"with a score of {scaled}"

    def _passed(self) -> bool:
        return any(one["object"]["id"] == self.launched.activity for one in self.said("passed"))

    def invalid(self) -> list[str]:
        """Return what is wrong with the statements as xAPI defines them."""
        assert self.statements
        library = packaged("xapi-validation/dist/index.js")
        given = json.dumps(list(self.statements.values()))
        done = subprocess.run(
            ["node", "-e", _VALIDATE, str(library)], input=given, capture_output=True, text=True, check=True
        )
        return list(json.loads(done.stdout))
