"""Who has not reported, what has no project manager, what is overdue, what moved."""

from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.instants import finish_date_of
from kaname.domains.portfolio.queries.objectives import aimless
from kaname.domains.project.models import Project
from kaname.domains.resource.bridge.distance import working_days
from kaname.web.home.card import Card, Desk, Item
from kaname.web.templatetags.marks import days_ago, signed_days

FRESH = 7


def not_reported(desk: Desk) -> Card:
    """Return the running projects whose status date is older than a week, or missing."""
    rows = [row for row in desk.running if row.age is None or row.age > FRESH]
    items = [
        Item(
            f"{row.code} {row.name}",
            f"/projects/{row.code}/",
            t("last status date: %(when)s; PM %(pm)s") % {"when": days_ago(row.age), "pm": row.manager or "―"},
        )
        for row in sorted(rows, key=lambda row: -(row.age if row.age is not None else 9999))
    ]
    return Card(_("Has not reported for a week"), items, f"{reverse('portfolio:board')}?sort=-age")


def without_manager(desk: Desk) -> Card:
    """Return the running projects that nobody is accountable for."""
    rows = [row for row in desk.running if row.manager_key is None]
    items = [Item(f"{row.code} {row.name}", f"/projects/{row.code}/members/", row.unit, late=True) for row in rows]
    return Card(_("No project manager"), items)


def without_objective(desk: Desk) -> Card:
    """Return the running projects that serve no strategic objective (rule PF-01)."""
    found = set(aimless(Project.objects.filter(pk__in=desk.seen), desk.today).values_list("pk", flat=True))
    rows = [row for row in desk.running if row.key in found]
    items = [Item(f"{row.code} {row.name}", f"/projects/{row.code}/charter/#strategy", row.unit) for row in rows]
    return Card(_("No strategic objective (PF-01)"), items, reverse("strategy:coverage"))


def overdue(desk: Desk) -> Card:
    """Return the projects with overdue activities, most of them first."""
    rows = sorted((row for row in desk.running if row.overdue), key=lambda row: -row.overdue)
    items = [
        Item(
            f"{row.code} {row.name}",
            f"/projects/{row.code}/#overdue",
            t("overdue activities: %(count)s") % {"count": row.overdue},
            row.health,
        )
        for row in rows
    ]
    return Card(_("Overdue"), items, f"{reverse('portfolio:board')}?sort=-overdue")


def moved(desk: Desk) -> Card:
    """Return the projects whose forecast finish moved since the Friday before, the furthest first."""
    found = []
    for row in desk.running:
        before = desk.before.get(row.plan_key or 0, {}).get("finish")
        if before is None or row.finish is None or finish_date_of(before) == row.finish:
            continue
        found.append((working_days([finish_date_of(before)], [row.finish])[0], row))
    items = [
        Item(
            f"{row.code} {row.name}",
            f"/projects/{row.code}/?open=finish#finish",
            t("forecast finish moved by %(days)s") % {"days": signed_days(by)},
            row.health,
            row.finish,
            by > 0,
        )
        for by, row in sorted(found, key=lambda pair: -pair[0])
    ]
    return Card(_("Forecast finish moved since Friday"), items)
