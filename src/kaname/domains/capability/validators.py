"""Checks of what people write about skills."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kaname.domains.capability.enums import EVIDENCE_FROM, SkillLevel


def check_level(level: int) -> None:
    """Refuse what is none of the four levels."""
    if level not in SkillLevel.values:
        raise ValidationError({"level": _("A level is a number from 1 to 4.")})


def check_evidence(level: int, evidence: str) -> None:
    """Refuse a high level that nothing shows (data dictionary: evidence for level 3 and more)."""
    if level >= EVIDENCE_FROM and not evidence.strip():
        said = _("Level %(level)d needs evidence: a deliverable, minutes, a certificate, or who saw it.")
        raise ValidationError({"evidence": said % {"level": level}})
