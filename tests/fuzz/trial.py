"""One trial: a mutated file is read, compiled and scheduled; only ProblemsFound may come out of it."""

import random
import traceback
import warnings
from dataclasses import dataclass

from tests.fuzz.mutations import mutate
from tests.fuzz.seeds import by_ending

from kaname.engine.days import moment_of
from kaname.engine.diagnostics import Diagnostic, ProblemsFound
from kaname.exchange import kaname_json, mspdi
from kaname.exchange.compile import RESOLUTION, schedule_plan
from kaname.exchange.formats import read_bytes
from kaname.words import LANGUAGES, sentence

_SOUND = 0.7
"""Share of trials that begin with a sound file; the others begin with one that is already broken."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``kind``: read (scheduled), refused (with codes) or crash (with the traceback)."""

    number: int
    seed: str
    kind: str
    detail: str = ""


def mutated(number: int, base: int) -> tuple[str, bytes]:
    """Return the name of the seed file and the mutated bytes of a trial; the same for the same numbers."""
    rng = random.Random(f"{base}/{number}")
    groups = by_ending()
    ending = rng.choice(sorted(groups))
    path = rng.choice(groups[ending][0 if rng.random() < _SOUND else -1])
    return path.name, mutate(path.read_bytes(), ending, rng)


def attempt(number: int, base: int) -> Outcome:
    """Run one trial."""
    name, data = mutated(number, base)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return Outcome(number, name, *_through(data, name))
    except Exception:  # noqa: BLE001 (whatever comes out is the finding)
        return Outcome(number, name, "crash", traceback.format_exc())


def _through(data: bytes, name: str) -> tuple[str, str]:
    try:
        document = read_bytes(data, name)
        _speak(document.diagnostics)
        kaname_json.write(document)
        mspdi.write(document)
        compiled, dates = schedule_plan(document)
        _speak(compiled.diagnostics)
        for column in (dates.early_start, dates.early_finish, dates.late_start, dates.late_finish):
            for instant in column[:200]:
                moment_of(int(instant), RESOLUTION)
    except ProblemsFound as problems:
        _speak(problems.diagnostics)
        return "refused", ",".join(sorted({d.code for d in problems.diagnostics}))
    return "read", ""


def _speak(diagnostics: "list[Diagnostic] | tuple[Diagnostic, ...]") -> None:
    for diagnostic in diagnostics[:50]:
        for language in LANGUAGES:
            sentence(diagnostic, language)
