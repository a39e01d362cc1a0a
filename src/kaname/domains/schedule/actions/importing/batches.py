"""An import as long work: files received, read by a job, and committed by another; either may be left and come back to.

Small files are dealt with at once, in the request: the job is then only the record of it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from kaname.domains.core.actions import jobs
from kaname.domains.core.enums import JobStatus
from kaname.domains.core.models import Job
from kaname.domains.people.models import Person, User
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions.importing import committing, intents, reading, targets
from kaname.domains.schedule.actions.importing.intents import Intent
from kaname.domains.schedule.actions.importing.reading import Reading
from kaname.domains.schedule.actions.importing.uploads import Upload, file_is_kept, forget, likely_rows
from kaname.domains.schedule.bridge.comparing import Decision, Side
from kaname.words import N_

READ, COMMIT = "plan.read", "plan.commit"
LARGE_BYTES = 5 * 2**20
LARGE_ACTIVITIES = 2000
DONE_ALREADY = N_("This import has been committed already.")
CHANGED = N_("{project} was changed by somebody since you looked. Look at the comparison again, then import.")
GONE = N_("A project or person that was chosen is not there any more. Look at the preview again.")


def receive(*, files: Iterable[Upload], by: Any) -> Job:
    """Begin an import: the same content twice is one file. Large files are left to a worker."""
    unique = {upload.digest: upload for upload in files}
    uploads = list(unique.values())
    title = ", ".join(upload.name for upload in uploads)
    job = jobs.prepare(kind=READ, title=title, arguments={"files": [u.plain() for u in uploads]}, by=by)
    if any(u.size > LARGE_BYTES or likely_rows(u) > LARGE_ACTIVITIES for u in uploads):
        return jobs.queue(job)
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def read(job: Job) -> list[dict[str, Any]]:
    """Do the reading: the work of a READ job."""
    uploads = [Upload(**values) for values in job.arguments["files"]]
    readings = []
    for number, upload in enumerate(uploads):
        jobs.progress(job, number, len(uploads))
        readings.append(reading.read(upload).plain())
    jobs.progress(job, len(uploads), len(uploads))
    return readings


def readings_of(job: Job) -> list[Reading]:
    """Return what a READ job found."""
    return [reading.revived(values) for values in job.result or []]


def ask_commit(*, job: Job, choices: Mapping[str, Mapping[str, Any]], by: Any) -> Job:
    """Commit an import as previewed. ``choices``: by digest, see :func:`chosen`."""
    with transaction.atomic():
        first = Job.objects.select_for_update().get(pk=job.pk)
        if first.arguments.get("commit"):
            earlier = Job.objects.get(pk=first.arguments["commit"])
            if earlier.status not in (JobStatus.FAILED, JobStatus.CANCELLED):
                raise jobs.Refused(DONE_ALREADY)
        arguments = {"import": job.pk, "choices": {k: dict(v) for k, v in choices.items()}}
        made = jobs.prepare(kind=COMMIT, title=job.title, arguments=arguments, by=by)
        first.arguments = {**first.arguments, "commit": made.pk}
        first.save(update_fields=["arguments"])
    if sum(r.counts.get("activities", 0) for r in readings_of(first)) > LARGE_ACTIVITIES:
        return jobs.queue(made)
    jobs.run(made.pk)
    made.refresh_from_db()
    return made


def commit(job: Job) -> list[dict[str, Any]]:
    """Do the commit: the work of a COMMIT job, in one transaction with the note that it is done."""
    first = Job.objects.get(pk=job.arguments["import"])
    by = User.objects.get(pk=job.owner_id)
    choices: dict[str, dict[str, Any]] = job.arguments["choices"]
    jobs.progress(job, 0, 1)
    with transaction.atomic():
        intended = [chosen(r, choices.get(r.upload.digest, {"target": "skip"}), by) for r in readings_of(first)]
        done = committing.commit(intended, by)
        jobs.finish(job, done)
    return done


def chosen(read_file: Reading, choice: Mapping[str, Any], by: Any) -> Intent:
    """Return the intent that somebody chose: ``target`` skip, new or a project's code; ``code``, ``name``, ``manager``
    of a new project; ``version`` of the plan that was looked at; ``decisions`` by conflict.
    """
    target = choice.get("target", "skip")
    if target == "skip":
        return Intent(read_file, skip=True)
    decisions = {key: Decision(Side(d["side"]), d.get("value")) for key, d in choice.get("decisions", {}).items()}
    if target == "new":
        manager = Person.objects.filter(pk=choice.get("manager") or -1).first()
        return Intent(read_file, code=choice.get("code", ""), name=choice.get("name", ""), manager=manager)
    project = targets.projects_of(by).select_related("plan").filter(code=target).first()
    if project is None:
        raise jobs.Refused(GONE)
    _refuse_changed(project, choice.get("version"))
    return Intent(read_file, project, decisions=decisions)


def tidy(now: datetime) -> int:
    """Remove the files of imports that began longer ago than is kept, and are not under way; return how many.

    What was read from them stays: the plan in its rows, and its last file in the plan's source.
    """
    since = now - timedelta(days=settings.IMPORT_DAYS)
    fresh = Q(created_at__gte=since) | Q(status__in=(JobStatus.WAITING, JobStatus.RUNNING))
    commits = Job.objects.filter(fresh, kind=COMMIT).values_list("arguments__import", flat=True)
    rows = Job.objects.filter(fresh | Q(pk__in=[pk for pk in commits if isinstance(pk, int)]), kind=READ)
    needed = {f["digest"] for files in rows.values_list("arguments__files", flat=True) for f in files or ()}
    return forget(since, needed)


def is_kept(job: Job) -> bool:
    """Tell whether every file of an import is still there."""
    return all(file_is_kept(Upload(**values)) for values in job.arguments["files"])


def proposed(job: Job, by: Any) -> list[Intent]:
    """Return where the files of an import go if nobody says otherwise."""
    return intents.proposed(readings_of(job), by)


def _refuse_changed(project: Project, version: int | None) -> None:
    plan = getattr(project, "plan", None)
    if version is not None and plan is not None and plan.version != version:
        raise jobs.Refused(CHANGED, project=project.code)
