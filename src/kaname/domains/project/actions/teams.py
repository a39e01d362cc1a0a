"""Writing the teams of a project: founding, changing, dissolving; everything that is wrong is said at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project, ProjectMember, Team
from kaname.domains.project.models.team import codes_of, inside, written
from kaname.domains.project.rules.teams import below_of, check_change_team, check_found, forget_leading

FIELDS = ("code", "name", "name_en", "parent", "wbs")


@transaction.atomic
def found(
    *,
    project: Project,
    code: str,
    name: str,
    by: Any,
    name_en: str = "",
    parent: Team | None = None,
    wbs: str = "",
    valid_from: date | None = None,
) -> Team:
    """Found a team below another one or at the top."""
    check_found(by, project, parent)
    project = records.locked(project)
    team = Team(project=project, code=code.strip(), name=name.strip(), name_en=name_en.strip(), parent=parent)
    team.wbs, team.valid_from = written(codes_of(wbs)), valid_from or today()
    _refuse(problems(team))
    forget_leading(by, project)
    return records.add(team, verb="team.found", by=by, project_id=project.pk)


@transaction.atomic
def update(*, team: Team, by: Any, version: int | None = None, **values: Any) -> Team:
    """Change a team's code, names, branches or the team above it."""
    check_change_team(by, team)
    records.locked(team.project)
    given = {name: value for name, value in values.items() if name in FIELDS}
    if "wbs" in given:
        given["wbs"] = written(codes_of(given["wbs"]))
    if "parent" in given and getattr(given["parent"], "pk", None) != team.parent_id:
        check_found(by, team.project, given["parent"])
    fresh = Team.objects.get(pk=team.pk)
    for name, value in given.items():
        setattr(fresh, name, value)
    _refuse(problems(fresh))
    forget_leading(by, team.project)
    return records.change(team, given, verb="team.update", by=by, version=version, project_id=team.project_id)


@transaction.atomic
def dissolve(*, team: Team, on: date, by: Any, version: int | None = None) -> Team:
    """Let a team end after a day; its people and the teams below it must have gone before."""
    check_change_team(by, team)
    fresh = records.locked(team)
    later = Q(valid_to=None) | Q(valid_to__gt=on)
    goes_on = _("%(team)s stands below and goes on. Dissolve it first, or move it.")
    stays = _("%(person)s stays longer than that. End the role or move it first.")
    people = ProjectMember.objects.filter(later, team=fresh).select_related("person")
    wrong = [
        *(
            [_("The end comes before the beginning. Give the same day or a later one.")]
            if on < fresh.valid_from
            else []
        ),
        *(goes_on % {"team": spoken(below)} for below in fresh.children.filter(later)),
        *(stays % {"person": spoken(member.person)} for member in people),
    ]
    if wrong:
        raise ValidationError({"on": wrong})
    return records.change(
        fresh, {"valid_to": on}, verb="team.dissolve", by=by, version=version, project_id=fresh.project_id
    )


def problems(team: Team) -> dict[str, list[Any]]:
    """Return everything that is wrong with where a team stands and what it answers for, by field. One query.

    Judged with all that stands below, which moves with it: O(teams²), and a project has dozens.
    """
    rows = Team.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today()), project=team.project_id)
    others = {row.pk: row for row in rows if row.pk != team.pk}
    above = others.get(team.parent_id or 0)
    if team.parent_id is not None and above is None:
        return {"parent": [_("Choose a team of this project that is still there, and not the team itself.")]}
    under = below_of([*others.values(), team])
    if above is not None and team.pk is not None and above.pk in under[team.pk]:
        told = _("%(team)s stands below this team. A team cannot stand below itself.")
        return {"parent": [told % {"team": spoken(above)}]}
    moving = [team, *(others[key] for key in under.get(team.pk or 0, ()))]
    wrong = [told for one in moving for other in others.values() for told in _between(one, other, team, under)]
    return {"wbs": list(dict.fromkeys(wrong))} if wrong else {}


def _between(one: Team, other: Team, changed: Team, under: Mapping[int, frozenset[int]]) -> Iterable[str]:
    """Yield what is wrong between two teams, the first of which is changed or moves along."""
    if one.pk == other.pk:
        return
    over = _is_over(other, one, changed, under)
    if over or (one.pk is not None and other.pk in under.get(one.pk, ())):
        lower, upper = (one, other) if over else (other, one)
        for code in lower.branches:
            if upper.branches and not _covered(code, upper.branches):
                yield str(_("%(code)s of %(team)s lies outside what %(above)s answers for: %(theirs)s.")) % {
                    "code": written((code,)),
                    "team": spoken(lower),
                    "above": spoken(upper),
                    "theirs": upper.wbs,
                }
        return
    for code in one.branches:
        if _covered(code, other.branches) or any(inside(theirs, code) for theirs in other.branches):
            yield str(_("%(code)s is shared with %(team)s (%(theirs)s), which does not stand above or below.")) % {
                "code": written((code,)),
                "team": spoken(other),
                "theirs": other.wbs,
            }


def _is_over(upper: Team, lower: Team, changed: Team, under: Mapping[int, frozenset[int]]) -> bool:
    """Return whether a team stands above another; one that is being founded is known by the team above it alone."""
    if not lower.pk:
        return upper.pk == changed.parent_id or changed.parent_id in under.get(upper.pk, ())
    return lower.pk in under.get(upper.pk, ())


def _covered(code: str, branches: Iterable[str]) -> bool:
    return any(branch in ("", code) or (bool(code) and inside(code, branch)) for branch in branches)


def _refuse(wrong: dict[str, list[Any]]) -> None:
    if wrong:
        raise ValidationError(wrong)
