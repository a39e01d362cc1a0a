"""What a page of documents says first, in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.document.enums import DisposalState, DocumentState
from kaname.domains.document.models import Document
from kaname.domains.document.queries.documents import Counts
from kaname.web.templatetags.marks import ja_date, joined


def register_answer(counts: Counts) -> str:
    """Return how many documents there are and what of them waits."""
    if not counts.all:
        return _("There is no document in the register yet.")
    parts = [
        ngettext("%(count)s document is in use.", "%(count)s documents are in use.", counts.all) % {"count": counts.all}
    ]
    if counts.waiting:
        said = _("%(count)s wait for review or approval, %(late)s of them past their day.")
        parts.append(said % {"count": counts.waiting, "late": counts.late})
    else:
        parts.append(_("None waits for review or approval."))
    if counts.proposed:
        parts.append(
            ngettext(
                "The retention of %(count)s has ended: its disposal is proposed.",
                "The retention of %(count)s has ended: their disposal is proposed.",
                counts.proposed,
            )
            % {"count": counts.proposed}
        )
    return joined(parts)


def document_answer(document: Document) -> str:
    """Return which version holds and what happens to it now."""
    if document.state == DocumentState.DISPOSED:
        return _("Disposed of: its files are destroyed, what the register says of it stays.")
    if document.state == DocumentState.OBSOLETE:
        return _("Obsolete: nobody is to work by it any more.")
    parts = []
    if document.in_force is not None:
        said = _("Version %(label)s is in force, approved on %(day)s.")
        parts.append(said % {"label": document.in_force.label, "day": ja_date(document.approved_on)})
    else:
        parts.append(_("No version is approved yet."))
    if document.latest is None:
        parts.append(_("Nothing has been put up so far."))
    elif document.state != DocumentState.APPROVED:
        said = {
            DocumentState.DRAFT: _("Version %(label)s is being worked on."),
            DocumentState.REVIEW: _("Version %(label)s is under review."),
            DocumentState.APPROVAL: _("Version %(label)s waits for approval."),
        }[DocumentState(document.state)]
        parts.append(said % {"label": document.latest.label})
    if document.held:
        parts.append(_("It is under legal hold."))
    return joined(parts)


def disposal_answer(states: list[str]) -> str:
    """Return how many proposals there are and for how many a decision is due."""
    if not states:
        return _("No retention has ended: nothing is proposed for disposal.")
    asked = states.count(DisposalState.ASKED)
    said = ngettext(
        "%(count)s document is past its retention; waiting for a second person to decide: %(asked)s.",
        "%(count)s documents are past their retention; waiting for a second person to decide: %(asked)s.",
        len(states),
    )
    return joined([said % {"count": len(states), "asked": asked}, _("Nothing is destroyed by itself.")])
