"""The answer of the pages of teams, in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.core.names import spoken
from kaname.domains.reporting.bridge.team_week import Week
from kaname.domains.reporting.bridge.teams import Line, RollUp
from kaname.web.templatetags.marks import joined, short_date


def tree_answer(found: RollUp) -> str:
    """Return how many teams there are, and which one is furthest behind."""
    teams = [line for line in found.lines if line.team is not None]
    if not teams:
        return _("There are no teams yet. Everybody stands in the project itself.")
    deep = max(line.depth for line in teams) + 1
    said = ngettext("%(n)s team", "%(n)s teams", len(teams)) % {"n": len(teams)}
    said = _("%(teams)s on %(deep)s levels.") % {"teams": said, "deep": deep}
    behind = max(teams, key=lambda line: (line.own.late, -line.depth))
    if not found.plan or not behind.own.late:
        return joined([said, _("No activity of a team is late.")]) if found.plan else said
    late = ngettext("%(n)s late activity", "%(n)s late activities", behind.own.late) % {"n": behind.own.late}
    worst = _("Furthest behind: %(team)s, %(late)s.") % {"team": spoken(behind.team), "late": late}
    return joined([said, worst])


def team_answer(line: Line, week: Week | None) -> str:
    """Return what a team's week looks like."""
    if week is None:
        return ngettext("%(n)s person.", "%(n)s people.", len(line.whole.people)) % {"n": len(line.whole.people)}
    late = sum(work.late for work in week.work)
    due = len(week.work) + week.more - late
    said = [_("Late: %(late)s, due by %(day)s: %(due)s.") % {"late": late, "due": due, "day": short_date(week.last)}]
    if week.from_us:
        said.append(_("Others wait for us %(n)s times.") % {"n": len(week.from_us)})
    return joined(said)
