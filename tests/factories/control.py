"""Decisions for tests, written straight into the table: by default one that waits for a sponsor."""

from datetime import date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from factories.people import AS_OF
from factories.project import make_member, make_person
from kaname.domains.control.enums import DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity

_numbers = count(1)


def option(key: str, title: str, **values) -> dict:
    texts = dict.fromkeys(("title_en", "effect", "effect_en", "risk", "risk_en"), "")
    return {"key": key, "title": title, "cost_yen": None, "days": None} | texts | values


OPTIONS = [
    option("A", "延期", effect="範囲を守れます", days=15),
    option("B", "増員", effect="期日を守れます", cost_yen=2_000_000),
]


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), ZoneInfo("Asia/Tokyo"))


def make_decision(
    project: Project,
    decider: Person | None = None,
    *,
    raised: date = AS_OF,
    blocks: tuple[Activity, ...] = (),
    **values,
) -> Decision:
    """A decision that waits; with ``decided`` a day, it was taken then for option A."""
    n = next(_numbers)
    if decider is None:
        decider = make_person()
        make_member(project, decider, Role.SPONSOR)
    settled = values.pop("decided", None)
    given = {
        "number": n,
        "code": f"{project.code}-決-{n:04}",
        "state": DecisionState.RAISED,
        "question": f"見本の問い{n}",
        "options": OPTIONS,
        "decider": decider,
        "decide_by": AS_OF,
        "raised_at": at(raised),
        "raised_by": decider,
    }
    if settled is not None:
        given |= {"state": DecisionState.DECIDED, "chosen": "A", "reason": "効果が大きいため"}
        given |= {"decided_at": at(settled), "decided_by": decider}
    made = Decision.objects.create(project=project, **given | values)
    made.blocked.add(*blocks)
    return made
