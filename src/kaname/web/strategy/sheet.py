"""The report of coverage as a workbook: objectives with their projects, projects with their objectives, each gap."""

from collections.abc import Sequence
from io import BytesIO
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.reporting.queries.strategy import Trace
from kaname.web.shell.books import Listed, write_book


def workbook(out: BytesIO, found: Trace) -> None:
    """Write two sheets: heads that stay, filters, real numbers."""
    write_book(out, _listed(_("Objectives"), _objective_rows(found)), _listed(_("Projects"), _project_rows(found)))


def _objective_rows(found: Trace) -> list[list[Any]]:
    head = [_("Strategy"), _("Strategic objective"), _("name"), _("state"), _("weight in percent"), _("responsible"),
            _("KPIs"), _("Projects"), _("Project codes"), _("Gap")]  # fmt: skip
    rows: list[list[Any]] = [head]
    for strategy in found.strategies:
        for aim in strategy.aims:
            row, gap = aim.objective, _("no project") if aim.uncovered else ""
            codes = " ".join(member.part.project.code for member in aim.members)
            rows.append(
                [strategy.objective.code, row.code, spoken(row), row.get_state_display(), float(row.weight),
                 spoken(row.owner), len(aim.figures), len(aim.members), codes, gap]
            )  # fmt: skip
    return rows


def _project_rows(found: Trace) -> list[list[Any]]:
    rows: list[list[Any]] = [[_("code"), _("Project"), _("Status"), _("Strategic objectives"), _("Gap")]]
    serves: dict[int, list[str]] = {}
    for aim in found.aims:
        for member in aim.members:
            serves.setdefault(member.part.project.pk, []).append(aim.objective.code)
    gap = _("no strategic objective (rule PF-01)")
    lacking = {project.pk for project in found.aimless}
    every = {project.pk: project for project in (*found.served, *found.aimless)}
    for project in sorted(every.values(), key=lambda each: each.code):
        codes, said = " ".join(serves.get(project.pk, [])), gap if project.pk in lacking else ""
        rows.append([project.code, spoken(project), project.get_status_display(), codes, said])
    return rows


def _listed(name: str, rows: Sequence[Sequence[Any]]) -> Listed[Sequence[Any]]:
    head, *rest = rows
    return Listed(name, [(label, itemgetter(x)) for x, label in enumerate(head)], rest, still=2)
