"""Let Lighthouse judge pages as a phone loads them, gzip-compressed; fail below 100 or above a limit.

The median of three runs counts: other work on the machine lowers a score.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

LIGHTHOUSE = "lighthouse@12.8.2"
PAGES = {"": (30, 13), "principle-1/limits/": (30, 10), "practice/touchline/": (30, 10), "final/": (47, 18)}
"""Paths in the site, each with how many KiB its first visit may load, and how many of these may be the player."""
OTHERS = (54, 13)
"""The same for any other page; ``tests/render/test_first_load.py`` has the limit of each."""
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PLAYER = re.compile(r"/coursewright/(?!theme\b)\w+\.js\b")
"""Scripts that a page loads because it has items."""
COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"}


def body(path: Path) -> bytes:
    """Return what is sent of a file."""
    content = path.read_bytes()
    return gzip.compress(content, mtime=0) if path.suffix in COMPRESSED else content


class Compressed(SimpleHTTPRequestHandler):
    """Serves a site as hosts do: texts compressed, everything kept for ten minutes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = body(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def build(folder: Path) -> Path:
    """Build the course and return the site's folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300
    )
    if done.returncode:
        sys.exit(done.stdout)
    return folder


def lighthouse(url: str, folder: Path) -> dict[str, Any]:
    """Return Lighthouse's report on a page, from a fresh profile."""
    profile, report = Path(tempfile.mkdtemp(dir=folder)), folder / "report.json"
    command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS} --user-data-dir={profile}"]
    environment = {"CHROME_PATH": "/usr/bin/chromium", "npm_config_loglevel": "error"} | os.environ
    subprocess.run(command, check=True, env=environment, timeout=300)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def failing(report: dict[str, Any]) -> list[str]:
    """Return the audits that keep a score below 100."""
    return [
        f"{category}: {audit['title']} ({audit.get('displayValue') or audit['id']})"
        for category in CATEGORIES
        for reference in report["categories"][category]["auditRefs"]
        if reference["weight"] > 0
        for audit in [report["audits"][reference["id"]]]
        if audit["score"] is not None and audit["score"] < 1
    ]


def weight(site: Path, urls: Iterable[str]) -> float:
    """Return how many KiB of the site these addresses bring, without the heads of the answers."""
    paths = [site / unquote(urlsplit(url).path).lstrip("/") for url in urls]
    files = [path / "index.html" if path.is_dir() else path for path in paths]
    return sum(len(body(path)) for path in files if path.is_file()) / 1024


def judge(page: str, site: Path, reports: list[dict[str, Any]]) -> bool:
    """Print what the runs found of a page, and return whether it is good enough."""
    scores = {
        name: median(round(100 * (one["categories"][name]["score"] or 0)) for one in reports) for name in CATEGORIES
    }
    shift = max(one["audits"]["cumulative-layout-shift"]["numericValue"] for one in reports)
    loaded = [one["url"] for one in reports[0]["audits"]["network-requests"]["details"]["items"]]
    total, player = weight(site, loaded), weight(site, filter(PLAYER.search, loaded))
    most, most_player = PAGES.get(page, OTHERS)
    print(f"/{page}: {', '.join(f'{name} {score}' for name, score in scores.items())}")
    print(f"  layout shift {shift:g}; {total:.1f} KiB in {len(loaded)} requests, {player:.1f} KiB the player")
    for line in sorted({line for one in reports for line in failing(one)}):
        print(f"  {line}")
    return min(scores.values()) == 100 and shift == 0 and total <= most and 0 < player <= most_player


def main() -> int:
    """Return 0 if every page meets every limit, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=list(PAGES), help="paths of pages in the site")
    pages = parser.parse_args().pages
    if not shutil.which("npx"):
        print("Lighthouse needs Node: there is no npx.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        site = build(folder / "site")
        handler = partial(Compressed, directory=str(site))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        good = [judge(page, site, [lighthouse(url + page, folder) for _ in range(RUNS)]) for page in pages]
        server.shutdown()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
