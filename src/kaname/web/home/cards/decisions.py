"""Decisions: what waits for the reader, and what should have been decided already."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.queries.decisions import Standing, overdue, waiting_for
from kaname.domains.core.names import chosen, spoken
from kaname.web.home.card import Card, Desk, Item


def mine(desk: Desk) -> Card:
    """Return what the reader is to decide, with the days that it has waited."""
    return Card(_("Decisions waiting for me"), _items(waiting_for(desk.user)), reverse("decisions:queue"))


def late(desk: Desk) -> Card:
    """Return the decisions whose date has passed."""
    return Card(_("Decisions past their date"), _items(overdue(desk.user)), f"{reverse('decisions:queue')}?late=1")


def _items(found: Iterable[Standing]) -> list[Item]:
    return [
        Item(
            chosen(s.decision.question, s.decision.question_en),
            reverse("decisions:decision", args=[s.decision.project.code, s.decision.number]),
            t("%(project)s, %(name)s; waiting for %(days)s business days")
            % {"project": spoken(s.decision.project), "name": spoken(s.decision.decider), "days": s.days},
            "",
            s.decision.decide_by,
            late=s.late > 0,
        )
        for s in found
    ]
