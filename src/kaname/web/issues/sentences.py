"""What a page of issues says first, in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.control.enums import IssueState
from kaname.domains.control.queries.issue_figures import Figures
from kaname.domains.control.queries.issues import Standing
from kaname.domains.core.names import spoken
from kaname.web.templatetags.marks import ja_date, joined


def list_answer(found: Figures) -> str:
    """Return how many issues are open, how many of them overdue, escalated, or not taken in yet."""
    if not found.open:
        return _("No issue is open.")
    said = ngettext("%(count)s issue is open.", "%(count)s issues are open.", found.open) % {"count": found.open}
    parts = [said]
    if found.overdue:
        parts.append(
            ngettext("%(count)s of them is overdue.", "%(count)s of them are overdue.", found.overdue)
            % {"count": found.overdue}
        )
    else:
        parts.append(_("None of them is overdue."))
    if found.escalated:
        parts.append(
            ngettext(
                "%(count)s was taken up to the sponsor or the company.",
                "%(count)s were taken up to the sponsor or the company.",
                found.escalated,
            )
            % {"count": found.escalated}
        )
    if found.unsorted:
        parts.append(
            ngettext("%(count)s waits to be taken in.", "%(count)s wait to be taken in.", found.unsorted)
            % {"count": found.unsorted}
        )
    return joined(parts)


def issue_answer(s: Standing) -> str:
    """Return how one issue stands, who has it and until when."""
    said = {"name": spoken(s.owner), "day": ja_date(s.due), "end": ja_date(s.closed), "days": s.days}
    if s.state == IssueState.CLOSED:
        return _("Closed on %(end)s, %(days)s days after it came up.") % said
    if s.state == IssueState.REJECTED:
        return _("Rejected on %(end)s.") % said
    if s.state == IssueState.RAISED:
        return _("Raised; nobody has taken it in yet. It came up %(days)s days ago.") % said
    if s.state == IssueState.HELD:
        return _("On hold until %(day)s; %(name)s has it.") % (said | {"day": ja_date(s.last.resume_on)})
    parts = [_("%(name)s has it until %(day)s.") % said]
    if s.state in (IssueState.RESOLVED, IssueState.CONFIRMING):
        parts = [_("%(name)s says that it is resolved. Somebody else confirms it.") % said]
    if s.late:
        parts.append(
            ngettext("It is %(count)s day overdue.", "It is %(count)s days overdue.", s.late) % {"count": s.late}
        )
    return joined(parts)
