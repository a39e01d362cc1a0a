"""Whom the projects asked for in two quarters: filled from inside and outside, called off, expired, late, waiting."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from kaname.demo.company import AS_OF, Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made, manager_code
from kaname.demo.tongue import said, with_twin
from kaname.demo.wbs import DATA
from kaname.domains.capability.models import Skill
from kaname.domains.core.instants import ticks_of_date
from kaname.domains.resource.bridge.company import months_of
from kaname.domains.schedule.models import Assignment
from kaname.domains.staffing.actions import demands, steps
from kaname.domains.staffing.models import RoleDemand

QUIET = date(2026, 8, 27)
"""Up to this day nothing else happens in the demo, and every project that asks for somebody is set up before."""
PMO, COORDINATOR = "K001", "K044"
HOURS = {"raised": 10.5, "approved": 13.5, "inside": 14.5, "outside": 15.0, "choosing": 15.5, "arranging": 16.0}


def happenings(projects: list[Made], company: Company) -> list[Happening]:
    """Return every step of every demand, in order, and the mornings on which the clock tells of what is late."""
    by_code = {made.case.code: made for made in projects}
    with (DATA / "demands.toml").open("rb") as file:
        stories = tomllib.load(file)["demand"]
    found = [
        h
        for n, story in enumerate(stories)
        if story["project"] in by_code
        for h in _of_story(story, by_code[story["project"]], company, n)
    ]
    mornings = {story["needed_by"] + timedelta(days=1) for story in stories}
    mornings |= {story["period"][1] + timedelta(days=1) for story in stories}
    found += [Happening(day, 7.0, steps.keep_time) for day in mornings if day <= AS_OF]
    return sorted(found, key=lambda h: (h.day, h.hour))


def _of_story(story: dict[str, Any], made: Made, company: Company, order: int) -> Iterator[Happening]:
    late = order / 100  # two demands of one day keep their order
    for state, day in story["way"].items():
        hour = HOURS.get(state, 16.5) + late
        if state == "raised":
            yield Happening(day, hour, lambda: _raise(story, made, company))
        else:
            yield Happening(day, hour, lambda state=state, day=day: _move(story, made, company, state, day))  # type: ignore[misc] # bound now
    if "back" in story:
        back = story["back"]
        yield Happening(back["on"], 11.0, lambda: _move(story, made, company, back["to"], back["on"], back["why"]))


def _raise(story: dict[str, Any], made: Made, company: Company) -> None:
    begins, ends = story["period"]
    fte = {f"{month:%Y-%m}": story["percent"] for month in months_of(begins, ends)}
    known = {skill.code: skill for skill in Skill.objects.all()}
    demands.raise_demand(
        project=made.project,
        by=company.user(manager_code(made.case, story["way"]["raised"])),
        skills=[
            {"skill": known[code], "level": level, "must": must}
            for code, level, must in story.get("skills", ())
            if code in known
        ],
        begins=begins,
        ends=ends,
        fte=fte,
        needed_by=story["needed_by"],
        ceiling_yen=story.get("ceiling"),
        **with_twin("role", *story["role"]),
        **with_twin("reason", *story["reason"]),
    )


def _move(
    story: dict[str, Any], made: Made, company: Company, state: str, day: date, why: list[str] | None = None
) -> None:
    demand = RoleDemand.objects.select_related("project").get(project=made.project, reason=said(*story["reason"]))
    manager = company.user(manager_code(made.case, day))
    people = company.user(PMO), company.user(COORDINATOR), company.user(made.case.sponsor)
    beyond = (story.get("ceiling") or 0) > 5_000_000
    by = {"approved": people[2] if beyond else people[0], "inside": people[0], "outside": people[1]}.get(state, manager)
    if state in ("choosing", "arranging"):
        begins, ends = story["period"]
        kinds = {kind: _of_people(story.get(name, ()), made, begins, ends, company) for kind, name in
                 (("hard", "who"), ("soft", "soft"))}  # fmt: skip
        demands.cover(demand=demand, by=manager, **kinds)
    words = why or story.get("remark") if state in ("withdrawn", "inside") else None
    steps.move(demand=demand, to=state, by=by, remark=said(*words) if words else "")


def _of_people(codes: Any, made: Made, begins: date, ends: date, company: Company) -> list[Assignment]:
    """Return what people are assigned to in a project while a period lasts."""
    people = [company.people[code] for code in codes]
    rows = Assignment.objects.filter(plan=made.plan, resource__person__in=people).select_related("plan", "activity")
    rows = rows.filter(activity__finish__gt=ticks_of_date(begins), activity__start__lt=ticks_of_date(ends))
    return list(rows.order_by("pk"))
