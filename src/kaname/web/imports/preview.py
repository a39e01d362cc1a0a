"""The preview of an import: each file, where it goes, what it changes; and the choices that were posted."""

from functools import cached_property
from typing import Any

from kaname.domains.core.models import Job
from kaname.domains.schedule.actions.importing import batches, targets
from kaname.domains.schedule.actions.importing.intents import Intent, Step
from kaname.web.imports.forms import NEW, SKIP, TargetForm, decisions_of
from kaname.web.imports.shown import Shown


class Preview:
    """``data``: what was posted, or None when the page is opened."""

    def __init__(self, job: Job, user: Any, data: Any) -> None:
        """Make a form for each file, and compare each with where it goes."""
        self.job, self.user, self.data = job, user, data
        self.projects = targets.writable(user)
        self.may_create = targets.may_create(user)
        self.files = [self._file(n, intent) for n, intent in enumerate(batches.proposed(job, user))]

    @property
    def asked_to_commit(self) -> bool:
        """Whether the choices are meant."""
        return self.data is not None and self.data.get("do") == "commit"

    def is_valid(self) -> bool:
        """Return whether every file has a place and every conflict an end."""
        return all(f.refused or f.form.is_valid() for f in self.files) and not any(f.wrong for f in self.files)

    @property
    def importable(self) -> bool:
        """Return whether there is anything to commit."""
        return any(f.intent.step in (Step.NEW_PROJECT, Step.NEW_PLAN, Step.UPDATE) for f in self.files)

    @cached_property
    def summary(self) -> dict[str, int]:
        """Return how many files will do what, and the conflicts left."""
        steps = [f.intent.step for f in self.files]
        counted = {step.value: steps.count(step) for step in Step}
        return {**counted, "files": len(steps), "conflicts": sum(len(f.conflicts) for f in self.files)}

    @property
    def choices(self) -> dict[str, dict[str, Any]]:
        """Return what was chosen, as the commit takes it."""
        return {f.reading.upload.digest: self._choice(f) for f in self.files}

    def _choice(self, file: Shown) -> dict[str, Any]:
        if file.refused or not file.form.is_valid():
            return {"target": SKIP}
        values = file.form.cleaned_data
        if values["target"] == NEW:
            manager = values["manager"]
            return {"target": NEW, "code": values["code"], "name": values["name"], "manager": manager and manager.pk}
        decided = self._decisions(file)[0]
        return {"target": values["target"], "version": values["version"], "decisions": decided}

    def _file(self, number: int, intent: Intent) -> Shown:
        form = TargetForm(
            self.data, prefix=str(number), intent=intent, projects=self.projects, may_create=self.may_create
        )
        if self.data is None:
            target = form.initial["target"]
        else:
            target = self.data.get(f"{number}-target", SKIP)
        shown = Shown(number, self._chosen(intent, target), form, self.data)
        plan = shown.intent.plan
        form.initial["version"] = plan.version if plan else None
        if self.asked_to_commit:
            shown.wrong = self._decisions(shown)[1]
        return shown

    def _chosen(self, intent: Intent, target: str) -> Intent:
        """Return the intent with the target that was chosen instead of the proposed one."""
        if target == SKIP:
            return Intent(intent.reading, intent.project, skip=True, code=intent.code, name=intent.name)
        if target == NEW:
            return Intent(intent.reading, code=intent.code, name=intent.name, manager=intent.manager)
        project = next((p for p in self.projects if p.code == target), None)
        return Intent(intent.reading, project) if project else intent

    def _decisions(self, file: Shown) -> tuple[dict[str, Any], dict[str, str]]:
        merge = file.intent.merge
        if merge is None or self.data is None:
            return {}, {}
        asked = [field for _change, field in merge.conflicts]
        return decisions_of(self.data, str(file.number), asked, file.values.minutes_per_day)
