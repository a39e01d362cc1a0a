"""PlanDocument to plain JSON values."""

import dataclasses
from datetime import date, datetime
from enum import Enum
from typing import Any


def plain(value: object, *, shorten: bool = False) -> Any:
    """Return a value as dictionaries, lists, texts and numbers; ``shorten`` leaves out fields of the usual value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(item, shorten=shorten) for item in value]
    if isinstance(value, dict):
        return {str(key): _free(item, shorten) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain_dataclass(value, shorten)
    return value


def _free(value: object, shorten: bool) -> object:
    """Return a value whose type nobody declares: dates are marked so that they come back as dates."""
    if isinstance(value, datetime):
        return {"$instant": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    return plain(value, shorten=shorten)


def _plain_dataclass(value: Any, shorten: bool) -> dict[str, object]:
    return {
        field.name: plain(getattr(value, field.name), shorten=shorten)
        for field in dataclasses.fields(value)
        if not shorten or getattr(value, field.name) != _usual(field)
    }


def _usual(field: "dataclasses.Field[Any]") -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
