"""The cockpit's answer in a sentence: will it be done in time, and what stands in the way."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.reporting.queries.cockpit import Cockpit
from kaname.domains.schedule.phrases import sentence
from kaname.web.templatetags.marks import ja_date, joined


def answer_of(found: Cockpit) -> str:
    """Return the answer: the forecast finish against the promise, what drives it, what is overdue."""
    row = found.row
    if row.finish is None:
        return _("There is no plan with dates yet.")
    parts = [_finish(found)]
    if driver := sentence(row.driver):
        parts.append(_("%(driver)s.") % {"driver": driver})
    if found.overdue:
        count = len(found.overdue)
        parts.append(
            ngettext("%(count)s activity is overdue.", "%(count)s activities are overdue.", count) % {"count": count}
        )
    return joined(part for part in parts if part)


def _finish(found: Cockpit) -> str:
    row, day = found.row, ja_date(found.row.finish)
    if row.slip is None:
        return _("Forecast finish %(day)s; there is no baseline to compare it with.") % {"day": day}
    if row.slip > 0:
        return _("Forecast finish %(day)s, %(days)s working days after the baseline.") % {"day": day, "days": row.slip}
    if row.slip < 0:
        return _("Forecast finish %(day)s, %(days)s working days before the baseline.") % {
            "day": day,
            "days": -row.slip,
        }
    return _("Forecast finish %(day)s, as the baseline promised.") % {"day": day}
