"""What a page of decisions says first, in a sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.control.enums import DecisionState
from kaname.domains.control.queries.decisions import Standing, day_of
from kaname.domains.control.queries.lead_time import LeadTime
from kaname.domains.core.names import spoken
from kaname.web.templatetags.marks import ja_date, joined, plain_days


def answer_of(standing: Standing) -> str:
    """Return how one decision stands."""
    d = standing.decision
    if standing.waits:
        waits = _("%(name)s has been asked for %(days)s business days, until %(day)s.") % {
            "name": spoken(d.decider),
            "days": standing.days,
            "day": ja_date(d.decide_by),
        }
        return joined([waits, *_late(standing)])
    if d.settled:
        said = {"name": spoken(d.decided_by), "day": ja_date(day_of(d.decided_at)), "days": standing.days}
        if d.state == DecisionState.DECIDED:
            return _("Option %(key)s, decided by %(name)s on %(day)s after %(days)s business days.") % {
                "key": d.chosen,
                **said,
            }
        return _("Not pursued: %(name)s on %(day)s after %(days)s business days.") % said
    return {
        DecisionState.DRAFT: _("Being written; nobody has been asked yet."),
        DecisionState.SENT_BACK: _("Sent back: see what is missing, and raise it again."),
    }.get(DecisionState(d.state), _("Withdrawn: nobody needs to answer it."))


def _late(standing: Standing) -> list[str]:
    if not standing.late:
        return []
    said = ngettext(
        "The date passed %(count)s business day ago.", "The date passed %(count)s business days ago.", standing.late
    )
    return [said % {"count": standing.late}]


def queue_answer(count: int, longest: Sequence[Standing], found: LeadTime) -> str:
    """Return how many decisions wait for the reader, the ``longest`` of them how long, and how long decisions take."""
    parts = []
    if longest:
        said = ngettext(
            "%(count)s decision waits for you, the longest for %(days)s business days.",
            "%(count)s decisions wait for you, the longest for %(days)s business days.",
            count,
        )
        parts.append(said % {"count": count, "days": longest[0].days})
    else:
        parts.append(_("No decision waits for you."))
    return joined([*parts, waiting_sentence(found)])


def waiting_sentence(found: LeadTime) -> str:
    """Return how many wait for anybody, and how long an answer takes."""
    if found.oldest is None:
        said = _("Nothing waits for a decision.")
    else:
        said = ngettext(
            "%(count)s waits in all, the oldest for %(days)s business days.",
            "%(count)s wait in all, the oldest for %(days)s business days.",
            found.waiting,
        ) % {"count": found.waiting, "days": found.oldest.days}
    if found.median is None:
        return said
    return joined([said, _("An answer takes %(days)s (median).") % {"days": plain_days(found.median)}])


def project_answer(found: LeadTime, stopped: int) -> str:
    """Return what waits in a project, and how long its work stood still for want of a decision."""
    said = [waiting_sentence(found)]
    if stopped:
        said.append(_("Work that could have begun stood still for %(days)s.") % {"days": plain_days(stopped)})
    return joined(said)
