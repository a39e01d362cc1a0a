"""The answers in a sentence: of each plan, and of all together."""

from kaname.cli.page.facts import Facts
from kaname.cli.page.judgement import Judgement, Mark
from kaname.cli.page.overload import Person
from kaname.cli.page.text import NOTHING, Text, both, day, number, sentences, working_days
from kaname.words import N_


def project_answer(facts: Facts, j: Judgement) -> Text:
    """Return what a reader must know of one plan, most important first."""
    if facts.document is None:
        return both(N_("This file could not be read; its problems are listed below."))
    if not facts.work_rows:
        return both(N_("The file holds no activities."))
    if facts.finish is None:
        return both(N_("The dates of this plan could not be computed; its problems are listed below."))
    if not [a for a in facts.work_rows if a.actual_finish is None and (a.percent_complete or 0) < 100]:
        done = both(N_("All work is done; it ended on {finish}."), finish=day(facts.finish))
        return sentences([done, _slip(j), _cause(j) if j.causes else NOTHING])
    return sentences([_finish(facts, j), _drift(j), _deadline(facts, j), _cause(j), _confidence(facts)])


def _finish(facts: Facts, j: Judgement) -> Text:
    finish = day(facts.finish)
    if j.slip is None:
        return both(N_("Finishes on {finish}; there is no baseline to compare with."), finish=finish)
    if j.slip >= 0.5:
        message = N_("Finishes on {finish}, {days} later than the baseline.")
        return both(message, finish=finish, days=working_days(j.slip))
    if j.slip <= -0.5:
        message = N_("Finishes on {finish}, {days} earlier than the baseline.")
        return both(message, finish=finish, days=working_days(-j.slip))
    return both(N_("Finishes on {finish}, as the baseline says."), finish=finish)


def _drift(j: Judgement) -> Text:
    if j.drift is None or abs(j.drift) < 0.5:
        return NOTHING
    if j.drift > 0:
        message = N_("That is {days} later than the file says.")
        return both(message, days=working_days(j.drift))
    return both(N_("That is {days} earlier than the file says."), days=working_days(-j.drift))


def _slip(j: Judgement) -> Text:
    if j.slip is None:
        return NOTHING
    return both(N_("Against the baseline: {days}."), days=working_days(j.slip, sign=True))


def _deadline(facts: Facts, j: Judgement) -> Text:
    if j.missed:
        a = max(j.missed, key=lambda a: facts.spans[a.id].finish)
        message = N_("The deadline {deadline} of “{name}” is missed.")
        return both(message, name=a.name, deadline=day(a.deadline))
    if j.negative:
        return both(N_("Activities that cannot keep their fixed dates: {count}."), count=j.negative)
    return NOTHING


def _cause(j: Judgement) -> Text:
    if j.causes and (j.slip or 0) >= 0.5:
        message = N_("The largest cause is “{name}” ({days}).")
        return both(message, name=j.causes[0].activity.name, days=working_days(j.causes[0].added, sign=True))
    ahead = next((s for s in j.steps if s.open), None)
    if ahead is None:
        return NOTHING
    return both(N_("“{name}” sets the finish now."), name=ahead.activity.name)


def _confidence(facts: Facts) -> Text:
    if facts.forecast is None or 80 not in facts.forecast.points:
        return NOTHING
    p80 = facts.forecast.points[80].finish
    chance = facts.forecast.chance_of_plan
    if chance is None:
        return both(N_("With 80 % confidence it ends by {p80}."), p80=day(p80))
    message = N_("With 80 % confidence it ends by {p80}; the chance of the computed date is {chance}.")
    return both(message, p80=day(p80), chance=_percent(chance))


def portfolio_answer(plans: list[tuple[Facts, Judgement]], crowd: list[Person], problems: int) -> Text:
    """Return the page's first sentences."""
    marks = [j.mark for f, j in plans if f.document is not None]
    unread = len(plans) - len(marks)
    red, amber = marks.count(Mark.RED), marks.count(Mark.AMBER)
    unknown = marks.count(Mark.UNKNOWN)
    parts = [_count(len(marks), red, amber, unknown), _worst(plans), _people(crowd), _unmeasured(len(marks), unknown)]
    if unread:
        parts.append(both(N_("Files that could not be read: {count}."), count=unread))
    if problems:
        parts.append(both(N_("Problems found in the files: {count}."), count=problems))
    return sentences(parts)


def _count(total: int, red: int, amber: int, unknown: int) -> Text:
    if not total:
        return both(N_("No plan could be read."))
    if red + amber:
        message = N_("Attention is needed on {some} of {total} plans (● {red} red, ▲ {amber} amber).")
        return both(message, some=red + amber, total=total, red=red, amber=amber)
    if unknown == total:
        return both(N_("None of the {total} plans has a baseline or a deadline to be measured against."), total=total)
    return both(N_("No plan among {total} needs attention."), total=total)


def _unmeasured(total: int, unknown: int) -> Text:
    if not 0 < unknown < total:
        return NOTHING
    return both(N_("Plans without a baseline or a deadline to be measured against: {count}."), count=unknown)


def _worst(plans: list[tuple[Facts, Judgement]]) -> Text:
    late = [(f, j) for f, j in plans if (j.slip or 0) >= 0.5]
    if not late:
        return NOTHING
    facts, j = max(late, key=lambda pair: pair[1].slip or 0.0)
    if j.causes:
        message = N_("The latest is “{plan}”, {days} behind its baseline, mostly by “{cause}”.")
        return both(message, plan=facts.name, days=working_days(j.slip), cause=j.causes[0].activity.name)
    message = N_("The latest is “{plan}”, {days} behind its baseline.")
    return both(message, plan=facts.name, days=working_days(j.slip))


def _people(crowd: list[Person]) -> Text:
    over = [p for p in crowd if p.over and p.shared]
    if not over:
        return NOTHING
    first = max(over, key=lambda p: (p.peak.load or 0.0) if p.peak else 0.0)
    peak = first.peak
    if peak is None or peak.load is None:
        return NOTHING
    message = N_(
        "People above 100 % because several plans want them: {count}; the most, {name}, {load} % in the week of {week}."
    )
    return both(message, count=len(over), name=first.name, load=number(100 * peak.load, 0), week=day(peak.monday))


def _percent(share: float) -> Text:
    """Return a chance in whole percent; a simulation cannot say exactly none or all."""
    if share < 0.01:
        return Text("1％未満", "below 1 %")
    return Text("99％超", "above 99 %") if share > 0.99 else Text(f"{100 * share:.0f}％", f"{100 * share:.0f} %")
