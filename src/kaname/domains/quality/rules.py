"""Who may do what about quality (specification 2.3, 2.6, 2.13), and how a project's quality stands on a day."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed, can_company
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can, roles_in
from kaname.domains.quality.enums import NEXT, WITH_REASON, DefectState, GateState
from kaname.domains.quality.models import Defect, Gate


@dataclass(frozen=True, slots=True)
class Out:
    """A metric whose last reading was out of its band; ``key``: the measure's."""

    key: int
    name: str
    name_en: str
    value: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class OpenS1:
    """A defect of severity S1 that is open: for so many business days (specification 5.4)."""

    code: str
    title: str
    title_en: str
    days: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A gate that was not passed, and whose phase has passed none since."""

    code: str
    phase: str
    phase_en: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project's quality stood at the end of a day. ``read``: metrics with a reading; ``defects``: ever reported;
    ``ruled``: gates ruled on. Where all three are 0, nothing is recorded, which is not green.
    """

    read: int = 0
    defects: int = 0
    ruled: int = 0
    open: int = 0
    conditions: int = 0
    out: tuple[Out, ...] = field(default=())
    s1: tuple[OpenS1, ...] = field(default=())
    failed: tuple[Failed, ...] = field(default=())

    @property
    def recorded(self) -> bool:
        """Whether anything is recorded."""
        return bool(self.read or self.defects or self.ruled)


def person_of(user: Any) -> Person | None:
    """Return who a user is; kept on the user for the request."""
    if user is None:
        return None
    if "_quality_person" not in user.__dict__:
        user.__dict__["_quality_person"] = Person.objects.filter(user_id=user.pk).first()
    found: Person | None = user.__dict__["_quality_person"]
    return found


def keeps_catalogue(user: Any) -> bool:
    """Return whether a user keeps the company's catalogue: a standard (specification 2.2)."""
    return can_company(user, Subject.METRIC, Level.EDIT)


def may_plan(user: Any, project: Project) -> bool:
    """Return whether a user chooses metrics and bands, and prepares gates."""
    return can(user, project, Subject.GATE, Level.EDIT)


def may_report(user: Any, project: Project) -> bool:
    """Return whether a user reports defects; freelancers too, who read nothing else of quality."""
    return can(user, project, Subject.QUALITY, Level.EDIT) or Role.FREELANCER in roles_in(user, project)


def may_measure(user: Any, project: Project) -> bool:
    """Return whether a user writes readings, and closes conditions of gates."""
    return can(user, project, Subject.QUALITY, Level.EDIT)


def may_write(user: Any, defect: Defect) -> bool:
    """Return whether a user writes a defect: freelancers those that they fix or have reported (matrix: own)."""
    if can(user, defect.project, Subject.QUALITY, Level.EDIT):
        return True
    person = person_of(user)
    own = (person is not None and person.pk == defect.owner_id) or defect.created_by_id == getattr(user, "pk", 0)
    return own and may_report(user, defect.project)


def may_decline(user: Any, project: Project) -> bool:
    """Return whether a user decides that a defect is not fixed (matrix: ◎)."""
    return can(user, project, Subject.QUALITY, Level.DECIDE)


def may_move(user: Any, defect: Defect, to: str) -> bool:
    """Return whether a user may bring a defect into a state next."""
    return to in NEXT.get(defect.state, ()) and may_write(user, defect)


def check_move(user: Any, defect: Defect, to: str) -> None:
    """Refuse a step that is not the next one, then one that is not this user's. The system itself (None) may."""
    if to not in NEXT.get(defect.state, ()):
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": defect.get_state_display()})
    if user is not None and not may_write(user, defect):
        raise NotAllowed(Subject.QUALITY, Level.EDIT)


def may_rule(user: Any, gate: Gate) -> bool:
    """Return whether a user rules on a gate: a sponsor or the PMO manager, never who handed it in."""
    if gate.state != GateState.APPLIED or not can(user, gate.project, Subject.GATE, Level.DECIDE):
        return False
    applied = [s for s in gate.steps.all() if s.state == GateState.APPLIED]
    person = person_of(user)
    return not applied or person is None or applied[-1].made_by_id != person.pk


def needs_remark(defect: Defect, to: str) -> bool:
    """Return whether going to a state needs a reason."""
    return to == DefectState.DECLINED or (defect.state, to) in WITH_REASON


def demand(allowed: bool, by: Any, needed: Level = Level.EDIT) -> None:
    """Raise NotAllowed where a rule says no; the system itself (None) may."""
    if by is not None and not allowed:
        raise NotAllowed(Subject.QUALITY, needed)
