"""Custom values of a document given to the custom fields that Microsoft Project has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from kaname.exchange.mspdi.field_numbers import field_numbers
from kaname.exchange.mspdi.writing.elements import Value, add, duration, element, scaled, text_of

OWN_ELEMENTS = frozenset(("ExternalTaskProject", "SubprojectName"))
"""Values kept among the custom ones that MSPDI has elements for."""
_STANDARD = re.compile(r"(?:Enterprise )?(Text|Number|Flag|Date|Start|Finish|Cost|Duration)\d+")
_TYPES: dict[str, tuple[type, ...]] = {
    "Text": (str,),
    "Number": (int, float),
    "Flag": (bool,),
    "Date": (datetime,),
    "Start": (datetime,),
    "Finish": (datetime,),
    "Cost": (int, float),
    "Duration": (int, float),
}
Fields = Mapping[str, object]


@dataclass(slots=True)
class Places:
    """Where each visible name goes: (FieldID, "Text1", kind)."""

    owner: str
    of: dict[str, tuple[int, str, str]] = field(default_factory=dict)


def find_places(owner: str, rows: Sequence[Fields]) -> Places:
    """Return a custom field for each name; names beyond the fields of their type get none and are lost."""
    numbers = field_numbers(owner)
    values: dict[str, list[object]] = {}
    for row in rows:
        for name, value in row.items():
            if name not in OWN_ELEMENTS:
                values.setdefault(name, []).append(value)
    places = Places(owner)
    for name, found in values.items():
        matched = _STANDARD.fullmatch(name)
        if matched and name in numbers and all(_fits(value, matched.group(1)) for value in found):
            places.of[name] = (numbers[name], name, matched.group(1))
    taken = {standard for _, standard, _ in places.of.values()}
    for name, found in values.items():
        if name not in places.of:
            kind = _kind(found)
            free = next((n for n in numbers if n.startswith(kind) and n not in taken), None)
            if free is not None:
                taken.add(free)
                places.of[name] = (numbers[free], free, kind)
    return places


def write_definitions(root: etree._Element, all_places: Sequence[Places]) -> None:
    """Add the definitions of the custom fields in use."""
    parent = element("ExtendedAttributes", root)
    for places in all_places:
        for name, (number, standard, _) in places.of.items():
            alias = name if name != standard else None
            add(element("ExtendedAttribute", parent), [("FieldID", number), ("FieldName", standard), ("Alias", alias)])


def write_values(node: etree._Element, fields: Fields, places: Places) -> None:
    """Add the custom values of one row."""
    for name, value in fields.items():
        if name in places.of:
            number, _, kind = places.of[name]
            part = element("ExtendedAttribute", node)
            add(part, [("FieldID", number), ("Value", _text(value, kind))])
            if kind == "Duration":
                add(part, [("DurationFormat", 7)])


def _fits(value: object, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "Flag") == isinstance(value, bool)


def _kind(values: Sequence[object]) -> str:
    return next((kind for kind in ("Flag", "Number", "Date") if all(_fits(v, kind) for v in values)), "Text")


def _text(value: object, kind: str) -> Value:
    if kind == "Cost" and isinstance(value, (int, float)):
        return scaled(value, 100)
    if kind == "Duration" and isinstance(value, (int, float)):
        return duration(value)
    return text_of(value) if isinstance(value, (str, int, float, bool, datetime)) else str(value)
