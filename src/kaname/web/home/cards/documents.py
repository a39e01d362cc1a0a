"""Documents: what the reader is to review or approve, what the register lacks, what is past its retention."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.document.models import Document
from kaname.domains.document.queries.documents import disposals_for, unregistered, waiting_for, waiting_for_others
from kaname.web.home.card import Card, Desk, Item


def mine(desk: Desk) -> Card:
    """Return the documents whose review or approval is the reader's."""
    return Card(
        _("Documents for me to review or approve"), _items(waiting_for(desk.user)), reverse("documents:register")
    )


def late(desk: Desk) -> Card:
    """Return the documents whose review or approval is past its day."""
    href = f"{reverse('documents:register')}?late=1"
    return Card(_("Reviews of documents past their day"), _items(waiting_for_others(desk.user)), href)


def lacking(desk: Desk) -> Card:
    """Return the mandatory deliverables that nobody has entered into the register (rule DO-01)."""
    items = [
        Item(
            f"{row.code} {spoken(row)}",
            f"{reverse('documents:new')}?project={row.project.code}&deliverable={row.pk}",
            spoken(row.project),
            "",
            row.due,
        )
        for row in unregistered(desk.user)
    ]
    return Card(_("Deliverables to enter and number"), items, reverse("documents:register"))


def ending(desk: Desk) -> Card:
    """Return the documents past their retention that wait for the reader."""
    items = [
        Item(
            f"{row.document.number} {spoken(row.document)}",
            reverse("documents:document", args=[row.document.number]),
            str(row.get_state_display()),
            "",
            row.due_on,
        )
        for row in disposals_for(desk.user)
    ]
    return Card(_("Documents past their retention"), items, reverse("documents:disposals"))


def _items(found: Iterable[Document]) -> list[Item]:
    return [
        Item(
            f"{d.number} {spoken(d)}",
            reverse("documents:document", args=[d.number]),
            f"{spoken(d.project)} {d.get_state_display()}".strip(),
            "",
            d.review_by,
            late=d.late,
        )
        for d in found
    ]
