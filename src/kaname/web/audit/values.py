"""A value of an event in words: never as the log keeps it."""

import re
from collections.abc import Callable
from typing import Any

from django.db.models import DecimalField
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.encoding import force_str
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kaname.domains.control.enums import Power
from kaname.domains.core.names import chosen, reads_english
from kaname.web.audit.edited import in_words
from kaname.web.audit.labels import LABELS
from kaname.web.audit.names import LISTED, Names, field_of, numbered
from kaname.web.templatetags.marks import DASH, listed, moment, short_date

LONGEST = 80
DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
GROUPED = 10_000


def told(table: str, name: str, value: Any, names: Names, project: int | None = None) -> str:
    """Return a value of a table's field as people read it, not too long for a line."""
    return Truncator(_told(table, name, value, names, project)).chars(LONGEST)


def _told(table: str, name: str, value: Any, names: Names, project: int | None) -> str:
    if value is None or value in ("", [], {}):
        return DASH
    reader = READERS.get((table, name))
    if reader is not None:
        return reader(value)
    if (table, name) == ("control.decision", "held_up"):
        return listed(f"{uid} {names.activities.get((project, uid), said)}" for uid, said in value)
    if (table, name) in LISTED:
        rows = LISTED[table, name]
        return listed(" ".join([names.rows.get((rows, numbered(item)), DASH), *_level(item)]) for item in value)
    field = field_of(table, name)
    if field is not None and field.is_relation and isinstance(field.related_model, type):
        return names.rows.get((field.related_model._meta.label_lower, value), plainly(value))  # noqa: SLF001 - Django's public name for a model's label
    if field is not None and field.choices and not isinstance(value, (list, dict)):
        return force_str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DecimalField) and isinstance(value, str):
        return _number(float(value))
    return plainly(in_words(name, value))


def plainly(value: Any) -> str:
    """Return any value of the log without quotes, brackets and braces."""
    if value is None or value in ("", [], {}):
        return DASH
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, list):
        return listed(plainly(item) for item in value)
    if isinstance(value, dict):
        if value.keys() <= {"ja", "en"}:
            return chosen(str(value.get("ja") or value.get("en")), str(value.get("en") or ""))
        return listed(f"{force_str(LABELS.get(key, key))}: {plainly(item)}" for key, item in value.items())
    return days_read(force_str(value))


def days_read(text: str) -> str:
    """Return a text with its days, or the moment that it is, as they are read."""
    if MOMENT.fullmatch(text):
        found = parse_datetime(text)
        return text if found is None else moment(timezone.localtime(found) if timezone.is_aware(found) else found)
    return DAY.sub(lambda m: _day(m[0]), text)


def _day(text: str) -> str:
    try:
        return short_date(parse_date(text))
    except ValueError:
        return text  # looks like a day, and is none


def _number(value: float) -> str:
    places = 0 if float(value).is_integer() else 2
    return number_format(round(value, places), places, use_l10n=True, force_grouping=abs(value) >= GROUPED)


def _level(item: Any) -> list[str]:
    """Return the level that stands behind a skill's number."""
    return [str(item[1])] if isinstance(item, list) and len(item) > 1 else []


def _of_two(value: Any) -> str:
    """Return the text of two that the reader's language has."""
    return str(value[-1 if reads_english() else 0]) if isinstance(value, list) else str(value)


def _limits(rows: list[dict[str, Any]]) -> str:
    """Return the table of authority in a line."""
    named = dict(Power.choices)
    periods = (f"{days_read(row['first'])} – {days_read(row['last'] or '')}" for row in rows)
    return listed(
        f"{named.get(row['power'], row['power'])} {_number(row['yen'])} ({period})"
        for row, period in zip(rows, periods, strict=True)
    )


READERS: dict[tuple[str, str], Callable[[Any], str]] = {
    ("project.closing", "facts"): lambda _facts: _("frozen with the report"),
    ("core.organisation", "authority"): _limits,
    ("reporting.report", "sentences"): lambda sections: listed(map(plainly, sections.values())),
    **{("capability.skill", f"level_{n}"): _of_two for n in range(1, 5)},
}
