"""Programmes (mission row S163): four axes that equal the sum of their rows, benefits, and who sees and writes what."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories.analysis import make_day, make_evm
from factories.people import make_company, make_person, make_user
from factories.portfolio import make_benefit, make_programme_of
from factories.project import make_deliverable, make_member, make_project, make_user_of
from kaname.domains.core.enums import Confidentiality
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.portfolio.actions import benefits, programmes
from kaname.domains.portfolio.models import BenefitReading, Programme, ProgrammeProject
from kaname.domains.portfolio.queries.programmes import benefits_of
from kaname.domains.reporting.models import ProjectDay
from kaname.domains.reporting.queries.programmes import views

pytestmark = pytest.mark.django_db
LAST = date(2026, 11, 20)


@pytest.fixture
def manager():
    make_company()
    return make_user(Role.PMO_MANAGER)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def filled(**values):
    """A programme of two projects with money, people, days and deliverables; one person is in both."""
    both, made = make_person(), []
    for ev, ac in ((100.0, 50.0), (100.0, 400.0)):
        project = make_project(**values)
        make_member(project, both, Role.MEMBER)
        make_day(project, LAST, "red" if ac > 100 else "green")
        make_evm(project, LAST, ev=ev, ac=ac)
        make_evm(project, LAST, unit="minutes", ev=1.0, ac=960.0, bac=4800.0)
        make_deliverable(project, delivered_on=LAST)
        make_deliverable(project)
        made.append(project)
    return make_programme_of(*made), made


def test_every_number_is_made_of_the_rows_below_it(manager):
    programme, _projects = filled()
    view = views(manager, [programme], LAST)[0]
    rows = view.parts
    for name in ("bac", "pv", "ev", "ac"):
        assert getattr(view, name) == sum(getattr(part.money, name) for part in rows)
    assert view.cpi == pytest.approx(200 / 450), "a ratio of sums: the mean of the two would be 1.125"
    assert (view.planned_days, view.spent_days) == (20.0, 4.0)
    assert view.people == (3, 4), "two managers and one who has two seats"
    assert view.deliverables == (4, 2) == tuple(sum(p.deliverables[n] for p in rows) for n in (0, 1))
    assert view.inspections is None


def test_only_projects_that_the_reader_may_see_are_added_up(manager):
    seen, hidden = make_project(), make_project(confidentiality=Confidentiality.MANAGEMENT, name="極秘案件")
    for project in (seen, hidden):
        make_evm(project, LAST)
    programme = make_programme_of(seen, hidden)
    secret = make_programme_of(make_project(confidentiality=Confidentiality.MANAGEMENT), name="秘密のまとまり")
    controller = make_user_of(seen, Role.PMO_CONTROLLER)
    view = views(controller, [programme], LAST)[0]
    assert (len(view.parts), view.bac) == (1, 1000.0)
    page = client_of(controller).get(reverse("programmes:programme", args=[programme.pk])).content.decode()
    assert ("極秘案件" in page, hidden.code in page) == (False, False)
    assert client_of(controller).get(reverse("programmes:programme", args=[secret.pk])).status_code == 404
    assert "秘密のまとまり" not in client_of(controller).get(reverse("programmes:list")).content.decode()
    expert = make_user_of(seen, Role.PMO_EXPERT)
    assert views(expert, [programme], LAST)[0].bac is None
    assert "BAC" not in client_of(expert).get(reverse("programmes:programme", args=[programme.pk])).content.decode()
    assert client_of(make_user_of(seen, Role.MEMBER)).get(reverse("programmes:list")).status_code == 404


def test_the_page_shows_four_axes_benefits_and_what_is_missing(manager):
    programme, _projects = filled()
    benefit = make_benefit(programme, name="手戻りの半減", baseline=Decimal(100), target=Decimal(50))
    for day, value in ((date(2026, 9, 30), 90), (date(2026, 10, 31), 75)):
        benefits.measure(benefit=benefit, measured_on=day, value=Decimal(value), by=None)
    page = client_of(manager).get(reverse("programmes:programme", args=[programme.pk])).content.decode()
    for part in ('id="people"', 'id="cost"', 'id="schedule"', 'id="quality"', 'id="benefits"', "手戻りの半減"):
        assert part in page
    assert ">50%<" in page.replace(" ", "")
    assert 'href="/quality/"' in page


def test_a_benefit_is_reached_late_or_under_way_by_what_was_measured(manager):
    programme = make_programme_of(make_project())
    for name, due, value in (("a", LAST, 50), ("b", date(2026, 10, 1), 70), ("c", date(2027, 1, 1), 70)):
        row = make_benefit(programme, name=name, due=due)
        benefits.measure(benefit=row, measured_on=date(2026, 9, 1), value=Decimal(value), by=None)
    make_benefit(programme, name="d", due=date(2027, 2, 1))
    found = {m.benefit.name: (m.state, m.reached) for m in benefits_of([programme], LAST)}
    assert found == {
        "a": ("reached", 1),
        "b": ("late", Decimal("0.6")),
        "c": ("under_way", Decimal("0.6")),
        "d": ("unmeasured", None),
    }
    before = {m.benefit.name: m.state for m in benefits_of([programme], date(2026, 8, 1))}
    assert before == dict.fromkeys("abcd", "unmeasured")


def test_a_reading_is_never_changed_and_the_newest_of_a_day_counts(manager):
    benefit = make_benefit(make_programme_of(make_project()))
    for value in (90, 70):
        benefits.measure(benefit=benefit, measured_on=LAST, value=Decimal(value), by=None)
    measured = benefits_of([benefit.programme], LAST)[0]
    assert [r.value for r in measured.readings] == [70]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        BenefitReading.objects.update(value=1)


def test_what_cannot_be_is_refused_beside_its_field(manager):
    programme = make_programme_of(make_project())
    with pytest.raises(ValidationError) as refused:
        make_benefit(programme, target=Decimal(100))
    assert list(refused.value.message_dict) == ["target"]
    with pytest.raises(ValidationError) as refused:
        benefits.measure(benefit=make_benefit(programme), measured_on=date(2027, 1, 1), value=Decimal(1), by=None)
    assert list(refused.value.message_dict) == ["measured_on"]
    held = programme.parts.get()
    with pytest.raises(ValidationError) as refused:
        programmes.include(programme=make_programme_of(), project=held.project, valid_from=LAST, by=None)
    assert list(refused.value.message_dict) == ["project"]


def test_a_project_that_changes_its_programme_stays_in_the_old_ones_past(manager):
    project = make_project()
    old, new = make_programme_of(project), make_programme_of()
    make_day(project, date(2026, 10, 30))
    programmes.release(part=old.parts.get(), valid_to=date(2026, 10, 31), by=manager)
    programmes.include(programme=new, project=project, valid_from=date(2026, 11, 1), by=manager)
    make_day(project, LAST)
    days = dict(ProjectDay.objects.values_list("as_of", "programme__code"))
    assert days == {date(2026, 10, 30): old.code, LAST: new.code}
    assert [len(v.parts) for v in views(manager, [old, new], date(2026, 10, 15))] == [1, 0]
    assert [len(v.parts) for v in views(manager, [old, new], LAST)] == [0, 1]


def test_a_manager_writes_it_all_in_the_browser_and_others_do_not(manager):
    client, project, owner = client_of(manager), make_project(), make_person()
    client.post(reverse("programmes:new"), {"code": "PG-9", "name": "新しいまとまり", "owner": owner.pk})
    programme = Programme.objects.get(code="PG-9")
    client.post(reverse("programmes:include", args=[programme.pk]), {"project": project.pk, "valid_from": "2026-11-01"})
    assert ProgrammeProject.objects.get().project == project
    given = {"name": "便益", "measure": "件数", "unit": "件", "baseline": "10", "target": "2", "due": "2027-03-31"}
    client.post(reverse("programmes:benefit-new", args=[programme.pk]), given)
    benefit = programme.benefits.get()
    address = reverse("programmes:measure", args=[programme.pk, benefit.pk])
    client.post(address, {"measured_on": "2026-11-19", "value": "6", "source": "台帳"})
    assert benefit.readings.get().value == 6
    analyst = client_of(make_user_of(project, Role.PMO_ANALYST))
    assert analyst.get(address).status_code == 404
    assert analyst.get(reverse("programmes:edit", args=[programme.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        benefits.create(programme=programme, by=make_user_of(project, Role.PMO_CONTROLLER), **given)


def test_who_answers_for_a_benefit_notes_its_values(manager):
    project = make_project()
    sponsor = make_user_of(project, Role.SPONSOR)
    benefit = make_benefit(make_programme_of(project), owner=sponsor.person)
    address = reverse("programmes:measure", args=[benefit.programme_id, benefit.pk])
    client = client_of(sponsor)
    assert re.search(r'name="value"', client.get(address).content.decode())
    client.post(address, {"measured_on": "2026-11-19", "value": "80"})
    assert benefit.readings.get().noted_by == sponsor


def test_the_queries_do_not_grow_with_programmes_and_projects(manager):
    counts = []
    filled()
    list(views(manager, Programme.objects.all(), LAST))
    for _ in range(2):
        filled()
        with CaptureQueriesContext(connection) as asked:
            views(manager, Programme.objects.all(), LAST)
        counts.append(len(asked))
    assert counts[0] == counts[1]
