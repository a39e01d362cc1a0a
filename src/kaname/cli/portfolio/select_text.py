"""A selection in sentences."""

from kaname.engine.portfolio.problem import SelectionProblem
from kaname.engine.portfolio.result import Lack, Rejection, Selection, Usage
from kaname.engine.portfolio.scenario import Comparison
from kaname.words import N_, translate

SHOWN = 20

_STATUS = {
    "OPTIMAL": N_("Proved best: no other choice is worth more."),
    "FEASIBLE": N_("A good choice was found (heuristic); a better one may exist."),
    "INFEASIBLE": N_("No choice keeps every limit and rule. Check mandatory projects against the limits."),
    "STOPPED_WITHOUT_SOLUTION": N_("No choice was found in the time given."),
}
_RULES = {
    "needs": N_("needs {other}, which is not chosen"),
    "after": N_("must follow {other}, which is not finished before"),
    "exclusive": N_("excludes one that is chosen ({other})"),
    "synergy": N_("would bring the loss of doing {other} together"),
    "mandatory": N_("is mandatory, but does not fit"),
    "periods": N_("fits no period"),
}


def selection_text(problem: SelectionProblem, found: Selection, number: int | None, language: str) -> str:
    """Return the whole answer as lines of text."""

    def t(message: str) -> str:
        return translate(message, language)

    lines = [] if number is None else [t(N_("Problem {number}")).format(number=number)]
    lines.append(t(_STATUS[found.status]))
    if found.value is None or found.bound is None or found.gap is None:
        return "\n".join(lines)
    lines.append(
        t(N_("Value {value:g}, at most {bound:g} (gap {gap:.2%}), {seconds:.1f} s.")).format(
            value=round(found.value, 6), bound=round(found.bound, 6), gap=found.gap, seconds=found.seconds
        )
    )
    if problem.best_known:
        lines.append(t(N_("Best known before: {value:g}.")).format(value=problem.best_known))
    chosen = [_chosen(problem, choice.id, choice.start, choice.version, language) for choice in found.chosen]
    lines.append(
        t(N_("Chosen ({count}): {names}")).format(count=len(chosen), names=_listed(chosen, language) or t(N_("none")))
    )
    lines += _limit_lines(problem, found, language)
    lines += [f"  {_why(problem, rejection, language)}" for rejection in found.rejected[:SHOWN]]
    if len(found.rejected) > SHOWN:
        more = len(found.rejected) - SHOWN
        lines.append("  " + t(N_("and {count} more; --json gives all.")).format(count=more))
    return "\n".join(lines)


def _listed(names: list[str], language: str) -> str:
    return ("、" if language == "ja" else ", ").join(names)


def _chosen(problem: SelectionProblem, id_: str, start: int, version: str, language: str) -> str:
    notes = [version] if version else []
    notes += [problem.periods[start]] if problem.timed else []
    return f"{id_} ({_listed(notes, language)})" if notes else id_


def _limit_lines(problem: SelectionProblem, found: Selection, language: str) -> list[str]:
    """The limits that hold the choice back, dearest first."""
    usages = sorted((u for u in found.usage if u.binding or len(found.usage) <= SHOWN), key=lambda u: -u.price)
    return [f"  {_limit(problem, usage, language)}" for usage in usages[:SHOWN]]


def _limit(problem: SelectionProblem, usage: Usage, language: str) -> str:
    text = translate(N_("{name}: {used:g} of {limit:g} used, {left:g} left"), language).format(
        name=_resource(problem, usage.resource, usage.period), used=usage.used, limit=usage.limit, left=usage.left
    )
    if usage.price > 1e-9:
        text += translate(N_("; one more unit is worth about {price:.3g}"), language).format(price=usage.price)
    return text


def _resource(problem: SelectionProblem, id_: str, period: int) -> str:
    resource = next(r for r in problem.resources if r.id == id_)
    name = (resource.name or id_) + (f" [{resource.unit}]" if resource.unit else "")
    return f"{name} {problem.periods[period]}" if problem.timed and period >= 0 else name


def _why(problem: SelectionProblem, rejection: Rejection, language: str) -> str:
    reasons = _listed([_lack(problem, lack, rejection.id, language) for lack in rejection.lacks[:4]], language)
    if not rejection.lacks:
        return translate(N_("{id}: left out, it adds no value"), language).format(id=rejection.id)
    text = translate(N_("{id}: left out, {reasons}"), language).format(id=rejection.id, reasons=reasons)
    if rejection.leave:
        text += translate(N_("; comes in if {names} goes (value {change:+g})"), language).format(
            names=_listed(list(rejection.leave), language), change=round(rejection.change, 6)
        )
    return text


def _lack(problem: SelectionProblem, lack: Lack, id_: str, language: str) -> str:
    if lack.kind in _RULES:
        others = [name for name in lack.names if name != id_] or [id_]
        return translate(_RULES[lack.kind], language).format(other=_listed(others, language))
    return translate(N_("{name} short by {short:g} (needs {needed:g}, {left:g} left)"), language).format(
        name=_resource(problem, lack.names[0], lack.period), short=lack.short, needed=lack.needed, left=lack.left
    )


def difference_text(other: Comparison, language: str) -> str:
    """Return what other limits would change."""
    text = translate(
        N_("With the other limits: value {value}, comes in: {comes}; goes: {goes}; moves: {moves}."), language
    )
    none = translate(N_("none"), language)
    return text.format(
        value="-" if other.after.value is None else f"{other.after.value:g}",
        comes=_listed(list(other.comes), language) or none,
        goes=_listed(list(other.goes), language) or none,
        moves=_listed(list(other.moves), language) or none,
    )
