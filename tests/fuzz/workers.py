"""Child processes that run trials, watched for hangs, deaths and memory."""

import multiprocessing
import resource
import time
from multiprocessing.connection import Connection

from tests.fuzz.trial import Outcome, attempt, mutated

HANG = 30.0
"""Seconds that one trial may take; the first of a worker also compiles kernels."""
FIRST = 300.0
MEMORY = 4 * 1024**3
GROWTH = 400_000
"""Kilobytes by which a worker's peak may grow after its first two hundred trials."""
WARM = 200


def work(pipe: Connection, base: int) -> None:
    """Answer trials until the parent closes the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while True:
        try:
            number = pipe.recv()
        except EOFError:
            return
        outcome = attempt(number, base)
        pipe.send((outcome, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


class Worker:
    """A child process with its pipe, the trial it is at and its memory."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.start()

    def start(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(target=work, args=(other, self.base), daemon=True)
        self.process.start()
        other.close()
        self.done, self.number, self.since, self.warm, self.peak = 0, -1, 0.0, 0, 0

    def give(self, number: int) -> None:
        self.number, self.since = number, time.monotonic()
        self.pipe.send(number)

    def answer(self) -> Outcome | None:
        """Return the outcome of the current trial if there is one: also of a hang or a death."""
        try:
            if self.pipe.poll(0.02):
                outcome, self.peak = self.pipe.recv()
                self.done += 1
                if self.done == WARM:
                    self.warm = self.peak
                return outcome
        except (EOFError, OSError):
            return self._over("death")
        if time.monotonic() - self.since > (HANG if self.done else FIRST):
            return self._over("hang")
        return None

    def _over(self, kind: str) -> Outcome:
        number = self.number
        self.process.kill()
        self.process.join()
        self.start()
        return Outcome(number, mutated(number, self.base)[0], kind)

    @property
    def growth(self) -> int:
        return self.peak - self.warm if self.warm else 0
