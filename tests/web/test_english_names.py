"""A plan whose activities have English twins: readers of English meet those, everybody else the plan's own names."""

import json

import pytest
from django.test import Client
from django.utils import translation

from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from factories.schedule import make_document, make_plan
from kaname.domains.core.actions import notices
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person, User
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions import baselines
from kaname.domains.schedule.models import Assignment, Plan
from kaname.domains.schedule.phrases import sentence

pytestmark = pytest.mark.django_db
TWINS = {"設計": "Design", "製造": "Build", "完了": "Done at last"}
PAGES = (
    "/projects/EN1/wbs/",
    "/projects/EN1/activities/",
    "/projects/EN1/milestones/",
    "/projects/EN1/look-ahead/",
    "/activities/",
    "/search/?q=des",
    "/resources/load/",
)


@pytest.fixture
def plan() -> Plan:
    make_company()
    document = make_document(
        {"設計": 3, "製造": 5, "試験": 2, "完了": 0}, [("設計", "製造"), ("製造", "試験"), ("試験", "完了")]
    )
    for activity in document.activities:
        activity.fields = {"name_en": TWINS[activity.name]} if activity.name in TWINS else {}
    made = make_plan(document, make_project(code="EN1", name="見本", name_en="Sample"))
    somebody = Resource.objects.create(name="山田 花子", name_en="Hanako Yamada")
    Assignment.objects.create(plan=made, activity=made.activities.get(name="設計"), resource=somebody, uid="1")
    baselines.set_baseline(plan=made, name="当初", by=None)
    return Plan.objects.get(pk=made.pk)


@pytest.fixture
def client(plan: Plan) -> Client:
    client = Client()
    client.force_login(make_user_of(plan.project, Role.PROJECT_MANAGER))
    return client


def rows(client: Client, language: str) -> dict[str, list]:
    client.cookies["kaname_language"] = language
    return client.get("/projects/EN1/gantt/data").json()["columns"]


def test_the_chart_shows_names_and_people_in_the_readers_language(client):
    japanese, english = rows(client, "ja"), rows(client, "en")
    assert (japanese["name"], english["name"]) == (
        ["設計", "製造", "試験", "完了"],
        ["Design", "Build", "試験", "Done at last"],
    )
    assert (japanese["resources"][0], english["resources"][0]) == ("山田 花子", "Hanako Yamada")


@pytest.mark.parametrize("path", PAGES)
def test_lists_show_the_twin_to_readers_of_english_only(client, path):
    shown = {}
    for language in ("ja", "en"):
        client.cookies["kaname_language"] = language
        body = client.get(path if language == "en" else path.replace("q=des", "q=設")).content.decode()
        shown[language] = [
            any(n in body for n in (*TWINS, "山田")),
            any(n in body for n in (*TWINS.values(), "Hanako")),
        ]
    assert shown == {"ja": [True, False], "en": [False, True]}


def test_who_reads_the_twin_renames_the_twin(client, plan):
    pk = plan.activities.get(name="設計").pk
    client.cookies["kaname_language"] = "en"
    edit = {"op": "set", "id": pk, "field": "name", "before": "Design", "after": "Outline"}
    body = json.dumps({"version": plan.version, "keep": True, "edits": [edit]})
    answer = client.post("/projects/EN1/gantt/edits", body, content_type="application/json")
    assert answer.json()["changed"]["name"] == ["Outline"]
    found = plan.activities.get(pk=pk)
    assert (found.name, found.name_en) == ("設計", "Outline")
    undone = client.post("/projects/EN1/gantt/undo", "{}", content_type="application/json")
    assert (undone.status_code, plan.activities.get(pk=pk).name_en) == (200, "Design")


def test_people_may_be_assigned_by_either_name(client, plan):
    pk = plan.activities.get(name="試験").pk
    client.cookies["kaname_language"] = "en"
    edit = {"op": "set", "id": pk, "field": "resources", "before": "", "after": "hanako yamada[50%]"}
    body = json.dumps({"version": plan.version, "keep": True, "edits": [edit]})
    answer = client.post("/projects/EN1/gantt/edits", body, content_type="application/json")
    assert answer.json()["changed"]["resources"] == ["Hanako Yamada[50%]"]


def test_sentences_name_activities_in_the_readers_language(client, plan):
    with translation.override("en"):
        assert sentence(plan.driver) == "“Design” is next on the way to the finish"
    with translation.override("ja"):
        assert "「設計」" in sentence(plan.driver)
    user = make_user()
    params = {"giving": "A", "receiving": "B", "activity": "設計", "activity_en": "Design"}
    notices.tell(user_id=user.pk, kind="relation.asked", params=params)
    reader = Client()
    reader.force_login(user)
    assert "“Design”" in reader.get("/notifications/?lang=en").content.decode()
    assert "「設計」" in reader.get("/notifications/?lang=ja").content.decode()


@pytest.mark.parametrize(
    ("days", "said"), [(8.0, "8稼働日"), (8, "8稼働日"), (2.5, "2.5稼働日"), (1200.0, "1200稼働日")]
)
def test_whole_days_are_said_whole(days, said):
    with translation.override("ja"):
        assert said in sentence({"sentence_key": "slip", "params": {"days": days}})


def test_positions_roles_baselines_and_the_log_speak_the_readers_language(client, plan):
    manager = plan.project.members.get(role=Role.PROJECT_MANAGER).person
    Person.objects.filter(pk=manager.pk).update(
        name="鳴海 誠", name_en="Makoto Narumi", title="課長", title_en="Manager"
    )
    Resource.objects.filter(name="山田 花子").update(role_name="設計担当", role_name_en="Designer")
    sponsor = make_user_of(plan.project, Role.SPONSOR)
    Person.objects.filter(user=sponsor).update(name="藤代 健一", name_en="Kenichi Fujishiro")
    User.objects.filter(pk=sponsor.pk).update(name="藤代 健一")
    sponsor = User.objects.get(pk=sponsor.pk)
    baselines.set_baseline(
        plan=plan, name="再計画", name_en="New plan", reason="承認のため", reason_en="Approved", by=sponsor
    )
    pages = {
        f"/people/{manager.pk}/": (["課長"], ["Manager"]),
        "/people/": (["鳴海 誠", "課長"], ["Makoto Narumi", "Manager"]),
        "/resources/": (["設計担当"], ["Designer"]),
        "/resources/load/": (["設計担当"], ["Designer"]),
        "/projects/EN1/baselines/": (
            ["再計画", "承認のため", "藤代 健一"],
            ["New plan", "Approved", "Kenichi Fujishiro"],
        ),
        "/projects/EN1/history/": (["藤代 健一", "見本"], ["Kenichi Fujishiro", "Sample"]),
    }
    for path, words in pages.items():
        for language, said, unsaid in (("ja", *words), ("en", *words[::-1])):
            client.cookies["kaname_language"] = language
            body = client.get(path).content.decode().split('<main id="main"')[1]
            missing, foreign = [w for w in said if w not in body], [w for w in unsaid if w in body]
            assert (path, language, missing, foreign) == (path, language, [], [])
