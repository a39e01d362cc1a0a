"""Plans from files: read, compared, committed as one transaction, and told to the audit log."""

import os
from copy import deepcopy
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from factories.people import make_company, make_person, make_user
from factories.project import make_project, make_user_of
from factories.schedule import make_document
from kaname.domains.core.actions import jobs
from kaname.domains.core.enums import JobStatus
from kaname.domains.core.models import AuditEvent, Job
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions.importing import batches, committing, uploads
from kaname.domains.schedule.actions.importing.intents import Step
from kaname.domains.schedule.models import Activity, Plan, PlanSource
from kaname.exchange.document import PlanDocument
from kaname.exchange.kaname_json import write

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).parents[1] / "corpus"
OZBUILD = "msproject-templates/mspdi/OzBuild 16 Orig.mpp.mspdi.xml"
DREAM = "dslib/p2x/C2012-17 Building a Dream.p2x"
XER = "msproject/other_formats/generated/task-percentcomplete/percent-complete-8.4.xer"


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_company()


@pytest.fixture
def manager():
    return make_user(Role.PMO_MANAGER)


def sent(path: Path) -> uploads.Upload:
    return uploads.keep(path.name, [path.read_bytes()])


def made_of(document: PlanDocument, name: str = "plan.json") -> uploads.Upload:
    return uploads.keep(name, [write(document)])


def as_proposed(job: Job, user, **more) -> dict[str, dict]:
    """The choices of somebody who agrees with the preview."""
    return {i.reading.upload.digest: choice_of(i) | more for i in batches.proposed(job, user)}


def choice_of(intent) -> dict:
    if intent.project is None:
        return {
            "target": "new",
            "code": intent.code,
            "name": intent.name,
            "manager": intent.manager and intent.manager.pk,
        }
    return {"target": intent.project.code, "version": intent.plan and intent.plan.version}


def imported(user, *files: uploads.Upload, **more) -> Job:
    job = batches.receive(files=files, by=user)
    return batches.ask_commit(job=job, choices=as_proposed(job, user, **more), by=user)


def test_three_real_plans_become_three_projects(realdata, manager):
    make_project(code="A-07")
    job = imported(manager, *(sent(realdata / name) for name in (OZBUILD, DREAM, XER)))
    assert (job.status, job.failure) == (JobStatus.DONE, "")
    assert [(d["project"], d["name"], d["step"]) for d in job.result] == [
        ("A-08", "Wilson International Bid", Step.NEW_PROJECT),
        ("A-09", "Building a Dream", Step.NEW_PROJECT),
        ("A-10", "EC00640", Step.NEW_PROJECT),
    ]
    assert dict(Activity.objects.values_list("plan__project__code").annotate(n=models_count())) == {
        "A-08": 20,
        "A-09": 33,
        "A-10": 13,
    }
    assert [s.name for s in PlanSource.objects.order_by("id")] == [Path(n).name for n in (OZBUILD, DREAM, XER)]
    told = AuditEvent.objects.filter(verb="plan.import").order_by("sequence")
    assert [(e.after["file"], e.after["counts"]["activities"]) for e in told] == [
        (Path(OZBUILD).name, 20),
        (Path(DREAM).name, 33),
        (Path(XER).name, 13),
    ]


def models_count():
    from django.db.models import Count

    return Count("id")


def test_the_same_file_twice_changes_nothing(realdata, manager):
    imported(manager, sent(realdata / OZBUILD))
    before = AuditEvent.objects.order_by("-sequence").first().sequence
    version = Plan.objects.get().version
    job = imported(manager, sent(realdata / OZBUILD))
    assert [d["step"] for d in job.result] == [Step.NOTHING]
    verbs = AuditEvent.objects.filter(sequence__gt=before).values_list("verb", flat=True)
    assert (set(verbs), Plan.objects.get().version, Project.objects.count()) == ({"job.enqueue"}, version, 1)


def test_people_of_the_pool_are_found_and_others_are_new(manager):
    from kaname.domains.schedule.actions.importing.targets import pool_split

    Resource.objects.create(name="佐藤 花子", person=make_person(name="佐藤 花子"))
    assert pool_split(["佐藤花子", "ﾍﾞﾝﾀﾞｰA"]) == (["佐藤花子"], ["ﾍﾞﾝﾀﾞｰA"])


def test_one_bad_choice_and_nothing_is_written(realdata, manager):
    make_project(code="A-07")
    job = batches.receive(files=[sent(realdata / OZBUILD), sent(realdata / DREAM)], by=manager)
    choices = as_proposed(job, manager)
    last = list(choices)[-1]
    choices[last]["code"] = "A-07"
    done = batches.ask_commit(job=job, choices=choices, by=manager)
    assert (done.status, done.result["params"]["file"]) == (JobStatus.FAILED, Path(DREAM).name)
    assert (Project.objects.count(), Plan.objects.count()) == (1, 0)
    choices[last]["code"] = "A-99"
    assert batches.ask_commit(job=job, choices=choices, by=manager).status == JobStatus.DONE
    with pytest.raises(jobs.Refused, match="already"):
        batches.ask_commit(job=job, choices=choices, by=manager)


def test_creating_projects_is_for_the_pmo_manager(realdata):
    leader = make_user_of(make_project(code="A-01"), Role.PROJECT_MANAGER)
    job = imported(leader, sent(realdata / OZBUILD))
    assert (job.status, job.failure) == (JobStatus.FAILED, committing.NOT_ALLOWED)
    assert Plan.objects.count() == 0


def test_a_project_without_a_plan_gets_one_from_its_project_manager(realdata):
    project = make_project(code="A-01", name="Wilson International Bid")
    leader = make_user_of(project, Role.PROJECT_MANAGER)
    job = imported(leader, sent(realdata / OZBUILD))
    assert [(d["step"], d["project"]) for d in job.result] == [(Step.NEW_PLAN, "A-01")]
    assert project.plan.activities.count() == 20


@pytest.mark.parametrize(
    "name", ["file-unknown-format.bin", "network-cycle.json", "archive-swells.xlsx", "xml-entity.xml"]
)
def test_a_bad_file_is_refused_in_words_and_the_others_go_on(realdata, manager, name):
    job = imported(manager, sent(CORPUS / name), sent(realdata / DREAM))
    assert [d["step"] for d in job.result] == [Step.REFUSED, Step.NEW_PROJECT]
    reading = Job.objects.get(pk=job.arguments["import"]).result[0]
    assert Path(name).stem in [d["code"] for d in reading["diagnostics"]]
    assert Project.objects.count() == 1


def test_a_newer_version_updates_the_plan_three_ways(manager):
    base = make_document({"設計": 3, "製造": 5, "試験": 2}, [("設計", "製造"), ("製造", "試験")])
    imported(manager, made_of(base))
    plan = Plan.objects.get()
    ids = dict(plan.activities.values_list("uid", "id"))
    rename = plan.activities.get(name="製造")
    rename.name = "製造・単体試験"
    rename.save()
    theirs = deepcopy(base)
    theirs.activities[0].duration = 4 * 480.0
    job = imported(manager, made_of(theirs))
    assert (job.status, job.failure) == (JobStatus.DONE, "")
    assert [(d["step"], d["changes"]["activities"]) for d in job.result] == [
        (Step.UPDATE, {"added": 0, "removed": 0, "changed": 2})
    ]
    rows = plan.activities.order_by("position")
    assert [(a.name, a.duration) for a in rows] == [("設計", 19200), ("製造・単体試験", 24000), ("試験", 9600)]
    assert dict(rows.values_list("uid", "id")) == ids


def test_conflicts_must_be_decided(manager):
    base = make_document({"設計": 3, "製造": 5})
    imported(manager, made_of(base))
    plan = Plan.objects.get()
    plan.activities.filter(name="製造").update(duration=6 * 4800)
    theirs = deepcopy(base)
    theirs.activities[1].duration = 8 * 480.0
    job = imported(manager, made_of(theirs))
    assert (job.status, job.result["params"]["count"]) == (JobStatus.FAILED, 1)
    decisions = {"activities:2:duration": {"side": "theirs"}}
    assert imported(manager, made_of(theirs), decisions=decisions).status == JobStatus.DONE
    assert plan.activities.get(name="製造").duration == 8 * 4800


def test_a_plan_changed_since_the_preview_is_looked_at_again(manager):
    base = make_document({"設計": 3})
    imported(manager, made_of(base))
    theirs = deepcopy(base)
    theirs.activities[0].duration = 480.0
    job = batches.receive(files=[made_of(theirs)], by=manager)
    choices = as_proposed(job, manager)
    Plan.objects.update(version=99)
    done = batches.ask_commit(job=job, choices=choices, by=manager)
    assert (done.status, done.failure) == (JobStatus.FAILED, batches.CHANGED)


def test_two_files_never_go_to_one_project(manager):
    base = make_document({"設計": 3})
    imported(manager, made_of(base))
    one, two = deepcopy(base), deepcopy(base)
    one.activities[0].duration, two.activities[0].duration = 480.0, 960.0
    job = batches.receive(files=[made_of(one), made_of(two)], by=manager)
    intents = batches.proposed(job, manager)
    assert [i.step for i in intents] == [Step.UPDATE, Step.NEW_PROJECT]
    choices = {i.reading.upload.digest: {"target": intents[0].project.code} for i in intents}
    done = batches.ask_commit(job=job, choices=choices, by=manager)
    assert (done.status, done.failure) == (JobStatus.FAILED, committing.TWICE)


def test_files_of_old_imports_go_and_those_that_are_looked_at_stay(manager, settings):
    settings.IMPORT_DAYS = 30
    now, old = timezone.now(), timezone.now() - timedelta(days=40)
    done, looked_at, fresh = (
        made_of(make_document({name: 1}), f"{name}.json") for name in ("古い", "検討中", "新しい")
    )
    imported(manager, done)
    waiting = batches.receive(files=[looked_at], by=manager)
    Job.objects.update(created_at=old)
    Job.objects.filter(pk=waiting.pk).update(status="running")
    kept = batches.receive(files=[fresh], by=manager)
    stray = Path(settings.MEDIA_ROOT) / "imports" / "tmp1234"
    stray.write_bytes(b"left behind by a process that was killed")
    for path in stray.parent.iterdir():
        os.utime(path, (old.timestamp(), old.timestamp()))
    assert batches.tidy(now) == 3  # the file, the plan read from it, and the stray
    left = {p.name.removesuffix(".plan") for p in stray.parent.iterdir()}
    assert left == {looked_at.digest, fresh.digest}
    assert (batches.is_kept(waiting), batches.is_kept(kept)) == (True, True)
    assert Plan.objects.get().activities.count() == 1


def test_an_import_whose_files_are_gone_begins_anew(manager, client, settings):
    settings.IMPORT_DAYS = 30
    job = batches.receive(files=[made_of(make_document({"設計": 1}))], by=manager)
    Job.objects.update(created_at=timezone.now() - timedelta(days=40))
    assert batches.tidy(timezone.now() + timedelta(days=31)) == 2
    client.force_login(manager)
    answer = client.get(f"/import/{job.pk}/", follow=True)
    assert (answer.redirect_chain, "もう一度選んでください" in answer.content.decode()) == ([("/import/", 302)], True)
