"""The savings ledger in words: what a claim adds to the total, and why or why not."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.core.names import chosen, spoken
from kaname.domains.cost.models import ControlAccount
from kaname.domains.cost.queries.savings import COUNTED, OPEN, OPPOSITE, OVERLAPS, REFUSED, TAKEN_BACK, Entry, Ledger
from kaname.web.templatetags.marks import number

MARKS = {COUNTED: "✓", OPEN: "▲", REFUSED: "×", OVERLAPS: "◇"}
"""A mark beside every colour; "―" for what was withdrawn."""


class Line:
    """A claim as a row: its words, and the code of its project."""

    def __init__(self, entry: Entry, codes: dict[int, str]) -> None:
        """Put it into words."""
        self.row, self.entry, self.why, self.counts = entry.row, entry, entry.why, entry.counts
        self.mark = MARKS.get(entry.why, "―")
        self.name = chosen(entry.row.name, entry.row.name_en)
        self.project = entry.row.project
        self.claimant, self.judge = spoken(entry.row.claimant), spoken(entry.row.judged_by)
        self.about = [codes[key] for key in entry.row.accounts if key in codes]
        self.about += [f"{row['wbs']} {chosen(row['name'], row.get('name_en', ''))}" for row in entry.row.work]
        self.state = _("withdrawn claim") if entry.why == TAKEN_BACK else entry.row.get_state_display()
        self.reason = reason(entry)


def lines(ledger: Ledger, entries: Iterable[Entry] | None = None) -> list[Line]:
    """Return entries as rows. One query for the names of accounts."""
    rows = list(ledger.entries if entries is None else entries)
    keys = {key for entry in rows for key in entry.row.accounts}
    codes = dict(ControlAccount.objects.filter(pk__in=keys).values_list("pk", "code")) if keys else {}
    return [Line(entry, codes) for entry in rows]


def reason(entry: Entry) -> str:
    """Return why a claim counts or does not."""
    row = entry.row
    if entry.why == COUNTED:
        return _("counts")
    if entry.why == OPEN:
        return _("counts 0: not approved yet")
    if entry.why == REFUSED:
        return _("counts 0: refused. %(reason)s") % {"reason": row.remark}
    if entry.why == OVERLAPS and entry.over is not None:
        values = {"code": entry.over.code, "work": "、".join(entry.shared[:4]) + ("…" if len(entry.shared) > 4 else "")}
        return _("counts 0: overlaps %(code)s, approved before it, in %(work)s") % values
    if entry.why == OPPOSITE:
        return _("takes %(code)s back. %(reason)s") % {
            "code": row.withdraws.code if row.withdraws else "",
            "reason": row.remark,
        }
    return _("counts 0: withdrawn by %(code)s") % {"code": row.withdrawn_by.code}


def answer(ledger: Ledger) -> str:
    """Return the ledger in a sentence or three."""
    counted, waiting, over = (ledger.of(why) for why in (COUNTED, OPEN, OVERLAPS))
    if not ledger.entries:
        return _("No saving has been claimed yet.")
    said = [_("Approved savings: %(yen)s yen (n = %(n)s).") % {"yen": number(ledger.total), "n": len(counted)}]
    if waiting:
        values = {"yen": number(ledger.waiting), "n": len(waiting)}
        said.append(_("Not approved and counted as 0: %(yen)s yen (n = %(n)s).") % values)
    if over:
        values = {"yen": number(ledger.overlapping), "n": len(over)}
        said.append(_("Left out because they overlap: %(yen)s yen (n = %(n)s).") % values)
    return " ".join(said)


def heads() -> list[str]:
    """Return the columns of the workbook."""
    return [
        _("Project"), _("number"), _("what was saved"), _("method of computing"), _("amount (yen)"), _("counts (yen)"),
        _("status"), _("why"), _("saved from"), _("saved until"), _("work packages"), _("how it was computed"),
        _("evidence"), _("claimant"), _("judged by"), _("judged on"),
    ]  # fmt: skip


def cells(line: Line) -> Sequence[Any]:
    """Return a row of the workbook: amounts as numbers, days as days."""
    row = line.row
    return [
        line.project.code, row.code, line.name, row.get_method_display(), row.yen, line.counts, line.state,
        line.reason, row.begins, row.ends, "、".join(line.about), row.calculation, row.evidence,
        line.claimant, line.judge, timezone.localtime(row.judged_at).date() if row.judged_at else None,
    ]  # fmt: skip
