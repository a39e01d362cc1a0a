"""`make pictures`: the screenshots of README and manual, of the example plans' page, in both languages."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from chromium import browser

from kaname.cli import main

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1280, "height": 1000}


def take() -> None:
    """Write portfolio-ja.png, portfolio-en.png and the Gantt chart's pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    examples = ROOT / "examples"
    files = sorted(str(p) for kind in ("*.xml", "*.xlsx", "*.json") for p in examples.glob(kind))
    with tempfile.TemporaryDirectory() as folder, browser() as found:
        out = Path(folder) / "portfolio.html"
        main(["plan", "portfolio", *files, "-o", str(out)])
        for language in ("ja", "en"):
            page = found.new_page(viewport=SIZE)
            page.goto(f"{out.as_uri()}?lang={language}")
            page.screenshot(path=IMAGES / f"portfolio-{language}.png")
            page.locator("#p1").evaluate("e => e.scrollIntoView()")
            page.screenshot(path=IMAGES / f"portfolio-gantt-{language}.png")
            page.close()


if __name__ == "__main__":
    take()
