"""Small sites, built from Markdown texts and served from this machine."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import blake2b
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from engines import first

Theme = Literal["course", "material", "bare"]
"""Our theme, Material as it comes, or a page with nothing on it but its content."""

_BARE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title><link rel="icon" href="data:,"></head>
<body><main>{{ page.content }}</main></body></html>
"""
"""A page without any script but the player: what it does alone, and what goes wrong in it, is the player's own."""


class Builder:
    """Builds sites; the same texts and options are built once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(
        self,
        texts: Mapping[str, str],
        theme: Theme = "course",
        course: str = "course",
        config: Mapping[str, Any] | None = None,
    ) -> Path:
        """Return the folder of the built site; ``texts`` are Markdown by path below ``docs``."""
        key = blake2b(repr((sorted(texts.items()), theme, course, config)).encode(), digest_size=8).hexdigest()
        site = self.folder / key / "site"
        with first(self.folder / key) as is_first:
            if not is_first:
                return site
            settings: dict[str, Any] = {
                "site_name": "Test",
                "plugins": ["coursewright"],
                "extra": {"generator": False, "course": {"id": course}},
                "theme": {"name": "coursewright"} if theme == "course" else {"name": "material", "font": False},
                **(config or {}),
            }
            files = {f"docs/{path}": text for path, text in texts.items()}
            if theme == "bare":
                settings["theme"] = {"name": None, "custom_dir": str(self.folder / key / "bare")}
                files["bare/main.html"] = _BARE
            files["mkdocs.yml"] = yaml.safe_dump(settings)
            self._build(self.folder / key, files)
        return site

    def _build(self, root: Path, files: Mapping[str, str]) -> None:
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        log = logging.getLogger("mkdocs")
        level = log.level
        log.setLevel(logging.ERROR)  # what the checker thinks of the items isn't at stake
        try:
            build(load_config(str(root / "mkdocs.yml")))
        finally:
            log.setLevel(level)


class _Files(SimpleHTTPRequestHandler):
    """Serves whatever the site holds at the moment: a page that was built anew a moment ago is never “not modified”."""

    protocol_version = "HTTP/1.1"  # all files of a page come over a few lines, for less work on both ends
    disable_nagle_algorithm = True
    site: Site

    def parse_request(self) -> bool:
        """Also end a line that a browser has opened in advance, while the site could still be reached."""
        self.close_connection = True
        return self.site.reachable and super().parse_request()

    def translate_path(self, path: str) -> str:
        self.directory = str(self.site.folder)
        return super().translate_path(path)

    def send_head(self) -> Any:
        del self.headers["If-Modified-Since"]
        found = super().send_head()
        self.site.asked(self.path.partition("?")[0].removeprefix("/"))
        return found

    def end_headers(self) -> None:
        page = self.path.partition("?")[0].endswith("/")
        self.send_header("Cache-Control", self.site.pages if page else "max-age=3600")
        for name, value in self.site.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """A server whose learners may leave in the middle of an answer."""

    daemon_threads = True
    request_queue_size = 128  # of a busy machine, too, nobody is sent away to ask again after seconds

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, unless the learner is gone."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Site:
    """One address, at which one built site after the other can stand."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.folder = Path()
        self.headers: dict[str, str] = {}
        self.reachable = True
        """Whether whoever asks gets an answer, or the end of the line."""
        self.asked: Callable[[str], object] = lambda _: None
        """Hears of each path whose file has been found, and has not been sent."""
        self.pages = "no-store"  # a browser that may store a page may also show it again as it was left
        handler = type("_Files", (_Files,), {"site": self})
        self._server = _Server(("127.0.0.1", 0), partial(handler))
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def publish(self, texts: Mapping[str, str] | str, **options: Any) -> str:
        """Build the texts (one text is the home page), put them at this address, and return the address."""
        pages = {"index.md": texts} if isinstance(texts, str) else texts
        self.folder = self.builder.build(pages, **options)
        return self.url

    def close(self) -> None:
        self.reachable = False  # over lines that are still open, too
        self._server.shutdown()
        self._server.server_close()
