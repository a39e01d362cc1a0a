"""Pages of long work: a person's own, and nobody else's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_user
from kaname.domains.core.actions import jobs
from kaname.domains.core.enums import JobStatus
from kaname.domains.core.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    make_company()
    return make_user()


@pytest.fixture
def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    client.get("/jobs/")
    return client


def made(user, **values) -> Job:
    return Job.objects.create(**{"kind": "plan.read", "title": "計画.xml", "owner_id": user.pk} | values)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_length(browser, user, count):
    for _ in range(count):
        made(user, status=JobStatus.DONE)
    made(make_user())
    with CaptureQueriesContext(connection) as queries:
        page = browser.get("/jobs/").content.decode()
    assert page.count("計画.xml</a>") == count
    assert len([q for q in queries if "core_job" in q["sql"]]) == 2


def test_a_job_that_goes_on_asks_again_and_can_be_stopped(browser, user):
    job = made(user, status=JobStatus.RUNNING, done=1, total=4)
    page = browser.get(f"/jobs/{job.pk}/").content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert 'value="25"' in page
    assert "4 件中 1 件が済みました" in page
    browser.post(f"/jobs/{job.pk}/cancel/")
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert "every 1s" not in browser.get(f"/jobs/{job.pk}/").content.decode()


def test_a_failed_job_says_why_in_the_readers_language(browser, user):
    job = made(user, status=JobStatus.FAILED, failure=jobs.LOST)
    assert "作業プロセスが何度も止まりました" in browser.get(f"/jobs/{job.pk}/").content.decode()
    problem = {"code": "file-empty", "severity": "error", "subject": "計画.xml", "params": {}}
    job = made(user, status=JobStatus.FAILED, result={"diagnostics": [problem]})
    assert "計画.xml は空です" in browser.get(f"/jobs/{job.pk}/").content.decode()


def test_another_persons_job_does_not_exist(browser):
    job = made(make_user())
    assert browser.get(f"/jobs/{job.pk}/").status_code == 404
    assert browser.post(f"/jobs/{job.pk}/cancel/").status_code == 404
