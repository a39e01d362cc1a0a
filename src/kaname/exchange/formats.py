"""Which format a file is in, told by its content and never by its name; and the one entrance to all readers."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.document import PlanDocument
from kaname.exchange.safety import MAXIMUM_BYTES, check_archive, check_size

READERS = ("p2x", "mspdi", "xer", "gan", "trackers", "workbook", "psplib", "mpp", "kaname_json")
"""Modules of this package with ``recognises(head, name)`` and ``read(data, name)``, in the order they are asked."""

_HEAD = 65536
_ZIP = b"PK\x03\x04"


def read_plan(path: Path) -> PlanDocument:
    """Return the plan that a file holds.

    Raises ProblemsFound with every problem that makes the file unreadable; lesser ones are the document's.
    """
    return read_bytes(contents_of(path), path.name)


def read_bytes(data: bytes, name: str) -> PlanDocument:
    """Return the plan that the bytes of a file hold; ``name`` is only for messages and the last doubt."""
    check_size(len(data), name)
    if data.startswith(_ZIP):
        check_archive(data, name)
    reader = reader_of(data[:_HEAD], name)
    if reader is None:
        raise ProblemsFound([error("file-unknown-format", name)])
    document: PlanDocument = reader.read(data, name)
    document.source = name
    return document


def reader_of(head: bytes, name: str) -> ModuleType | None:
    """Return the reader that recognises the beginning of a file."""
    for reader in READERS:
        module = import_module(f"{__package__}.{reader}")
        if module.recognises(head, name):
            return module
    return None


def contents_of(path: Path) -> bytes:
    """Return a file's bytes. Raises ProblemsFound where it is missing, too large or may not be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)  # a device or pipe may never end
    except FileNotFoundError:
        raise ProblemsFound([error("file-missing", str(path))]) from None
    except OSError as refused:
        raise ProblemsFound([error("file-unreadable", str(path), reason=refused.strerror or str(refused))]) from None
    check_size(len(data), path.name)
    return data
