"""What must be looked at before a pack goes out: declared better than computed, variances that nobody explained."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import organisation
from kaname.domains.cost.queries import earned
from kaname.domains.cost.rules import Limits
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import ReportKind
from kaname.domains.reporting.models import Explanation, HealthSnapshot
from kaname.domains.reporting.queries.health import health_of, latest, newest_by_project
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.company import open_projects
from kaname.domains.reporting.rules.overall import is_better

STATUS = (ReportKind.WEEKLY, ReportKind.STEERING, ReportKind.PORTFOLIO)
MONEY = (ReportKind.STEERING, ReportKind.EVM)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing to look at: ``what`` watermelon or variance, of which project, said in a sentence."""

    what: str
    project: Project
    sentence: str


def contradictions(project: Project | None, kind: str, as_of: date) -> list[Contradiction]:
    """Return what a report of a kind must not go out without somebody having looked at it."""
    found: list[Contradiction] = []
    if kind in STATUS:
        found += _watermelons(project, as_of)
    if project is not None and kind in MONEY:
        found += _unexplained(project, as_of)
    return found


def _watermelons(project: Project | None, as_of: date) -> Iterator[Contradiction]:
    if project is not None:
        one = health_of(project, as_of)
        snapshots = [one] if one is not None and one.as_of == as_of else []
    else:
        snapshots = list(latest([p.pk for p in open_projects()], as_of).values())
    apart = [s for s in snapshots if is_better(s.declared, s.computed)]
    said: dict[int, Explanation] = newest_by_project(Explanation, [s.project_id for s in apart], as_of)
    for s in apart:
        asked = said.get(s.project_id)
        answered = asked is not None and asked.answered_at is not None
        yield Contradiction("watermelon", s.project, _watermelon(s, answered))


def _watermelon(s: HealthSnapshot, explained: bool) -> str:
    values = {
        "code": s.project.code,
        "name": spoken(s.project),
        "declared": cells.health_words(s.declared),
        "computed": cells.health_words(s.computed),
        "weeks": max(s.weeks, 1),
    }
    if explained:
        return (
            _("%(code)s %(name)s: declared %(declared)s, computed %(computed)s (week %(weeks)s); explained.") % values
        )
    return (
        _("%(code)s %(name)s: declared %(declared)s, computed %(computed)s (week %(weeks)s); no explanation.") % values
    )


def _unexplained(project: Project, as_of: date) -> Iterator[Contradiction]:
    found = earned.by_account(project, as_of)
    for s in earned.unexplained(found, Limits.of(organisation(), project.project_type)):
        name = f"{s.account.code} {spoken(s.account)}" if s.account else project.code
        sentence = _("%(account)s: the variance passes the limit and nobody has explained it.") % {"account": name}
        yield Contradiction("variance", project, sentence)
