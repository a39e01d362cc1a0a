"""Support: what waits for somebody of the PMO, what the reader helps with, and what they are to confirm."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import SupportState
from kaname.domains.control.models import SupportRequest
from kaname.domains.control.queries.support import open_support, to_confirm, to_give
from kaname.domains.core.names import spoken
from kaname.web.home.card import Card, Desk, Item
from kaname.web.templatetags.names import typed


def asked(desk: Desk) -> Card:
    """Return the requests to which nobody has been allocated, the oldest first."""
    rows = open_support(desk.user).filter(state=SupportState.OPEN)
    items = _items(desk, ((row, row.wanted_by) for row in rows))
    return Card(_("Help is asked for"), items, reverse("support:desk"))


def given(desk: Desk) -> Card:
    """Return what the reader was asked to help with."""
    items = _items(desk, ((row, row.until) for row in to_give(desk.user)))
    return Card(_("Projects that I help"), items, reverse("support:desk"))


def confirmed(desk: Desk) -> Card:
    """Return the help that the reader is to confirm."""
    rows = to_confirm(desk.user, desk.managed)
    return Card(_("Help to be confirmed"), _items(desk, ((row, None) for row in rows)), reverse("support:desk"))


def _items(desk: Desk, rows: Iterable[tuple[SupportRequest, date | None]]) -> list[Item]:
    return [
        Item(
            typed(row.need[:80]),
            reverse("support:request", args=[row.project.code, row.number]),
            t("%(project)s; %(kind)s")
            % {"project": f"{row.project.code} {spoken(row.project)}", "kind": row.get_kind_display()},
            "",
            when,
            late=when is not None and when < desk.today,
        )
        for row, when in rows
    ]
