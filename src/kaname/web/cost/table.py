"""The table of control accounts, as a page shows it and as a workbook holds it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import organisation
from kaname.domains.cost.enums import Unit
from kaname.domains.cost.models import ControlAccount, EvmSnapshot
from kaname.domains.cost.queries import earned
from kaname.domains.cost.queries.money import open_orders_by_account, planned_by_account, spent_by_account
from kaname.domains.cost.rules import Limits, foresees_overrun
from kaname.domains.project.models import Project
from kaname.web.cost.asking import Asked, index

AMOUNTS = ("bac", "pv", "ev", "ac", "sv", "cv", "eac", "vac")
INDICES = ("spi", "spi_t", "cpi", "tcpi_bac")


@dataclass(slots=True)
class Line:
    """A row: amounts and indices in words; ``found`` the snapshot behind it; ``planned`` what is written by now."""

    pk: int | None
    code: str
    name: str
    owner: str
    amounts: dict[str, str]
    indices: dict[str, str]
    ordered: str
    planned: str
    said: str
    overrun: bool
    found: EvmSnapshot | None


def rows_of(project: Project, asked: Asked) -> list[Line]:
    """Return a row an account, by code. Six queries, however many accounts."""
    taken = {s.account_id: s for s in earned.by_account(project, asked.as_of, asked.unit)}
    said = earned.explanations(taken.values())
    planned, ordered, spent = planned_by_account(project), open_orders_by_account(project), spent_by_account(project)
    limits, place = Limits.of(organisation(), project.project_type), 0 if asked.unit == Unit.YEN else 1
    rows = []
    for account in ControlAccount.objects.filter(project=project).select_related("owner"):
        found = taken.get(account.pk)
        line = _line(found, asked, limits)
        line.pk, line.code, line.name = account.pk, account.code, spoken(account)
        line.owner = spoken(account.owner) if account.owner else "―"
        line.planned = asked.column(planned.get(account.pk, (0, 0, 0))[place])
        line.ordered = asked.column(ordered.get(account.pk, 0)) if place == 0 else "―"
        line.said = said[found.pk].cause if found is not None and found.pk in said else ""
        if found is None:
            line.amounts["ac"] = asked.column(spent.get(account.pk, (0, 0))[place])
        rows.append(line)
    return rows


def total_of(project: Project, asked: Asked) -> Line | None:
    """Return the row of the whole project; None before earned value was taken."""
    found = earned.snapshot(project, asked.as_of, asked.unit)
    if found is None:
        return None
    line = _line(found, asked, Limits.of(organisation(), project.project_type))
    line.name = _("The whole project")
    return line


def _line(found: EvmSnapshot | None, asked: Asked, limits: Limits) -> Line:
    amounts = {name: asked.column(getattr(found, name, None)) for name in AMOUNTS}
    indices = {name: index(getattr(found, name, None)) for name in INDICES}
    if found is not None and found.unattainable:
        indices["tcpi_bac"] = _("cannot be reached")
    overrun = found is not None and foresees_overrun(found, limits)
    return Line(None, "", "", "", amounts, indices, "―", "―", "", overrun, found)


def heads(asked: Asked) -> list[str]:
    """Return the columns of the download."""
    unit = _("yen") if asked.unit == Unit.YEN else _("person-days")
    amounts = [f"{name.upper()} ({unit})" for name in AMOUNTS]
    return [_("code"), _("name"), _("owner"), *amounts, "SPI", "SPI(t)", "CPI", "TCPI(BAC)", _("Explanation")]


def cells(line: Line, asked: Asked) -> list[Any]:
    """Return a row of the download: numbers as numbers, nothing where nothing is computed."""
    values = [getattr(line.found, name, None) for name in AMOUNTS]
    amounts = [None if value is None else asked.plain(value) for value in values]
    indices = [getattr(line.found, name, None) for name in INDICES]
    return [line.code, line.name, line.owner, *amounts, *indices, line.said]
