"""A gate's way: prepared, handed in, ruled on by somebody else, its conditions closed one by one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.core.actions import records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level
from kaname.domains.project.models import Phase, Project
from kaname.domains.quality.actions import telling
from kaname.domains.quality.actions.writing import acting, add, change
from kaname.domains.quality.enums import GateState, Ruling
from kaname.domains.quality.models import Gate, GateCondition, GateStep
from kaname.domains.quality.rules import demand, may_measure, may_plan, may_rule
from kaname.domains.quality.validators import checked_criteria, score_of, unjudged, unmet

FIELDS = ("planned_on", "criteria", "size", "unit", "summary", "summary_en")
VERBS = {Ruling.PASSED: "gate.pass", Ruling.CONDITIONAL: "gate.pass_with_conditions", Ruling.FAILED: "gate.fail"}


@transaction.atomic
def prepare(*, project: Project, phase: Phase, by: Any, **values: Any) -> Gate:
    """Begin a gate's review at the end of a phase: the first, or the next after one that was not passed."""
    demand(may_plan(by, project), by)
    locked = records.locked(project)
    found = Problems()
    given = _checked(found, values)
    if phase.project_id != project.pk:
        found.note(_("Choose a phase of this project."), "phase")
    last = Gate.objects.filter(phase=phase).order_by("-attempt").first()
    if last is not None and last.ruling != Ruling.FAILED:
        said = _("The gate of this phase is not open for another review: %(state)s.")
        found.note(said % {"state": last.get_ruling_display() or last.get_state_display()}, "phase")
    found.refuse()
    number = (locked.gates.aggregate(last=Max("number"))["last"] or 0) + 1
    attempt = 1 if last is None else last.attempt + 1
    code = f"{project.code}-G{number:02}"
    row = Gate(project=locked, number=number, code=code, phase=phase, attempt=attempt, **given)
    made = add(row, "gate.prepare", by, project.pk)
    _step(made, by)
    return made


def update(*, gate: Gate, by: Any, version: int | None = None, **values: Any) -> Gate:
    """Change what a gate judges by and what was found, until it is handed in."""
    demand(may_plan(by, gate.project), by)
    _demand_state(gate, GateState.PREPARING)
    found = Problems()
    given = _checked(found, {name: getattr(gate, name) for name in FIELDS} | values)
    found.refuse()
    return change(gate, given, "gate.update", by, gate.project_id, version)


@transaction.atomic
def apply(*, gate: Gate, by: Any, remark: str = "", version: int | None = None) -> Gate:
    """Hand a gate in: every criterion is judged, and its evidence named; those who rule are told."""
    demand(may_plan(by, gate.project), by)
    fresh = records.locked(gate)
    _demand_state(fresh, GateState.PREPARING)
    wrong = not_ready(fresh)
    if wrong:
        raise ValidationError(wrong)
    values = {"state": GateState.APPLIED, "score": score_of(fresh.criteria)}
    written = change(fresh, values, "gate.apply", by, fresh.project_id, version, remark.strip())
    _step(written, by, remark)
    telling.applied(written, by)
    return written


def not_ready(gate: Gate) -> list[str]:
    """Return everything that keeps a gate from being handed in."""
    wrong, places = [], unjudged(gate.criteria)
    if places:
        wrong.append(_("Not judged yet: criterion %(places)s.") % {"places": ", ".join(map(str, places))})
    bare = [n for n, c in enumerate(gate.criteria, 1) if n not in places and not c["evidence"]]
    if bare:
        wrong.append(_("Without evidence: criterion %(places)s.") % {"places": ", ".join(map(str, bare))})
    return wrong


@transaction.atomic
def send_back(*, gate: Gate, remark: str, by: Any, version: int | None = None) -> Gate:
    """Return a gate to those who prepared it, with what is missing."""
    demand(may_rule(by, gate), by, Level.DECIDE)
    fresh = records.locked(gate)
    _demand_state(fresh, GateState.APPLIED)
    if not remark.strip():
        raise ValidationError({"remark": _("Say what is missing.")})
    values = {"state": GateState.PREPARING, "score": None}
    written = change(fresh, values, "gate.send_back", by, fresh.project_id, version, remark.strip())
    _step(written, by, remark)
    return written


@transaction.atomic
def rule(
    *, gate: Gate, ruling: str, reason: str, by: Any, conditions: Iterable[Mapping[str, Any]] = (),
    version: int | None = None, reason_en: str = "",
) -> Gate:  # fmt: skip
    """Rule on a gate: passed, passed with conditions (each with who and by when), or not passed.

    No plain pass where a must is not met. Who handed it in does not rule.
    """
    demand(may_rule(by, gate), by, Level.DECIDE)
    fresh = records.locked(gate)
    _demand_state(fresh, GateState.APPLIED)
    asked = [c for c in conditions if any(c.get(name) for name in ("text", "owner", "due"))]
    found = Problems()
    if ruling not in Ruling.values:
        found.note(_("Choose a ruling."), "ruling")
    if not reason.strip():
        found.note(_("Say why."), "reason")
    missing = unmet(fresh.criteria)
    if ruling == Ruling.PASSED and missing:
        said = _("A must is not met (criterion %(places)s): pass with conditions, or do not pass.")
        found.note(said % {"places": ", ".join(map(str, missing))}, "ruling")
    _check_conditions(found, ruling, asked)
    found.refuse()
    state = GateState.CONDITIONS if ruling == Ruling.CONDITIONAL else GateState.DONE
    who = {"ruled_on": today(), "ruled_by": acting(by), "reason": reason.strip(), "reason_en": reason_en.strip()}
    values = {"state": state, "ruling": ruling, **who}
    written = change(fresh, values, VERBS[Ruling(ruling)], by, fresh.project_id, version, reason.strip())
    for each in asked:
        given = {name: each[name] for name in ("text", "text_en", "owner", "due") if name in each}
        row = GateCondition(gate=written, asked_on=today(), **given)
        add(row, "gate_condition.ask", by, fresh.project_id)
    _step(written, by, reason)
    telling.ruled(written, by)
    return written


@transaction.atomic
def close_condition(*, condition: GateCondition, evidence: str, by: Any, version: int | None = None) -> GateCondition:
    """Note that a condition is met, and by what; with the last one the gate is settled."""
    gate = condition.gate
    demand(may_measure(by, gate.project), by)
    fresh = records.locked(condition)
    if fresh.closed_on is not None:
        raise ValidationError(_("This condition is closed already."))
    if not evidence.strip():
        raise ValidationError({"evidence": _("Say by what it is met: a document, a result.")})
    values = {"closed_on": today(), "closed_by": acting(by), "evidence": evidence.strip()}
    written = change(fresh, values, "gate_condition.close", by, gate.project_id, version, evidence.strip())
    if not gate.conditions.filter(closed_on=None).exists():
        settled = change(gate, {"state": GateState.DONE}, "gate.settle", by, gate.project_id)
        _step(settled, by)
    return written


def _step(gate: Gate, by: Any, remark: str = "") -> GateStep:
    return GateStep.objects.create(
        gate=gate, state=gate.state, ruling=gate.ruling, remark=remark.strip(), made_at=timezone.now(),
        made_by=acting(by),
    )  # fmt: skip


def _checked(found: Problems, values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: values[name] for name in FIELDS if name in values}
    if given.get("unit") is None:
        given["unit"] = ""
    with found.gathered():
        given["criteria"] = checked_criteria(given.get("criteria") or ())
    if given.get("size") is not None and not given["unit"]:
        found.note(_("Say what the size is counted in."), "unit")
    if given.get("size") is not None and given["size"] <= 0:
        found.note(_("Give a size above 0, or none."), "size")
    if given.get("size") is None:
        given |= {"size": None, "unit": ""}
    return given


def _check_conditions(found: Problems, ruling: str, asked: list[Mapping[str, Any]]) -> None:
    if ruling == Ruling.CONDITIONAL and not asked:
        found.note(_("Write at least one condition, with who sees to it and by when."), "conditions")
    if ruling != Ruling.CONDITIONAL and asked:
        found.note(_("Conditions belong to a pass with conditions."), "conditions")
    for place, each in enumerate(asked, start=1):
        if not all(each.get(name) for name in ("text", "owner", "due")):
            said = _("Condition %(place)s needs its words, who sees to it, and a day.")
            found.note(said % {"place": place}, "conditions")
        elif each["due"] < today():
            found.note(_("Condition %(place)s: the day has passed already.") % {"place": place}, "conditions")


def _demand_state(gate: Gate, state: GateState) -> None:
    if gate.state != state:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": gate.get_state_display()})
