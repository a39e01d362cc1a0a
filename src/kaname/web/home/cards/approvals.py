"""What only the sponsor can say yes to: closing reports handed in, and savings claimed by others."""

from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.cost.enums import SavingState
from kaname.domains.cost.models import Saving
from kaname.domains.people.enums import Role
from kaname.domains.project.enums import ClosingState
from kaname.domains.project.models import Closing
from kaname.domains.reporting.queries import monday
from kaname.web.home.card import Card, Desk, Item
from kaname.web.templatetags.marks import number

SHOWN = 20


def approvals(desk: Desk) -> Card:
    """Return the closing reports and the savings that wait for the sponsor, closings first, the oldest first."""
    projects = list(monday.projects_as(desk.user, Role.SPONSOR))
    closings = Closing.objects.filter(project__in=projects, state=ClosingState.SUBMITTED).select_related("project")
    items = [
        Item(
            f"{c.project.code} {spoken(c.project)}",
            reverse("projects:closing", args=[c.project.code]),
            t("Closing report"),
        )
        for c in closings.order_by("submitted_at")[:SHOWN]
    ]
    claims = Saving.objects.filter(project__in=projects, state=SavingState.CLAIMED).exclude(claimant__user=desk.user)
    items += [
        Item(
            f"{s.project.code} {spoken(s)}",
            reverse("cost:saving", args=[s.project.code, s.pk]),
            t("saving of %(yen)s yen, claimed by %(name)s") % {"yen": number(s.yen), "name": spoken(s.claimant)},
        )
        for s in claims.select_related("project", "claimant").order_by("updated_at")[:SHOWN]
    ]
    return Card(_("Closings and savings that wait for my word"), items)
