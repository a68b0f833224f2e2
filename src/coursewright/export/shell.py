"""A lesson package's frame: the page that an LMS launches, and the course's pages inside it.

The shell is the host of ``coursewright/1`` (``docs/toolkit/protocol.md``): lessons run in its inner frame, so that
moving between pages never ends the LMS's session. An adapter, one script, speaks to the LMS.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from coursewright.export.diagrams import SCRIPT, undrawn
from coursewright.export.facts import PackageOptions, package_facts
from coursewright.export.links import PAGES, in_package, site_address
from coursewright.export.registry import Options, problem
from coursewright.export.templates import filled, host_files
from coursewright.model.course import Course
from coursewright.model.site import Site, SitePage
from coursewright.problem import Problem, Source
from coursewright.render.frame.body import styles_of
from coursewright.render.html import HtmlLink, inside, with_links
from coursewright.render.served import PLAYER_FOLDER, served
from coursewright.render.session import ASSETS
from coursewright.render.texts import direction

CODEC = "codec.js"
"""What writes a learner's state as a short line; the player has it, too."""
LAUNCH = "index.html"
"""The page that an LMS opens."""
SHELL_TEXTS = (
    # Translators: in a package for a learning platform: the list of lessons, the ways to the next and previous page,
    # and what is said of a lesson in the list
    "Lessons",
    "Previous",
    "Next",
    "done",
    # Translators: in a package for a learning platform, at the top of the window: whether anything is kept
    "Your learning platform doesn’t answer. Your answers wait here and are sent again.",
    "Your learning platform can’t be reached, so nothing can be kept here.",
    "What was saved before can’t be read, so this begins anew.",
    "Your learning platform has room for only some of your answers. In another browser, others may be open again.",
    "You are looking back: nothing is saved.",
    "This visit has ended. Open the course again from your learning platform.",
    # Translators: there, a link back to the learning platform
    "Close",
    # Translators: there, to a browser without scripts
    "This page needs scripts: it tells your learning platform how far you are.",
    # Translators: there, at the foot of the window: “Version 1.2 · Newest version”
    "Version",
    "Newest version",
    # Translators: there, a page on the package itself
    "About this package",
    "Licences",
    "Your learning platform is told the score of the final assessment, as reported by the learner’s browser.",
    "Your learning platform is told the score of the lessons’ checks, as reported by the learner’s browser.",
    "Your learning platform is told no score.",
)
"""English words of the shell's texts."""
POLICY = (
    "default-src 'self'; img-src 'self' data:; media-src 'self' blob:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'"
)
"""What a page of a package may load: its own files, nothing that stands in the page itself, and what it recorded."""
DRAWING_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The same for a page with diagrams: what Mermaid draws has its styles in itself."""
LRS_POLICY = f"{POLICY}; connect-src *"
"""The same for a launch page that speaks to a learning record store, whose address only the launch says."""
_SCRIPTS = f"{ASSETS}/theme.js", f"{ASSETS}/state.js", f"{ASSETS}/frame.js"
"""What every page runs, as on the website, where the site's theme is ours; and, before any item can be answered, what
tells the platform of it."""


def lesson_package(
    site: Site,
    options: PackageOptions,
    adapters: Sequence[str],
    policy: str = POLICY,
    *,
    told: Mapping[str, object] | None = None,
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the files of a package of lessons, and what of the pages it can't carry.

    ``adapters`` are the scripts in ``export/host`` that speak to the LMS, in the order in which they run; ``policy`` is
    what the launch page may load, and ``told`` what the adapters know beside the facts of the course.
    """
    found, problems = lesson_files(site, options)
    scripts = [CODEC, "host.js", *adapters, "shell.js"]
    found |= host_files(*scripts[1:], "shell.css", "licences.txt") | {CODEC: served(PLAYER_FOLDER)[CODEC]}
    about = {
        "title": options.title(site.course),
        "language": site.language,
        "direction": direction(site.language),
        "version": site.course.about.version,
        "newest": site.url,
        "say": site.texts,
    }
    facts = json.dumps({**package_facts(site, options), **(told or {})}, ensure_ascii=False, sort_keys=True)
    found[LAUNCH] = filled(
        "shell.html",
        **about,
        policy=policy,
        facts=Markup(facts.replace("<", "\\u003c")),
        scripts=scripts,
        outline=list(outline(site.course, site)),
        folder=PAGES,
    )
    score, licence = _score(site.course), site.course.about.licence
    found["about.html"] = filled("about.html", **about, policy=POLICY, score=score, licence=licence)
    return found, problems


def lesson_files(site: Site, options: Options) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the pages with all that they load, and what of them a package can't carry."""
    problems: list[Problem] = []
    found: dict[str, bytes] = {in_package(page.url): _page(site, page, options, problems) for page in site.pages}
    needed = {name for page in site.pages for name in page.files} | set(site.styles)
    found |= {in_package(name): site.assets[name] for name in sorted(needed)}
    return found | host_files("page.css"), problems


def outline(course: Course, site: Site) -> Iterator[tuple[str, list[SitePage]]]:
    """Yield each section of the navigation with its pages; an empty title for those in none."""
    sections = {lesson.document.path: module.title for module in course.modules for lesson in module.lessons}
    group: tuple[str, list[SitePage]] | None = None
    for page in site.pages:
        title = sections.get(page.path, "")
        if group and group[0] == title:
            group[1].append(page)
        else:
            if group:
                yield group
            group = (title, [page])
    if group:
        yield group


def dead_links(page: SitePage, targets: Sequence[str]) -> tuple[Problem, ...]:
    """Return the problem that these links of a page have no address in its package; nothing where there are none."""
    if not targets:
        return ()
    message = f"links that lead out of the package are plain text in it: {', '.join(dict.fromkeys(targets))}"
    hint = "State site_url in mkdocs.yml: then they lead to the website."
    return (problem("E003", message, Source(page.path, 1, 1), hint),)


def _score(course: Course) -> str:
    """Return which score a platform is told, in English; ``shell.js`` counts it."""
    if course.path.completion.asked:
        return "Your learning platform is told the score of the final assessment, as reported by the learner’s browser."
    if course.path.checks:
        return "Your learning platform is told the score of the lessons’ checks, as reported by the learner’s browser."
    return "Your learning platform is told no score."


def _page(site: Site, page: SitePage, options: Options, problems: list[Problem]) -> bytes:
    """Return one page in a frame that has no navigation but the ways to the next and the previous page."""
    dead: list[str] = []
    content = with_links(page.content, lambda link: _target(site, page, link, options, dead))
    problems += dead_links(page, dead)
    if not site.drawing:
        problems += undrawn(page.diagrams, SCRIPT)
    drawing = site.drawing if page.diagrams else ()
    up = "../" * page.url.count("/")
    at = site.pages.index(page)
    ways = [("prev", "Previous", at - 1), ("next", "Next", at + 1)]
    return filled(
        "page.html",
        page=page,
        direction=direction(page.language),
        language=site.language,
        frame=direction(site.language),
        course=site.course,
        policy=DRAWING_POLICY if drawing else POLICY,
        content=content,
        up=up,
        styles=[*(up + quote(name) for name in site.styles if name.endswith(".css")), *styles_of(content)],
        scripts=[up + quote(name) for name in (*_SCRIPTS, *drawing) if name in site.assets],
        ways=[(rel, said, site.pages[other]) for rel, said, other in ways if 0 <= other < len(site.pages)],
        say=site.texts,
    )


def _target(site: Site, page: SitePage, link: HtmlLink, options: Options, dead: list[str]) -> str | None:
    """Return where a link of a page leads from inside the package; None where it is right as it stands."""
    path = inside(link.target, page.url)
    if not path or path in site.page_by_url or path in page.files or path in site.styles:
        return None
    if site.url:
        address = site_address(path, options.directory_urls) if path.endswith(".html") else path
        return site.url + urlsplit(link.target)._replace(path=quote(address)).geturl()
    dead.append(link.target)
    return ""
