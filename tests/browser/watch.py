"""A watch on what must never happen on a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response


@dataclass
class Watch:
    """Errors of the pages in a browser context, the requests that they made, and those that came to nothing."""

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", self._lost)
        context.on("response", self._got)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _lost(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left meanwhile
            self.failed.append(f"{request.failure} {request.url}")

    def _got(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def strangers(self, *origins: str) -> list[str]:
        """Return the requests that left these origins."""
        return [url for url in self.requests if not url.startswith((*origins, "data:", "blob:"))]
