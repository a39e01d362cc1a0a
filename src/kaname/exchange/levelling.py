"""Any plan file as a levelling problem."""

from pathlib import Path

from kaname.exchange import psplib
from kaname.exchange.formats import read_plan
from kaname.exchange.psplib.case import Case

_HEAD = 65536


def read_levelling(path: Path) -> Case:
    """Return the levelling problem that a file holds; raise ProblemsFound naming everything that is wrong."""
    head = b""
    if path.is_file():
        with path.open("rb") as file:
            head = file.read(_HEAD)
    if psplib.recognises(head, path.name) and path.is_file():
        return psplib.read_case_file(path)
    from kaname.exchange.plan_levelling import case_of

    return case_of(read_plan(path))
