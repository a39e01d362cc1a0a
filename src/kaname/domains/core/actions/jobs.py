"""Long work that may be left and come back to. The queue is ``django.tasks``'; what people see is :class:`Job`.

A domain registers what it can do: ``@jobs.work("plan.read")`` on a function of a Job in its ``tasks.py``. The queue
runs it at least once, so the function must be idempotent; whatever it returns is the job's result. To end badly with
words for the person who asked, it raises :class:`Refused` or ProblemsFound.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import OperationalError, transaction
from django.tasks import task_backends
from django.tasks.base import TaskResultStatus
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils.module_loading import autodiscover_modules, import_string

from kaname.domains.core.actions import audit
from kaname.domains.core.enums import JobStatus
from kaname.domains.core.models import Job
from kaname.engine.diagnostics import Diagnostic, ProblemsFound
from kaname.words import N_

type Work = Callable[[Job], Any]
ATTEMPTS = 3
"""How often the queue tries when a worker dies or the database does not answer."""
OVER = (JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED)

BROKE = N_("Something went wrong that Kaname did not expect. It is in the log; please tell whoever looks after Kaname.")
LOST = N_("The worker was stopped several times while it did this. Please start it again.")
BUSY = N_("The database did not answer, several times. Please start it again later.")

log = logging.getLogger("kaname.jobs")
_known: dict[str, Work] = {}


class Refused(Exception):
    """The work cannot be done; ``sentence`` (an English message) says why and what to do, ``params`` fill it."""

    def __init__(self, sentence: str, **params: Any) -> None:
        """Keep the sentence for the job's page."""
        super().__init__(sentence)
        self.sentence, self.params = sentence, params


class Cancelled(Exception):
    """The person who asked does not want it any more, or another worker has done it."""


def work(kind: str) -> Callable[[Work], Work]:
    """Register a function as the work of a kind of jobs."""

    def register(function: Work) -> Work:
        _known[kind] = function
        return function

    return register


@transaction.atomic
def enqueue(*, kind: str, title: str, arguments: dict[str, Any], by: Any) -> Job:
    """Put work into the queue; job and queue entry are kept together or not at all."""
    job = prepare(kind=kind, title=title, arguments=arguments, by=by)
    return queue(job)


@transaction.atomic
def prepare(*, kind: str, title: str, arguments: dict[str, Any], by: Any) -> Job:
    """Return a job that waits, and is run by :func:`queue` or, where it is small, at once by :func:`run`."""
    job = Job.objects.create(kind=kind, title=title[:300], owner_id=by.pk, arguments=arguments)
    audit.record(verb="job.enqueue", subject=job, by=by, after={"kind": kind, "title": job.title})
    return job


@transaction.atomic
def queue(job: Job) -> Job:
    """Let a worker do the job."""
    entry = import_string("kaname.domains.core.tasks.run_job").enqueue(job.pk)
    Job.objects.filter(pk=job.pk).update(task_id=entry.id)
    job.refresh_from_db()
    return job


def run(job_id: int, attempt: int = ATTEMPTS) -> None:
    """Do a job. One that is over already is left as it is: the queue may deliver twice."""
    now = datetime.now(UTC)
    started = Job.objects.filter(pk=job_id).exclude(status__in=OVER).update(status=JobStatus.RUNNING, started_at=now)
    if not started:
        return
    job = Job.objects.get(pk=job_id)
    try:
        result = _work_of(job.kind)(job)
        if job.status != JobStatus.DONE:
            finish(job, result)
    except Cancelled:
        log.info("job %s was cancelled", job_id)
    except ProblemsFound as found:
        _end(job, JobStatus.FAILED, result={"diagnostics": [plain(d) for d in found.diagnostics]})
    except Refused as refused:
        _end(job, JobStatus.FAILED, failure=refused.sentence, result={"params": refused.params})
    except OperationalError:
        if attempt < ATTEMPTS:
            raise  # the queue tries again
        _end(job, JobStatus.FAILED, failure=BUSY)
    except Exception:
        log.exception("job %s (%s) broke", job_id, job.kind)
        _end(job, JobStatus.FAILED, failure=BROKE)


def progress(job: Job, done: int, total: int) -> None:
    """Note how far a job is. Raises Cancelled where nobody wants it any more."""
    if not Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING).update(done=done, total=total):
        raise Cancelled
    job.done, job.total = done, total


def finish(job: Job, result: Any = None) -> None:
    """Note that a job is done. Raises Cancelled where it is over already.

    Work that writes calls it inside the transaction of its last write: then that write happens once, whatever happens.
    """
    if not _end(job, JobStatus.DONE, result=audit.plain({"": result})[""]):
        raise Cancelled


@transaction.atomic
def cancel(*, job: Job, by: Any) -> bool:
    """Stop a job that is not over; work that has begun stops at its next :func:`progress`. False: it was over."""
    was = job.status
    if not _end(job, JobStatus.CANCELLED):
        return False
    audit.record(verb="job.cancel", subject=job, by=by, before={"status": was}, after={"status": job.status})
    return True


def settle(jobs: Iterable[Job]) -> None:
    """Report as failed the jobs whose queue entry is over although they are not: their worker died too often.

    Called when somebody looks: so a job never stands at "running" for ever.
    """
    for job in jobs:
        if job.status in (JobStatus.WAITING, JobStatus.RUNNING) and job.task_id and _given_up(job.task_id):
            _end(job, JobStatus.FAILED, failure=LOST)


def plain(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as JSON; ``kaname.domains.core.queries.diagnostic`` gives it back."""
    params: dict[str, Any] = audit.plain(diagnostic.params)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "subject": diagnostic.subject,
        "params": params,
    }


def _end(job: Job, status: JobStatus, *, failure: str = "", result: Any = None) -> bool:
    values = {"status": status, "failure": failure, "result": result, "finished_at": datetime.now(UTC)}
    changed = Job.objects.filter(pk=job.pk).exclude(status__in=OVER).update(**values)
    if changed:
        for name, value in values.items():
            setattr(job, name, value)
    return bool(changed)


def _given_up(task_id: str) -> bool:
    try:
        return task_backends["default"].get_result(task_id).status is TaskResultStatus.FAILED
    except (TaskResultDoesNotExist, NotImplementedError):
        return False


def _work_of(kind: str) -> Work:
    if kind not in _known:
        autodiscover_modules("tasks")
    return _known[kind]
