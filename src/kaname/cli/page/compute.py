"""A plan file through reader and engine to the facts that the page shows. One failure never stops the page."""

from datetime import datetime
from pathlib import Path

from kaname.cli.page.earned import earned_value
from kaname.cli.page.facts import Facts, Span
from kaname.cli.page.forecast import forecast
from kaname.cli.page.health import checks
from kaname.cli.page.moments import moment
from kaname.cli.page.preparation import prepared
from kaname.cli.page.settings import Settings
from kaname.cli.page.working_time import WorkingTime
from kaname.engine.cpm import Schedule
from kaname.engine.cpm.driving import driving_of
from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.compile import RESOLUTION, CompiledPlan, policy_for, schedule_plan
from kaname.exchange.document import PlanDocument
from kaname.exchange.formats import read_plan


def facts_of(path: Path, settings: Settings) -> Facts:
    """Return the facts of one file; what is wrong with it is among them."""
    facts = Facts(path.name)
    try:
        document = read_plan(path)
    except ProblemsFound as refused:
        facts.problems += refused.diagnostics
        return facts
    return facts_of_document(document, path.name, settings)


def facts_of_document(document: PlanDocument, file: str, settings: Settings) -> Facts:
    """Return the facts of a document that was read."""
    document = prepared(document)
    facts = Facts(file, document, problems=list(document.diagnostics))
    try:
        compiled, dates = schedule_plan(document)
    except ProblemsFound as refused:
        facts.problems += refused.diagnostics
        return facts
    facts.problems += [d for d in compiled.diagnostics if d not in facts.problems]
    facts.finish_by_rules = moment(dates.project_finish)
    facts.checks = checks(compiled, dates)
    if document.project.status_date is not None:
        compiled, dates = schedule_plan(document, policy_for(document, None, reschedule=True))
    _add_dates(facts, compiled, dates)
    if not facts.spans:
        return facts
    facts.earned = earned_value(document)
    facts.forecast = forecast(facts, compiled, dates, settings)
    return facts


def _add_dates(facts: Facts, compiled: CompiledPlan, dates: Schedule) -> None:
    document = compiled.document
    moments = {
        name: [moment(x) for x in column.tolist()]
        for name, column in (("start", dates.start), ("finish", dates.finish), ("late", dates.late_finish))
    }
    known = [m for column in moments.values() for m in column if m is not None]
    if not known:
        return
    time = WorkingTime(document, [*known, *_promised(facts)])
    facts.works, facts.between = time.works, time.days
    facts.capacity = {r.id: time.minutes(r.calendar_id) for r in document.resources if r.kind == "work"}
    facts.policy = compiled.policy.name
    day = time.minutes_per_day * RESOLUTION
    for i, a in enumerate(compiled.activities):
        start, finish = moments["start"][i], moments["finish"][i]
        if start is None or finish is None or not a.active:
            continue
        facts.spans[a.id] = Span(
            start, finish, moments["late"][i], round(float(dates.total_float[i]) / day, 1), bool(dates.critical[i])
        )
    facts.finish = max((facts.spans[a.id].finish for a in facts.work_rows if a.id in facts.spans), default=None)
    names = dates.network.names
    facts.driving = {names([row])[0]: names(before) for row, before in driving_of(dates).items()}


def _promised(facts: Facts) -> list[datetime]:
    """Return every instant besides the computed ones that working days are counted from or to."""
    found = [facts.status]
    for a in facts.work_rows:
        found += [a.deadline, a.stored.start, a.stored.finish]
        found += [d for b in a.baselines.values() for d in (b.start, b.finish)]
    return [d for d in found if d is not None]
