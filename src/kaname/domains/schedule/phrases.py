"""Sentences of schedule: why a health is what it is, what drives a finish, what an edit does, what is refused."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kaname import words
from kaname.domains.core.names import chosen, in_language
from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.document import PlanDocument

REASONS: Mapping[str, Promise] = {
    "slip": _("The finish is %(days)s working days after the baseline"),
    "baseline-kept": _("The finish keeps the baseline"),
    "no-baseline": _("No baseline: a slip cannot be measured"),
    "no-dates": _("The plan has problems that make its dates impossible"),
    "milestone-slip": _("Milestone “%(name)s” is %(days)s working days after the baseline"),
    "spi": _("SPI(t) is %(spi)s"),
    "negative-float": _("Activities with negative float: %(count)s"),
    "deadline-missed": _("Activities beyond their deadline: %(count)s"),
    "deadlines-kept": _("All deadlines are kept"),
}
DRIVERS: Mapping[str, Promise] = {
    "driver-slip": _("“%(activity)s” moves the finish by %(days)s working days"),
    "driver-next": _("“%(activity)s” is next on the way to the finish"),
    "driver-last": _("“%(activity)s” ended last"),
}


def sentence(told: Mapping[str, Any]) -> str:
    """Return a reason or driver in the reader's language; "" for nothing, or for a key of a later version."""
    said = REASONS.get(told.get("sentence_key", "")) or DRIVERS.get(told.get("sentence_key", ""))
    params = {k: f"{v:g}" if isinstance(v, float) else v for k, v in in_language(told.get("params", {})).items()}
    return str(said) % params if said else ""


def problem_sentence(document: PlanDocument, found: Diagnostic) -> str:
    """Return a diagnostic of the engine as a sentence in the reader's language, activities by their names."""
    names = {a.id: chosen(a.name, str(a.fields.get("name_en") or "")) for a in document.activities}
    params = {
        k: [names.get(v, v) if isinstance(v, str) else v for v in value] if isinstance(value, list) else value
        for k, value in found.params.items()
    }
    named = replace(found, subject=names.get(found.subject, found.subject), params=params)
    return words.sentence(named, (get_language() or "ja")[:2])
