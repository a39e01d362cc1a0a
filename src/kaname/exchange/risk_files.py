"""A file of risks: a list of somebody's own, as a workbook or as text."""

from kaname.exchange.workbook.opening import open_grids
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.risk_lists import RiskList, of_grids


class NoRisks(ValueError):
    """The file can be opened, and no table in it looks like a list of risks."""


def read_risks(data: bytes, name: str) -> RiskList:
    """Return the risks of a file. Raises ProblemsFound where it cannot be opened, NoRisks where it holds none."""
    found = of_grids(open_grids(data, name, Report().diagnostics))
    if found is None or not found.rows:
        raise NoRisks(name)
    return found
