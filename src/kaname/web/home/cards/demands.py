"""Role demands: what the reader is to act on, and what should have been filled already (PE-02)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.staffing.queries.demands import Standing, overdue, waiting_for
from kaname.web.home.card import Card, Desk, Item


def mine(desk: Desk) -> Card:
    """Return the demands whose next step is the reader's."""
    return Card(_("Role demands waiting for me"), _items(waiting_for(desk.user)), reverse("staffing:list"))


def late(desk: Desk) -> Card:
    """Return the demands that nobody fills although the day has passed."""
    title = _("Unfilled past the day they were needed by")
    return Card(title, _items(overdue(desk.user)), f"{reverse('staffing:list')}?late=1")


def _items(found: Iterable[Standing]) -> list[Item]:
    return [
        Item(
            s.demand.shown_role,
            reverse("staffing:demand", args=[s.demand.project.code, s.demand.number]),
            t("%(project)s; %(state)s, open for %(days)s business days")
            % {"project": spoken(s.demand.project), "state": s.demand.get_state_display(), "days": s.days},
            "",
            s.demand.needed_by,
            late=s.late is not None,
        )
        for s in found
    ]
