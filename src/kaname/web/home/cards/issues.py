"""Issues: what is the reader's to deal with, to confirm or to take in, and what is overdue or taken up."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import ISSUE_OPEN, ISSUE_OVER, IssueState
from kaname.domains.control.models import Issue
from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Role
from kaname.domains.reporting.queries.monday import projects_as
from kaname.web.home.card import Card, Desk, Item

CONFIRM = (IssueState.RESOLVED, IssueState.CONFIRMING)


def mine(desk: Desk) -> Card:
    """Return the open issues that the reader owns, those that wait for their confirmation, and in the projects that
    they manage those that wait to be taken in.
    """
    own = Q(owner__user=desk.user) & ~Q(state__in=(*ISSUE_OVER, *CONFIRM))
    managed = Q(project__in=projects_as(desk.user, Role.PROJECT_MANAGER))
    asked = Q(state=IssueState.RAISED) & managed
    asked |= Q(state__in=CONFIRM) & (Q(raised_by__user=desk.user) | managed) & ~Q(owner__user=desk.user)
    return Card(_("Issues for me to deal with"), _items(desk, own | asked), f"{reverse('issues:list')}?flag=mine")


def late(desk: Desk) -> Card:
    """Return the open issues that are overdue, and those that were taken up to the company."""
    asked = Q(due__lt=desk.today) | Q(level=3)
    title = _("Issues overdue, or taken up to the company")
    return Card(title, _items(desk, asked), f"{reverse('issues:list')}?flag=overdue")


def _items(desk: Desk, asked: Q) -> list[Item]:
    rows = Issue.objects.visible_to(desk.user).filter(asked, state__in=ISSUE_OPEN).select_related("project")
    return list(_told(desk, rows.order_by("due", "severity", "pk")[:50]))


def _told(desk: Desk, rows: Iterable[Issue]) -> Iterable[Item]:
    for row in rows:
        said = t("%(project)s; %(state)s") % {"project": spoken(row.project), "state": row.get_state_display()}
        href = reverse("issues:issue", args=[row.project.code, row.number])
        overdue = row.due is not None and row.due < desk.today
        yield Item(row.shown_title, href, said, "", row.due, late=overdue)
