"""Money is written by actions: what is refused, what is frozen, what is taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from factories.cost import make_account, make_actual, make_approved, make_budgeted, make_line, make_report
from factories.people import make_company
from factories.project import make_project, make_user_of
from factories.schedule import make_plan
from kaname.domains.core.models import AuditEvent
from kaname.domains.cost.actions import actual_files, actuals, cost_baselines, evm, orders, periods, reserves
from kaname.domains.cost.models import (
    Actual,
    ActualBatch,
    BudgetLine,
    CostBaseline,
    CostBaselineLine,
    Drawdown,
    EvmSnapshot,
)
from kaname.domains.cost.queries.money import open_orders, orders_of
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.actions.importing import uploads

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 5)
HEAD = "計上日,勘定コード,金額(円),工数(人時),伝票番号,費目,摘要,WBS,発注番号\n"


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_company()


@pytest.fixture
def project():
    plan = make_plan()
    make_account(plan.project, code="CA-1")
    make_account(plan.project, code="CA-2")
    return plan.project


def account_of(project, code="CA-1"):
    return project.control_accounts.get(code=code)


def told(refused) -> dict[str, list[str]]:
    return {name: [e.code or "" for e in errors] for name, errors in refused.value.error_dict.items()}


def file_of(text: str, encoding: str = "utf-8-sig", name: str = "実績.csv") -> uploads.Upload:
    return uploads.keep(name, [text.encode(encoding)])


def codes(preview) -> list[tuple[int | None, str]]:
    return sorted((p.row or 0, p.code) for p in preview.problems)


def test_an_entry_names_every_problem_beside_its_field(project):
    with pytest.raises(ValidationError) as refused:
        actuals.post(account=account_of(project), incurred_on=date(2027, 1, 1), document=" ", yen=-5, by=None)
    assert set(refused.value.error_dict) == {"yen", "incurred_on", "document"}
    assert Actual.objects.count() == 0


def test_a_closed_month_takes_nothing_until_it_is_opened_with_a_reason(project):
    month = periods.close(project=project, month=OCTOBER, by=None)
    with pytest.raises(ValidationError) as refused:
        make_actual(account_of(project), OCTOBER, 100)
    assert told(refused) == {"incurred_on": ["closed"]}
    with pytest.raises(ValidationError):
        periods.reopen(month=month, reason=" ", by=None)
    periods.reopen(month=month, reason="請求書の遅れ", by=None)
    make_actual(account_of(project), OCTOBER, 100)
    assert AuditEvent.objects.get(verb="month.reopen").reason == "請求書の遅れ"


def test_an_entry_is_taken_back_in_full_and_once_and_its_document_may_come_again(project):
    entry = make_actual(account_of(project), OCTOBER, 100, 60, document="INV-1")
    with pytest.raises(ValidationError):
        make_actual(account_of(project), OCTOBER, 200, document="INV-1")
    back = actuals.reverse(actual=entry, incurred_on=date(2026, 11, 2), reason="二重の請求", by=None)
    assert (back.yen, back.minutes, back.document) == (-100, -60, "INV-1")
    for again in (entry, back):
        with pytest.raises(ValidationError):
            actuals.reverse(actual=again, incurred_on=OCTOBER, reason="もう一度", by=None)
    make_actual(account_of(project), OCTOBER, 200, document="INV-1")


def test_a_file_is_posted_whole(project):
    orders.create(account=account_of(project), document="PO-1", name="委託", yen=5000, ordered_on=OCTOBER, by=None)
    rows = '2026/10/05,CA-1,"1,200",8,INV-1,外注,設計,1,PO-1\n2026年10月6日,CA-2,300,,INV-2,経費,旅費,,\n'
    upload = file_of(HEAD + rows, "cp932")
    assert actual_files.look(project=project, upload=upload).problems == []
    batch = actual_files.post_file(project=project, upload=upload, by=None)
    assert (batch.rows, batch.yen, batch.minutes) == (2, 1500, 480)
    first = Actual.objects.get(document="INV-1")
    assert (first.category, first.activity_uid, first.commitment.document) == ("outside", "1", "PO-1")
    assert open_orders(project) == 3800
    with pytest.raises(actual_files.RefusedFile) as refused:
        actual_files.post_file(project=project, upload=upload, by=None)
    assert codes(refused.value.preview) == [(0, "same-file"), (2, "posted-before"), (3, "posted-before")]
    assert Actual.objects.count() == 2


def test_every_wrong_row_of_a_file_is_listed_and_none_is_posted(project):
    periods.close(project=project, month=date(2026, 9, 1), by=None)
    make_actual(account_of(project), OCTOBER, 70, document="OLD")
    rows = (
        "2026-10-05,CA-9,100,,A,外注,,,\n"
        "2026-09-05,CA-1,100,,B,外注,,,\n"
        "2026-10-05,CA-1,-100,,C,外注,,,\n"
        "2026-10-05,CA-1,▲100,,D,外注,,,\n"
        "2026-10-05,CA-1,$100,,E,外注,,,\n"
        "2026-10-05,CA-1,100,3人日,F,外注,,,\n"
        "2026-10-05,CA-1,12.5,,G,外注,,,\n"
        "10月,CA-1,100,,H,外注,,,\n"
        "2026-10-05,CA-1,100,,,外注,,,\n"
        "2026-10-05,CA-1,100,,I,謎,,9.9,PO-X\n"
        "2026-10-05,CA-1,100,,J,外注,,,\n"
        "2026-10-05,CA-1,100,,J,外注,,,\n"
        "2026-10-05,CA-1,80,,OLD,外注,,,\n"
        "2027-10-05,CA-1,80,,K,外注,,,\n"
        "2026-10-05,CA-1,,,L,外注,,,\n"
        "2026-10-05,CA-1,100,,M,外注,,,\n"
    )
    with pytest.raises(actual_files.RefusedFile) as refused:
        actual_files.post_file(project=project, upload=file_of(HEAD + rows), by=None)
    assert codes(refused.value.preview) == [
        (2, "unknown-account"), (3, "closed-month"), (4, "negative"), (5, "negative"), (6, "other-unit"),
        (7, "other-unit"), (8, "no-number"), (9, "no-date"), (10, "no-document"), (11, "unknown-activity"),
        (11, "unknown-category"), (11, "unknown-order"), (12, "twice-in-file"), (13, "twice-in-file"),
        (14, "posted-otherwise"), (15, "in-the-future"), (16, "nothing"),
    ]  # fmt: skip
    assert Actual.objects.count() == 1
    assert ActualBatch.objects.count() == 0


def test_a_file_in_two_units_or_without_columns_is_refused(project):
    two = "計上日,勘定コード,工数(人時),工数(人日),伝票番号\n2026-10-05,CA-1,8,1,A\n"
    assert [p.code for p in actual_files.look(project=project, upload=file_of(two)).problems] == ["two-units"]
    none = actual_files.look(project=project, upload=file_of("日付,金額\n2026-10-05,100\n"))
    assert [(p.code, p.value) for p in none.problems] == [("missing-column", "account"), ("missing-column", "document")]


def test_what_was_posted_and_does_not_stand_in_the_file_is_listed(project):
    lost = make_actual(account_of(project), date(2026, 10, 30), 70, document="OURS")
    make_actual(account_of(project), date(2026, 11, 2), 70, document="LATER")
    preview = actual_files.look(project=project, upload=file_of(HEAD + "2026-10-05,CA-1,100,,A,外注,,,\n"))
    assert preview.unmatched == [lost]


def test_effort_is_counted_in_the_projects_own_days(project):
    type(project).objects.filter(pk=project.pk).update(minutes_per_day=450, days_per_month=18)
    project.refresh_from_db()
    text = "計上日,勘定コード,工数(人月),伝票番号\n2026-10-05,CA-1,0.5,A\n"
    actual_files.post_file(project=project, upload=file_of(text), by=None)
    assert Actual.objects.get().minutes == 4050


def test_a_reserve_is_drawn_by_decision_and_never_overdrawn(project):
    account = account_of(project)
    reserve = reserves.create(project=project, kind="management", name="備え", yen=1000, by=None)
    draw = {"reserve": reserve, "account": account, "drawn_on": OCTOBER, "by": None}
    with pytest.raises(ValidationError) as refused:
        reserves.draw(yen=1001, decision="", reason="", **draw)
    assert set(refused.value.error_dict) == {"yen", "decision", "reason"}
    reserves.draw(yen=600, decision="決定3", reason="手戻り", **draw)
    line = BudgetLine.objects.get()
    assert (line.yen, line.earning, line.drawdown.decision) == (600, "effort", "決定3")
    with pytest.raises(ValidationError):
        reserves.draw(yen=401, decision="決定4", reason="手戻り", **draw)
    with pytest.raises(ValidationError):
        reserves.update(reserve=reserve, yen=599, by=None)


def test_the_sponsor_approves_and_the_controller_does_not(project):
    make_line(account_of(project), "1")
    values = {"project": project, "name": "当初予算", "valid_from": OCTOBER}
    with pytest.raises(NotAllowed):
        cost_baselines.approve(by=make_user_of(project, Role.PMO_CONTROLLER), **values)
    cost_baselines.approve(by=make_user_of(project, Role.SPONSOR), **values)
    with pytest.raises(ValidationError) as refused:
        cost_baselines.approve(by=None, **values)
    assert set(refused.value.error_dict) == {"valid_from"}


def test_a_budget_follows_the_schedule_until_it_is_approved():
    plan = make_plan()
    account = make_account(plan.project)
    make_line(account, "2")
    plan.activities.filter(uid="2").update(start=100, finish=200)
    first = make_approved(plan.project)
    plan.activities.filter(uid="2").update(start=300, finish=400)
    second = make_approved(plan.project, valid_from=date(2026, 5, 1))
    spans = CostBaselineLine.objects.order_by("baseline__number").values_list("baseline_id", "start", "finish")
    assert list(spans) == [(first.pk, 100, 200), (second.pk, 300, 400)]


def test_a_line_whose_activity_is_gone_is_named_and_nothing_is_approved():
    plan = make_plan()
    make_line(make_account(plan.project, code="CA-7"), "2", name="製造")
    plan.activities.filter(uid="2").delete()
    with pytest.raises(ValidationError, match=r"CA-7.*製造"):
        make_approved(plan.project)
    assert CostBaseline.objects.count() == 0


def test_orders_tell_what_is_open(project):
    account = account_of(project)
    order = orders.create(account=account, document="PO-1", name="委託", yen=1000, ordered_on=OCTOBER, by=None)
    make_actual(account, OCTOBER, 1200, commitment=order)
    found = orders_of(project)[0]
    assert (found.invoiced, found.left, found.over) == (1200, 0, True)


@pytest.mark.parametrize("how", ["update", "delete", "save"])
@pytest.mark.parametrize(
    "model", [Actual, ActualBatch, CostBaseline, CostBaselineLine, Drawdown, EvmSnapshot], ids=lambda m: m.__name__
)
def test_what_is_frozen_cannot_be_altered(model, how):
    plan, account = make_budgeted({"1": 1000})
    make_report(plan, date(2026, 11, 20), {"1": 50})
    upload = file_of(HEAD.replace("勘定コード", "勘定コード") + f"2026-10-05,{account.code},100,,A,外注,,,\n")
    actual_files.post_file(project=plan.project, upload=upload, by=None)
    reserve = reserves.create(project=plan.project, kind="management", name="備え", yen=1000, by=None)
    reserves.draw(reserve=reserve, account=account, yen=1, decision="1", reason="1", drawn_on=OCTOBER, by=None)
    evm.take(projects=[plan.project], as_of=date(2026, 11, 20), by=None)
    row = model.objects.first()
    field = {"EvmSnapshot": "ev", "CostBaselineLine": "yen", "Drawdown": "yen"}.get(model.__name__, "yen")
    with pytest.raises(DatabaseError), transaction.atomic():
        if how == "update":
            model.objects.update(**{field: 7})
        elif how == "delete":
            model.objects.filter(pk=row.pk)._raw_delete(model.objects.db)
        else:
            setattr(row, field, 7)
            row.save()


def test_hidden_money_stays_hidden():
    plan, account = make_budgeted({"1": 1000})
    member = make_user_of(plan.project, Role.MEMBER)
    assert list(type(account).objects.visible_to(member)) == []
    assert list(type(account).objects.visible_to(make_user_of(make_project(), Role.PMO_MANAGER))) == [account]
