"""A report document as JSON and back, and the hash of what it says."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from kaname.exchange.reports.document import Block, Cell, Chart, Column, ReportDocument, Row, Section, Series, Table


def plain(document: ReportDocument) -> dict[str, Any]:
    """Return a document as JSON values; dates say that they are some."""
    kept: dict[str, Any] = _walk(asdict(document))
    return kept


def _walk(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _walk(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_walk(each) for each in value]
    if isinstance(value, (date, datetime)):
        return {"date": value.isoformat()}
    return value


def document_of(kept: Mapping[str, Any]) -> ReportDocument:
    """Return the document that :func:`plain` gave."""
    values = dict(kept)
    values["facts"] = tuple((label, said) for label, said in kept["facts"])
    values["conclusion"] = tuple(kept["conclusion"])
    values["sections"] = tuple(_section(each) for each in kept["sections"])
    values["made_at"] = datetime.fromisoformat(kept["made_at"]["date"])
    return ReportDocument(**values)


def _section(kept: Mapping[str, Any]) -> Section:
    blocks = tuple(_block(each) for each in kept["blocks"])
    return Section(**{**kept, "answer": tuple(kept["answer"]), "blocks": blocks})


def _block(kept: Mapping[str, Any]) -> Block:
    if "series" in kept:
        lines = (Series(s["name"], tuple(s["values"]), s["dashed"], tuple(s["xs"])) for s in kept["series"])
        return Chart(**{**kept, "categories": tuple(kept["categories"]), "series": tuple(lines)})
    rows = tuple(Row(tuple(_cell(c) for c in row["cells"]), row["key"], row["subject"]) for row in kept["rows"])
    return Table(**{**kept, "columns": tuple(Column(**c) for c in kept["columns"]), "rows": rows})


def _cell(kept: Mapping[str, Any]) -> Cell:
    value = kept["value"]
    day = date.fromisoformat(value["date"]) if isinstance(value, dict) else value
    return Cell(**{**kept, "value": day})


def digest(content: Any) -> str:
    """Return the SHA-256 of JSON values, whatever the order of their names."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def without(document: ReportDocument, hidden: frozenset[str]) -> ReportDocument:
    """Return the document without the sections and rows about subjects that its reader may not see."""
    kept = (s for s in document.sections if s.subject not in hidden)
    return replace(document, sections=tuple(_seen(s, hidden) for s in kept))


def _seen(section: Section, hidden: frozenset[str]) -> Section:
    blocks = (
        replace(b, rows=tuple(row for row in b.rows if row.subject not in hidden)) if isinstance(b, Table) else b
        for b in section.blocks
    )
    return replace(section, blocks=tuple(blocks))
