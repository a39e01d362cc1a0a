"""Quality for tests, written straight into the tables: metrics with readings, defects with their way, gates."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from factories.control import at
from factories.people import AS_OF, make_person
from kaname.domains.people.models import Person
from kaname.domains.project.models import Phase, Project
from kaname.domains.quality.models import Defect, DefectStep, Gate, GateCondition, GateStep, Measure, Metric, Reading

_numbers = count(1)
MUST = {
    "text": "設計書が承認済み",
    "text_en": "Designs are approved",
    "must": True,
    "weight": 0,
    "met": True,
    "score": None,
}
CRITERIA = [MUST | {"evidence": "議事録"}]


def make_metric(**values) -> Metric:
    n = next(_numbers)
    given = {
        "code": f"M{n}",
        "name": f"指標{n}",
        "name_en": f"Metric {n}",
        "formula": "defects",
        "stage": "integration",
    }
    return Metric.objects.create(**given | {"unit": "ksloc", "lower": 1.0, "upper": 2.0} | values)


def make_measure(project: Project, metric: Metric | None = None, **values) -> Measure:
    n = next(_numbers)
    metric = metric or make_metric()
    given = {"number": n, "metric": metric, "lower": metric.lower, "upper": metric.upper, "begun_on": date(2026, 8, 1)}
    return Measure.objects.create(project=project, **given | values)


def make_reading(measure: Measure, value: float, day: date = AS_OF, **values) -> Reading:
    """A reading of ``value`` for a size of 10, written on its own day."""
    given = {"as_of": day, "count": value * 10, "size": 10.0, "unit": measure.metric.unit, "value": value, "n": 5}
    given |= {"lower": measure.lower, "upper": measure.upper, "written_at": at(day)}
    return Reading.objects.create(measure=measure, **given | values)


def make_defect(
    project: Project,
    way: Sequence[tuple[str, date]] = (("raised", AS_OF),),
    severity: str = "s3",
    by: Person | None = None,
    **values,
) -> Defect:
    """A defect that came into each state of ``way`` on that day; it stands in the last."""
    n = next(_numbers)
    given = {"number": n, "code": f"{project.code}-障-{n:04}", "state": way[-1][0], "severity": severity}
    given |= {
        "title": f"合計が合わない{n}",
        "title_en": f"Totals differ {n}",
        "found_on": way[0][1],
        "stage": "integration",
    }
    if way[-1][0] == "closed":
        given |= {"cause": "build", "injected": "build"}
    made = Defect.objects.create(project=project, **given | values)
    Defect.objects.filter(pk=made.pk).update(created_at=at(way[0][1]))
    by = by or make_person()
    for state, day in way:
        declined = {"decider": by, "remark": "影響がない"} if state == "declined" else {}
        DefectStep.objects.create(
            defect=made, state=state, severity=made.severity, owner=made.owner, due=made.due, made_at=at(day),
            made_by=by, **declined,
        )  # fmt: skip
    return made


def make_gate(project: Project, ruling: str = "", day: date = AS_OF, phase: Phase | None = None, **values) -> Gate:
    """A gate that was ruled on a day; without a ruling, one that is being prepared since then."""
    n = next(_numbers)
    phase = phase or Phase.objects.create(project=project, code=f"F{n}", name=f"工程{n}", name_en=f"Phase {n}")
    given = {"number": n, "code": f"{project.code}-G{n:02}", "phase": phase, "attempt": 1, "criteria": CRITERIA}
    way, person = [("preparing", "")], make_person()
    if ruling:
        state = "conditions" if ruling == "conditional" else "done"
        given |= {"ruling": ruling, "ruled_on": day, "ruled_by": person, "reason": "審査の結果", "state": state}
        way += [("applied", ""), (state, ruling)]
    made = Gate.objects.create(project=project, **given | values)
    for state, said in way:
        GateStep.objects.create(gate=made, state=state, ruling=said, made_at=at(day), made_by=person)
    return made


def made_of_quality(project: Project, trace: str, person: Person) -> dict:
    """One of everything, each bearing a trace, by the names of the addresses' parameters."""
    measure = make_measure(project, reason=f"見本{trace}")
    reading = make_reading(measure, 3.0, note=f"見本{trace}")
    defect = make_defect(project, severity="s1", title=f"見本{trace}", owner=person)
    gate = make_gate(project, "conditional", summary=f"見本{trace}")
    condition = GateCondition.objects.create(
        gate=gate, text=f"見本{trace}", owner=person, due=date(2026, 12, 1), asked_on=AS_OF
    )
    return {
        "measure": measure.number,
        "reading": reading.pk,
        "metric": measure.metric_id,
        "defect": defect.number,
        "gate": gate.number,
        "condition": condition.pk,
        "quality:defect-move.state": "investigating",
    }
