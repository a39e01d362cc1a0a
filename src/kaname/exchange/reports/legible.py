"""Text that a file of Office can hold: what people pasted may carry characters that XML forbids (XML 1.0, 2.2 Char)."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = str.maketrans("\x0b\x0c", "  ")
"""The line and page breaks that Word and PowerPoint put on the clipboard: words on both sides stay apart."""


def legible[T](value: T) -> T:
    """Return a text, or whatever is made of texts (a dataclass, a sequence, a mapping), without those characters."""
    return cast("T", _walk(value))


def _walk(value: Any) -> Any:
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value.translate(_BREAKS)) if _FORBIDDEN.search(value) else value
    if isinstance(value, (list, tuple)):
        return type(value)(_walk(each) for each in value)
    if isinstance(value, Mapping):
        return {_walk(key): _walk(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        found = {f.name: getattr(value, f.name) for f in fields(value)}
        walked = {name: _walk(each) for name, each in found.items()}
        return replace(value, **walked) if walked != found else value
    return value
