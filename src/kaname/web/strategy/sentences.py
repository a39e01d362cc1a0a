"""The answers of the pages of strategy."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.portfolio.queries.objectives import Figure
from kaname.domains.reporting.queries.portfolios import Capacity, View
from kaname.domains.reporting.queries.strategy import Aim, Trace
from kaname.web.templatetags.marks import joined, short_date
from kaname.web.templatetags.strategy import figure_value, in_millions


def map_answer(found: Trace) -> str:
    """Return how many objectives there are, what is red below them, and the gaps."""
    if not found.strategies:
        return _("No strategy has been written yet.")
    aims, projects = found.aims, {p.project.pk: p for s in found.strategies for p in s.parts}
    red = sum(p.schedule is not None and p.schedule.health == "red" for p in projects.values())
    said = _(
        "Strategies: %(strategies)s, objectives: %(aims)s, projects that serve them: %(projects)s (red %(red)s)."
    ) % {
        "strategies": len(found.strategies),
        "aims": len(aims),
        "projects": len(projects),
        "red": red,
    }
    lagging = [figure for figure in found.figures if figure.state in ("late", "behind")]
    parts = [said]
    if lagging:
        parts.append(ngettext("%(n)s KPI is behind.", "%(n)s KPIs are behind.", len(lagging)) % {"n": len(lagging)})
    return joined([*parts, *gaps(found)])


def gaps(found: Trace) -> list[str]:
    """Return both gaps of coverage in a sentence each; nothing where there is none."""
    said = []
    if found.uncovered:
        codes = ", ".join(aim.objective.code for aim in found.uncovered)
        counted = ngettext("%(n)s objective has no project", "%(n)s objectives have no project", len(found.uncovered))
        said.append(_("%(counted)s (%(codes)s).") % {"counted": counted % {"n": len(found.uncovered)}, "codes": codes})
    if found.aimless:
        codes = ", ".join(project.code for project in found.aimless[:5]) + ("…" if len(found.aimless) > 5 else "")
        counted = ngettext(
            "%(n)s running project serves no objective", "%(n)s running projects serve no objective", len(found.aimless)
        )
        said.append(_("%(counted)s (%(codes)s).") % {"counted": counted % {"n": len(found.aimless)}, "codes": codes})
    return said


def coverage_answer(found: Trace) -> str:
    """Return the gaps, or that there is none."""
    said = gaps(found)
    if said:
        return joined(said)
    return _("Every objective in force has a project, and every running project serves an objective.")


def aim_answer(aim: Aim) -> str:
    """Return how an objective's figures and projects stand."""
    parts = []
    if aim.figures:
        parts.append(
            _("KPIs at their target: %(reached)s of %(n)s, behind: %(behind)s.")
            % {"reached": aim.reached, "n": len(aim.figures), "behind": len(aim.lagging)}
        )
    else:
        parts.append(_("It has no KPI yet: nobody can tell whether it is reached."))
    if aim.members:
        parts.append(
            _("Projects: %(n)s (red %(red)s, amber %(amber)s, green %(green)s).")
            % {"n": len(aim.members), "red": aim.red, "amber": aim.amber, "green": aim.green}
        )
    elif aim.open:
        parts.append(_("No project serves it that you may see."))
    return joined(parts)


def figure_answer(figure: Figure) -> str:
    """Return what a key figure was last, and how that stands to its target."""
    kpi, last = figure.kpi, figure.last
    goal = _("target %(target)s by %(day)s") % {"target": figure_value(kpi, kpi.target), "day": short_date(kpi.due)}
    if last is None:
        return _("Not measured yet; %(goal)s.") % {"goal": goal}
    said = {"value": figure_value(kpi, last.value), "day": short_date(last.measured_on), "goal": goal}
    if figure.state == "reached":
        return _("%(value)s on %(day)s: at its target (%(goal)s).") % said
    if figure.way is None:
        return _("%(value)s on %(day)s: not held (%(goal)s).") % said
    said |= {"way": f"{100 * figure.way:.0f}", "time": f"{100 * figure.expected:.0f}"}
    return _("%(value)s on %(day)s: %(way)s %% of the way after %(time)s %% of the time (%(goal)s).") % said


def portfolios_answer(found: Sequence[View], budgets: Collection[int]) -> str:
    """Return how many portfolios there are and where the money is not enough, of those whose budget may be read."""
    if not found:
        return _("There is no portfolio that you may see.")
    told = [view for view in found if view.portfolio.pk in budgets and view.room is not None]
    short = [view.portfolio.code for view in told if (view.room or 0) < 0]
    said = ngettext("%(n)s portfolio.", "%(n)s portfolios.", len(found)) % {"n": len(found)}
    if not short:
        return said
    return joined([said, _("The budget is not enough in %(codes)s.") % {"codes": ", ".join(short)}])


def portfolio_answer(view: View, money: bool, capacity: Capacity | None) -> str:
    """Return how the projects stand, what the budget leaves, and whether there are enough people."""
    n = len(view.parts)
    parts = [
        _("Projects: %(n)s (red %(red)s, amber %(amber)s, green %(green)s).")
        % {"n": n, "red": view.red, "amber": view.amber, "green": view.green}
    ]
    if money and view.room is not None:
        short = _("The estimate at completion is %(yen)s million yen above the budget.")
        enough = _("The budget leaves %(yen)s million yen after the estimate at completion.")
        parts.append((short if view.room < 0 else enough) % {"yen": in_millions(abs(view.room))})
    if capacity is not None and capacity.given:
        if capacity.over:
            said = ngettext(
                "In %(n)s of %(weeks)s weeks more people are wanted than given.",
                "In %(n)s of the %(weeks)s weeks more people are wanted than given.",
                capacity.over,
            )
            parts.append(said % {"n": capacity.over, "weeks": len(capacity.mondays)})
        else:
            parts.append(
                _("The people given are enough for the next %(weeks)s weeks.") % {"weeks": len(capacity.mondays)}
            )
    return joined(parts)
