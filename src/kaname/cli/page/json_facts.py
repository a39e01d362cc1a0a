"""The page's facts as one JSON document, for programs."""

from typing import Any

from kaname.cli.console import as_json as problem_as_json
from kaname.cli.page.facts import Check
from kaname.cli.page.overload import Person
from kaname.cli.page.part import Part
from kaname.cli.page.view import Page


def as_json(page: Page) -> dict[str, Any]:
    """Return the facts: ISO instants, working days as numbers, sentences in both languages, null where unknown."""
    return {
        "answer": page.answer.as_json(),
        "projects": [_project(part) for part in page.parts],
        "people": [_person(p) for p in page.crowd if p.over],
        "problems": [{"file": p.facts.file} | problem_as_json(d) for p in page.parts for d in p.problems],
    }


def _project(part: Part) -> dict[str, Any]:
    f, j = part.facts, part.judgement
    points = f.forecast.points if f.forecast else {}
    return {
        "file": f.file,
        "name": f.name,
        "answer": part.answer.as_json(),
        "health": j.mark.value,
        "reasons": [{"mark": mark.value} | why.as_json() for mark, why in j.reasons],
        "as_of": _iso(f.status),
        "finish_planned": _iso(j.planned),
        "finish_recomputed": _iso(f.finish),
        "finish_baseline": _iso(j.promised),
        "p50": _iso(points[50].finish if 50 in points else None),
        "p80": _iso(points[80].finish if 80 in points else None),
        "probability_of_recomputed": f.forecast.chance_of_plan if f.forecast else None,
        "slip_working_days": j.slip,
        "drivers": [{"id": s.activity.id, "name": s.activity.name, "added_working_days": s.added} for s in j.steps],
        "dcma": [_check(c) for c in f.checks],
        "problems": len(part.problems),
    }


def _iso(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _check(c: Check) -> dict[str, Any]:
    return {
        "check": c.number,
        "name": c.name.as_json(),
        "value": c.value,
        "threshold": c.threshold.as_json(),
        "passed": c.passed,
        "activities": c.activities,
    }


def _person(p: Person) -> dict[str, Any]:
    return {
        "name": p.name,
        "files": p.files,
        "weeks": [
            {
                "week": w.monday.date().isoformat(),
                "load": None if w.load is None else round(w.load, 3),
                "wanted_hours": {file: round(minutes / 60, 1) for file, minutes in w.wanted.items()},
                "available_hours": round(w.available / 60, 1),
            }
            for w in p.over
        ],
    }
