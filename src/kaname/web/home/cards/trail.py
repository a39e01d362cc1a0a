"""What was written lately, for those who watch."""

from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaname.domains.reporting.queries.audit import events_visible_to
from kaname.web.audit.describing import entries_of
from kaname.web.home.card import Card, Desk, Item


def lately(desk: Desk) -> Card:
    """Return the newest events of the audit trail."""
    href = reverse("audit:trail")
    events = list(events_visible_to(desk.user).order_by("-sequence")[:7])
    items = [
        Item(
            f"{entry.actor}: {entry.deed}", f"{href}?q={quote(event.subject_name)}", entry.subject, "", event.at.date()
        )
        for event, entry in zip(events, entries_of(events), strict=True)
    ]
    return Card(_("Latest writes"), items, href, informs=True)
