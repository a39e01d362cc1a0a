"""Keeping questions to the frozen facts, and pinning their answers so that they can be given again."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.reporting.models import Analysis, AnalysisRun
from kaname.domains.reporting.queries.analysis.asked import Asked, asked
from kaname.domains.reporting.queries.analysis.facts import Known
from kaname.domains.reporting.queries.analysis.pivot import Pivot, pivot
from kaname.domains.reporting.queries.portfolio import has_portfolio

SHOWN = 1
"""The confidentiality of the log: which questions the PMO keeps is no secret; their numbers stand nowhere."""


def save(*, name: str, question: Mapping[str, Any], by: Any, **values: Any) -> Analysis:
    """Keep a question under a name, as one's own; the question is checked, every problem named."""
    _check_portfolio(by)
    kept = asked(question).kept()
    row = Analysis(name=name.strip(), owner=by, asked=kept, **values)
    return records.add(row, verb="analysis.save", by=by, confidentiality=SHOWN)


def change(*, analysis: Analysis, by: Any, version: int | None = None, **values: Any) -> Analysis:
    """Change one's own analysis: name, note, whether it is shared, its question; Conflict where it changed since."""
    check_own(analysis, by)
    if "asked" in values:
        values["asked"] = asked(values["asked"]).kept()
    told = {"confidentiality": SHOWN}
    return records.change(analysis, values, verb="analysis.change", by=by, version=version, **told)


def remove(*, analysis: Analysis, by: Any) -> None:
    """Delete one's own analysis; one with pinned answers stays, since somebody may refer to them."""
    check_own(analysis, by)
    if analysis.runs.exists():
        raise ValidationError(_("This analysis has pinned answers and cannot be deleted. Stop sharing it instead."))
    records.remove(analysis, verb="analysis.remove", by=by, confidentiality=SHOWN)


@transaction.atomic
def pin(*, analysis: Analysis, by: Any) -> AnalysisRun:
    """Pin an answer: the question with its day, what was known, and the digest of the numbers; no number itself."""
    _check_portfolio(by)
    question = asked(analysis.asked)
    answer = pivot(by, question)
    day = last_day(answer)
    if day is None:
        raise ValidationError(_("Nothing has been frozen yet that this analysis could count."))
    fixed = question.on(day)
    run = AnalysisRun(
        analysis=analysis,
        version=analysis.version,
        as_of=day,
        asked=fixed.kept(),
        known=answer.known.kept(),
        digest=pivot(by, fixed, answer.known).digest,
        ran_at=timezone.now(),
        ran_by=by,
    )
    run.save(force_insert=True)
    told = {"as_of": day, "digest": run.digest, "version": run.version}
    audit.record(verb="analysis.pin", subject=analysis, by=by, after=told, confidentiality=SHOWN)
    return run


def last_day(answer: Pivot) -> Any:
    """Return the day an answer is of: its last frozen day, or the day that was asked for or on which it was given."""
    if answer.days:
        return answer.days[-1]
    if not answer.lines:
        return None
    return answer.asked.as_of or timezone.localdate(answer.known.moment)


def again(user: Any, run: AnalysisRun) -> tuple[Asked, Pivot, bool]:
    """Give a pinned answer again: by the same facts, of the projects that the reader may see; and whether the numbers
    are those that were pinned. For readers who see other projects than its maker did they are not.
    """
    question = asked(run.asked)
    answer = pivot(user, question, Known.of(run.known))
    return question, answer, answer.digest == run.digest


def _check_portfolio(by: Any) -> None:
    if not has_portfolio(by):
        raise NotAllowed(Subject.PROJECT, Level.READ)


def check_own(analysis: Analysis, by: Any) -> None:
    """Refuse whoever does not analyse, or wants to write another's analysis."""
    _check_portfolio(by)
    if analysis.owner_id != by.pk:
        raise NotAllowed(Subject.PROJECT, Level.EDIT)
