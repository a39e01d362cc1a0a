"""Who works on an activity: "山田; 佐藤[50%]"."""

import re
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kaname.domains.resource.models import Resource
from kaname.domains.resource.rules import normalised
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.reading import Impossible, text
from kaname.domains.schedule.bridge.state import Row

_ENTRY = re.compile(r"^(?P<name>.*?)\s*(?:[\[［](?P<units>[\d.]+)\s*[%％]?[\]］])?$")
_MOVING = ("start", "finish", "timephased", "delay", "level_delay")


def set_resources(draft: Draft, pk: int, value: Any) -> None:
    """Make an activity's people the ones named; who stays keeps what is known of their work."""
    wanted = parsed(text(value, 2000))
    rows = found_by_name(draft, [name for name, _ in wanted])
    held = {draft.rows["assignment"][k]["resource_id"]: k for k in draft.assignments_of(pk)}
    duration = draft.activity(pk)["duration"] or 0
    keep = set()
    for (_name, units), resource in zip(wanted, rows, strict=True):
        keep.add(resource)
        work = round(duration * units)
        if resource in held:
            old = draft.rows["assignment"][held[resource]]
            if old["units"] != units:
                draft.put("assignment", held[resource], units=units, work=work)
            continue
        number = draft.number("assignment")
        row: Row = {
            "activity_id": pk,
            "resource_id": resource,
            "extras": {},
            "uid": f"k{number}",
            "units": units,
            "work": work,
        }
        draft.add("assignment", number, row)
    for resource, number in held.items():
        if resource not in keep:
            draft.remove("assignment", number)


def swap(draft: Draft, pk: int, old: int, new: int) -> None:
    """Give one person's work on an activity to another: its units, amount and id stay, so that what is known of the
    work (what it needs, what is reported) stays known. What it cost by the old one's rates does not.
    """
    numbers = _work_of(draft, pk, old)
    if old == new or any(draft.rows["assignment"][k]["resource_id"] == new for k in draft.assignments_of(pk)):
        raise Impossible(_("They work on this activity already."))
    if not Resource.objects.filter(Q(project=None) | Q(project=draft.state.plan.project_id), pk=new).exists():
        raise Impossible(_("Nobody in the resource pool is meant by this."))
    for number in numbers:
        extras = draft.rows["assignment"][number]["extras"]
        kept = {k: v for k, v in extras.items() if k != "resource_id" and "cost" not in k}
        draft.put("assignment", number, resource_id=new, extras=kept)


def set_units(draft: Draft, pk: int, resource: int, units: Any) -> None:
    """Let one person work on an activity with another part of their time; the amount of work follows."""
    if isinstance(units, bool) or not isinstance(units, (int, float)) or not 0 < units <= 10:
        raise Impossible(_("A percentage above 0 and up to 1000 is needed."))
    for number in _work_of(draft, pk, resource):
        row = draft.rows["assignment"][number]
        full = draft.activity(pk)["duration"] or 0
        work = round(row["work"] * units / row["units"]) if row["work"] and row["units"] else round(full * units)
        kept = {k: v for k, v in row["extras"].items() if k not in (*_MOVING, "remaining_work")}
        if kept.get("contour") == "contoured":
            del kept["contour"]
        draft.put("assignment", number, units=float(units), work=work, extras=kept)


def _work_of(draft: Draft, pk: int, resource: int) -> list[int]:
    """Return the assignments of one person on an activity. Raises Impossible where there is none."""
    numbers = [k for k in draft.assignments_of(pk) if draft.rows["assignment"][k]["resource_id"] == resource]
    if not numbers:
        raise Impossible(_("They do not work on this activity any more."))
    return numbers


def parsed(value: str) -> list[tuple[str, float]]:
    """Return names and units of a list; 100 % is 1."""
    found: dict[str, tuple[str, float]] = {}
    for part in re.split(r"[;；、\n]", value):
        entry = _ENTRY.match(part.strip())
        if entry is None or not entry["name"]:
            continue
        units = float(entry["units"]) / 100 if entry["units"] else 1.0
        if not 0 < units <= 100:
            raise Impossible(_("Units of %(name)s are out of range.") % {"name": entry["name"]})
        found[normalised(entry["name"])] = (entry["name"], units)
    return list(found.values())


def found_by_name(draft: Draft, names: list[str]) -> list[int]:
    """Return the resources of some names: the plan's own first, then the pool's. Raises Impossible for a stranger."""
    known = {normalised(e.get("name", "")): e["row"] for e in reversed(draft.entries)}
    wanted = [normalised(n) for n in names]
    if any(n not in known for n in wanted):
        for row in Resource.objects.filter(project=None).order_by("-pk").only("name", "name_en"):
            known.setdefault(normalised(row.name), row.pk)
            if row.name_en:
                known.setdefault(normalised(row.name_en), row.pk)
    strangers = [name for name, key in zip(names, wanted, strict=True) if key not in known]
    if strangers:
        raise Impossible(_("Nobody in the resource pool is called %(names)s.") % {"names": ", ".join(strangers)})
    return [known[n] for n in wanted]


def stretch(draft: Draft, pk: int, before: int, after: int) -> None:
    """Give an activity's people as much more work as it became longer, but where the work itself is fixed."""
    extras = draft.activity(pk)["extras"]
    if not before or extras.get("task_type") == "fixed_work":
        return
    for number in draft.assignments_of(pk):
        row = draft.rows["assignment"][number]
        kept = {k: v for k, v in row["extras"].items() if k not in _MOVING}
        if kept.get("contour") == "contoured":
            del kept["contour"]
        for name in ("remaining_work",):
            if name in kept:
                kept[name] = kept[name] * after / before
        work = None if row["work"] is None else round(row["work"] * after / before)
        draft.put("assignment", number, work=work, extras=kept)


def unpin(draft: Draft, pk: int) -> None:
    """Let go of dates that a file gave to an activity's assignments: they move with it."""
    for number in draft.assignments_of(pk):
        row = draft.rows["assignment"][number]
        if row["extras"].get("contour") != "contoured" and any(name in row["extras"] for name in _MOVING):
            draft.put("assignment", number, extras={k: v for k, v in row["extras"].items() if k not in _MOVING})
