"""What the company had to decide in these months: asked, answered, sent back, left waiting, taken one level up."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from kaname.demo.company import AS_OF, Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made
from kaname.demo.tongue import said
from kaname.demo.wbs import DATA
from kaname.domains.control.actions import deciding, decisions
from kaname.domains.control.actions.escalation import escalate_overdue
from kaname.domains.control.models import Decision
from kaname.domains.schedule.models import Activity

TEXTS = ("title", "title_en", "effect", "effect_en", "cost_yen", "days", "risk", "risk_en")
SAME = ("question", "question_en", "background", "background_en", "impact_days", "impact_yen", "decide_by")
DRAFT: dict[str, Any] = {
    "question": "出店者の参加費を、いつから徴収するか",
    "question_en": "From when do stallholders pay a fee?",
    "background": "初年度は無料で始める案と、2回目から徴収する案があります。",
    "background_en": "Either the first year is free, or a fee is taken from the second market on.",
}
"""One that is still being written."""


def happenings(projects: list[Made], company: Company) -> list[Happening]:
    """Return everything that was asked and answered, and the mornings on which something went one level up."""
    by_code = {made.case.code: made for made in projects}
    with (DATA / "decisions.toml").open("rb") as file:
        stories = tomllib.load(file)["decision"]
    found = [h for story in stories for h in _of_story(story, by_code[story["project"]], company)]
    market = by_code["N26-04"]
    return [*found, Happening(date(2026, 11, 19), 16.0, lambda: _draft(market, company))]


def _of_story(story: dict[str, Any], made: Made, company: Company) -> Iterator[Happening]:
    yield Happening(story["raised"], 11.0, lambda: _ask(story, made, company))
    if "answered" in story:
        yield Happening(story["answered"], 15.0, lambda: _answer(story, made, company))
    elif story["decide_by"] < AS_OF:
        yield Happening(story["decide_by"] + timedelta(days=1), 7.0, escalate_overdue)


def _ask(story: dict[str, Any], made: Made, company: Company) -> None:
    by, old = company.user(story["by"]), story.get("replaces")
    replaced = Decision.objects.get(project=made.project, number=old) if old else None
    decision = decisions.draft(
        project=made.project,
        supersedes=replaced,
        by=by,
        options=[dict(zip(TEXTS, option, strict=True)) for option in story["options"]],
        criteria=story.get("criteria", ""),
        criteria_en=story.get("criteria_en", ""),
        recommendation=story.get("recommendation", ""),
        recommended_because=story.get("because", ""),
        recommended_because_en=story.get("because_en", ""),
        decider=company.people[story["decider"]],
        open_to_client=story.get("open_to_client", False),
        **{name: story[name] for name in SAME},
    )
    for uid in story.get("blocks", ()):
        activity = Activity.objects.select_related("plan").get(plan=made.plan, uid=uid)
        decisions.hold_up(decision=decision, activity=activity, by=by)
    decisions.submit(decision=decision, by=by)


def _answer(story: dict[str, Any], made: Made, company: Company) -> None:
    decision = Decision.objects.get(project=made.project, question=story["question"])
    by, answer = company.user(story["decider"]), story["answer"]
    if answer == "back":
        deciding.send_back(decision=decision, reason=said(story["reason"], story["reason_en"]), by=by)
    elif answer == "shelve":
        deciding.shelve(decision=decision, reason=said(story["reason"], story["reason_en"]), by=by)
    else:
        texts = {name: story.get(name, "") for name in ("dissent", "dissent_en")}
        deciding.decide(decision=decision, option=answer, by=by, **texts)


def _draft(made: Made, company: Company) -> None:
    decisions.draft(project=made.project, by=company.user("K028"), **DRAFT)
