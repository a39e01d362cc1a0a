"""`make pictures`: the screenshots of README and manual that show the demo company, in both languages."""

import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from chromium import browser
from playwright.sync_api import Page

KANAME = str(Path(sys.executable).with_name("kaname"))
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SIZE = {"width": 1366, "height": 900}
SHOWN = {
    "board": "/portfolio/",
    "cockpit": "/projects/S26-02/",
    "gantt": "/projects/S26-02/gantt/",
    "load": "/resources/load/",
    "milestones": "/projects/N26-03/milestones/",
}
PREVIEW = "import"
IMPORTED = Path(__file__).parents[2] / "examples" / "04-販売管理刷新-WBS.xlsx"
EMAIL, PASSWORD = "mayumi.sagara@kanamegawa.example", "kaname-demo-2026"


def take(base: str, language: str) -> None:
    """Write NAME.png (English) or NAME-ja.png of every page, of the company that writes that language."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    ending = "" if language == "en" else f"-{language}"
    with browser() as found:
        page = found.new_context(viewport=SIZE).new_page()
        page.goto(f"{base}/accounts/login/?lang={language}")
        page.fill("input[name=login]", EMAIL)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state("networkidle")
        for name, path in SHOWN.items():
            page.goto(base + path)
            page.wait_for_load_state("networkidle")
            if name == "gantt":
                page.get_by_role("button", name="月" if language == "ja" else "Month", exact=True).click()
                page.mouse.move(900, 700)
                page.mouse.wheel(0, 560)  # to where the work is now
            page.wait_for_timeout(1500)  # charts have drawn themselves
            page.screenshot(path=PICTURES / f"{name}{ending}.png")
        preview(page, base)
        page.screenshot(path=PICTURES / f"{PREVIEW}{ending}.png")
        page.context.close()


def preview(page: Page, base: str) -> None:
    """Send a plan file, and come to the preview of what it will do; nothing is written."""
    page.goto(f"{base}/import/")
    page.set_input_files("input[type=file]", IMPORTED)
    page.locator("#import-form button[type=submit]").click()
    page.locator("#file-0, [id^=file-]").first.wait_for()
    page.wait_for_load_state("networkidle")


def main() -> None:
    """Serve a demo of its own in each language and take the pictures of it."""
    for language in ("en", "ja"):
        of(language)


def of(language: str) -> None:
    """Take the pictures of the company that writes a language."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [KANAME, "--lang", language, "demo", "--port", str(port), "--data-dir", f"{folder}/demo"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as demo:
            try:
                base = demo.stdout.readline().strip().rstrip("/")  # printed when it answers
                time.sleep(5)
                take(base, language)
            finally:
                demo.terminate()


if __name__ == "__main__":
    main()
