"""What was found wrong or worth knowing, as data: a code and its parameters, never a sentence.

The sentences, in Japanese and English, live in :mod:`kaname.words.phrases`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an ERROR makes the answer impossible, a WARNING changes it, INFO explains it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    ``code`` names the kind (``network-cycle``); ``subject`` is the caller's id of the thing (activity, calendar,
    "line 12", "Sheet1!C5"); ``params`` are the named values that its sentence shows: plain strings and numbers, or
    lists of them.
    """

    code: str
    severity: Severity = Severity.WARNING
    subject: str = ""
    params: dict[str, object] = field(default_factory=dict)


class ProblemsFound(Exception):
    """Raised when work cannot go on; carries every problem found, not only the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]):
        """Keep the diagnostics; the text form lists codes and subjects for programmers."""
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.code} {d.subject} {d.params}" for d in self.diagnostics))


def error(code: str, subject: str = "", **params: object) -> Diagnostic:
    """Return an ERROR diagnostic."""
    return Diagnostic(code, Severity.ERROR, subject, params)


def warning(code: str, subject: str = "", **params: object) -> Diagnostic:
    """Return a WARNING diagnostic."""
    return Diagnostic(code, Severity.WARNING, subject, params)


def info(code: str, subject: str = "", **params: object) -> Diagnostic:
    """Return an INFO diagnostic."""
    return Diagnostic(code, Severity.INFO, subject, params)
