"""The Gantt island built for development, put before a browser under the product's content security policy."""

import mimetypes
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from chromium import LAPTOP
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

ADDRESS = "http://kaname.test"
OPTIONS = {"viewport": LAPTOP, "locale": "ja-JP", "timezone_id": "Asia/Tokyo"}
FRONTEND = Path(__file__).parents[2] / "frontend"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'"
)


def missing() -> str | None:
    """Why the island cannot be built here, None when it can."""
    if shutil.which("node") is None:
        return "Node.js is not installed"
    if not (FRONTEND / "node_modules" / "esbuild").is_dir():
        return "frontend/node_modules is missing (npm ci in frontend/)"
    return None


def build(folder: Path) -> None:
    subprocess.run(["node", "build.mjs", "--dev", str(folder)], cwd=FRONTEND, check=True, capture_output=True)


def answer(route: Route, folder: Path) -> None:
    """A file of the folder, with the policy; tests open no sockets of their own."""
    path = folder / urlparse(route.request.url).path.lstrip("/")
    if not path.is_file():
        route.fulfill(status=404)
        return
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"Content-Type": f"{kind}; charset=utf-8", "Content-Security-Policy": POLICY}
    route.fulfill(status=200, headers=headers, body=path.read_bytes())


def serve(context: BrowserContext, folder: Path) -> str:
    """The address under which a browser context finds the folder's pages."""
    context.route(f"{ADDRESS}/**", lambda route: answer(route, folder))
    return ADDRESS


SETTLED = """async () => { const g = document.querySelector("kaname-gantt");
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  do { await frame(); await frame(); } while (["previewing", "keeping"].includes(g.board.draft.phase)); }"""


class Gantt:
    """The page and the questions that tests ask it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text))
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.goto(address)
        page.wait_for_selector(".kg-row .kg-of-name")
        self.rest()

    def ask(self, script: str) -> Any:
        return self.page.evaluate(f"(() => {{ const g = document.querySelector('kaname-gantt'); return {script}; }})()")

    def bar(self, row: int) -> dict[str, float]:
        """The bar's rectangle, scrolled into view."""
        self.ask(f"(g.commands.choose({row - 1}, 0), g.commands.showBar())")
        self.rest()
        return self.ask(f"g.barOf({row}).toJSON()")

    def rest(self) -> None:
        """Let frames and answers settle."""
        self.page.evaluate(SETTLED)

    def confirm(self) -> None:
        """Keep what waits for confirmation, if anything does."""
        if self.page.locator(".kg-answer").is_visible():
            self.page.keyboard.press("Control+Enter")
        self.rest()

    def cell(self, row: int, column: str) -> Locator:
        return self.page.locator(f".kg-row[aria-rowindex='{row + 1}'] .kg-of-{column}")

    def column(self, name: str, row: int) -> Any:
        return self.ask(f"g.board.plan.columns.{name}[{row - 1}]")

    def sent(self) -> list[Any]:
        return self.page.evaluate("posted.map((p) => p.body)")

    def drag(self, x: float, y: float, to_x: float, to_y: float) -> None:
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move((x + to_x) / 2, (y + to_y) / 2)
        mouse.move(to_x, to_y)
        mouse.up()
        self.rest()


def opened(chromium: Browser, island: Path, query: str = "", **options: Any) -> Gantt:
    context = chromium.new_context(**(OPTIONS | options))
    return Gantt(context.new_page(), f"{serve(context, island)}/index.html{query}")


def middle(bar: dict[str, float]) -> tuple[float, float]:
    """A point of the bar to hold it by, far from the pane's right edge: a drag near it scrolls on."""
    return bar["left"] + min(40, bar["width"] / 2), bar["top"] + bar["height"] / 4
