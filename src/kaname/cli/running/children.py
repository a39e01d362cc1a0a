"""Processes kept alive: each is forked from here with Django loaded, begun again when it dies, stopped when we stop.

A child leads a process group of its own, so that what it started dies with it; on Linux it is told when we are killed.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

GRACE = 10.0
"""Seconds between asking a child to stop and killing it."""
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One kind of work, and its process while it runs."""

    name: str
    work: Callable[[], object]
    pid: int = 0
    born: float = 0.0
    deaths: int = 0
    due: float = field(default=0.0)

    def start(self) -> None:
        """Fork; the child does its work and never returns."""
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        self.born = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            _run(self.work, parent)

    def signal(self, number: int) -> None:
        """Send a signal to the child, or to its whole group when it must die."""
        with suppress(ProcessLookupError):
            (os.killpg if number == signal.SIGKILL else os.kill)(self.pid, number)

    def died(self) -> None:
        """Note a death and when to begin again: at once, but slower and slower where it dies young."""
        self.signal(signal.SIGKILL)  # whoever it started
        lived = time.monotonic() - self.born
        self.deaths = 0 if lived > 30 else self.deaths + 1
        self.pid, self.due = 0, time.monotonic() + min(5.0, 0.1 * 2**self.deaths)


def _run(work: Callable[[], object], parent: int) -> None:
    status = 1
    try:
        os.setpgid(0, 0)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        _die_with(parent)
        work()
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 1
    except BaseException:  # noqa: BLE001 - a fork must never return into its parent's work
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _die_with(parent: int) -> None:
    """Ask Linux for SIGTERM when the parent dies, whatever way."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it died in between
        os._exit(1)


class Stop(Exception):
    """We were asked to stop."""


def keep_alive(children: Sequence[Child], ready: Callable[[], bool] = lambda: True) -> None:
    """Start the children and keep them alive until SIGTERM or SIGINT; then stop them cleanly.

    ``ready`` is asked again and again until it is true.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    waiting = True
    try:
        for child in children:
            child.start()
        while True:
            waiting = waiting and not ready()
            _revive(children)
            time.sleep(0.05 if waiting else 0.2)
    except Stop:
        _end(children)


def _stop(number: int, frame: object) -> None:  # noqa: ARG001 - the signature of a handler
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_IGN)  # once is enough
    raise Stop


def _revive(children: Sequence[Child]) -> None:
    for child in children:
        if child.pid and os.waitpid(child.pid, os.WNOHANG)[0]:
            child.died()
        if not child.pid and time.monotonic() >= child.due:
            child.start()


def _end(children: Sequence[Child]) -> None:
    running = [child for child in children if child.pid]
    for child in running:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    while running and time.monotonic() < deadline:
        running = [child for child in running if not os.waitpid(child.pid, os.WNOHANG)[0]]
        time.sleep(0.02)
    for child in children:
        if child.pid:
            child.signal(signal.SIGKILL)
    for child in running:
        os.waitpid(child.pid, 0)
