"""Skills: the starter list for a PMO, what everybody of the company can do, and what the system projects ask for."""

from collections.abc import Iterator
from datetime import date

from kaname.demo.company import Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made
from kaname.demo.tongue import said
from kaname.demo.wbs import read
from kaname.domains.capability.actions import person_skills, skills
from kaname.domains.capability.models import Skill
from kaname.domains.schedule.actions import skill_needs
from kaname.domains.schedule.models import Activity

ASSESSED, REVIEWED, ASKED = date(2026, 9, 14), date(2026, 9, 28), date(2026, 10, 5)
NEEDS = {
    "I2.1": "PM-REQ 3 must, BIZ-ANA 2 wish",
    "I2.2": "PM-REQ 3 must, TEC-DES 2 wish",
    "I2.3": "PM-REQ 2 must",
    "I3.1": "TEC-DES 3 must, PM-REQ 2 wish",
    "I3.2": "TEC-DES 3 must, TEC-MIG 2 wish",
    "I3.3": "TEC-DES 3 must, TEC-DEV 3 wish",
    "I3.4": "TEC-MIG 3 must",
    "I4.1": "TEC-DES 3 must, TEC-DEV 2 wish",
    "I4.2": "TEC-DEV 3 must",
    "I4.3": "TEC-DEV 3 must, TEC-MIG 2 wish",
    "I4.4": "TEC-DEV 3 must, TEC-DES 3 wish",
    "I5.1": "TEC-TST 3 must",
    "I5.2": "TEC-TST 3 must, TEC-DEV 3 wish",
    "I5.3": "TEC-TST 3 must, PM-REQ 2 wish",
    "I5.4": "TEC-TST 3 must, TEC-DEV 2 wish",
    "I6.2": "TEC-TST 2 must, BIZ-ANA 2 wish",
    "I6.3": "TEC-MIG 3 must, TEC-TST 2 wish",
    "I6.4": "TEC-MIG 3 must, TEC-TST 2 wish",
    "I7.1": "TEC-TST 2 must",
}
"""By step of a system project: skill, level, must or wish."""
EVIDENCE = ("担当した成果物の審査記録", "Review records of their deliverables")


def begin() -> None:
    """Take the starter list over, before any project asks for anything."""
    skills.start(by=None)


def happenings(projects: list[Made], made: Company) -> list[Happening]:
    """Return when people assess themselves, when the PMO reviews that, and when plans say what is needed."""
    return [
        Happening(ASSESSED, 10, lambda: _assess(made)),
        Happening(REVIEWED, 15, lambda: _review(made)),
        Happening(ASKED, 11, lambda: _ask(projects)),
    ]


def _levels(made: Company) -> Iterator[tuple[str, str, int, int]]:
    """Yield person, skill, own and reviewed level of the table; 0: nobody reviewed it."""
    for row in read("skills"):
        words = row["skills"].split()
        for skill, levels in zip(words[::2], words[1::2], strict=True):
            own, _, reviewed = levels.partition("/")
            if row["code"] in made.people:
                yield row["code"], skill, int(own), int(reviewed or 0)


def _assess(made: Company) -> None:
    known = {s.code: s for s in Skill.objects.all()}
    for code, skill, own, _reviewed in _levels(made):
        person_skills.assess(person=made.people[code], skill=known[skill], level=own, evidence=said(*EVIDENCE), by=None)


def _review(made: Company) -> None:
    known = {s.code: s for s in Skill.objects.all()}
    reviewer = made.people["K001"]
    for code, skill, _own, reviewed in _levels(made):
        if reviewed and code != "K001":
            person_skills.review(
                person=made.people[code], skill=known[skill], level=reviewed, reviewer=reviewer, by=None
            )


def _ask(projects: list[Made]) -> None:
    known = {s.code: s for s in Skill.objects.all()}
    codes = [p.case.code for p in projects if p.case.kind == "system"]
    rows = Activity.objects.filter(plan__project__code__in=codes, uid__in=NEEDS).select_related("plan__project")
    for activity in rows.order_by("plan__project__code", "position"):
        for need in NEEDS[activity.uid].split(", "):
            code, level, force = need.split()
            skill_needs.require(activity=activity, skill=known[code], level=int(level), must=force == "must", by=None)
