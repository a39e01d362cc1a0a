"""What will happen to a file: a new project, a plan for one that has none, an update, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions.importing import targets, uploads
from kaname.domains.schedule.actions.importing.reading import Reading
from kaname.domains.schedule.bridge.comparing import Decision, Merge, merged
from kaname.domains.schedule.models import Plan


class Step(StrEnum):
    """What becomes of a file."""

    NEW_PROJECT = "new"
    NEW_PLAN = "plan"
    UPDATE = "update"
    NOTHING = "nothing"
    SKIP = "skip"
    REFUSED = "refused"


@dataclass(eq=False)
class Intent:
    """A file and where it goes. ``project`` None: a new one, with ``code``, ``name`` and ``manager``."""

    reading: Reading
    project: Project | None = None
    skip: bool = False
    code: str = ""
    name: str = ""
    manager: Person | None = None
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def plan(self) -> Plan | None:
        """Return the plan that the file is a newer version of."""
        return getattr(self.project, "plan", None) if self.project else None

    @cached_property
    def step(self) -> Step:
        """Return what will happen."""
        if self.reading.refused:
            return Step.REFUSED
        if self.skip:
            return Step.SKIP
        if self.project is None:
            return Step.NEW_PROJECT
        if self.plan is None:
            return Step.NEW_PLAN
        source = targets.last_source(self.project)
        return Step.NOTHING if source and source.digest == self.reading.upload.digest else Step.UPDATE

    @cached_property
    def merge(self) -> Merge | None:
        """Return the comparison with the plan that is there."""
        if self.step is not Step.UPDATE or self.plan is None or self.project is None:
            return None
        theirs = uploads.document(self.reading.upload)
        return merged(self.plan, targets.last_source(self.project), theirs, self.decisions)

    @property
    def undecided(self) -> list[str]:
        """Return the conflicts that nobody has decided."""
        ids = [f.conflict_id for _, f in self.merge.conflicts] if self.merge else []
        return [i for i in ids if i not in self.decisions]


def proposed(readings: list[Reading], user: Any) -> list[Intent]:
    """Return where files go if nobody says otherwise: two files never to the same project."""
    codes = iter(targets.free_codes(Project.objects.values_list("code", flat=True)))
    used: set[int] = set()
    intents = []
    for reading in readings:
        project = None if reading.refused else targets.known_project(reading, user)
        if project is not None and project.pk not in used:
            used.add(project.pk)
            intents.append(Intent(reading, project))
            continue
        intents.append(new_project(reading, next(codes), user))
    return intents


def new_project(reading: Reading, code: str, user: Any) -> Intent:
    """Return the intent of a project of its own for a file."""
    name = reading.title.strip() or reading.upload.name.rsplit(".", 1)[0]
    return Intent(reading, code=code, name=name[:200], manager=targets.manager_for(reading, user))
