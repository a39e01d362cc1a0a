"""What the queue calls: one entry for every kind of job."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.tasks import TaskContext, task
from django.utils import translation

from kaname.domains.core.actions import jobs
from kaname.domains.core.models import Job


@task(takes_context=True)
def run_job(context: "TaskContext[..., Any]", job_id: int) -> None:
    """Do the job; see :mod:`kaname.domains.core.actions.jobs`."""
    with translation.override(_language(job_id)):
        jobs.run(job_id, attempt=context.attempt)


def _language(job_id: int) -> str:
    """Return the language of the person who asked: reasons of failure are told to them."""
    owner = Job.objects.filter(pk=job_id).values("owner_id")
    found = get_user_model().objects.filter(pk__in=owner).values_list("language", flat=True).first()
    return str(found or settings.LANGUAGE_CODE)
