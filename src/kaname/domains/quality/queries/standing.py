"""How the quality of many projects stood at the end of a day, from rows that nobody changes: a few queries for all."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from kaname.domains.quality.enums import OPEN, Ruling, Severity
from kaname.domains.quality.models import Defect, DefectStep, Gate, GateCondition, Reading
from kaname.domains.quality.queries.days import day_of, end_of
from kaname.domains.quality.rules import Failed, OpenS1, Out, Standing
from kaname.domains.quality.validators import inside
from kaname.domains.resource.bridge.company import business_days, company_rules

TITLES = ("title", "title_en")


def standings(projects: Iterable[int], day: date) -> dict[int, Standing]:
    """Return, by project, how its quality stood. Four queries; where an S1 is open, five more, however many."""
    keys = set(projects)
    read, out = _metrics(keys, day)
    defects, opened, worst = _defects(keys, day)
    s1 = _waiting(worst, day)
    ruled, failed = _gates(keys, day)
    conditions = _conditions(keys, day)
    return {
        key: Standing(
            read=read[key], defects=defects[key], ruled=ruled[key], open=opened[key], conditions=conditions.get(key, 0),
            out=tuple(out[key]), s1=tuple(s1[key]), failed=tuple(failed[key]),
        )
        for key in keys
    }  # fmt: skip


def standing_readings(day: date) -> QuerySet[Reading]:
    """Return the readings that counted at the end of a day: written by then, and not corrected by then."""
    end = end_of(day)
    rows = Reading.objects.filter(as_of__lte=day, written_at__lt=end)
    return rows.filter(Q(corrected=None) | Q(corrected__written_at__gte=end))


def last_readings(day: date) -> QuerySet[Reading]:
    """Return the newest reading of each metric that a project followed at the end of a day."""
    newest = Window(RowNumber(), partition_by="measure_id", order_by=(F("as_of").desc(), F("id").desc()))
    rows = standing_readings(day).filter(Q(measure__stopped_on=None) | Q(measure__stopped_on__gt=day))
    return rows.annotate(place=newest).filter(place=1).order_by("measure__project_id", "measure__number")


def last_steps(day: date) -> QuerySet[DefectStep]:
    """Return the newest step of each defect up to the end of a day.

    Filter it by what is the same in all steps of a defect only: Django asks other conditions before it looks for the
    newest, so that a closed defect would be found by an earlier step.
    """
    newest = Window(RowNumber(), partition_by="defect_id", order_by=(F("made_at").desc(), F("id").desc()))
    return DefectStep.objects.filter(made_at__lt=end_of(day)).annotate(place=newest).filter(place=1).order_by()


def _metrics(keys: set[int], day: date) -> tuple[dict[int, int], dict[int, list[Out]]]:
    read: dict[int, int] = defaultdict(int)
    out: dict[int, list[Out]] = defaultdict(list)
    named = (f"measure__metric__{name}" for name in ("name", "name_en"))
    rows = last_readings(day).filter(measure__project__in=keys)
    for key, *told in rows.values_list("measure__project_id", "measure_id", *named, "value", "lower", "upper"):
        read[key] += 1
        said = Out(*told)
        if not inside(said.value, said.lower, said.upper):
            out[key].append(said)
    return read, out


def _defects(keys: set[int], day: date) -> tuple[dict[int, int], dict[int, int], list[int]]:
    """Return by project how many were ever reported, how many are open; and the open ones of severity S1."""
    every: dict[int, int] = defaultdict(int)
    opened: dict[int, int] = defaultdict(int)
    worst = []
    rows = last_steps(day).filter(defect__project__in=keys)
    for key, defect, state, severity in rows.values_list("defect__project_id", "defect_id", "state", "severity"):
        every[key] += 1
        if state in OPEN:
            opened[key] += 1
            if severity == Severity.S1:
                worst.append(defect)
    return every, opened, worst


def _waiting(defects: list[int], day: date) -> dict[int, list[OpenS1]]:
    """Return by project its open S1 defects with their business days since they have been so without a break."""
    found: dict[int, list[OpenS1]] = defaultdict(list)
    if not defects:
        return found
    steps = DefectStep.objects.filter(defect__in=defects, made_at__lt=end_of(day))
    steps = steps.order_by("defect_id", "made_at", "id")
    since: dict[int, datetime | None] = {}
    for key, state, severity, moment in steps.values_list("defect_id", "state", "severity", "made_at"):
        bad = severity == Severity.S1 and state in OPEN
        since[key] = (since.get(key) or moment) if bad else None
    begun = {key: moment for key, moment in since.items() if moment is not None}
    days = business_days(company_rules(), [(day_of(moment), day) for moment in begun.values()])
    told = {defect.pk: defect for defect in Defect.objects.filter(pk__in=begun).only("project", "code", *TITLES)}
    for key, count in sorted(zip(begun, days, strict=True), key=lambda pair: -pair[1]):
        d = told[key]
        found[d.project_id].append(OpenS1(d.code, d.title, d.title_en, count))
    return found


def _gates(keys: set[int], day: date) -> tuple[dict[int, int], dict[int, list[Failed]]]:
    """Return by project how many rulings there were, and the phases whose newest ruling is "not passed"."""
    ruled: dict[int, int] = defaultdict(int)
    newest: dict[int, Gate] = {}
    for gate in Gate.objects.filter(project__in=keys, ruled_on__lte=day).select_related("phase").order_by("attempt"):
        ruled[gate.project_id] += 1
        newest[gate.phase_id] = gate
    failed: dict[int, list[Failed]] = defaultdict(list)
    for gate in newest.values():
        if gate.ruling == Ruling.FAILED:
            failed[gate.project_id].append(Failed(gate.code, gate.phase.name, gate.phase.name_en))
    return ruled, failed


def _conditions(keys: set[int], day: date) -> dict[int, int]:
    """Return by project how many conditions of gates were open."""
    rows = GateCondition.objects.filter(gate__project__in=keys, asked_on__lte=day).order_by()
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=day))
    return dict(rows.values("gate__project_id").annotate(n=Count("pk")).values_list("gate__project_id", "n"))
