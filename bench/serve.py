"""From `kaname serve` to the first page, each time a new process: the median of five starts on a database that exists,
and the first start of all, which makes the tables and collects the static files.
"""

import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.harness import Row
from bench.served import KANAME, environment, free_port

LIMIT = 3.0


def run(small: bool) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="kaname-bench-") as folder:
        first = _start(Path(folder))
        again = statistics.median(_start(Path(folder)) for _ in range(1 if small else 5))
    return [
        Row(
            "start to first page", f"{again:.2f} s ({again / LIMIT:.2f} of the limit)", f"{LIMIT:.0f} s", again <= LIMIT
        ),
        Row("the very first start", f"{first:.2f} s", note="tables made, static files collected and compressed"),
    ]


def _start(folder: Path) -> float:
    port = free_port()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [KANAME, "serve", "--port", str(port)], env=environment(folder), stdout=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=10) as page:
                    page.read()
                return time.perf_counter() - begun
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError("kaname serve ended") from None
                time.sleep(0.01)
    finally:
        process.terminate()
        process.wait(20)
