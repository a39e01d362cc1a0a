"""Route of teams: the tree of a project with its roll-up; the same rights as its pages, money for who reads cost."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from kaname.api.v1.answers import REFUSED, kept, plain, project_or_404
from kaname.domains.people.enums import Level
from kaname.domains.reporting.bridge.teams import Line, RollUp, roll_up

router = Router()


class TeamMoney(Schema):
    """Yen of a team with all below it, as of the report date; indices are of these sums."""

    bac: float
    pv: float
    ev: float
    ac: float
    spi: float | None
    cpi: float | None
    eac: float | None


class TeamOut(Schema):
    """A team with all below it; ``code`` null: what no team answers for. ``parent`` is the code of the team above.
    Counts and percent are null where the reader may not read the plan, money where not the cost.
    """

    code: str | None
    name: str | None
    name_en: str | None
    parent: str | None
    level: int
    wbs: list[str]
    leaders: list[str]
    people: int
    done_percent: float | None
    planned_percent: float | None
    activities: int | None
    finished: int | None
    late: int | None
    overdue: int | None
    critical: int | None
    stuck: int | None
    money: TeamMoney | None


class Teams(Schema):
    """The teams of a project in the order of the tree, then what is outside; ``total``: the whole project.
    ``weight``: what progress is weighted by, yen or duration; ``as_of``: the report date of the money.
    """

    items: list[TeamOut]
    total: TeamOut
    weight: str
    as_of: date | None


@router.get("/projects/{code}/teams", response={200: Teams, **REFUSED}, tags=["projects"])
@kept
def list_teams_of(request: HttpRequest, code: str) -> Any:
    """The teams of a project, each with what it and all below it stand for."""
    found = roll_up(request.user, project_or_404(request, code, Level.READ))
    codes = {line.team.pk: line.team.code for line in found.lines if line.team is not None}
    return plain(
        request,
        {
            "items": [_told(found, line, codes) for line in found.lines],
            "total": _told(found, Line(None, 0, found.total, found.total), codes),
            "weight": "yen" if found.paid else "duration",
            "as_of": found.paid,
        },
    )


def _told(found: RollUp, line: Line, codes: dict[int, str]) -> dict[str, Any]:
    team, whole = line.team, line.whole
    counted = {"activities": whole.activities, "finished": whole.done, "late": whole.late, "overdue": whole.overdue}
    counted |= {"critical": whole.critical, "stuck": len(whole.stuck)}
    return {
        "code": team and team.code,
        "name": team and team.name,
        "name_en": team and team.name_en,
        "parent": codes.get(team.parent_id or 0) if team else None,
        "level": line.depth + 1 if team else 0,
        "wbs": [code or "*" for code in team.branches] if team else [],
        "leaders": [member.person.code for member in line.leaders],
        "people": len(whole.people),
        "done_percent": found.percent(whole) if found.plan else None,
        "planned_percent": found.planned(whole) if found.plan else None,
        **(counted if found.plan else dict.fromkeys(counted)),
        "money": _money(line) if found.paid else None,
    }


def _money(line: Line) -> dict[str, Any]:
    yen = line.whole.yen
    return {name: getattr(yen, name) for name in ("bac", "pv", "ev", "ac", "spi", "cpi", "eac")}
