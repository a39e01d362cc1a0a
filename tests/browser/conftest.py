"""The example plans' page, made once, and a browser that watches it."""

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from chromium import LAPTOP, browser, executable
from django.db import connection
from island import Gantt, build, missing, opened
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from kaname.cli import main

expect.set_options(timeout=20_000)  # a busy machine is no error
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the loop of Playwright runs in the thread of the tests
EXAMPLES = Path(__file__).parents[2] / "examples"
KANAME = str(Path(sys.executable).with_name("kaname"))


@pytest.fixture(scope="session")
def portfolio_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("page") / "portfolio.html"
    files = sorted(str(p) for kind in ("*.xml", "*.xlsx", "*.json") for p in EXAMPLES.glob(kind))
    assert main(["--lang", "ja", "plan", "portfolio", *files, "-o", str(out), "--iterations", "500"]) == 0
    return out


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if executable() is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is missing in CI")
        pytest.skip("chromium is not installed (apt-get install chromium)")
    with browser() as found:
        yield found


class Watched:
    """A page with everything it asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("console", lambda m: self.complaints.append(m.text))
        page.on("pageerror", lambda e: self.complaints.append(str(e)))


@pytest.fixture
def watched(chromium: Browser, portfolio_page: Path, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """The page opened; parametrize indirectly with a dict of context options."""
    options = {"viewport": LAPTOP} | getattr(request, "param", {})
    context = chromium.new_context(**options)
    found = Watched(context.new_page())
    found.page.goto(portfolio_page.as_uri())
    yield found
    context.close()


@pytest.fixture(scope="session")
def island(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Gantt island, built for development."""
    reason = missing()
    if reason:
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("gantt")
    build(folder)
    return folder


@pytest.fixture
def gantt(chromium: Browser, island: Path) -> Iterator[Gantt]:
    """The island with the example plan; the page may complain of nothing."""
    found = opened(chromium, island)
    yield found
    assert found.complaints == []
    found.page.context.close()


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the demo company in Japanese, built once for all workers; to be copied from, never changed."""
    base = tmp_path_factory.getbasetemp()
    root = base if worker_id == "master" else base.parent
    folder = root / "built-demo"
    with (root / "built-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            command = [KANAME, "demo", "--no-serve", "--data-dir", str(folder)]
            subprocess.run(command, env=as_people_start_it(), check=True, capture_output=True)
            (folder / "whole").touch()
    return folder


@pytest.fixture
def demo_rows(built_demo: Path, transactional_db: None, settings: Settings) -> None:
    """The demo company in the tests' database."""
    settings.PASSWORD_HASHERS = [*settings.PASSWORD_HASHERS, "django.contrib.auth.hashers.Argon2PasswordHasher"]
    connection.ensure_connection()
    with closing(sqlite3.connect(built_demo / "kaname.sqlite3")) as built:
        built.backup(connection.connection)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, built_demo: Path) -> Path:
    """Where the demo company lives: its database, and the mails that it writes."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    folder.mkdir()
    for path in (built_demo / ".demo", *built_demo.glob("built-*.sqlite3")):  # `kaname demo` starts from what was built
        shutil.copyfile(path, folder / path.name)
    return folder


def as_people_start_it() -> dict[str, str]:
    """Return the environment without the tests' settings."""
    return {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}


@pytest.fixture(scope="session")
def company(demo_folder: Path) -> Iterator[str]:
    """The address of the demo company as `kaname demo` serves it; what one journey writes, the next finds."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [KANAME, "demo", "--port", str(port), "--data-dir", str(demo_folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=as_people_start_it()
    ) as demo:
        try:
            yield demo.stdout.readline().strip().rstrip("/")  # printed when it answers
        finally:
            demo.terminate()
