"""What stands in the bar and in a project's row of tabs: only what the reader may open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.project.models import Project
from kaname.domains.project.rules import level_in
from kaname.domains.reporting.queries.portfolio import has_portfolio, reach


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that may stand in a row of links; ``subject`` is what reading it needs."""

    label: Promise
    route: str
    subject: Subject | None = None
    level: Level = Level.READ
    portfolio: bool = False
    in_part: bool = False  # only for those whose role opens the subject in part
    or_edit: Subject | None = None  # editing this company-wide opens the page as well
    unless: Subject | None = None  # whoever reads this finds the page below that subject's own entry


@dataclass(frozen=True, slots=True)
class Item:
    """A link as it is shown."""

    label: Promise
    href: str
    current: bool


MAIN = (
    Entry(_("Home"), "home:home"),
    Entry(_("Portfolio"), "portfolio:board", portfolio=True),
    Entry(_("Projects"), "projects:list"),
    Entry(_("Decisions"), "decisions:queue", Subject.DECISION, Level.PARTIAL),
    Entry(_("Issues"), "issues:list", Subject.ISSUE, Level.PARTIAL),
    Entry(_("Risks"), "risks:register", Subject.RISK, Level.PARTIAL),
    Entry(_("Support"), "support:desk", Subject.SUPPORT),
    Entry(_("Load"), "resources:load", Subject.RESOURCE),
    Entry(_("Role demands"), "staffing:list", Subject.DEMAND),
    Entry(_("Cost and EVM"), "money:all", Subject.COST),
    Entry(_("Savings ledger"), "money:savings", Subject.SAVING, unless=Subject.COST),
    Entry(_("Rounds"), "rounds:present", Subject.REPORT),
    Entry(_("Reports"), "reports:list", Subject.REPORT),
    Entry(_("Quality"), "quality:register", Subject.QUALITY),
    Entry(_("Defects"), "quality:defects", Subject.QUALITY, Level.PARTIAL, unless=Subject.QUALITY),
    Entry(_("Documents"), "documents:register"),
    Entry(_("Analysis"), "analysis:bench", portfolio=True),
    Entry(_("Strategy"), "strategy:map", portfolio=True),
    Entry(_("Programmes"), "programmes:list", portfolio=True),
    Entry(_("People"), "people:list"),
    Entry(_("Import"), "imports:start", Subject.SCHEDULE, Level.EDIT, or_edit=Subject.PROJECT),
    Entry(_("Audit trail"), "audit:trail", Subject.AUDIT, Level.PARTIAL),
    Entry(_("Settings"), "administration:settings", Subject.ACCOUNT),
)
IN_PROJECT = (
    Entry(_("Overview"), "projects:cockpit", Subject.PROJECT, Level.PARTIAL),
    Entry(_("Health"), "health:axes", Subject.SCHEDULE),
    Entry(_("Forecast finish"), "health:forecast", Subject.SCHEDULE),
    Entry(_("Gantt"), "schedule:gantt", Subject.SCHEDULE),
    Entry(_("My activities"), "schedule:activities", Subject.SCHEDULE, Level.PARTIAL, in_part=True),
    Entry(_("WBS"), "schedule:wbs", Subject.SCHEDULE),
    Entry(_("Issues"), "issues:project", Subject.ISSUE, Level.PARTIAL),
    Entry(_("Decisions"), "decisions:project", Subject.DECISION, Level.PARTIAL),
    Entry(_("Reports"), "project-reports:shelf", Subject.REPORT),
    Entry(_("Cost and EVM"), "cost:overview", Subject.COST),
    Entry(_("Savings ledger"), "cost:savings", Subject.SAVING, unless=Subject.COST),
    Entry(_("Risks"), "risks:project", Subject.RISK, Level.PARTIAL),
    Entry(_("Quality"), "quality:project", Subject.QUALITY),
    Entry(_("Measurement"), "measurement:overview", Subject.SCHEDULE),
    Entry(_("Milestones"), "schedule:milestones", Subject.SCHEDULE),
    Entry(_("Baselines"), "schedule:baselines", Subject.BASELINE),
    Entry(_("Team"), "teams:tree", Subject.PROJECT),
    Entry(_("Role demands"), "staffing:project", Subject.DEMAND),
    Entry(_("Charter"), "projects:charter", Subject.CHARTER),
    Entry(_("Deliverables"), "projects:deliverables", Subject.PROJECT),
    Entry(_("Closing report"), "projects:closing", Subject.PROJECT),
    Entry(_("History"), "projects:history", Subject.AUDIT, Level.PARTIAL),
)
ACCOUNT = (
    Entry(_("Account and sign-in"), "accounts:account"),
    Entry(_("My sessions"), "usersessions_list"),
    Entry(_("Passkeys and two-step sign-in"), "mfa_index"),
    Entry(_("Access tokens"), "accounts:tokens"),
    Entry(_("Jobs"), "jobs:list"),
    Entry(_("My last edits"), "undo:list"),
)


OF_HEALTH = ("changes", "explanations", "support")
"""Pages of a project that belong to the tab of its health."""


def items_for(user: Any, path: str) -> list[Item]:
    """Return the bar's entries for a user; the one whose address begins the path is the present one."""
    allowed = [e for e in MAIN if _allowed(user, e)]
    return _mark(_items(allowed), path)


def project_items(user: Any, project: Project, path: str, as_of: date | None = None) -> list[Item]:
    """Return a project's tabs for a user; ``as_of`` goes with them."""
    allowed = [e for e in IN_PROJECT if e.subject is None or _opens(e, level_in(user, project, e.subject))]
    allowed = [e for e in allowed if e.unless is None or level_in(user, project, e.unless) < Level.READ]
    home = reverse("projects:cockpit", args=[project.code])
    for part in OF_HEALTH:
        if path.startswith(f"{home}{part}/"):
            path = f"{home}axes/"
    if path.startswith(f"{home}burndown/"):
        path = f"{home}forecast/"
    if path.startswith(f"{home}members/"):
        path = f"{home}teams/"
    items = _mark(_items(allowed, project.code), path)
    return items if as_of is None else [replace(i, href=f"{i.href}?as_of={as_of.isoformat()}") for i in items]


def _opens(entry: Entry, level: Level) -> bool:
    return level == entry.level if entry.in_part else level >= entry.level


def _allowed(user: Any, entry: Entry) -> bool:
    if entry.portfolio:
        return has_portfolio(user)
    if entry.unless is not None and reach(user, entry.unless) >= Level.READ:
        return False
    if entry.or_edit is not None and can_company(user, entry.or_edit, Level.EDIT):
        return True
    return entry.subject is None or reach(user, entry.subject) >= entry.level


def _items(entries: Iterable[Entry], *args: str) -> list[Item]:
    """Return the entries as links; one whose page does not exist breaks every page, so that it is seen at once."""
    return [Item(entry.label, reverse(entry.route, args=args), current=False) for entry in entries]


def _mark(items: list[Item], path: str) -> list[Item]:
    begins = [i.href for i in items if path == i.href or (i.href != "/" and path.startswith(i.href))]
    best = max(begins, key=len, default=None)
    return [replace(i, current=i.href == best) for i in items]


def account_items() -> list[Item]:
    """Return the pages of one's own account."""
    return _items(ACCOUNT)
