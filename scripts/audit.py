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
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

LIGHTHOUSE = "lighthouse@12.8.2"
PAGES = {"": (75, 13), "principle-1/limits/": (30, 10), "practice/touchline/": (75, 13), "final/": (75, 18)}
"""Paths in the site, each with how many KiB its first visit may load, and how many of these may be the player."""
OTHERS = (75, 10)
"""The same for any other page."""
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PLAYER = re.compile(r"/coursewright/(?!theme\b)\w+\.js\b")
"""Scripts that a page loads because it has items."""
COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}


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
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            content = gzip.compress(content, mtime=0)
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


def judge(page: str, reports: list[dict[str, Any]]) -> bool:
    """Print what the runs found of a page, and return whether it is good enough."""
    scores = {
        name: median(round(100 * (one["categories"][name]["score"] or 0)) for one in reports) for name in CATEGORIES
    }
    shift = max(one["audits"]["cumulative-layout-shift"]["numericValue"] for one in reports)
    loaded = reports[0]["audits"]["network-requests"]["details"]["items"]
    total = sum(resource["transferSize"] for resource in loaded) / 1024
    player = sum(resource["transferSize"] for resource in loaded if PLAYER.search(resource["url"])) / 1024
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
        handler = partial(Compressed, directory=str(build(folder / "site")))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        good = [judge(page, [lighthouse(url + page, folder) for _ in range(RUNS)]) for page in pages]
        server.shutdown()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
