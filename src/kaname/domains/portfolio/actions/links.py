"""Saying which objectives a project, a programme or a portfolio serves, since when and until when."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.portfolio.enums import IN_FORCE
from kaname.domains.portfolio.models import ObjectiveLink, Portfolio, Programme, StrategicObjective
from kaname.domains.portfolio.rules import check_link
from kaname.domains.project.models import Project

type Thing = Project | Programme | Portfolio


def name_of(thing: Thing) -> str:
    """Return the field of a link that holds such a thing."""
    return {Project: "project", Programme: "programme", Portfolio: "portfolio"}[type(thing)]


@transaction.atomic
def link(*, objective: StrategicObjective, thing: Thing, by: Any, valid_from: date | None = None) -> ObjectiveLink:
    """Let something serve an objective from a day on (today); an objective that is not in force takes nothing new."""
    project = thing if isinstance(thing, Project) else None
    check_link(by, project)
    objective = records.locked(objective)
    since = valid_from or today()
    if objective.parent_id is None:
        raise ValidationError({"objective": _("Choose an objective below the strategy, not the strategy itself.")})
    if objective.state not in IN_FORCE:
        said = _("%(code)s is in the state “%(state)s”: nothing can be put under it.")
        told = {"code": objective.code, "state": objective.get_state_display()}
        raise ValidationError({"objective": said % told})
    held = ObjectiveLink.objects.filter(objective=objective, **{name_of(thing): thing})
    if held.exclude(valid_to__lt=since).exists():
        raise ValidationError({"objective": _("It serves this objective already.")})
    row = ObjectiveLink(objective=objective, valid_from=since, **{name_of(thing): thing})
    return records.add(row, verb="strategic_objective.link", by=by, project_id=getattr(project, "pk", None))


@transaction.atomic
def unlink(*, row: ObjectiveLink, by: Any) -> None:
    """End a link today: it holds until yesterday; one that only began today is taken away altogether."""
    check_link(by, row.project)
    fresh = records.locked(row)
    told = {"project_id": fresh.project_id}
    last = today() - timedelta(days=1)
    if fresh.valid_from > last:
        records.remove(fresh, verb="strategic_objective.unlink", by=by, **told)
    elif fresh.valid_to is None or fresh.valid_to > last:
        records.change(fresh, {"valid_to": last}, verb="strategic_objective.unlink", by=by, version=None, **told)
