"""The answer of the cost page in a sentence: will the budget hold."""

from django.utils.translation import gettext as _

from kaname.domains.cost.models import CostBaseline, EvmSnapshot
from kaname.web.cost.asking import Asked
from kaname.web.templatetags.marks import joined, short_date


def answer_of(found: EvmSnapshot | None, approved: CostBaseline | None, spent: int, asked: Asked, overrun: bool) -> str:
    """Return the answer."""
    if approved is None:
        return _("No budget is approved; %(spent)s have been spent.") % {"spent": asked.amount(spent)}
    if found is None:
        return _("The budget is approved; earned value begins with the first closed report date.")
    return joined(part for part in (_outcome(found, asked), _needed(found, overrun)) if part)


def _outcome(found: EvmSnapshot, asked: Asked) -> str:
    day = short_date(found.as_of)
    if found.eac is None or found.vac is None:
        return _("As of %(day)s nothing can be foreseen: nothing was earned or spent yet.") % {"day": day}
    words = {"day": day, "eac": asked.amount(found.eac), "over": asked.amount(abs(found.vac))}
    words["share"] = f"{abs(100 * found.vac / found.bac):.1f}"
    if found.vac < -0.005 * found.bac:
        return _("If it goes on like this it costs %(eac)s: %(over)s (%(share)s%%) more than the budget.") % words
    if found.vac > 0.005 * found.bac:
        return _("It is going to cost %(eac)s, %(over)s less than the budget.") % words
    return _("It is going to cost %(eac)s, as budgeted.") % words


def _needed(found: EvmSnapshot, overrun: bool) -> str:
    if found.unattainable:
        return _("The budget is spent: no performance keeps it any more.")
    if overrun and found.tcpi_bac is not None and found.cpi is not None:
        words = {"tcpi": f"{found.tcpi_bac:.2f}", "cpi": f"{found.cpi:.2f}"}
        return _("To keep it, every yen from now on must bring %(tcpi)s; so far it brought %(cpi)s.") % words
    return ""
