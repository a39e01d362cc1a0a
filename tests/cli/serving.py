"""Starting `kaname serve` for a test: a folder and a port of its own, stopped at the end whatever happens."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KANAME = str(Path(sys.executable).with_name("kaname"))


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


class Served:
    """A running application."""

    def __init__(self, folder: Path, port: int, process: subprocess.Popen[str], log: Path) -> None:
        self.folder, self.port, self.process, self.log = folder, port, process, log

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
        except OSError as nobody:
            return 0, str(nobody)

    def wait(self, seconds: float = 30.0) -> float:
        """Wait for /healthz and return how long it took."""
        start = time.monotonic()
        while self.get("/healthz")[0] != 200:
            assert self.process.poll() is None, self.log.read_text("utf-8")[-3000:]
            assert time.monotonic() - start < seconds, self.log.read_text("utf-8")[-3000:]
            time.sleep(0.05)
        return time.monotonic() - start

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return [int(pid) for pid in listed.split()]


@contextmanager
def serve(folder: Path, *words: str, **environment: str) -> Iterator[Served]:
    port, log = free_port(), folder.parent / f"{folder.name}.log"
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("KANAME_", "DJANGO_"))} | environment
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [KANAME, "--lang", "en", "serve", "--port", str(port), "--data-dir", str(folder), *words],
            env=variables,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            start_new_session=True,
        )
        try:
            yield Served(folder, port, process, log)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(5)
            process.stdout.close()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
