"""What the command prints: one JSON document on standard output, sentences on standard error."""

import json
import sys
from collections.abc import Iterable
from typing import TextIO

from kaname.engine.diagnostics import Diagnostic
from kaname.words import LANGUAGES, N_, sentence, translate

_MARKS = {"error": N_("error"), "warning": N_("warning"), "info": N_("note")}


def say(text: str = "") -> None:
    """Print one line on standard output."""
    sys.stdout.write(f"{text}\n")


def tell(sentence_id: str, language: str, **values: object) -> None:
    """Print a sentence for whoever started the command, in their language, on standard error."""
    sys.stderr.write(translate(sentence_id, language).format(**values) + "\n")


def say_problems(diagnostics: Iterable[Diagnostic], language: str, stream: TextIO, source: str = "") -> None:
    """Print each diagnostic as one line: file, severity, sentence, code."""
    for d in diagnostics:
        where = f"{source}: " if source else ""
        mark = translate(_MARKS[d.severity], language)
        print(f"{where}{mark}: {sentence(d, language)} [{d.code}]", file=stream)


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
