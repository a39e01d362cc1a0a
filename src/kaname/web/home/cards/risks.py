"""Risks: what the reader is to do about those that are theirs, and high ones that nobody attends to."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Role
from kaname.domains.reporting.queries.monday import projects_as
from kaname.domains.risk.enums import ANSWERED, HIGH, OPEN, Direction
from kaname.domains.risk.models import Risk
from kaname.web.home.card import Card, Desk, Item

SOON = timedelta(days=7)
HIGH_THREAT = Q(direction=Direction.THREAT, score__gte=HIGH)
UNPLANNED = ~Q(state__in=ANSWERED) | Q(response="") | Q(owner=None)


def mine(desk: Desk) -> Card:
    """Return the reader's risks whose action or review is due within a week, and high ones without a response in the
    projects that they manage.
    """
    managed = projects_as(desk.user, Role.PROJECT_MANAGER)
    asked = Q(owner__user=desk.user) & _due(desk, SOON) | Q(project__in=managed) & HIGH_THREAT & UNPLANNED
    return Card(_("Risks to act on"), _items(desk, asked), reverse("risks:register"))


def unattended(desk: Desk) -> Card:
    """Return high threats without a response, or with one that is overdue, or that should have been looked at again."""
    asked = HIGH_THREAT & (UNPLANNED | _due(desk, timedelta(days=-1)))
    return Card(
        _("High risks without a response, or overdue"), _items(desk, asked), f"{reverse('risks:register')}?level=high"
    )


def _due(desk: Desk, within: timedelta) -> Q:
    until = desk.today + within
    return Q(response_done=None, response_due__lte=until) | Q(review_due__lte=until)


def _items(desk: Desk, asked: Q) -> list[Item]:
    rows = Risk.objects.visible_to(desk.user).filter(asked, state__in=OPEN).select_related("project")
    return list(_told(desk, rows.order_by("-score", "review_due", "code")[:50]))


def _told(desk: Desk, rows: Iterable[Risk]) -> Iterable[Item]:
    for row in rows:
        undone = row.response_due if row.response_done is None else None
        when = min((day for day in (undone, row.review_due) if day is not None), default=None)
        told = t("%(project)s; score %(score)s, %(state)s")
        values = {"project": spoken(row.project), "score": row.score or "―", "state": row.get_state_display()}
        href = reverse("risks:risk", args=[row.project.code, row.number])
        yield Item(row.shown_event, href, told % values, "", when, late=when is not None and when < desk.today)
