"""A signed-in reader with a browser, and what is asked of every page."""

from dataclasses import dataclass, field
from pathlib import Path

import axe_core_python
from chromium import LAPTOP
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")
SERIOUS = """async (options) => (await axe.run(document, {resultTypes: ["violations"], ...options})).violations
  .filter((v) => ["serious", "critical"].includes(v.impact))
  .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`)"""
TEXTS = """() => { const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const said = walk.currentNode.textContent.trim();
    if (said && !walk.currentNode.parentElement.closest("[lang]:not(html), script, code, kbd, textarea"))
      found.push(said); }
  for (const name of ["aria-label", "placeholder", "title"])
    for (const e of document.querySelectorAll(`[${name}]`)) if (e.getAttribute(name)) found.push(e.getAttribute(name));
  return found; }"""
WIDER = """() => [...document.querySelectorAll(".table-box, .timeline-box, .map-box, main > *")]
  .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => `${e.className}: ${e.scrollWidth} > ${e.clientWidth}`)"""


SPILLS = """() => document.documentElement.scrollWidth > innerWidth
  ? [`${document.documentElement.scrollWidth} > ${innerWidth}`] : []"""


def styles_are_built() -> bool:
    return finders.find("build/app.css") is not None


@dataclass
class Visitor:
    """A signed-in reader with a browser; ``complaints``: every error and violation that the browser told of."""

    context: BrowserContext
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.on(
            "console", lambda m: self.complaints.append(f"{path}: {m.text}") if m.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda e: self.complaints.append(f"{path}: {e}"))
        page.goto(self.address + path)
        return page

    def serious(self, page: Page, *rules: str) -> list[str]:
        """What axe finds that keeps somebody out; by some rules, or by all."""
        page.evaluate(AXE)
        return page.evaluate(SERIOUS, {"runOnly": list(rules)} if rules else {})


def visit(browser: Browser, address: str, client: Client, **options: object) -> Visitor:
    """A browser with the session of a client that has signed in."""
    context = browser.new_context(**{"viewport": LAPTOP, "locale": "ja-JP"} | options)
    cookies = [{"name": name, "value": morsel.value, "url": address} for name, morsel in client.cookies.items()]
    context.add_cookies(cookies)
    return Visitor(context, address)
