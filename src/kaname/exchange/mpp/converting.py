"""The subprocess that runs Java, seen from outside: what it is given, how long it may take, what its end means."""

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error

TIME_LIMIT = 120.0
"""Seconds; a plan of thousands of activities takes a few."""
PYTHON_OPTIONS = ["-m", "kaname.exchange.mpp.java_process"]
MEMORY_LIMIT = "1500m"
"""Of Java."""


def convert(data: bytes, name: str, ending: str, to: str) -> bytes:
    """Return the file as MSPDI or XER, written by the extra. Raises ProblemsFound with one coded error."""
    if find_spec("mpxj") is None or find_spec("jpype") is None:
        raise ProblemsFound([error("mpp-extra-missing", name)])
    with tempfile.TemporaryDirectory(prefix="kaname-") as folder:
        given, made = Path(folder) / f"plan{ending}", Path(folder) / f"plan.{to}"
        given.write_bytes(data)
        said = _run([str(given), str(made), to, MEMORY_LIMIT], name)
        problem = _problem(said, name)
        if problem is not None or not made.is_file():
            raise ProblemsFound([problem or error("mpp-unreadable", name, reason=_last_line(said))])
        return made.read_bytes()


def _run(arguments: list[str], name: str) -> str:
    """Return what the subprocess says on standard output; its other noise is Java's own."""
    command = [sys.executable, *PYTHON_OPTIONS, *arguments]
    try:
        ended = subprocess.run(  # noqa: S603 (our own module, arguments of our own making)
            command, capture_output=True, timeout=TIME_LIMIT, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise ProblemsFound([error("mpp-too-slow", name, seconds=round(TIME_LIMIT))]) from None
    return ended.stdout.decode("utf-8", errors="replace") or ended.stderr.decode("utf-8", errors="replace")


def _problem(said: str, name: str) -> Diagnostic | None:
    """Return the problem that the subprocess reports as one line of JSON, if it does."""
    try:
        report = json.loads(_last_line(said))
    except ValueError:
        return None
    if not isinstance(report, dict) or "kind" not in report:
        return None
    reason = str(report.get("reason", ""))[:300]
    match report["kind"]:
        case "java":
            return error("mpp-java-missing", name)
        case "password":
            return error("mpp-password-protected", name)
        case "memory":
            return error("mpp-too-large", name, limit=MEMORY_LIMIT)
        case "unreadable":
            return error("mpp-unreadable", name, reason=reason)
    return None


def _last_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else ""
