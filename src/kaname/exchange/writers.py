"""Which format a plan is written in, told by the ending of the file's name; and the one entrance to all writers."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.document import PlanDocument

WRITERS = {".xml": "mspdi", ".json": "kaname_json", ".xlsx": "workbook"}


def plan_bytes(document: PlanDocument, name: str) -> bytes:
    """Return the content of a file with this name. Raises ProblemsFound for an ending that nothing is written in."""
    ending = Path(name).suffix.lower()
    if ending not in WRITERS:
        raise ProblemsFound([error("file-unknown-ending", name, expected=sorted(WRITERS))])
    write: Callable[[PlanDocument], bytes] = import_module(f"{__package__}.{WRITERS[ending]}").write
    return write(document)


def as_held(document: PlanDocument, name: str) -> PlanDocument:
    """Return the document with the ids and the order of rows that the format of a file can hold."""
    module = import_module(f"{__package__}.{WRITERS[Path(name).suffix.lower()]}")
    held: Callable[[PlanDocument], PlanDocument] = getattr(module, "held", lambda same: same)
    return held(document)


def write_plan(document: PlanDocument, path: Path) -> None:
    """Write a plan to a file. Raises ProblemsFound if the file cannot be written."""
    content = plan_bytes(document, path.name)
    try:
        path.write_bytes(content)
    except OSError as refused:
        raise ProblemsFound([error("file-unwritable", str(path), reason=refused.strerror or str(refused))]) from None
