"""What the command prints: one JSON document on standard output, sentences on standard error."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from kaname.engine.diagnostics import Diagnostic, Severity
from kaname.words import LANGUAGES, N_, sentence, translate

_MARKS = {"error": N_("error"), "warning": N_("warning"), "info": N_("note")}
_TOLD = 10
"""Warnings and notes of one kind printed in full; --json holds all of them."""


def say(text: str = "") -> None:
    """Print one line on standard output."""
    sys.stdout.write(f"{text}\n")


def tell(sentence_id: str, language: str, **values: object) -> None:
    """Print a sentence for whoever started the command, in their language, on standard error."""
    sys.stderr.write(translate(sentence_id, language).format(**values) + "\n")


def say_problems(diagnostics: Iterable[Diagnostic], language: str, stream: TextIO, source: str = "") -> None:
    """Print each diagnostic as one line: file, severity, sentence, code.

    Every error is printed; of warnings and notes that repeat, the first few and how many more there are.
    """
    where = f"{source}: " if source else ""
    told: Counter[tuple[str, str]] = Counter()
    for d in diagnostics:
        kind = (d.severity.value, d.code)
        told[kind] += 1
        if d.severity is Severity.ERROR or told[kind] <= _TOLD:
            print(f"{where}{translate(_MARKS[d.severity], language)}: {sentence(d, language)} [{d.code}]", file=stream)
    for (severity, code), count in told.items():
        if severity != Severity.ERROR and count > _TOLD:
            more = translate(N_("{count} more of this kind"), language).format(count=count - _TOLD)
            print(f"{where}{translate(_MARKS[severity], language)}: {more} [{code}]", file=stream)


def as_json(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic for a JSON answer, with its sentence in every language."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "subject": diagnostic.subject,
        "params": diagnostic.params,
        "message": {language: sentence(diagnostic, language) for language in LANGUAGES},
    }


def print_json(answer: object) -> None:
    """Print one JSON document on standard output."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")
