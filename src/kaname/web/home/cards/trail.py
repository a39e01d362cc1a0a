"""What was written lately, for those who watch."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaname.domains.reporting.queries.audit import events_visible_to
from kaname.web.audit.describing import deed
from kaname.web.home.card import Card, Desk, Item


def lately(desk: Desk) -> Card:
    """Return the newest events of the audit trail."""
    href = reverse("audit:trail")
    items = [
        Item(f"{e.actor_name}: {deed(e.verb)}", f"{href}?q={e.subject_name}", e.subject_name, "", e.at.date())
        for e in events_visible_to(desk.user).order_by("-sequence")[:7]
    ]
    return Card(_("Latest writes"), items, href, informs=True)
