"""Jobs: what a person sees of long work, whatever its worker does."""

import pytest

from kaname.domains.core.actions import jobs
from kaname.domains.core.enums import JobStatus
from kaname.domains.core.models import AuditEvent, Job
from kaname.domains.people.models import User
from kaname.engine.diagnostics import ProblemsFound, error

pytestmark = pytest.mark.django_db


@jobs.work("test.count")
def count(job: Job) -> dict[str, int]:
    for number in range(job.arguments["to"]):
        jobs.progress(job, number + 1, job.arguments["to"])
    return {"counted": job.arguments["to"]}


@jobs.work("test.refuse")
def refuse(job: Job) -> None:
    raise jobs.Refused("no {what}", what="paper")


@jobs.work("test.unreadable")
def unreadable(job: Job) -> None:
    raise ProblemsFound([error("file-empty", "plan.xml")])


@jobs.work("test.break")
def break_down(job: Job) -> None:
    raise ZeroDivisionError


@jobs.work("test.abandoned")
def abandoned(job: Job) -> None:
    jobs.cancel(job=Job.objects.get(pk=job.pk), by=User.objects.get())
    jobs.progress(job, 1, 2)
    raise AssertionError("went on")


@pytest.fixture
def user() -> User:
    return User.objects.create(email="a@example.com", name="佐藤")


def test_a_job_is_done_with_its_result(user):
    job = jobs.enqueue(kind="test.count", title="数える", arguments={"to": 3}, by=user)
    assert (job.status, job.done, job.total, job.result) == (JobStatus.DONE, 3, 3, {"counted": 3})
    assert job.started_at <= job.finished_at
    assert [e.verb for e in AuditEvent.objects.all()] == ["job.enqueue"]


def test_a_refused_job_says_why(user):
    job = jobs.enqueue(kind="test.refuse", title="", arguments={}, by=user)
    assert (job.status, job.failure, job.result) == (JobStatus.FAILED, "no {what}", {"params": {"what": "paper"}})


def test_problems_of_a_file_are_kept_as_diagnostics(user):
    job = jobs.enqueue(kind="test.unreadable", title="", arguments={}, by=user)
    expected = {"code": "file-empty", "severity": "error", "subject": "plan.xml", "params": {}}
    assert (job.status, job.result) == (JobStatus.FAILED, {"diagnostics": [expected]})


def test_a_broken_job_is_reported_and_logged(user, caplog):
    job = jobs.enqueue(kind="test.break", title="", arguments={}, by=user)
    assert (job.status, job.failure) == (JobStatus.FAILED, jobs.BROKE)
    assert "ZeroDivisionError" in caplog.text


def test_work_stops_when_its_job_is_cancelled(user):
    job = jobs.enqueue(kind="test.abandoned", title="", arguments={}, by=user)
    assert (job.status, job.done) == (JobStatus.CANCELLED, 0)
    assert [e.verb for e in AuditEvent.objects.all()] == ["job.cancel", "job.enqueue"]


def test_what_is_over_is_not_done_again_or_cancelled(user):
    job = jobs.enqueue(kind="test.count", title="", arguments={"to": 1}, by=user)
    ended = job.finished_at
    jobs.run(job.pk)
    assert jobs.cancel(job=job, by=user) is False
    job.refresh_from_db()
    assert (job.status, job.finished_at) == (JobStatus.DONE, ended)
    with pytest.raises(jobs.Cancelled):
        jobs.finish(job, None)
