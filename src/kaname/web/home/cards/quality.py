"""Quality: gates that wait for the reader's ruling, conditions and defects that are the reader's to see to."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.project.rules import know_roles
from kaname.domains.quality.queries.defects import mine_to_fix
from kaname.domains.quality.queries.gates import conditions_of, gates_to_rule
from kaname.domains.quality.rules import may_rule
from kaname.web.home.card import Card, Desk, Item

MOST = 50


def mine(desk: Desk) -> Card:
    """Return what of quality waits for the reader: what is late first, then by its day."""
    items = [*_gates(desk), *_conditions(desk), *_defects(desk)]
    items.sort(key=lambda item: (not item.late, item.when is None, item.when or desk.today))
    return Card(_("Quality for me to deal with"), items, f"{reverse('quality:defects')}?mine=1")


def _gates(desk: Desk) -> Iterator[Item]:
    rows = list(gates_to_rule(desk.user)[:MOST])
    know_roles(desk.user, [row.project for row in rows])
    for row in rows:
        if may_rule(desk.user, row):
            title = t("Gate to rule on: %(phase)s") % {"phase": spoken(row.phase)}
            href = reverse("quality:gate", args=[row.project.code, row.number])
            late = row.planned_on is not None and row.planned_on < desk.today
            yield Item(title, href, spoken(row.project), "", row.planned_on, late=late)


def _conditions(desk: Desk) -> Iterator[Item]:
    for row in conditions_of(desk.user)[:MOST]:
        href = reverse("quality:gate", args=[row.gate.project.code, row.gate.number])
        said = t("%(project)s; condition of %(gate)s") % {"project": spoken(row.gate.project), "gate": row.gate.code}
        yield Item(row.shown_text, href, said, "", row.due, late=row.due < desk.today)


def _defects(desk: Desk) -> Iterator[Item]:
    for row in mine_to_fix(desk.user)[:MOST]:
        said = t("%(project)s; %(state)s") % {"project": spoken(row.project), "state": row.get_state_display()}
        href = reverse("quality:defect", args=[row.project.code, row.number])
        late = row.due is not None and row.due < desk.today
        yield Item(row.shown_title, href, said, "", row.due, late=late)
