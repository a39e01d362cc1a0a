"""Kept analyses on the calendar (mission row S42): pinned on the day, each reader's own numbers, once."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from factories.analysis import make_day
from factories.people import make_company, make_unit, make_user
from factories.project import make_project, make_user_of
from kaname.domains.core.models import AuditEvent, Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.people.enums import Role
from kaname.domains.people.models import RoleHolding
from kaname.domains.people.rules import NotAllowed
from kaname.domains.reporting.actions import analyses, analysis_sending
from kaname.domains.reporting.actions.reports import webhooks
from kaname.domains.reporting.models import AnalysisDelivery, AnalysisRun

pytestmark = pytest.mark.django_db
LAST = date(2026, 11, 20)
MONDAY = datetime(
    2026, 11, 23, 0, 30, tzinfo=UTC
)  # half past nine in Tokyo; a holiday, and weekly entries keep their day
QUESTION = {"subject": "health", "rows": "unit", "columns": "state", "measure": "count"}
WEEKLY = {"channel": "mail", "language": "ja", "rule": "weekly", "nth": 1, "weekday": 0, "hour": 9}


@pytest.fixture
def owner():
    make_company()
    user = make_user(Role.PMO_MANAGER)
    for unit, health in (("営業", "red"), ("システム", "green")):
        make_day(make_project(unit=make_unit(name=unit)), LAST, health)
    return user


@pytest.fixture
def analysis(owner):
    return analyses.save(name="部門別の赤", question=QUESTION, by=owner, shared=True)


def clock_runs():
    Organisation.objects.update(as_of=None)
    forget_organisation()


def table(message):
    [(_name, content, _kind)] = message.attachments
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return [row[0].value for row in sheet.iter_rows(min_row=6) if row[0].value]


def test_it_goes_out_once_on_its_day_and_the_answer_is_pinned(owner, analysis):
    entry = analysis_sending.schedule(analysis=analysis, values=WEEKLY | {"to": owner.email}, by=owner)
    assert entry.next_on == date(2026, 11, 23)
    assert analysis_sending.tick(MONDAY) == 0  # the company stands at a fixed date
    clock_runs()
    times = [MONDAY - timedelta(hours=1), MONDAY, MONDAY]
    assert [analysis_sending.tick(moment) for moment in times] == [0, 1, 0]
    [message], run = mail.outbox, AnalysisRun.objects.get()
    assert (run.analysis, run.ran_by) == (analysis, owner)
    assert (message.to, message.subject) == ([owner.email], f"部門別の赤 {run.as_of:%Y-%m-%d}時点")
    assert table(message) == ["システム", "営業", "全体"]
    assert AnalysisDelivery.objects.get().failure == ""
    assert AuditEvent.objects.get(verb="analysis.send").after == {"to": [owner.email], "failed": 0}
    assert analysis_sending.tick(MONDAY + timedelta(days=7)) == 1


def test_each_reader_gets_the_numbers_of_what_they_may_see(owner, analysis):
    own = make_project(unit=make_unit(name="工場"))
    make_day(own, LAST, "amber")
    narrow = make_user_of(own, Role.PMO_CONTROLLER)
    to = f"{owner.email}\n{narrow.email}"
    analysis_sending.schedule(analysis=analysis, values=WEEKLY | {"to": to}, by=owner)
    clock_runs()
    assert analysis_sending.tick(MONDAY) == 2
    tables = {message.to[0]: table(message) for message in mail.outbox}
    assert tables == {owner.email: ["システム", "営業", "工場", "全体"], narrow.email: ["工場", "全体"]}


def test_every_problem_is_told_at_once(owner, analysis):
    stranger, member = "somebody@elsewhere.example", make_user_of(make_project(), Role.MEMBER).email
    wrong = WEEKLY | {"rule": "nth_weekday", "nth": 9, "to": f"no address, {stranger}, {member}"}
    with pytest.raises(ValidationError) as refused:
        analysis_sending.schedule(analysis=analysis, values=wrong, by=owner)
    told = refused.value.message_dict
    assert set(told) == {"to", "nth"}
    assert len(told["to"]) == 3
    assert analysis.schedules.count() == 0


def test_who_lost_the_right_gets_nothing_and_it_is_told(owner, analysis):
    other = make_user(Role.PMO_MANAGER)
    entry = analysis_sending.schedule(
        analysis=analysis, values=WEEKLY | {"to": f"{owner.email}\n{other.email}"}, by=owner
    )
    RoleHolding.objects.filter(person__user=other).update(valid_to=date(2026, 11, 1))
    clock_runs()
    analysis_sending.tick(MONDAY)
    assert [message.to for message in mail.outbox] == [[owner.email]]
    assert dict(AnalysisDelivery.objects.values_list("to", "failure")) == {owner.email: "", other.email: "not-a-reader"}
    RoleHolding.objects.filter(person__user=owner).update(valid_to=date(2026, 11, 1))
    assert analysis_sending.tick(MONDAY + timedelta(days=7)) == 0  # nothing is answered in the name of who may not ask
    entry.refresh_from_db()
    assert entry.next_on > date(2026, 11, 30)


def test_a_webhook_gets_the_link_and_no_number(owner, analysis, monkeypatch):
    said = []
    monkeypatch.setattr(webhooks, "post", lambda url, content: said.append(content))
    analysis_sending.schedule(
        analysis=analysis, values=WEEKLY | {"channel": "slack", "to": "https://hooks.example/x"}, by=owner
    )
    clock_runs()
    assert analysis_sending.tick(MONDAY) == 1
    assert said == [{"text": f"*部門別の赤 {AnalysisRun.objects.get().as_of:%Y-%m-%d}時点*\n"}]
    assert AuditEvent.objects.get(verb="analysis.send").after["to"] == ["slack: hooks.example"]


def test_only_its_owner_puts_it_on_the_calendar_and_stops_it(owner, analysis):
    other = make_user(Role.PMO_MANAGER)
    entry = analysis_sending.schedule(analysis=analysis, values=WEEKLY | {"to": owner.email}, by=owner)
    with pytest.raises(NotAllowed):
        analysis_sending.schedule(analysis=analysis, values=WEEKLY | {"to": other.email}, by=other)
    with pytest.raises(NotAllowed):
        analysis_sending.pause(schedule=entry, paused=True, by=other)
    assert analysis_sending.pause(schedule=entry, paused=True, by=owner).paused
    clock_runs()
    assert analysis_sending.tick(MONDAY) == 0
