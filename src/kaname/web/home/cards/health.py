"""Projects that need attention: what turned worse since Friday, what is red, what is declared better than computed."""

from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.reporting.models import Explanation
from kaname.domains.reporting.queries.board import WORST_FIRST, Row
from kaname.domains.reporting.queries.reasons import cause
from kaname.domains.reporting.rules.overall import is_better
from kaname.web.home.card import Card, Desk, Item
from kaname.web.templatetags.marks import health_word, short_date, signed_days


def turned_worse(desk: Desk) -> Card:
    """Return the projects whose health was better on the Friday before."""
    worse = [row for row in desk.running if _was_better(desk, row)]
    return Card(_("Turned red or amber since Friday"), [item_of(row) for row in worse], reverse("portfolio:board"))


def _was_better(desk: Desk, row: Row) -> bool:
    before = desk.health_before.get(row.key)
    return row.health in ("red", "amber") and before is not None and WORST_FIRST[row.health] < WORST_FIRST[before]


def attention(desk: Desk) -> Card:
    """Return the projects that are red or amber, and were so before Friday."""
    rows = [row for row in desk.running if row.health in ("red", "amber") and not _was_better(desk, row)]
    return Card(_("Still red or amber"), [item_of(row) for row in rows], reverse("portfolio:board"))


def own_projects(desk: Desk) -> Card:
    """Return the reader's own projects, worst first; nothing to do, but where everything begins."""
    mine = set(desk.managed)
    return Card(
        _("My projects"), [item_of(row) for row in desk.rows if row.key in mine], reverse("projects:list"), informs=True
    )


def joined_projects(desk: Desk) -> Card:
    """Return the projects that the reader works in."""
    return Card(_("My projects"), [item_of(row) for row in desk.running], reverse("projects:list"), informs=True)


def declared_better(desk: Desk) -> Card:
    """Return the projects declared better than computed, as the list behind the card: a talk is due, no scolding."""
    rows = [row for row in desk.running if is_better(row.declared, row.health)]
    items = [
        Item(
            f"{row.code} {row.name}",
            f"/projects/{row.code}/axes/",
            t("declared %(declared)s, computed %(health)s; PM %(pm)s")
            % {"declared": health_word(row.declared), "health": health_word(row.health), "pm": row.manager or "―"}
            + (t(" (report dates in a row: %(weeks)s)") % {"weeks": row.weeks} if row.weeks > 1 else ""),
            row.health,
        )
        for row in sorted(rows, key=lambda r: (WORST_FIRST[r.health] - WORST_FIRST[r.declared], -r.weeks))
    ]
    return Card(_("Declared better than computed"), items, reverse("standing:watermelons"))


def explanations(desk: Desk) -> Card:
    """Return the differences that the reader, as project manager, is asked to explain."""
    rows = Explanation.objects.filter(project__in=desk.managed, answered_at=None).select_related("project", "snapshot")
    items = [
        Item(
            f"{e.project.code} {spoken(e.project)}",
            reverse("health:explanation", args=[e.project.code, e.pk]),
            t("green declared, red computed; asked on %(day)s") % {"day": short_date(e.snapshot.as_of)},
            "red",
        )
        for e in rows
    ]
    return Card(_("Please explain the difference"), items)


def item_of(row: Row) -> Item:
    """Return a project as a thing to look into."""
    detail = cause(row) or (t("slip %(days)s") % {"days": signed_days(row.slip)} if row.slip else "")
    return Item(f"{row.code} {row.name}", f"/projects/{row.code}/", detail, row.health)
