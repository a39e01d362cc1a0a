"""What is due: milestones, critical work, the branch one leads, one's own work, deliverables; who is away."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Role
from kaname.domains.project.enums import DeliverableStatus
from kaname.domains.project.models import Deliverable
from kaname.domains.reporting.queries import monday
from kaname.web.home.card import Card, Desk, Item
from kaname.web.templatetags.marks import short_date

AHEAD = timedelta(days=14)


def milestones(desk: Desk) -> Card:
    """Return the milestones of the week, and late ones of the month before."""
    due = monday.milestones_due(desk.seen, desk.week[0] - timedelta(days=28), desk.week[1])
    return Card(_("Milestones due this week"), [_item(desk, d) for d in due])


def critical(desk: Desk) -> Card:
    """Return the critical work of one's projects that ends this week."""
    due = monday.critical_due(desk.managed, desk.week[0], desk.week[1])
    return Card(_("On the critical path, due this week"), [_item(desk, d) for d in due])


def branch(desk: Desk) -> Card:
    """Return the work of the branches one leads that is late or due this week."""
    due = monday.branch_due(desk.user, desk.week[1])
    led = monday.first_team_led(desk.user) if due else None
    href = reverse("teams:team", args=led) if led else ""
    return Card(_("My team's work, late or due this week"), [_item(desk, d) for d in due], href)


def own_work(desk: Desk) -> Card:
    """Return one's own unfinished work of this week."""
    return Card(_("My work this week"), [_item(desk, d) for d in monday.my_work(desk.user, desk.week[1])])


def deliverables(desk: Desk) -> Card:
    """Return the deliverables of one's projects that are late or due within two weeks."""
    projects = monday.projects_as(desk.user, *Role)
    found = monday.deliverables_due(projects, desk.today + AHEAD)
    return Card(_("Deliverables late or due within two weeks"), [_deliverable(desk, d) for d in found])


def reviews(desk: Desk) -> Card:
    """Return the deliverables that wait for a review in one's projects."""
    projects = monday.projects_as(desk.user, Role.TEAM_LEADER, Role.PROJECT_MANAGER)
    found = monday.deliverables_with(projects, DeliverableStatus.IN_REVIEW)
    return Card(_("Deliverables in review"), [_deliverable(desk, d) for d in found])


def acceptance(desk: Desk) -> Card:
    """Return the deliverables that wait for the client's acceptance."""
    found = monday.deliverables_with(monday.projects_as(desk.user, Role.CLIENT), DeliverableStatus.SUBMITTED)
    return Card(_("Waiting for your acceptance"), [_deliverable(desk, d) for d in found])


def absent(desk: Desk) -> Card:
    """Return who of one's projects is away this week."""
    items = [
        Item(spoken(leave.person), "/resources/load/", f"{short_date(leave.first)} – {short_date(leave.last)}")
        for leave in monday.absent(desk.managed, *desk.week)
    ]
    return Card(_("Away this week"), items)


def _item(desk: Desk, due: monday.Due) -> Item:
    href = f"/projects/{due.code}/gantt/?activity={due.uid}"
    return Item(due.name, href, f"{due.code} {due.project}", "", due.day, due.day < desk.today)


def _deliverable(desk: Desk, row: Deliverable) -> Item:
    late = row.due is not None and row.due < desk.today
    detail = t("%(project)s: %(state)s") % {"project": spoken(row.project), "state": row.get_status_display()}
    return Item(f"{row.code} {spoken(row)}", f"/projects/{row.project.code}/deliverables/", detail, "", row.due, late)
