"""Pages of teams: the tree, the chart, a team's week, forms of who leads, the workbook, the API."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.cost import make_account, make_actual, make_approved, make_line, make_report
from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_member, make_project, make_team, make_user_of
from factories.schedule import make_document, make_plan
from kaname.api.v1 import teams as schemas
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.domains.project.models import ProjectMember, Team

pytestmark = pytest.mark.django_db


class Scene:
    """A plan 1 (1.1, 1.2), 2 (2.1); teams A over A1, and B; a leader of A."""

    def __init__(self) -> None:
        make_company()
        self.project = make_project(code="A", name="案件甲", status="executing")
        document = make_document({"設計": 2, "画面": 1, "帳票": 1, "試験": 1, "結合": 1})
        for n, (wbs, level, parent) in enumerate(
            (("1", 1, None), ("1.1", 2, "1"), ("1.2", 2, "1"), ("2", 1, None), ("2.1", 2, "4"))
        ):
            row = document.activities[n]
            row.wbs, row.outline_level, row.parent_id = wbs, level, parent
            row.kind = "summary" if parent is None else row.kind
        self.plan = make_plan(document, self.project)
        self.top = make_team(self.project, "A", "1", name="開発班", name_en="Development")
        self.low = make_team(self.project, "A1", "1.2", self.top, name="帳票班", name_en="Forms")
        self.beside = make_team(self.project, "B", "2", name="試験班", name_en="Tests")
        person = make_person(name="班長 一郎")
        make_member(self.project, person, Role.TEAM_LEADER, team=self.top)
        self.leader = make_user(person=person)
        self.manager = make_user_of(self.project, Role.PROJECT_MANAGER)

    def pay(self) -> None:
        account = make_account(self.project)
        for uid, yen in (("2", 3_000_000), ("3", 5_123_456), ("5", 2_000_000)):
            make_line(account, uid, yen)
        make_approved(self.project)
        make_report(self.plan, AS_OF, {"2": 100.0, "3": 40.0})
        make_actual(account, AS_OF, 2_000_000, activity_uid="2")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def client_of(user, language: str = "ja") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_tree_stands_in_both_languages_with_what_is_outside_and_the_total(scene):
    page = text(client_of(scene.manager).get("/projects/A/teams/"))
    wanted = ("開発班", "帳票班", "試験班", "班長 一郎", "depth-1", "チームの外")
    assert [name for name in wanted if name not in page] == []
    reader = make_user(Role.PMO_MANAGER, language="en")
    english = text(client_of(reader, "en").get("/projects/A/teams/?lang=en", follow=True))
    wanted = ("Development", "Forms", "Tests", "Outside any team", "The whole project")
    assert [name for name in wanted if name not in english] == []
    chart = text(client_of(scene.manager).get("/projects/A/teams/chart/"))
    assert chart.count('class="org-team') == 3
    assert chart.count('class="org-way"') == 1


def test_money_is_on_no_page_of_who_may_not_read_cost(scene):
    scene.pay()
    paths = [f"/projects/A/teams/{end}" for end in ("", "chart/", f"{scene.low.pk}/")]
    manager = client_of(scene.manager)
    assert "5,123,456" in text(manager.get(paths[0]))
    for user in (scene.leader, make_user_of(scene.project, Role.MEMBER), make_user_of(scene.project, Role.PMO_ANALYST)):
        client = client_of(user)
        for path in paths:
            page = text(client.get(path))
            assert "5,123,456" not in page
            assert "EAC" not in page
        sheet = openpyxl.load_workbook(BytesIO(client.get("/projects/A/teams/xlsx/").content)).active
        assert "BAC" not in [cell.value for cell in sheet[1]]
        assert "5123456" not in client.get("/api/v1/projects/A/teams").content.decode()


def test_the_workbook_has_real_cells_that_add_up(scene):
    scene.pay()
    answer = client_of(scene.manager).get("/projects/A/teams/xlsx/")
    assert "A-teams.xlsx" in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    head = [cell.value for cell in sheet[1]]
    rows = [dict(zip(head, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    bac = [row["BAC"] for row in rows]
    assert bac == [8_123_456, 5_123_456, 2_000_000, 0, 10_123_456]
    assert rows[1]["チーム名"] == "　帳票班"


def test_the_interface_tells_the_tree(scene):
    scene.pay()
    assert Client().get("/api/v1/projects/A/teams").status_code == 401
    answer = client_of(scene.manager).get("/api/v1/projects/A/teams").json()
    assert schemas.Teams.model_validate(answer).model_dump(mode="json") == answer
    told = [(item["code"], item["parent"], item["level"], item["wbs"]) for item in answer["items"]]
    assert told == [("A", None, 1, ["1"]), ("A1", "A", 2, ["1.2"]), ("B", None, 1, ["2"]), (None, None, 0, [])]
    assert (answer["weight"], answer["as_of"]) == ("yen", AS_OF.isoformat())
    assert sum(i["money"]["bac"] for i in answer["items"] if i["level"] in (0, 1)) == answer["total"]["money"]["bac"]
    plain = client_of(scene.leader).get("/api/v1/projects/A/teams").json()
    assert (plain["weight"], plain["total"]["money"], plain["total"]["activities"]) == ("duration", None, 3)
    assert client_of(make_user_of(make_project(), Role.MEMBER)).get("/api/v1/projects/A/teams").status_code == 404


def test_a_leader_adds_a_member_and_founds_a_team_and_the_history_says_who(scene):
    client, person = client_of(scene.leader), make_person(name="新人 花子")
    page = text(client.get(f"/projects/A/members/new/?team={scene.low.pk}"))
    assert "試験班" not in page  # not theirs to staff
    assert "project_manager" not in page
    form = {"person": person.pk, "role": "member", "team": scene.low.pk, "valid_from": "2026-11-02"}
    assert client.post("/projects/A/members/new/", form).headers["Location"] == f"/projects/A/teams/{scene.low.pk}/"
    form = {"code": "A2", "name": "画面班", "parent": scene.top.pk, "wbs": "1.1"}
    assert client.post("/projects/A/teams/new/", form).status_code == 302
    made = Team.objects.get(code="A2")
    assert (made.parent, made.wbs, made.created_by) == (scene.top, "1.1", scene.leader)
    form = {"person": make_person().pk, "role": "team_leader", "team": made.pk, "valid_from": "2026-11-02"}
    assert client.post("/projects/A/members/new/", form).status_code == 302
    mine = AuditEvent.objects.filter(actor_id=scene.leader.pk).values_list("verb", flat=True)
    assert sorted(mine) == ["member.assign", "member.assign", "team.found"]
    shown = text(client_of(scene.manager).get("/projects/A/history/"))
    assert "班長 一郎" in shown
    assert "チームを設けた" in shown


def test_a_leader_is_refused_outside_as_if_nothing_were_there(scene):
    client = client_of(scene.leader)
    theirs = make_member(scene.project, make_person(), Role.MEMBER, team=scene.beside)
    own = ProjectMember.objects.get(person=scene.leader.person)
    before = AuditEvent.objects.count()
    for path in (
        f"teams/{scene.beside.pk}/edit/", f"teams/{scene.beside.pk}/end/", f"teams/{scene.top.pk}/edit/",
        f"members/{theirs.pk}/", f"members/{theirs.pk}/end/", f"members/{own.pk}/end/", "hand-over/",
    ):  # fmt: skip
        assert client.get(f"/projects/A/{path}").status_code == 404, path
        assert client.post(f"/projects/A/{path}", {"on": "2026-11-20"}).status_code in (403, 404), path
    person = make_person()
    for changed in ({"team": scene.beside.pk}, {"team": ""}, {"role": "sponsor"}, {"role": "team_leader"}):
        form = {"person": person.pk, "role": "member", "team": scene.top.pk, "valid_from": "2026-11-02"} | changed
        assert client.post("/projects/A/members/new/", form).status_code in (403, 422), changed
    form = {"code": "X", "name": "X", "parent": scene.beside.pk, "wbs": "2.1"}
    assert client.post("/projects/A/teams/new/", form).status_code == 422
    assert client.post("/projects/A/teams/new/", form | {"parent": ""}).status_code == 422
    assert AuditEvent.objects.count() == before
    page = text(client.get(f"/projects/A/teams/{scene.beside.pk}/"))
    assert "/members/new/" not in page
    assert f"/teams/{scene.beside.pk}/edit/" not in page


def test_an_activity_is_offered_for_editing_where_saving_is_allowed(scene):
    rows = {a.wbs: a.pk for a in scene.plan.activities.all()}
    member = make_user_of(scene.project, Role.MEMBER)
    for user, open_rows in ((scene.leader, {"1", "1.1", "1.2"}), (scene.manager, set(rows)), (member, set())):
        client = client_of(user)
        offered = {
            wbs
            for wbs, pk in rows.items()
            if f"/projects/A/activities/{pk}/edit/" in text(client.get(f"/projects/A/activities/{pk}/"))
        }
        assert offered == open_rows


def test_who_leads_nothing_sees_the_tree_and_no_form(scene):
    for role in (Role.MEMBER, Role.FREELANCER, Role.SPONSOR, Role.PMO_ANALYST):
        client = client_of(make_user_of(scene.project, role))
        assert "開発班" in text(client.get("/projects/A/teams/"))
        for path in ("teams/new/", "members/new/", f"teams/{scene.low.pk}/edit/"):
            assert client.get(f"/projects/A/{path}").status_code == 404
            assert client.post(f"/projects/A/{path}").status_code == 404
    assert client_of(make_user_of(scene.project, Role.CLIENT)).get("/projects/A/teams/").status_code == 404


def test_a_form_says_everything_wrong_at_once_in_the_readers_language(scene):
    form = {"code": "", "name": "", "parent": scene.top.pk, "wbs": "2.1, 9.9"}
    answer = client_of(scene.manager).post("/projects/A/teams/new/", form)
    assert answer.status_code == 422
    wrong = answer.context["form"].errors
    assert set(wrong) == {"code", "name", "wbs"}
    assert len(wrong["wbs"]) == 4, wrong["wbs"]  # outside, shared; unknown, outside
    assert "9.9" in answer.content.decode()
    assert "is shared with" not in answer.content.decode()


def test_a_project_without_teams_has_its_members_and_the_way_to_the_first_team(scene):
    other = make_project(code="B")
    client = client_of(make_user_of(other, Role.PROJECT_MANAGER))
    assert client.get("/projects/B/teams/").headers["Location"] == "/projects/B/members/"
    page = text(client.get("/projects/B/members/"))
    assert "/projects/B/teams/new/" in page
    assert "/projects/B/teams/chart/" not in page
    assert "チームはまだありません" in text(client.get("/projects/B/teams/chart/"))


def test_a_team_is_changed_met_by_anothers_change_and_dissolved(scene):
    client = client_of(scene.manager)
    form = {"code": "B", "name": "総合試験班", "name_en": "", "parent": "", "wbs": "2", "version": 1}
    assert client.post(f"/projects/A/teams/{scene.beside.pk}/edit/", form).status_code == 302
    assert client.post(f"/projects/A/teams/{scene.beside.pk}/edit/", form | {"name": "別"}).status_code == 409
    assert client.post(f"/projects/A/teams/{scene.beside.pk}/end/", {"on": "2026-11-19"}).status_code == 302
    assert "総合試験班" not in text(client.get("/projects/A/teams/"))
    page = text(client.get(f"/projects/A/teams/{scene.beside.pk}/"))
    assert "総合試験班" in page
    assert "members/new/?team" not in page
    told = client.post(f"/projects/A/teams/{scene.top.pk}/end/", {"on": "2026-11-19"})
    assert (told.status_code, len(told.context["form"].errors["on"])) == (422, 2)


def test_the_home_of_a_leader_leads_to_the_team(scene):
    scene.plan.activities.filter(wbs="1.2").update(finish=1)
    page = text(client_of(scene.leader).get("/"))
    assert f"/projects/A/teams/{scene.top.pk}/" in page


def test_the_list_of_activities_is_narrowed_to_a_team_with_all_below(scene):
    client = client_of(scene.manager)
    shown = {
        team: [
            name
            for name in ("画面", "帳票", "結合")
            if f">{name}<" in text(client.get(f"/projects/A/activities/?team={team}"))
        ]
        for team in (scene.top.pk, scene.low.pk, scene.beside.pk, "x", 0)
    }
    assert list(shown.values()) == [
        ["画面", "帳票"],
        ["帳票"],
        ["結合"],
        ["画面", "帳票", "結合"],
        ["画面", "帳票", "結合"],
    ]


def test_pages_take_as_many_queries_for_many_teams_as_for_few(scene):
    scene.pay()
    counts = []
    for again in range(2):
        client, counted = client_of(scene.manager), []
        for path in ("teams/", "teams/chart/", f"teams/{scene.top.pk}/", "members/"):
            client.get(f"/projects/A/{path}")
            AuditEvent.objects.count()
            with CaptureQueriesContext(connection) as asked:
                client.get(f"/projects/A/{path}?again={len(counts)}")
            counted.append(len(asked))
        counts.append(counted)
        for n in range(3):
            team = make_team(scene.project, f"N{again}{n}", parent=scene.low)
            make_member(scene.project, make_person(), Role.TEAM_LEADER, team=team, valid_from=date(2026, 9, 1))
    assert counts[0] == counts[1]


def test_a_leader_saves_an_activity_of_the_own_branch_and_none_beside_it(scene):
    leader, rows = client_of(scene.leader), {a.wbs: a for a in scene.plan.activities.all()}
    for wbs, status, offered in (("1.1", 302, True), ("2.1", 422, False)):
        path = f"/projects/A/activities/{rows[wbs].pk}/"
        assert (f'href="{path}edit/"' in text(leader.get(path))) is offered
        form = leader.get(f"{path}edit/").context["form"]
        values = {field.html_name: field.value() for field in form if field.value() not in (None, "", False)}
        answer = leader.post(f"{path}edit/", values | {"notes": "順番を見直した"})
        assert answer.status_code == status, wbs
        assert ("編集できる範囲の外" in answer.content.decode()) is not offered
        rows[wbs].refresh_from_db()
        assert rows[wbs].notes == ("順番を見直した" if offered else "")
