"""Kaname's own plan format: JSON, versioned, lossless for PlanDocument, strictly checked when read.

The top is ``{"format": "kaname-plan/1", "origin": "mspdi", "project": {...}, "activities": [...], ...}``; the rest is
the fields of :class:`PlanDocument` by name, left out where they have their usual value. Dates are ISO texts;
``{"$instant": ...}`` and ``{"$day": ...}`` mark dates among custom values.
"""

import json

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error
from kaname.exchange.document import PlanDocument
from kaname.exchange.encoding import decode, opening
from kaname.exchange.json_text import parsed
from kaname.exchange.kaname_json.calendars import check_calendars
from kaname.exchange.kaname_json.decoding import decode_value
from kaname.exchange.kaname_json.encoding import plain
from kaname.exchange.kaname_json.references import check_references

__all__ = ["VERSION", "parse_object", "plain", "read", "recognises", "write"]

VERSION = "kaname-plan/1"


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 (the content decides)
    """Tell whether a file begins as a JSON object."""
    return opening(head).lstrip().startswith("{")


def read(data: bytes, name: str) -> PlanDocument:
    """Return the plan. Raises ProblemsFound with every problem, each with its JSON path."""
    problems: list[Diagnostic] = []
    content = parse_object(decode(data)[0], name, problems)
    if not problems and not str(content.get("format")).startswith("kaname-"):
        problems.append(error("file-unknown-format", name))
    elif not problems and content.get("format") != VERSION:
        problems.append(error("json-wrong-version", name, value=str(content.get("format"))[:80], expected=VERSION))
    _stop(problems)
    content["format"] = content.pop("origin", "kaname")
    document: PlanDocument = decode_value(content, PlanDocument, "$", problems)
    _stop(problems)
    check_references(document, problems)
    check_calendars(document, problems)
    _stop(problems)
    return document


def write(document: PlanDocument) -> bytes:
    """Return the document as UTF-8 JSON; reading it gives an equal document."""
    content = plain(document, shorten=True)
    content.pop("format", None)
    content.pop("source", None)
    whole = {"format": VERSION, "origin": document.format, **content}
    return (json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def parse_object(text: str, name: str, problems: list[Diagnostic]) -> dict[str, object]:
    """Return the JSON object that a text holds; repeated keys and impossible numbers are noted, the rest is raised."""

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = sorted({key for key in keys if keys.count(key) > 1}) if len(keys) < 1000 else []
            problems.append(error("json-duplicate-key", name, keys=twice[:10]))
        return found

    def refuse(constant: str) -> float:
        problems.append(error("json-not-a-number", name, value=constant))
        return 0.0

    content = parsed(text, name, object_pairs_hook=unique, parse_constant=refuse)
    if not isinstance(content, dict):
        raise ProblemsFound([error("json-wrong-type", "$", value=type(content).__name__, expected="object")])
    return content


def _stop(problems: list[Diagnostic]) -> None:
    if problems:
        raise ProblemsFound(problems)
