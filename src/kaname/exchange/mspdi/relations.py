"""Predecessor links of MSPDI."""

from lxml import etree

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.document import LagKind, Relation, RelationKind
from kaname.exchange.mspdi.durations import KNOWN, PERCENT, lag_kind
from kaname.exchange.mspdi.values import Row

KINDS = {0: RelationKind.FF, 1: RelationKind.FS, 2: RelationKind.SF, 3: RelationKind.SS}


def read_relations(links: dict[str, list[etree._Element]], problems: list[Diagnostic]) -> list[Relation]:
    """Return every link between tasks of the file; links to what is not in it are left out with a warning each."""
    found: list[Relation] = []
    for successor, elements in links.items():
        for link in elements:
            row = Row(link, "PredecessorLink", problems, "PredecessorUID")
            row.subject = f"Task {successor}"
            relation = _read_relation(row, successor)
            if relation.predecessor_id in links:
                found.append(relation)
            elif relation.external:
                problems.append(warning("mspdi-external-predecessor", row.subject, value=_foreign_name(row)))
            else:
                problems.append(warning("mspdi-dangling-predecessor", row.subject, value=relation.predecessor_id))
    return found


def _read_relation(row: Row, successor: str) -> Relation:
    unit = row.choice("LagFormat", _UNITS, 7)
    kind = lag_kind(unit)
    percent = kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT)
    lag = (row.number("LinkLag") if percent else row.tenths("LinkLag")) or 0.0
    return Relation(
        row.text("PredecessorUID"),
        successor,
        row.choice("Type", KINDS, RelationKind.FS),
        lag,
        kind,
        bool(row.flag("CrossProject")),
    )


def _foreign_name(row: Row) -> str:
    return row.text("CrossProjectName") or row.text("PredecessorUID")


_UNITS = {number: number for number in KNOWN | PERCENT}
