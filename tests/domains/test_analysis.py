"""The analysis workbench (mission row S42): frozen facts, grouped by the database, the same again later."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.analysis import make_day, make_evm, start_on
from factories.people import make_company, make_person, make_unit, make_user
from factories.project import make_member, make_project, make_user_of
from kaname.domains.core.enums import Confidentiality
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.actions import projects
from kaname.domains.reporting.actions import analyses
from kaname.domains.reporting.models import ProjectDay
from kaname.domains.reporting.queries.analysis.asked import asked
from kaname.domains.reporting.queries.analysis.behind import ALL, behind
from kaname.domains.reporting.queries.analysis.catalogue import SUBJECTS, columns_of, rows_of
from kaname.domains.reporting.queries.analysis.pivot import pivot
from kaname.domains.schedule.models import Inspection

pytestmark = pytest.mark.django_db
LAST = date(2026, 11, 20)
FRIDAYS = [LAST - timedelta(weeks=n) for n in (7, 3, 2, 1, 0)]  # 2 Oct, 30 Oct, 6, 13, 20 Nov


@pytest.fixture
def reader():
    make_company()
    return make_user(Role.PMO_MANAGER)


def ask(user, **question):
    return pivot(user, asked(question))


def values(answer):
    """Every value by row label and column label."""
    names = dict(answer.columns)
    lines = [*answer.lines, answer.foot]
    return {line.label: {names[k]: c.value for k, c in line.of(answer.columns)} for line in lines}


def test_states_are_counted_by_department_on_the_last_frozen_day(reader):
    sales, systems = make_unit(name="営業"), make_unit(name="システム")
    for unit, healths in ((sales, ("red", "green")), (systems, ("red", "red", "amber"))):
        for health in healths:
            project = make_project(unit=unit)
            make_day(project, LAST - timedelta(7), "green")
            make_day(project, LAST, health)
    answer = ask(reader, subject="health", rows="unit", columns="state", measure="count")
    assert [label for _key, label in answer.columns] == ["赤", "黄", "緑"]
    assert values(answer) == {
        "システム": {"赤": 2, "黄": 1, "緑": None},
        "営業": {"赤": 1, "黄": None, "緑": 1},
        "": {"赤": 3, "黄": 1, "緑": 1},
    }
    assert ([line.total.value for line in answer.lines], answer.foot.total.value) == ([3, 2], 5)


def test_an_index_is_a_ratio_of_sums_never_a_mean_of_ratios(reader):
    unit = make_unit(name="営業")
    for ev, ac in ((100.0, 50.0), (100.0, 400.0)):  # CPI 2.0 and 0.25: their mean would be 1.125
        project = make_project(unit=unit)
        make_day(project, LAST)
        make_evm(project, LAST, ev=ev, ac=ac)
    answer = ask(reader, subject="evm", rows="unit", columns="day", measure="cpi")
    assert values(answer)["営業"] == {"2026/11/20": pytest.approx(200 / 450)}


def test_medians_of_cells_rows_columns_and_all(reader):
    one, other = make_unit(name="甲"), make_unit(name="乙")
    for unit, kind, slip in ((one, "system", 1), (one, "system", 9), (one, "reform", 30), (other, "reform", 2)):
        make_day(make_project(unit=unit, project_type=kind), LAST, slip=slip)
    make_day(make_project(unit=other), LAST, slip=None)  # without a forecast: no part of any median
    answer = ask(reader, subject="plan", rows="unit", columns="kind", measure="slip")
    found = values(answer)
    assert found["甲"] == {"組織改革": 30, "システム導入": 5}
    assert found[""] == {"組織改革": 16, "システム導入": 5}
    assert {line.label: line.total.value for line in answer.lines} == {"甲": 9, "乙": 2}
    assert answer.foot.total.value == 5.5


def test_a_month_of_a_state_is_its_last_frozen_day_and_is_not_added_up(reader):
    project = make_project(unit=make_unit(name="営業"))
    for friday in FRIDAYS:
        make_day(project, friday)
    answer = ask(reader, subject="plan", rows="unit", columns="month", measure="count")
    assert values(answer)["営業"] == {"2026年10月 (10/30)": 1, "2026年11月 (11/20)": 1}
    assert (answer.lines[0].total, answer.lines[0].change) == (None, 0)


def test_a_cohort_follows_projects_by_the_weeks_since_their_start(reader):
    early, late = make_project(), make_project()
    start_on(early, date(2026, 5, 4))
    start_on(late, date(2026, 8, 3))
    for friday, percents in zip(FRIDAYS, ((10, 1), (20, 2), (30, 3), (40, 4), (50, 5)), strict=True):
        make_day(early, friday, percent=percents[0])
        make_day(late, friday, percent=percents[1])
    answer = ask(reader, subject="plan", rows="quarter", columns="weeks", measure="progress")
    columns = ["8～11週", "12～15週", "20～23週", "24～27週", "28～31週"]
    found = values(answer)
    assert [found["2026年4–6月"][c] for c in columns] == [None, None, 0.1, 0.4, 0.5], "of four weeks the last"
    assert [found["2026年7–9月"][c] for c in columns] == [0.01, 0.05, None, None, None]
    assert answer.lines[0].total is None


def questions():
    """Every subject with a few ways to group it."""
    for subject in SUBJECTS.values():
        for measure in subject.measures:
            for rows, columns in ((rows_of(subject)[0], "month"), ("kind", rows_of(subject)[-1]), ("size", "project")):
                if columns in columns_of(subject) and not (columns == "axis" and not measure.by_axis):
                    yield {"subject": subject.key, "measure": measure.key, "rows": rows, "columns": columns}


def test_every_cell_equals_the_rows_that_it_opens_to(reader):
    for n, health in enumerate(("red", "amber", "green", "green")):
        project = make_project(unit=make_unit(), project_type=("system", "reform")[n % 2])
        start_on(project, date(2026, 6, 1), activities=10 * (n + 1))
        for friday in FRIDAYS:
            make_day(project, friday, health, slip=n * 3, percent=20.0 * n)
            make_evm(project, friday, ev=10.0 + n, ac=7.0 * n)
        Inspection.objects.create(plan=project.plan, uid="1", percent=40, reported=30 + 10 * n, inspected_on=LAST)
    checked = 0
    for given in questions():
        question = asked(given)
        answer = pivot(reader, question)
        for line in filter(None, [*answer.lines, answer.foot]):
            cells = [*line.of(answer.columns), *([(ALL, line.total)] if line.total else [])]
            for column, cell in cells:
                if cell.n:
                    opened = behind(reader, question, line.key, column)
                    assert (opened.cell.n, opened.cell.value) == (cell.n, pytest.approx(cell.value)), given
                    if not question.of_axes:
                        assert len(opened.read()) == cell.n, given
                    checked += 1
    assert checked > 200


def test_a_pinned_answer_gives_the_same_numbers_whatever_happens_later(reader):
    sales, systems = make_unit(name="営業"), make_unit(name="システム")
    project, other = make_project(unit=sales), make_project(unit=systems)
    for friday in FRIDAYS:
        for each, slip in ((project, 3), (other, 8)):
            make_day(each, friday, "green", slip=slip)
            make_evm(each, friday)
    kept = [
        analyses.save(name=f"分析{n}", question=question, by=reader)
        for n, question in enumerate(
            [
                {"subject": "health", "rows": "unit", "columns": "state"},
                {"subject": "plan", "rows": "manager_unit", "columns": "month", "measure": "slip"},
                {"subject": "evm", "rows": "unit", "columns": "quarter_of", "measure": "cpi"},
            ]
        )
    ]
    runs = [analyses.pin(analysis=each, by=reader) for each in kept]
    before = [values(analyses.again(reader, run)[1]) for run in runs]
    # a reorganisation, a better judgement of the same day, late actuals, a new report date, a project more
    projects.update(project=project, unit=systems, by=reader)
    make_day(project, LAST, "red", slip=40, revision=2)
    make_evm(project, LAST, edition=2, ev=1.0, ac=999.0)
    make_day(other, LAST + timedelta(7), "red", slip=99)
    make_day(make_project(unit=sales), LAST, "red", slip=77)
    make_company(as_of=LAST + timedelta(7))
    for run, said in zip(runs, before, strict=True):
        _question, answer, same = analyses.again(reader, run)
        assert (values(answer), same, answer.digest) == (said, True, run.digest)
    now = [values(pivot(reader, asked(each.asked))) for each in kept]
    assert all(said != then for said, then in zip(now, before, strict=True)), "the question of today has other answers"


def test_a_project_that_is_hidden_is_in_no_number(reader):
    unit = make_unit(name="営業")
    seen, hidden = make_project(unit=unit), make_project(unit=unit, confidentiality=Confidentiality.MANAGEMENT)
    for project, health in ((seen, "green"), (hidden, "red")):
        make_day(project, LAST, health)
        make_evm(project, LAST)
    expert = make_user_of(seen, Role.PMO_EXPERT)
    answer = ask(expert, subject="health", rows="unit", columns="state", measure="count")
    assert (values(answer), answer.foot.total.value) == ({"営業": {"緑": 1}, "": {"緑": 1}}, 1)
    question = asked({"subject": "health", "rows": "project", "columns": "state", "only_project": str(hidden.pk)})
    assert pivot(expert, question).lines == []
    opened = behind(expert, asked({"subject": "health", "rows": "project", "columns": "state"}), str(hidden.pk), ALL)
    assert (opened.cell.n, opened.read()) == (0, [])
    money = ask(expert, subject="evm", rows="unit", columns="month", measure="bac")
    assert (money.lines, money.columns) == ([], []), "the expert reads no money"
    controller = make_user_of(seen, Role.PMO_CONTROLLER)
    assert (
        ask(controller, subject="evm", rows="unit", columns="day", measure="bac").foot.cells.popitem()[1].value == 1000
    )


def test_reading_another_way_takes_other_rights_and_a_run_does_not_carry_its_makers(reader):
    seen, hidden = make_project(), make_project(confidentiality=Confidentiality.MANAGEMENT)
    for project in (seen, hidden):
        make_day(project, LAST, "red")
    run = analyses.pin(analysis=analyses.save(name="赤", question={}, by=reader, shared=True), by=reader)
    assert analyses.again(reader, run)[1].foot.total.value == 2
    analyst = make_user_of(seen, Role.PMO_ANALYST)
    _question, answer, same = analyses.again(analyst, run)
    assert (answer.foot.total.value, same) == (1, False)
    member = make_user_of(seen, Role.MEMBER)
    with pytest.raises(NotAllowed):
        analyses.save(name="x", question={}, by=member)
    with pytest.raises(NotAllowed):
        analyses.change(analysis=run.analysis, name="取られた", by=analyst)
    with pytest.raises(ValidationError, match="固定"):
        analyses.remove(analysis=run.analysis, by=reader)


def test_every_problem_of_a_question_is_named_at_once(reader):
    with pytest.raises(ValidationError) as refused:
        asked({"subject": "health", "rows": "nonsense", "columns": "account", "measure": "cpi", "periods": "999",
               "as_of": "yesterday"})  # fmt: skip
    assert sorted(refused.value.message_dict) == ["as_of", "columns", "measure", "periods", "rows"]
    with pytest.raises(ValidationError, match="案件全体"):
        asked({"subject": "health", "rows": "axis", "columns": "state", "measure": "apart"})


def test_first_inspections_pass_where_as_much_was_seen_as_was_reported(reader):
    project = make_project()
    start_on(project, date(2026, 5, 4))
    make_day(project, date(2026, 6, 26))
    make_day(project, LAST)
    for uid, percent, reported, day in (
        ("1", 50, 50, date(2026, 7, 1)),
        ("2", 30, 60, date(2026, 8, 1)),
        ("2", 60, 60, date(2026, 11, 2)),  # the second look passes: it is no first one
        ("3", 80, 70, date(2026, 11, 3)),
    ):
        Inspection.objects.create(plan=project.plan, uid=uid, percent=percent, reported=reported, inspected_on=day)
    answer = ask(reader, subject="inspections", rows="kind", columns="quarter_of", measure="first_pass")
    assert values(answer)[""] == {"2026年7–9月": 0.5, "2026年10–12月": 1.0}
    assert answer.foot.total.value == pytest.approx(2 / 3)


@pytest.mark.parametrize("given", [{"subject": "health", "rows": "unit"}, {"subject": "plan", "columns": "month"}])
def test_the_queries_are_as_many_for_three_projects_as_for_one(reader, given):
    ask(reader, **given)  # who the reader is, is asked once
    counts = []
    for count in (1, 2):
        for _ in range(count):
            project = make_project(unit=make_unit())
            for friday in FRIDAYS:
                make_day(project, friday)
        with CaptureQueriesContext(connection) as queries:
            ask(reader, **given)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_days_frozen_before_analyses_came_are_filled_in_and_marked(reader):
    project = make_project(unit=make_unit())
    snapshot = make_day(project, LAST, slip=4)
    gone, known = ProjectDay.objects.get(), ProjectDay.objects.values().get()
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            on = f' ON "{gone._meta.db_table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{gone._meta.db_table}_no_{verb}"{on}')
    gone.delete()
    import_module("kaname.domains.reporting.migrations.0004_project_days").assume(apps, None)
    found = ProjectDay.objects.values().get(snapshot=snapshot)
    differing = {name for name in known if known[name] != found[name]} - {"id"}
    assert (differing, found["assumed"]) == ({"assumed"}, True)


def test_who_was_manager_on_the_day_counts_not_who_is_now(reader):
    first, second = make_unit(name="旧"), make_unit(name="新")
    old, new = make_person(unit=first), make_person(unit=second)
    project = make_project(manager=old)
    project.members.filter(role=Role.PROJECT_MANAGER).update(valid_to=date(2026, 10, 31))
    make_member(project, new, Role.PROJECT_MANAGER, valid_from=date(2026, 11, 1))
    make_day(project, date(2026, 10, 30))
    make_day(project, LAST)
    answer = ask(reader, subject="plan", rows="manager_unit", columns="month", measure="count")
    assert values(answer)["旧"] == {"2026年10月 (10/30)": 1, "2026年11月 (11/20)": None}
