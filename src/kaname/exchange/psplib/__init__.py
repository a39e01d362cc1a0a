"""Benchmark files of resource-constrained scheduling: which of the formats a file has, as a problem and as a plan."""

from pathlib import Path
from typing import Any

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.document import PlanDocument
from kaname.exchange.psplib import lags, modes, multi, patterson, rows
from kaname.exchange.psplib.case import Case
from kaname.exchange.psplib.document import document_of

READERS: tuple[Any, ...] = (modes, lags, multi, rows, patterson)
ENDINGS: dict[str, Any] = {".rcp": patterson, ".sm": modes, ".mm": modes, ".sch": lags}
_HEAD = 65536


def recognises(head: bytes, name: str) -> bool:
    """Say whether a file is a benchmark of one of the formats by its first bytes, and by its name in the last doubt."""
    return _reader(head, name) is not None


def _reader(head: bytes, name: str) -> Any:
    for reader in READERS:
        if reader.recognises(head):
            return reader
    return ENDINGS.get(Path(name).suffix.lower())


def read_case(data: bytes, name: str) -> Case:
    """Return the levelling problem of a benchmark file; raise ProblemsFound naming everything wrong."""
    reader = _reader(data[:_HEAD], name)
    if reader is None:
        raise ProblemsFound([error("file-unknown-format", name)])
    case: Case = reader.read_case(data, name)
    if case.problem.n == 0:
        raise ProblemsFound([error("psplib-empty", name)])
    return case


def read_case_file(path: Path) -> Case:
    """Return the levelling problem of a benchmark file on disk."""
    return read_case(path.read_bytes(), path.name)


def read(data: bytes, name: str) -> PlanDocument:
    """Return a benchmark file as a plan: a unit of time becomes a minute of a calendar that never rests."""
    return document_of(read_case(data, name))
