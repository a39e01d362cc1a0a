"""What the open round asks of the reader, and whose report it still misses."""

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kaname.domains.core.names import spoken
from kaname.domains.schedule.enums import ReportStatus
from kaname.domains.schedule.queries.round_times import moment
from kaname.domains.schedule.queries.rounds import asked_of, current_round, person_of, visible_reports
from kaname.web.home.card import Card, Desk, Item

SHOWN = 50


def asked(desk: Desk) -> Card:
    """Return the reports that the reader still owes the open round, project by project."""
    person, found = person_of(desk.user), current_round()
    rows = asked_of(person, found) if person is not None and found is not None else []
    items = [
        Item(
            f"{row.plan.project.code} {spoken(row.plan.project)}",
            reverse("rounds:mine"),
            row.question if row.status == ReportStatus.RETURNED else _how_many(len(row.uids)),
            "amber" if row.status == ReportStatus.RETURNED else "",
            localtime(row.round.due).date(),
            moment() > row.round.due,
        )
        for row in rows
        if row.status != ReportStatus.RECEIVED
    ]
    return Card(_("Asked of you this week"), items, reverse("rounds:mine"))


def missing(desk: Desk) -> Card:
    """Return whose reports the open round misses in the projects whose reports the reader sees."""
    found = current_round()
    items = []
    if found is not None:
        rows = visible_reports(desk.user, found).exclude(status=ReportStatus.RECEIVED).select_related("round")
        items = [
            Item(
                spoken(row.person),
                reverse("rounds:report", args=[row.pk]),
                t("%(project)s, contacts: %(n)s") % {"project": row.plan.project.code, "n": row.contacts},
                "",
                localtime(found.due).date(),
                moment() > found.due,
            )
            for row in rows[:SHOWN]
        ]
    return Card(_("Reports not received"), items, reverse("rounds:present"))


def _how_many(activities: int) -> str:
    return ngettext("%(n)s activity", "%(all)s activities", activities) % {"n": activities, "all": activities}
