"""The sentences of notices, by their kind: English with named values; Japanese stands in the catalogue."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTICES: Mapping[str, Promise] = {
    "relation.asked": _("%(giving)s is asked to promise “%(activity)s” to %(receiving)s"),
    "relation.given": _("%(giving)s promised “%(activity)s” to %(receiving)s; your acceptance is asked"),
    "relation.agreed": _("%(receiving)s accepted “%(activity)s” from %(giving)s"),
    "relation.refused": _("“%(activity)s” between %(giving)s and %(receiving)s was refused"),
    "project.moved": _("%(giving)s moved “%(activity)s”: the forecast of %(receiving)s changes by %(days)s days"),
    "project.handed_over": _("%(project)s was handed over to you"),
    "baseline.proposed": _("%(project)s: the baseline “%(name)s” waits for your approval"),
    "baseline.answered": _("%(project)s: the baseline “%(name)s” was answered"),
    "decision.asked": _("%(code)s waits for your decision until %(day)s"),
    "decision.sent_back": _("%(code)s was sent back: something is missing"),
    "decision.answered": _("%(code)s was answered"),
    "demand.asked": _("%(code)s waits for your approval"),
    "demand.approved": _("%(code)s was approved; the search begins"),
    "demand.outside": _("%(code)s is to be searched outside, until %(day)s"),
    "demand.candidates": _("%(code)s has candidates; interviews are next"),
    "demand.filled": _("%(code)s is filled"),
    "demand.cancelled": _("%(code)s was called off"),
    "demand.expired": _("%(code)s expired unfilled"),
    "demand.overdue": _("%(code)s was to be filled by %(day)s and is not"),
    "decision.escalated": _("%(code)s should have been decided by %(day)s and went one level up"),
    "document.review": _("%(number)s waits for your review"),
    "document.approval": _("%(number)s waits for your approval"),
    "document.returned": _("%(number)s came back: something is missing"),
    "document.approved": _("%(number)s was approved"),
    "document.disposal": _("The retention of %(number)s ended on %(day)s: its disposal is proposed"),
    "document.disposed": _("%(number)s was disposed of"),
    "round.asked": _("Your progress as of %(as_of)s is asked for (round %(number)s)"),
    "round.reminder": _("Reminder: your progress as of %(as_of)s has not arrived (round %(number)s)"),
    "round.returned": _("Your report on %(project)s came back with a question (round %(number)s)"),
    "health.explain": _("“%(project)s”: green is declared, red is computed as of %(day)s. Please say how you see it"),
    "health.apart": _("%(project)s: declared green, computed red for %(weeks)s weeks. What would help?"),
    "help.asked": _("%(project)s asks for help"),
    "help.offered": _("%(helper)s offers help to %(project)s"),
    "support.allocated": _("You are asked to help %(project)s (%(code)s)"),
    "support.confirmed": _("%(project)s has confirmed your help (%(code)s)"),
    "support.declined": _("The PMO cannot help with %(code)s; the reason stands with it"),
    "support.delivered": _("Please confirm what came of the help (%(code)s)"),
    "job.done": _("Finished: %(title)s"),
    "job.failed": _("Failed: %(title)s"),
}
