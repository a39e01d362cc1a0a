"""What pages of risks say in sentences: the answer on top, and what a step changed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.names import chosen, spoken
from kaname.domains.risk.enums import RiskState
from kaname.domains.risk.models import RiskStep
from kaname.domains.risk.queries.counting import Counts
from kaname.domains.risk.queries.standing import Standing
from kaname.web.templatetags.marks import ja_date, joined, number, short_date

DAYS = ("review_due", "response_due", "response_done")
TEXTS = ("cause", "event", "effect", "prevention", "contingency", "trigger")
GRADES = ("probability", "chance", "impact_delay", "impact_cost", "impact_quality")
AMOUNTS = ("exposure_yen", "reserve_yen")
CHOICES = ("direction", "category", "proximity", "response")


def register_answer(found: Counts, moved: list[Standing], since: date) -> str:
    """Return how many risks are open, what is wrong with them, and what moved."""
    if not found.open:
        return _("No risk is open.")
    said = ngettext("%(count)s open risk.", "%(count)s open risks.", found.open) % {"count": found.open}
    parts = [said]
    if found.high:
        high = _("High or extreme: %(high)s, of them without a response: %(unplanned)s.")
        parts.append(high % {"high": found.high, "unplanned": found.unplanned})
    else:
        parts.append(_("None is high."))
    if found.late:
        parts.append(_("Response or review overdue: %(late)s.") % {"late": found.late})
    trends = [s.trend for s in moved]
    if trends:
        told = _("Since %(day)s: new %(new)s, risen %(up)s, fallen %(down)s, ended %(over)s.")
        counts = {name: trends.count(name) for name in ("new", "up", "down", "over")}
        parts.append(told % {"day": short_date(since), **counts})
    return joined(parts)


def risk_answer(s: Standing) -> str:
    """Return how one risk stands."""
    step = s.step
    if step.state == RiskState.HAPPENED:
        return _("It has happened.")
    if step.state == RiskState.CLOSED:
        return _("It has ended: it is not expected any more.")
    if step.score is None or step.band is None:
        return _("It has been found and not scored yet.")
    parts = [_("Score %(score)s (%(band)s).") % {"score": step.score, "band": step.band.label}]
    if s.high and not s.planned:
        parts.append(_("It needs a response, and somebody who answers for it."))
    if s.response_late:
        parts.append(_("The preventive action was due on %(day)s.") % {"day": ja_date(step.response_due)})
    if s.review_late:
        parts.append(_("The review was due on %(day)s.") % {"day": ja_date(step.review_due)})
    elif step.review_due is not None:
        parts.append(_("Next review on %(day)s.") % {"day": ja_date(step.review_due)})
    return joined(parts)


def changed(before: RiskStep | None, after: RiskStep, money: bool) -> list[str]:
    """Return what a step changed, in sentences; ``money``: amounts are for this reader."""
    if before is None:
        return [_("Put into the register.")]
    return [*_states(before, after), *_numbers(before, after, money), *_words(before, after)]


def _states(before: RiskStep, after: RiskStep) -> Iterator[str]:
    if before.state != after.state:
        yield _("State: %(before)s → %(after)s") % {
            "before": before.get_state_display(),
            "after": after.get_state_display(),
        }
    if before.score != after.score:
        values = {"before": before.score or "―", "after": after.score or "―"}
        yield _("Score: %(before)s → %(after)s") % values
    elif any(getattr(before, name) != getattr(after, name) for name in GRADES):
        yield _("Probability or impacts changed; the score stays %(score)s.") % {"score": after.score or "―"}
    if before.residual != after.residual:
        values = {"before": before.residual or "―", "after": after.residual or "―"}
        yield _("Score after the response: %(before)s → %(after)s") % values


def _numbers(before: RiskStep, after: RiskStep, money: bool) -> Iterator[str]:
    for name in DAYS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield _changed(name, after, short_date(old) if old else "―", short_date(new) if new else "―")
    if before.owner_id != after.owner_id:
        yield _changed("owner", after, spoken(before.owner) or "―", spoken(after.owner) or "―")
    for name in AMOUNTS if money else ():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield _changed(name, after, "―" if old is None else number(old), "―" if new is None else number(new))


def _words(before: RiskStep, after: RiskStep) -> Iterator[str]:
    for name in CHOICES:
        if getattr(before, name) != getattr(after, name):
            old, new = (getattr(step, f"get_{name}_display")() or "―" for step in (before, after))
            yield _changed(name, after, old, new)
    for name in TEXTS:
        if getattr(before, name) != getattr(after, name):
            text = chosen(getattr(after, name), getattr(after, f"{name}_en"))
            yield _("%(field)s: “%(text)s”") % {"field": _label(name, after), "text": text or "―"}
    if before.open_to_client != after.open_to_client:
        yield _("Opened to the client.") if after.open_to_client else _("Not shown to the client any more.")


def _changed(name: str, step: RiskStep, before: Any, after: Any) -> str:
    return _("%(field)s: %(before)s → %(after)s") % {"field": _label(name, step), "before": before, "after": after}


def _label(name: str, step: RiskStep) -> str:
    label = str(step._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 - the public way to a model's fields
    return label[:1].upper() + label[1:]
