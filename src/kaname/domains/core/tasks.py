"""What the queue calls: one entry for every kind of job."""

from typing import Any

from django.tasks import TaskContext, task

from kaname.domains.core.actions import jobs


@task(takes_context=True)
def run_job(context: "TaskContext[..., Any]", job_id: int) -> None:
    """Do the job; see :mod:`kaname.domains.core.actions.jobs`."""
    jobs.run(job_id, attempt=context.attempt)
