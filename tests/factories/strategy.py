"""Strategies, objectives, key figures and portfolios for tests, made by the domain's own actions."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from kaname.domains.people.models import Person
from kaname.domains.portfolio.actions import kpis, links, objectives, portfolios
from kaname.domains.portfolio.models import Kpi, Portfolio, StrategicObjective
from kaname.domains.project.models import Project

_numbers = count(1)
SINCE = date(2026, 4, 1)


def make_strategy(owner: Person | None = None, **values: Any) -> StrategicObjective:
    """A strategy of fiscal 2026 to 2028."""
    n = next(_numbers)
    given = {"code": f"ST{n:02}", "name": f"見本戦略{n}", "first_year": 2026, "last_year": 2028}
    return objectives.create(by=None, owner=owner, **given | values)


def make_aim(parent: StrategicObjective | None = None, **values: Any) -> StrategicObjective:
    """A draft of an objective below a strategy (made if none is given)."""
    return make_strategy(parent=parent or make_strategy(), **values)


def weighed(rows: list[StrategicObjective], *weights: float) -> None:
    """Set the weights of all siblings of some rows."""
    wished = {row.pk: Decimal(str(weight)) for row, weight in zip(rows, weights, strict=True)}
    objectives.weigh(parent=rows[0].parent, weights=wished, by=None)


def make_running(owner: Person, *shares: float) -> list[StrategicObjective]:
    """A strategy of weight 100 that is carried out, and below it objectives of these weights, approved."""
    top = make_strategy(owner)
    rows = objectives.siblings(None).exclude(pk=top.pk)
    weighed([top, *rows], 100, *(0 for _ in rows))
    objectives.move(objective=top, state="approved", by=None)
    objectives.move(objective=top, state="running", by=None)
    aims = [make_aim(top, owner=owner) for _ in shares or (100,)]
    weighed(aims, *(shares or (100,)))
    return [objectives.move(objective=aim, state="approved", by=None) for aim in aims]


def make_kpi(objective: StrategicObjective, **values: Any) -> Kpi:
    """A figure from 100 down to 50 by the end of March 2027."""
    given = {"name": f"見本指標{next(_numbers)}", "definition": "件数", "unit": "件", "due": date(2027, 3, 31)}
    given |= {"baseline": Decimal(100), "target": Decimal(50), "direction": "lower"}
    return kpis.create(objective=objective, by=None, **given | values)


def make_portfolio(*things: Any, **values: Any) -> Portfolio:
    """A portfolio with these projects and programmes, since April."""
    n = next(_numbers)
    made = portfolios.create(**{"code": f"PF{n:02}", "name": f"見本投資枠{n}", "by": None} | values)
    for thing in things:
        kind = "project" if isinstance(thing, Project) else "programme"
        portfolios.include(portfolio=made, valid_from=SINCE, by=None, **{kind: thing})
    return made


def make_strategy_of(project: Project, owner: Person) -> dict[str, Any]:
    """Everything of strategy around a project; return an example of each parameter of its addresses."""
    aim = make_running(owner)[0]
    own = links.link(objective=aim, thing=project, by=None, valid_from=SINCE)
    kpi = make_kpi(aim, owner=owner)
    kpis.measure(kpi=kpi, measured_on=date(2026, 9, 30), value=Decimal(90), source="台帳", by=None)
    portfolio = make_portfolio(project, owner=owner, budget_yen=1_000_000)
    links.link(objective=aim, thing=portfolio, by=None, valid_from=SINCE)
    given = portfolios.give(portfolio=portfolio, role_name="", days_a_month=Decimal(20), by=None)
    return {
        "strategy:objective.objective": aim.pk,
        "strategy:objective-edit.objective": aim.pk,
        "strategy:objective-new.objective": aim.parent_id,
        "strategy:objective-weights.objective": aim.parent_id,
        "strategy:objective-move.objective": aim.pk,
        "strategy:link.objective": aim.pk,
        "strategy:unlink.objective": aim.pk,
        "strategy:kpi-new.objective": aim.pk,
        "link": own.pk,
        "kpi": kpi.pk,
        "portfolio": portfolio.pk,
        "component": portfolio.components.get().pk,
        "capacity": given.pk,
    }
