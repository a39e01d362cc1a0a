"""The four conditions of success in words: what was agreed, what came, the tolerance, and whether it is met."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.reporting.rules.success import Tolerances, Verdict, late_days, overrun, share_accepted
from kaname.web.templatetags.marks import DASH, number, percent, short_date, signed_days


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; ``met`` is None where nothing was agreed or measured."""

    key: str
    label: str
    agreed: str
    real: str
    apart: str
    tolerance: str
    met: bool | None


def conditions(facts: Mapping[str, Any], verdict: Verdict, money: bool) -> list[Condition]:
    """Return quality, cost and delivery; amounts only to who reads the project's cost."""
    limits = Tolerances.read(facts.get("tolerances", {}))
    late, over, done = late_days(facts), overrun(facts), share_accepted(facts)
    whole = facts.get("deliverables") or 0
    said = _("%(n)s of %(all)s") % {"n": facts.get("accepted", 0), "all": whole}
    return [
        Condition(
            "quality", _("Quality: mandatory deliverables accepted"), str(whole) if whole else DASH,
            said if whole else DASH, percent(done),
            _("at least %(n)s%%") % {"n": f"{limits.quality:g}"}, verdict.quality,
        ),
        Condition(
            "cost", _("Cost: spent against the agreed budget (yen)"),
            number(facts.get("budget")) if money else DASH, number(facts.get("spent")) if money else DASH,
            DASH if over is None or not money else f"{over:+.1f}%",
            _("up to +%(n)s%%") % {"n": f"{limits.cost:g}"}, verdict.cost,
        ),
        Condition(
            "delivery", _("Delivery: finish against the newest baseline"), _day(facts.get("agreed_finish")),
            _day(facts.get("finish")), signed_days(late),
            _("up to %(n)s working days late") % {"n": f"{limits.days:g}"}, verdict.delivery,
        ),
    ]  # fmt: skip


def _day(value: str | None) -> str:
    return short_date(None if value is None else date.fromisoformat(value))
