"""A filled installation, served by `kaname serve`, signed in to, and asked as a browser asks."""

import http.client
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.filling import EMAIL, PASSWORD

KANAME = str(Path(sys.executable).with_name("kaname"))


@dataclass
class Site:
    """Somewhere to ask: host, port, and what a signed-in browser sends."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def latency(self, path: str, repeat: int = 30, warm: int = 5, anew: bool = False) -> tuple[float, int]:
        """Median milliseconds over one connection, and the size of the answer; refuses any status but 200.

        ``anew``: every address is asked for the first time, so that no page is answered from memory.
        """
        connection, taken, size = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60), [], 0
        for n in range(warm + repeat):
            start = time.perf_counter()
            connection.request("GET", f"{asking(path)}{n}" if anew else path, headers=self.headers)
            answer = connection.getresponse()
            size = len(answer.read())
            if answer.status != 200:
                raise RuntimeError(f"{path}: {answer.status} {answer.getheader('location')}")
            if n >= warm:
                taken.append(1000 * (time.perf_counter() - start))
        connection.close()
        return statistics.median(taken), size

    def throughput(self, path: str, seconds: int = 15, anew: bool = False) -> float:
        """Requests a second by wrk: 2 threads, 4 connections; ``anew`` as in latency."""
        words = ["wrk", "-t2", "-c4", f"-d{seconds}s", "--timeout", "20s"]
        if anew:
            path = asking(path)
            words += ["-s", str(Path(__file__).with_name("anew.lua"))]
        for name, value in self.headers.items():
            words += ["-H", f"{name}: {value}"]
        said = subprocess.run(
            [*words, f"http://127.0.0.1:{self.port}{path}"], capture_output=True, text=True, check=True
        ).stdout
        if "Non-2xx" in said:
            raise RuntimeError(f"{path}: {said}")
        found = re.search(r"Requests/sec: *([\d.]+)", said)
        return float(found.group(1)) if found else 0.0


def asking(path: str) -> str:
    """The path with a parameter that no page knows, its value still to come."""
    return f"{path}{'&' if '?' in path else '?'}anew="


@contextmanager
def filled(projects: int, rows: int, database: str = "") -> Iterator[Path]:
    """Yield the folder of a filled installation; ``database``: the address of a PostgreSQL instead of SQLite."""
    folder = Path(tempfile.mkdtemp(prefix="kaname-bench-"))
    try:
        subprocess.run(
            [sys.executable, "-m", "bench.filling", str(projects), str(rows)],
            env=environment(folder, database),
            check=True,
        )
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def environment(folder: Path, database: str = "") -> dict[str, str]:
    """The environment of an installation."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KANAME_", "DJANGO_"))}
    return kept | {"KANAME_DATA_DIR": str(folder), "KANAME_DATABASE_URL": database, "KANAME_LOG_LEVEL": "WARNING"}


@contextmanager
def served(folder: Path, database: str = "", workers: int = 2) -> Iterator[Site]:
    """Serve a folder and yield the site, signed in, once its first seconds of warming up are over."""
    port = free_port()
    process = subprocess.Popen(
        [KANAME, "serve", "--port", str(port), "--workers", str(workers)],
        env=environment(folder, database),
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port, process)
        yield Site(port, {"Cookie": signed_in(f"http://127.0.0.1:{port}")})
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                break
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("kaname serve ended") from None
            time.sleep(0.1)
    time.sleep(8)  # kernels are loaded in the background


def signed_in(base: str, email: str = EMAIL, password: str = PASSWORD) -> str:
    """Return the cookies of a signed-in session."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{base}/accounts/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = {"login": email, "password": password, "csrfmiddlewaretoken": token.group(1) if token else ""}
    request = urllib.request.Request(
        f"{base}/accounts/login/", urllib.parse.urlencode(form).encode(), {"Referer": base}
    )
    opener.open(request).read()
    cookies = "; ".join(f"{c.name}={c.value}" for c in jar)
    if "kaname_session" not in cookies:
        raise RuntimeError("the sign-in was refused")
    return cookies
