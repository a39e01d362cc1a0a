"""What waits for the reader's word: sign-offs between projects, charters; and notices, jobs, roles that end."""

from django.urls import reverse
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import notices_of
from kaname.domains.people.enums import Role
from kaname.domains.reporting.queries import monday
from kaname.web.home.card import Card, Desk, Item
from kaname.web.home.notices import line_of

CHECKS = {
    1: _("Activities without predecessor or successor"),
    2: _("Relations with negative lag (leads)"),
    3: _("Relations with positive lag"),
    4: _("Finish-to-start relations"),
    5: _("Hard constraints"),
    6: _("Total float beyond the limit"),
    7: _("Negative total float"),
    8: _("Duration beyond the limit"),
    9: _("Dates on the wrong side of the status date"),
    10: _("Activities without people or cost"),
    11: _("Activities that missed their baseline"),
    12: _("A delay of the critical path moves the finish"),
    13: _("Critical path length index (CPLI)"),
    14: _("Baseline execution index (BEI)"),
}
"""The fourteen checks of a schedule's quality, by number; the limits of two of them are the organisation's."""


def sign_offs(desk: Desk) -> Card:
    """Return the promises between projects that wait for the reader."""
    items = [
        Item(
            asked.activity,
            f"/projects/{asked.code}/",
            (t("promised by %(giving)s: accept?") if asked.accept else t("%(receiving)s asks for a promise"))
            % {"giving": asked.giving, "receiving": asked.receiving},
        )
        for asked in monday.sign_offs(desk.managed)
    ]
    return Card(_("Sign-offs between projects"), items)


def unsettled(desk: Desk) -> Card:
    """Return the dependencies between projects that are not settled."""
    items = [
        Item(asked.activity, f"/projects/{asked.code}/", f"{asked.giving} → {asked.receiving}")
        for asked in monday.unsettled(desk.seen)
    ]
    return Card(_("Dependencies between projects not settled"), items)


def charters(desk: Desk) -> Card:
    """Return the charters that wait for the sponsor's decision, the longest waiting first."""
    found = monday.charters_waiting(monday.projects_as(desk.user, Role.SPONSOR))
    items = [
        Item(
            f"{c.project.code} {spoken(c.project)}",
            f"/projects/{c.project.code}/charter/",
            t("edition %(edition)s, waiting for %(days)s days")
            % {"edition": c.edition, "days": max((desk.today - c.updated_at.date()).days, 0)},
        )
        for c in found
    ]
    return Card(_("Waiting for my decision"), items)


def notices(desk: Desk) -> Card:
    """Return the notices that the reader has not opened."""
    fresh = [line_of(n) for n in notices_of(desk.user).filter(read_at=None)[:20]]
    href = reverse("home:notifications")
    return Card(_("Notifications"), [Item(line.sentence, href) for line in fresh], href)


def jobs(desk: Desk) -> Card:
    """Return the reader's jobs that run, wait or failed."""
    items = [
        Item(job.title, f"/jobs/{job.pk}/", str(job.get_status_display()), late=job.status == "failed")
        for job in monday.own_jobs(desk.user)
    ]
    return Card(_("Jobs"), items, "/jobs/")


def roles_ending(desk: Desk) -> Card:
    """Return the company's roles that end within a month."""
    items = [
        Item(spoken(held.person), f"/people/{held.person_id}/", str(held.get_role_display()), "", held.valid_to)
        for held in monday.roles_ending()
    ]
    return Card(_("Roles that end within 30 days"), items)


def schedule_rules(desk: Desk) -> Card:
    """Return the checks of schedule quality that plans fail most."""
    items = [
        Item(str(CHECKS.get(check, check)), reverse("portfolio:board"), t("plans: %(count)s") % {"count": count})
        for check, count in monday.broken_rules(desk.seen)
    ]
    return Card(_("Schedule checks that plans fail most"), items)
