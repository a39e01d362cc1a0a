"""What a value of project must be, said beside its field."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

POINTS = ("issues", "risks", "decisions")
"""What a hand-over of a project must tell of."""


def checked_record(record: Mapping[str, Any] | None) -> dict[str, str]:
    """Return a hand-over's record; refuse one that leaves a point out. "None" written out is an answer."""
    given = {name: str((record or {}).get(name, "")).strip() for name in POINTS}
    missing = {name: _("Write what is open, or that nothing is.") for name, text in given.items() if not text}
    if missing:
        raise ValidationError(missing)
    return given | {name: str(text) for name, text in (record or {}).items() if name not in POINTS}
