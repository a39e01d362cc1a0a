"""Whole numbers out of a text file, each with its line, so that a problem can say where it is."""

import re
from dataclasses import dataclass

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error

MAX_VALUE = 10**9
MAX_COUNT = 1_000_000
_WORD = re.compile(r"\S+")


def text_of(data: bytes) -> str:
    """Return the text of a benchmark file; these are ASCII, and other bytes in them are only ever comments."""
    return data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "latin-1")


@dataclass(slots=True)
class Numbers:
    """A cursor over the words of a text that must be whole numbers."""

    words: list[tuple[str, int]]  # word, line
    at: int = 0
    last_line: int = 1

    @classmethod
    def of(cls, text: str, first_line: int = 1) -> "Numbers":
        """Return the cursor at the beginning of a text."""
        lines = text.split("\n")
        words = [(w, n) for n, line in enumerate(lines, first_line) for w in _WORD.findall(line)]
        return cls(words, 0, first_line + len(lines) - 1)

    @property
    def done(self) -> bool:
        """Say whether every word has been read."""
        return self.at >= len(self.words)

    @property
    def line(self) -> int:
        """Return the line of the next word, the last line at the end."""
        return self.last_line if self.done else self.words[self.at][1]

    def word(self, what: str) -> str:
        """Return the next word; raise ``psplib-truncated`` at the end, naming what was expected."""
        if self.done:
            raise ProblemsFound([error("psplib-truncated", f"line {self.last_line}", expected=what)])
        self.at += 1
        return self.words[self.at - 1][0]

    def whole(self, what: str, low: int = 0, high: int = MAX_VALUE) -> int:
        """Return the next whole number within its limits; raise ``psplib-not-a-number`` or ``psplib-out-of-range``."""
        line = self.line
        return whole(self.word(what), what, line, low, high)

    def count(self, what: str) -> int:
        """Return how many of something follow: 0..1,000,000, and never more than there are words left."""
        line, n = self.line, self.whole(what, 0, MAX_COUNT)
        if n > len(self.words) - self.at:
            raise ProblemsFound([error("psplib-truncated", f"line {line}", expected=f"{n} {what}")])
        return n


def whole(word: str, what: str, line: int, low: int = 0, high: int = MAX_VALUE) -> int:
    """Return a word as a whole number; ``5.0`` counts as 5."""
    try:
        number = float(word) if "." in word else int(word)
    except ValueError:
        raise ProblemsFound([error("psplib-not-a-number", f"line {line}", value=word[:40], expected=what)]) from None
    if not low <= number <= high:
        params = {"value": word[:40], "expected": what, "low": low, "high": high}
        raise ProblemsFound([error("psplib-out-of-range", f"line {line}", **params)])
    if number != int(number):
        raise ProblemsFound([error("psplib-not-a-number", f"line {line}", value=word[:40], expected=what)])
    return int(number)


def within(target: int, n: int, line: int) -> list[Diagnostic]:
    """Return the problem of a successor outside 1..n, or nothing."""
    if 1 <= target <= n:
        return []
    return [error("psplib-unknown-activity", f"line {line}", value=target, last=n)]
