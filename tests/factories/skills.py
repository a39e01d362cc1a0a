"""Skills of people and of work for tests, written straight into the tables."""

from datetime import date

from factories.people import make_user
from kaname.domains.capability.models import PersonSkill, Skill
from kaname.domains.people.models import Person
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.models import Activity, Assignment, LoadScenario, RequiredSkill, ScenarioMove

DAY = date(2026, 11, 2)


def make_skill(code: str = "TEC-TST", **values) -> Skill:
    return Skill.objects.get_or_create(
        code=code, defaults={"name": f"技能{code}", "name_en": f"Skill {code}", "field": "technology"} | values
    )[0]


def make_held(person: Person, skill: Skill, level: int, reviewer: Person | None = None) -> PersonSkill:
    """The person's own level, or with a reviewer the reviewed one."""
    own = {"self_level": level, "self_on": DAY}
    reviewed = {"review_level": level, "reviewed_on": DAY, "reviewer": reviewer}
    return PersonSkill.objects.create(
        person=person, skill=skill, evidence="見本の成果物", **(reviewed if reviewer else own)
    )


def make_need(work: Assignment, skill: Skill, level: int, **values) -> RequiredSkill:
    """What everybody on the assignment's activity needs."""
    return RequiredSkill.objects.create(plan=work.plan, uid=work.activity.uid, skill=skill, level=level, **values)


def make_skills_of(activity: Activity, pool: Resource, trace: str) -> dict[str, int]:
    """A skill that an activity needs and the pool's person has, and somebody's what-if about it; by parameter."""
    skill = make_skill()
    held = PersonSkill.objects.filter(person=pool.person, skill=skill).first() or make_held(pool.person, skill, 3)
    needed = make_need(activity.assignments.select_related("activity", "plan").get(), skill, 3)
    scenario = LoadScenario.objects.create(owner=make_user(), name=f"見本{trace}")
    move = ScenarioMove.objects.create(
        scenario=scenario, plan=activity.plan, plan_version=1, uid=activity.uid, kind="shift", days=1
    )
    return {
        "skill": skill.pk,
        "held": held.pk,
        "needed": needed.pk,
        "scenario": scenario.pk,
        "move": move.pk,
        "resources:substitutes.pk": pool.pk,
        "resources:step.pk": pool.pk,
    }
