"""Sections about people: who comes and goes, who is overloaded, who has reported, what waits for a decision."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.control.models import Decision
from kaname.domains.control.queries.decisions import Standing, standings
from kaname.domains.control.queries.past import asked_until, turned_back
from kaname.domains.core.names import chosen, spoken
from kaname.domains.people.enums import Subject
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import ProjectMember
from kaname.domains.reporting.queries.reports import cells
from kaname.domains.reporting.queries.reports.making import Sentences, more, row, site_link, table, written
from kaname.domains.reporting.queries.reports.standpoint import Standpoint
from kaname.domains.schedule.queries.rounds import latest_frozen, standing
from kaname.exchange.reports.document import Row, Section

DECISION = Subject.DECISION.value
ENDING = timedelta(days=60)


def team(stand: Standpoint, number: str) -> Section:
    """Return who came, who went, and whose term ends within sixty days."""
    began = stand.before or stand.as_of - timedelta(days=7)
    held = ProjectMember.objects.filter(project=stand.project).select_related("person")
    came = held.filter(valid_from__gt=began, valid_from__lte=stand.as_of)
    went = held.filter(valid_to__gte=began, valid_to__lt=stand.as_of)
    ends = held.filter(valid_to__gte=stand.as_of, valid_to__lte=stand.as_of + ENDING)
    columns = (
        (_("Joined or left"), "text", 2),
        (_("Person"), "text", 4),
        (_("Role"), "text", 4),
        (_("Date"), "date", 3),
    )
    rows = [
        *(_member(_("joined"), m, m.valid_from) for m in came.order_by("valid_from")),
        *(_member(_("left"), m, m.valid_to) for m in went.order_by("valid_to")),
        *(_member(_("ends soon"), m, m.valid_to) for m in ends.order_by("valid_to")),
    ]
    count = held.filter(held_on(stand.as_of)).values("person").distinct().count()
    said = _("People in the project: %(count)s. Since last time joined: %(came)s, left: %(went)s.") % {
        "count": count,
        "came": len(came),
        "went": len(went),
    }
    block = (table("", columns, rows[:6], "", more(6, len(rows))),) if rows else ()
    return Section("team", f"{number} {_('Team')}".strip(), (said,), block)


def _member(what: str, member: ProjectMember, day: date | None) -> Row:
    return row(
        member.pk,
        cells.text(what),
        cells.text(spoken(member.person)),
        cells.text(member.get_role_display()),
        cells.day(day),
    )


def collected(stand: Standpoint, number: str) -> Section:
    """Return who has reported in the round of the as-of date."""
    title = f"{number} {_('Reports received')}".strip()
    round_ = latest_frozen(stand.as_of)
    if round_ is None or (stand.before and round_.as_of <= stand.before):
        return Section("collected", title, (_("Progress was not collected by a round for this date."),))
    told = standing(round_, stand.project)
    missing = "、".join(sorted({spoken(e.person) for e in told.missing}))
    values = {"received": len(told.received), "expected": len(told.expected), "missing": missing}
    if not missing:
        return Section("collected", title, (_("All %(expected)s reports are in.") % values,))
    return Section(
        "collected", title, (_("%(received)s of %(expected)s reports are in. Missing: %(missing)s.") % values,)
    )


def decisions_of(stand: Standpoint) -> list[Standing]:
    """Return the decisions that were raised by the as-of date, as they stood then."""
    rows = asked_until(Decision.objects.filter(project=stand.project), stand.as_of)
    then = turned_back(rows.select_related("project", "decider", "decided_by"), stand.as_of, stand.project)
    return standings(sorted(then, key=lambda d: (d.decide_by or date.max, d.pk)), stand.as_of)


def asked(stand: Standpoint, number: str, count: int, sentences: Sentences) -> Section:
    """Return what is to be decided: options, until when, by whom, since when it waits."""
    found = [s for s in decisions_of(stand) if s.waits]
    columns = (
        (_("No."), "text", 4),
        (_("Question"), "text", 8),
        (_("Options (★ recommended)"), "text", 9),
        (_("Decide by"), "date", 4),
        (_("Decides"), "text", 3),
        (_("Waiting"), "integer", 2),
    )
    late = [s for s in found if s.late]
    drafted = [
        _("Decisions that wait: %(count)s, beyond their date: %(late)s. Asked of: %(who)s.")
        % {
            "count": len(found),
            "late": len(late),
            "who": "、".join(dict.fromkeys(spoken(s.decision.decider) for s in found)),
        }
        if found
        else ""
    ]
    rows = [_asked(stand, s) for s in found[:count]]
    block = table("", columns, rows, _("Nothing waits for a decision."), more(len(rows), len(found)))
    said = written(sentences, "asked", drafted)
    return Section("asked", f"{number} {_('Decisions and requests')}".strip(), said, (block,), DECISION, "asked")


def _asked(stand: Standpoint, s: Standing) -> Row:
    d = s.decision
    return row(
        d.code,
        cells.text(d.shown_code, site_link(stand, "decisions/")),
        cells.text(chosen(d.question, d.question_en)),
        cells.text(" / ".join(_option(o, d.recommendation) for o in d.options)),
        cells.day(d.decide_by, tone="late" if s.late else ""),
        cells.text(spoken(d.decider)),
        cells.number(s.days, "late" if s.late else ""),
    )


def _option(option: dict[str, Any], recommended: str) -> str:
    mark = "★" if option.get("key") == recommended and recommended else ""
    return f"{mark}{option.get('key', '')} {chosen(option.get('title', ''), option.get('title_en', ''))}"


def comparison(s: Standing) -> Section:
    """Return one question with its options side by side: effect, cost, time, risk, recommendation (6.2, slide 8)."""
    d = s.decision
    columns = (
        (_("Option"), "text", 4),
        (_("Effect"), "text", 5),
        (_("Costs"), "yen", 2),
        (_("Working days"), "days", 2),
        (_("Risk"), "text", 5),
        (_("Recommended"), "text", 2),
    )
    rows = [
        row(
            o.get("key", ""),
            cells.text(_option(o, "")),
            cells.text(chosen(o.get("effect", ""), o.get("effect_en", ""))),
            cells.amount(o.get("cost_yen"), "yen"),
            cells.days(o.get("days")),
            cells.text(chosen(o.get("risk", ""), o.get("risk_en", ""))),
            cells.text("★" if o.get("key") == d.recommendation else ""),
        )
        for o in d.options
    ]
    said = [
        chosen(d.question, d.question_en),
        _("Decide by %(day)s: %(who)s.") % {"day": cells.day_words(d.decide_by), "who": spoken(d.decider)},
        chosen(d.recommended_because, d.recommended_because_en),
    ]
    title = _("To decide: %(code)s") % {"code": d.shown_code}
    return Section(f"decide-{d.code}", title, tuple(filter(None, said)), (table("", columns, rows, "―"),), DECISION)


def settled(stand: Standpoint, since: date | None) -> Section:
    """Return what was decided since a date: how the last meeting's decisions were carried out."""
    found = [s for s in decisions_of(stand) if s.decision.settled and not s.waits]
    recent = [s for s in found if since is None or _day(s) >= since]
    columns = (
        (_("No."), "text", 3),
        (_("Question"), "text", 8),
        (_("Decided"), "text", 5),
        (_("Decided on"), "date", 3),
        (_("By"), "text", 3),
        (_("Days to decide"), "integer", 2),
    )
    rows = [_settled(stand, s) for s in recent[:8]]
    block = table("", columns, rows, _("Nothing was decided in this time."), more(len(rows), len(recent)))
    return Section("settled", _("Decisions taken since the last meeting"), (), (block,), DECISION)


def _settled(stand: Standpoint, s: Standing) -> Row:
    d = s.decision
    option: dict[str, Any] = next((o for o in d.options if o.get("key") == d.chosen), {})
    return row(
        d.code,
        cells.text(d.shown_code, site_link(stand, "decisions/")),
        cells.text(chosen(d.question, d.question_en)),
        cells.text(_option(option, "") if option else d.get_state_display()),
        cells.day(_day(s)),
        cells.text(spoken(d.decided_by)),
        cells.number(s.days),
    )


def _day(s: Standing) -> date:
    from kaname.domains.control.queries.decisions import day_of

    return day_of(s.decision.decided_at)


def not_kept(titles: Iterable[str]) -> Section:
    """Return one open line for the registers that this version does not keep."""
    said = _("No register of these is kept in this version, so nothing can be said of them here: %(what)s.")
    return Section("not-kept", "・".join(titles), (said % {"what": "、".join(titles)},))
