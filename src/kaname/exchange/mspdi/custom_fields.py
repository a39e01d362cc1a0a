"""Custom fields (extended attributes) and outline codes of MSPDI, by the names that people gave them."""

import re
from dataclasses import dataclass, field

from lxml import etree

from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.mspdi.field_numbers import field_numbers
from kaname.exchange.mspdi.values import Row, child, children

_TYPE = re.compile(r"(?:Enterprise )?(Text|Number|Date|Start|Finish|Flag|Cost|Duration|Outline ?Code)\s?\d+")


@dataclass(slots=True)
class FieldNames:
    """What each FieldID is called, what type it has, and the outline codes' values."""

    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # ValueID to the whole path of an outline code

    def read(self, owner: Row) -> dict[str, object]:
        """Return the custom values of a task, resource or assignment by visible name."""
        found: dict[str, object] = {}
        for part in owner.parts.get("ExtendedAttribute", ()):
            self._read_value(Row(part, owner.area, owner.problems, "FieldID"), owner, found)
        for part in owner.parts.get("OutlineCode", ()):
            self._read_code(Row(part, owner.area, owner.problems, "FieldID"), found)
        return found

    def _read_value(self, row: Row, owner: Row, found: dict[str, object]) -> None:
        number = row.text("FieldID")
        row.subject = owner.subject
        value = _typed(row, self.kinds.get(number, "Text"))
        if value is not None and number in self.names:
            found[self.names[number]] = value

    def _read_code(self, row: Row, found: dict[str, object]) -> None:
        number = row.text("FieldID")
        value = self.codes.get(row.text("ValueID"))
        if value is not None and number in self.names:
            found[self.names[number]] = value


def read_field_names(root: etree._Element, problems: list[Diagnostic]) -> FieldNames:
    """Return the definitions of the file's custom fields and outline codes."""
    names = FieldNames()
    for element in children(child(root, "ExtendedAttributes"), "ExtendedAttribute"):
        row = Row(element, "ExtendedAttribute", problems, "FieldID")
        _define(names, row)
    for element in children(child(root, "OutlineCodes"), "OutlineCode"):
        row = Row(element, "OutlineCode", problems, "FieldID")
        _define(names, row)
        names.codes.update(_paths(child(element, "Values"), problems))
    for name, number in field_numbers("assignment").items():  # files since 2007 do not define these
        if str(number) not in names.names:
            _name(names, str(number), name, name)
    return names


def _define(names: FieldNames, row: Row) -> None:
    number, name = row.text("FieldID"), row.text("FieldName")
    visible = row.text("Alias") or name or number
    if any(visible == other and _owner(number) == _owner(key) for key, other in names.names.items()):
        visible = f"{visible} ({name or number})"
    _name(names, number, name, visible)


def _name(names: FieldNames, number: str, name: str, visible: str) -> None:
    names.names[number] = visible
    matched = _TYPE.fullmatch(name)
    names.kinds[number] = matched.group(1) if matched else "Text"


def _owner(number: str) -> int:
    """Return what a FieldID belongs to: tasks, resources and assignments have a high half of their own."""
    return int(number) >> 16 if number.isdecimal() else -1


def _paths(values: etree._Element | None, problems: list[Diagnostic]) -> dict[str, str]:
    """Return the dotted path of each value of an outline code by its ValueID."""
    rows = {row.text("ValueID"): row for row in (Row(v, "Value", problems) for v in children(values, "Value"))}

    def path(number: str, seen: frozenset[str]) -> str:
        row = rows[number]
        parent = row.text("ParentValueID")
        own = row.text("Value")
        return f"{path(parent, seen | {number})}.{own}" if parent in rows and parent not in seen | {number} else own

    return {number: path(number, frozenset()) for number in rows}


def _typed(row: Row, kind: str) -> object:
    match kind:
        case "Number":
            return row.number("Value")
        case "Cost":
            return row.money("Value")
        case "Flag":
            return row.flag("Value")
        case "Date" | "Start" | "Finish":
            return row.instant("Value")
        case "Duration":
            return row.minutes("Value")
        case _:
            return row.verbatim("Value") or None
