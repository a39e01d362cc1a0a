"""Pages of rounds: the own report, the link of a mail, the chase list, proxy and questions, measurement, the cycle."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_person, make_user
from factories.project import make_member, make_project, make_user_of
from factories.schedule import make_document, make_plan
from kaname.domains.core.models import Job
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions import measurement
from kaname.domains.schedule.actions.rounds import links, opening
from kaname.domains.schedule.enums import RoundStatus
from kaname.domains.schedule.models import (
    Assignment,
    ExpectedReport,
    Inspection,
    Measurement,
    Plan,
    ProgressRecord,
    ReportingRound,
    RoundCycle,
)
from kaname.domains.schedule.queries.round_times import Times
from kaname.web.rounds.views.link import MOST_WRONG

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")
AS_OF = date(2026, 11, 20)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=TOKYO)


@pytest.fixture(autouse=True)
def company():
    return make_company(as_of=date(2026, 11, 19))  # its evening, 18:00


def staffed(person: Person, project=None, names=("設計", "製造")) -> Plan:
    document = make_document({"設計": 8, "製造": 8})
    plan = make_plan(document, project=project or make_project(status="executing"))
    resource = Resource.objects.filter(person=person).first() or Resource.objects.create(name="担当", person=person)
    for name in names:
        Assignment.objects.create(plan=plan, activity=plan.activities.get(name=name), resource=resource, units=1.0)
    return plan


def opened() -> ReportingRound:
    times = Times(at(19, 10), at(20, 12), at(20, 17))
    return opening.open_round(times=times, by=None, base_url="https://kaname.example")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def member():
    user = make_user()
    plan = staffed(user.person)
    make_member(plan.project, user.person, Role.MEMBER)
    return user, plan


def field(plan: Plan, name: str, key: str) -> str:
    return f"a{plan.activities.get(name=name).pk}-{key}"


def test_the_own_page_asks_for_what_is_due_and_takes_it_in(member):
    user, plan = member
    opened()
    client = signed_in(user)
    page = client.get("/rounds/mine/")
    assert [form.line.activity.name for form in page.context["parts"][0].forms] == ["設計", "製造"]
    data = {"press": "report", field(plan, "設計", "percent"): "40", field(plan, "設計", "note"): "順調"}
    answer = client.post("/rounds/mine/", data, follow=True)
    assert "提出しました" in answer.content.decode()
    assert [plan.activities.get(name=n).percent_complete for n in ("設計", "製造")] == [40.0, None]
    assert list(ProgressRecord.objects.order_by("uid").values_list("uid", "percent", "unchanged")) == [
        ("1", 40.0, False),
        ("2", 0.0, True),
    ]


def test_a_wrong_value_is_refused_beside_its_field_and_nothing_is_written(member):
    user, plan = member
    opened()
    page = signed_in(user).post("/rounds/mine/", {"press": "report", field(plan, "設計", "percent"): "90"})
    form = page.context["parts"][0].forms[0]
    assert (page.status_code, list(form.errors)) == (422, ["remaining_days"])
    assert ProgressRecord.objects.count() == 0


def test_no_change_takes_one_confirmation(member):
    user, _plan = member
    opened()
    client = signed_in(user)
    asked = client.post("/rounds/mine/", {"press": "unchanged"})
    assert "変更なしの確認" in asked.content.decode()
    assert ExpectedReport.objects.get().status == "waiting"
    client.post("/rounds/mine/", {"press": "confirm"})
    row = ExpectedReport.objects.get()
    assert (row.status, row.unchanged, row.received_by) == ("received", True, user)


def test_a_report_in_which_nothing_was_changed_is_not_taken_for_one(member):
    user, _plan = member
    opened()
    page = signed_in(user).post("/rounds/mine/", {"press": "report"})
    assert (page.status_code, len(page.context["said"])) == (422, 1)


def test_without_a_round_or_a_person_the_page_says_so(member):
    assert "受付中のラウンドはありません" in signed_in(member[0]).get("/rounds/mine/").content.decode()


def test_a_link_opens_that_persons_form_without_a_session_and_nothing_else(member):
    user, plan = member
    other = make_person()
    hidden = staffed(other, make_project(status="executing", name="別件ZETA"))
    found = opened()
    token = links.issue(found, [user.person.pk])[user.person.pk]
    client = Client()
    page = client.get(f"/rounds/form/{token}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert plan.project.name in text
    assert hidden.project.name not in text
    assert page.headers["Cache-Control"].startswith("max-age=0, no-cache")
    assert client.get("/rounds/mine/").status_code == 302  # signs in first
    data = {"press": "report", field(plan, "設計", "percent"): "40", field(hidden, "設計", "percent"): "40"}
    client.post(f"/rounds/form/{token}/", data)
    assert (plan.activities.get(uid="1").percent_complete, hidden.activities.get(uid="1").percent_complete) == (
        40,
        None,
    )
    assert ExpectedReport.objects.get(person=user.person).way == "link"
    assert "sessionid" not in client.cookies


def test_a_link_of_an_account_that_writes_is_still_this_one_form(member):
    """Somebody else who gets the link forwarded, signed in or not, sees the form of the person whose link it is."""
    user, plan = member
    token = links.issue(opened(), [user.person.pk])[user.person.pk]
    stranger = signed_in(make_user(Role.FINANCE))
    assert plan.project.name in stranger.get(f"/rounds/form/{token}/").content.decode()
    assert stranger.get(f"/projects/{plan.project.code}/measurement/").status_code == 404


def test_who_is_signed_in_as_somebody_else_is_told_whose_form_it_is(member):
    user, _plan = member
    path = f"/rounds/form/{links.issue(opened(), [user.person.pk])[user.person.pk]}/"
    other = signed_in(make_user(Role.FINANCE))
    for page in (other.get(path), other.post(path, {"press": "unchanged"})):
        assert "としてサインインしています" in page.content.decode()
        assert 'href="/rounds/mine/"' in page.content.decode()
    for reader in (Client(), signed_in(user)):
        assert "としてサインインしています" not in reader.get(path).content.decode()


def test_a_link_speaks_the_language_of_its_mail_until_the_reader_chooses(member):
    user, _plan = member
    type(user).objects.filter(pk=user.pk).update(language="en")
    path = f"/rounds/form/{links.issue(opened(), [user.person.pk])[user.person.pk]}/"
    client = Client()
    page = client.get(path)
    assert (page.headers["Content-Language"], "What is asked of you" in page.content.decode()) == ("en", True)
    asked = client.post(path, {"press": "unchanged"}).content.decode()
    assert "The values of last time are handed in as they stand." in asked
    chosen = client.get(f"{path}?lang=ja")
    assert (chosen.headers["Content-Language"], 'href="?lang=en"' in chosen.content.decode()) == ("ja", True)
    assert client.get(path).headers["Content-Language"] == "ja"


@pytest.mark.parametrize("token", ["x", "x" * 500, "WzEsMSwieCJd:1abc:def"])
def test_a_wrong_link_is_the_same_as_none(token):
    page = Client().get(f"/rounds/form/{token}/")
    assert (page.status_code, "無効になりました" in page.content.decode() or "無効" in page.content.decode()) == (
        404,
        True,
    )


def test_whoever_tries_links_is_told_to_wait_and_a_good_one_still_opens(member):
    token = links.issue(opened(), [member[0].person.pk])[member[0].person.pk]
    client = Client()
    for n in range(MOST_WRONG):
        assert client.get(f"/rounds/form/wrong{n}/").status_code == 404
    assert client.get("/rounds/form/wrong/").status_code == 429
    assert client.get("/rounds/form/wrong/", REMOTE_ADDR="203.0.113.7").status_code == 404  # of another address
    assert client.get(f"/rounds/form/{token}/").status_code == 200  # an office behind one address goes on reporting


@pytest.mark.parametrize("gone", ["account", "person"])
def test_a_link_of_somebody_who_is_gone_opens_nothing(member, gone):
    user, _plan = member
    token = links.issue(opened(), [user.person.pk])[user.person.pk]
    assert Client().get(f"/rounds/form/{token}/").status_code == 200
    if gone == "account":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    else:
        Person.objects.filter(pk=user.person.pk).update(left_on=date(2026, 11, 1))
    assert Client().get(f"/rounds/form/{token}/").status_code == 404
    assert Client().post(f"/rounds/form/{token}/", {"press": "confirm"}).status_code == 404
    assert not ProgressRecord.objects.exists()


def test_a_link_asks_for_the_forms_token_and_opens_nothing_once_the_round_is_frozen(member):
    found = opened()
    token = links.issue(found, [member[0].person.pk])[member[0].person.pk]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(f"/rounds/form/{token}/", {"press": "confirm"}).status_code == 403
    ReportingRound.objects.filter(pk=found.pk).update(status=RoundStatus.FROZEN, frozen_at=found.freezes)
    assert Client().post(f"/rounds/form/{token}/", {"press": "confirm"}).status_code == 404
    assert not ProgressRecord.objects.exists()


def test_the_chase_list_shows_the_missing_and_makes_as_many_queries_for_three_as_for_one():
    manager = make_user(Role.PMO_MANAGER)
    staffed(make_person())
    found = opened()
    client = signed_in(manager)
    client.get("/rounds/")
    with CaptureQueriesContext(connection) as one:
        client.get("/rounds/")
    for _n in range(2):
        plan = staffed(make_person())
        ExpectedReport.objects.create(round=found, plan=plan, person=make_person(), uids=["1"])
    with CaptureQueriesContext(connection) as three:
        page = client.get("/rounds/")
    assert (len(one), page.context["counts"]["missing"]) == (len(three), 3)
    assert "3件のうち3件が未提出です。期限は11/20(金) 12:00です。" in page.content.decode()


def test_a_reader_sees_the_reports_of_their_own_projects_only(member):
    _user, plan = member
    staffed(make_person())
    opened()
    page = signed_in(make_user_of(plan.project, Role.PMO_ADMINISTRATOR)).get("/rounds/?show=all")
    assert [line.project for line in page.context["lines"]] == [plan.project]


def test_reminding_sending_back_and_entering_by_proxy(member):
    user, plan = member
    user.person.email = "member@example.com"
    user.person.save()
    found = opened()
    client = signed_in(make_user_of(plan.project, Role.PMO_ADMINISTRATOR))
    row = ExpectedReport.objects.get()
    client.post(f"/rounds/{found.number}/remind/", {"press": "chosen", "report": [row.pk]})
    assert [m.to for m in mail.outbox] == [["member@example.com"]]
    client.post(f"/rounds/reports/{row.pk}/contact/", {"note": "電話で依頼"})
    missing = client.get(f"/rounds/reports/{row.pk}/").content.decode()
    assert [words in missing for words in ("設計", "前回 0%", "電話で依頼")] == [True] * 3
    data = {"press": "report", field(plan, "設計", "percent"): "30"}
    done = client.post(f"/rounds/reports/{row.pk}/proxy/", data)
    assert done.headers["Location"] == f"/rounds/reports/{row.pk}/"
    client.post(f"/rounds/reports/{row.pk}/send-back/", {"question": "残りは何本ですか。"})
    row.refresh_from_db()
    assert (row.status, row.way, row.contacts, row.contact_note) == ("returned", "proxy", 3, "電話で依頼")
    page = signed_in(user).get("/rounds/mine/")
    assert "残りは何本ですか。" in page.content.decode()
    assert "30%" in client.get(f"/rounds/reports/{row.pk}/").content.decode()


def test_a_round_opened_without_an_address_mails_links_to_where_it_is_chased_from(member):
    user, plan = member
    user.person.email = "member@example.com"
    user.person.save()
    found = opened()
    ReportingRound.objects.filter(pk=found.pk).update(base_url="")
    signed_in(make_user_of(plan.project, Role.PMO_ADMINISTRATOR)).post(f"/rounds/{found.number}/remind/")
    (sent,) = mail.outbox
    link = next(word for word in sent.body.split() if "/rounds/form/" in word)
    assert link.startswith("http://testserver/rounds/form/")
    assert Client().get(link.removeprefix("http://testserver")).status_code == 200


def test_opening_and_freezing_by_hand_are_jobs_and_early_freezing_needs_a_reason(member):
    client = signed_in(make_user(Role.PMO_MANAGER))
    started = client.post("/rounds/open/")
    job = Job.objects.get()
    assert (started.headers["Location"], job.kind) == (f"/jobs/{job.pk}/", "round.open")
    found = ReportingRound.objects.get()
    assert (found.as_of, found.opened_by.person.roles.get().role) == (date(2026, 11, 20), "pmo_manager")
    address = f"/rounds/{found.number}/freeze/"
    refusals = [client.post(address, {"reason": "前倒し"})]  # the day before
    make_company(as_of=AS_OF)
    ReportingRound.objects.update(freezes=at(20, 19))
    refusals.append(client.post(address))
    assert [r.headers["Location"] for r in refusals] == [f"/rounds/{found.number}/"] * 2
    client.post(address, {"reason": "会議を前倒ししたため"})
    frozen = Job.objects.get(kind="round.freeze")
    found.refresh_from_db()
    assert (frozen.status, found.status, found.snapshot.digest) == ("done", "frozen", frozen.result["digest"])
    assert f"/rounds/{found.number}/" in client.get(f"/jobs/{frozen.pk}/").content.decode()


def test_the_cycle_is_changed_by_the_manager_and_shown_to_the_expert():
    client = signed_in(make_user(Role.PMO_MANAGER))
    page = client.get("/rounds/cycle/")
    data = page.context["form"].initial | {"active": "on", "freezes_time": "18:00", "opens_time": "10:00"}
    data |= {"due_time": "12:00", "opens_weekday": 3, "due_weekday": 4, "freezes_weekday": 4}
    assert client.post("/rounds/cycle/", data).status_code == 302
    assert (RoundCycle.objects.get().freezes_time.hour, RoundCycle.objects.get().active) == (18, True)
    expert = signed_in(make_user(Role.PMO_EXPERT))
    assert (expert.get("/rounds/cycle/").status_code, expert.post("/rounds/cycle/", data).status_code) == (200, 403)


def test_measurement_lists_missing_cells_and_makes_as_many_queries_for_three_as_for_one():
    project = make_project(status="executing")
    user = make_user_of(project, Role.PMO_CONTROLLER)
    plan = make_plan(make_document({"設計": 8}), project=project)
    client = signed_in(user)
    address = f"/projects/{project.code}/measurement/"
    assert client.get(address).context["whole"].by_cell == {"plan": 0, "owner": 1, "method": 1, "actuals": 0}
    measurement.choose(activity=plan.activities.get(), values={"method": "physical"}, by=None)
    assert round(client.get(address).context["whole"].percent) == 75


def test_choosing_own_steps_and_inspecting():
    project = make_project(status="executing")
    plan = make_plan(make_document({"設計": 8}), project=project)
    activity = plan.activities.get()
    client = signed_in(make_user_of(project, Role.PMO_CONTROLLER))
    address = f"/projects/{project.code}/measurement/{activity.pk}/"
    wrong = client.post(address, {"method": "milestones", "steps": "初稿 50\n承認 40"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["steps"])
    assert client.post(address, {"method": "milestones", "steps": "初稿 50\n顧客 承認 50"}).status_code == 302
    assert [step["name"] for step in Measurement.objects.get().steps] == ["初稿", "顧客 承認"]
    told = {"percent": "55", "evidence": "帳票12本", "inspected_on": "2026-11-18"}
    client.post(f"{address}inspect/", told)
    assert Inspection.objects.get().percent == 55.0
    reader = signed_in(make_user_of(project, Role.PROJECT_MANAGER))
    assert reader.post(f"{address}inspect/", told).status_code == 403


def test_home_asks_the_member_and_tells_the_administrator_who_is_missing(member):
    user, plan = member
    opened()
    cards = {str(c.title): [i.title for i in c.items] for c in signed_in(user).get("/").context["cards"]}
    assert cards["提出していただくもの"] == [f"{plan.project.code} {plan.project.name}"]
    administrator = signed_in(make_user_of(plan.project, Role.PMO_ADMINISTRATOR))
    cards = {str(c.title): [i.title for i in c.items] for c in administrator.get("/").context["cards"]}
    assert cards["未提出者"] == [user.person.name]
