"""How a job is shown: its state in words, its progress, why it failed, and where its result is."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kaname.domains.core.enums import JobStatus
from kaname.domains.core.models import Job
from kaname.engine.diagnostics import Diagnostic, Severity
from kaname.words import sentence

_PAGES = {"plan.read": "imports:import", "plan.commit": "imports:result"}
_ROUNDS = ("round.open", "round.freeze")


def sentences(diagnostics: list[dict[str, object]]) -> list[tuple[str, str]]:
    """Return severity and sentence of diagnostics that a job has kept, worst first, each sentence once."""
    order = list(Severity)
    kept = {
        (str(d["severity"]), sentence(_revived(d), get_language() or "ja")): None
        for d in sorted(diagnostics, key=lambda d: order.index(Severity(str(d["severity"]))))
    }
    return list(kept)


def _revived(values: dict[str, object]) -> Diagnostic:
    params = values["params"]
    return Diagnostic(
        str(values["code"]), subject=str(values["subject"]), params=params if isinstance(params, dict) else {}
    )


class Standing:
    """A job for its pages."""

    def __init__(self, job: Job) -> None:
        """Keep the job."""
        self.job = job

    @property
    def going_on(self) -> bool:
        """Whether it is worth asking again."""
        return self.job.status in (JobStatus.WAITING, JobStatus.RUNNING)

    @property
    def failed(self) -> bool:
        """Whether it ended badly."""
        return self.job.status == JobStatus.FAILED

    @property
    def percent(self) -> int:
        """Return how far it is."""
        return 100 * self.job.done // self.job.total if self.job.total else 0

    @cached_property
    def reasons(self) -> list[str]:
        """Return why it failed, in sentences of the reader's language."""
        if not self.failed:
            return []
        result = self.job.result if isinstance(self.job.result, dict) else {}
        if self.job.failure:
            return [_(self.job.failure).format(**result.get("params", {}))]
        files = dict.fromkeys(str(d["params"].get("file", "")) for d in result.get("diagnostics", []))
        said = [text for _severity, text in sentences(result.get("diagnostics", []))]
        return [f"{name}:" for name in files if name] + said

    @property
    def href(self) -> str:
        """Return where the result is, once there is one."""
        if self.job.kind in _ROUNDS and isinstance(self.job.result, dict) and "round" in self.job.result:
            return reverse("rounds:round", args=[self.job.result["round"]])
        page = _PAGES.get(self.job.kind)
        if page is None or (self.job.status != JobStatus.DONE and self.job.kind != "plan.read"):
            return ""
        return reverse(page, args=[self.job.arguments.get("import", self.job.pk)])
