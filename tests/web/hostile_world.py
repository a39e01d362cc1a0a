"""The company of the permission walk with a hostile text in every field that people write, and what reads it back."""

import csv
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

import openpyxl
from django.apps import apps
from django.db import models

from factories.frozen import IMMUTABLE

MARKUP = "<img src=x onerror=alert(1)>"
HOSTILE = f"=1+1\"'{MARKUP}\x0b{{{{ 7*7 }}}}</script>"
"""A formula, the end of an attribute, markup, a character that XML forbids, a template, the end of a script."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?[\d,.]+%?")
MEANT = {
    "code", "uid", "uids", "number", "digest", "email", "password", "wbs", "language", "currency", "time_zone", "url",
    "base_url", "to", "ending", "verb", "kind", "rule", "status", "state", "key", "week", "hash", "channel",
    "chosen", "policy", "format", "computed_health", "task_id", "failure", "source_id", "activity_uid", "document",
}  # fmt: skip
"""Names of columns whose text is no prose: a key, a code, a rule."""


def make_hostile() -> int:
    """Write the text wherever prose is kept and the database lets rows be changed; return in how many columns."""
    written = 0
    for model in apps.get_models():
        if not model.__module__.startswith("kaname.") or model._meta.label in IMMUTABLE:
            continue
        for field in model._meta.concrete_fields:
            if is_prose(field):
                text = HOSTILE if field.max_length is None else HOSTILE[: field.max_length]
                written += bool(model._default_manager.update(**{field.name: text}))
    return written


def is_prose(field: "models.Field[Any, Any]") -> bool:
    """Whether people write the column in words of their own."""
    written = isinstance(field, (models.CharField, models.TextField))
    return written and not (field.choices or field.unique or field.name in MEANT)


def unsafe_cells(kind: str, body: bytes) -> Iterator[str]:
    """Yield every cell of a table that a spreadsheet would compute, and whatever is no whole file of its kind."""
    if kind == "csv":
        for row in csv.reader(StringIO(body.decode("utf-8-sig"))):
            yield from (cell for cell in row if cell.startswith(DANGEROUS) and not NUMBER.fullmatch(cell))
    elif kind == "xlsx":
        for sheet in openpyxl.load_workbook(BytesIO(body)).worksheets:
            yield from (str(c.value) for row in sheet.iter_rows() for c in row if c.data_type == "f")
    elif kind in ("pptx", "docx"):
        broken = zipfile.ZipFile(BytesIO(body)).testzip()
        yield from [broken] if broken else []
