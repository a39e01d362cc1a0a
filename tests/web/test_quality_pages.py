"""Pages of quality: metrics against bands, defects and their way, gates judged by others, the trend and its rows."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from factories.people import AS_OF, make_company, make_user
from factories.project import make_project, make_user_of
from factories.quality import make_defect, make_gate, make_measure, make_metric, make_reading
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Phase
from kaname.domains.quality.models import Defect, Gate, Metric, Reading
from kaname.domains.reporting.actions import health
from kaname.domains.resource.models import WorkCalendar

pytestmark = pytest.mark.django_db
WEEK = [[[540, 720], [780, 1080]]] * 5 + [[], []]


@pytest.fixture(autouse=True)
def calendar():
    make_company()
    WorkCalendar.objects.create(name="会社", scope="company", week=WEEK, national_holidays=True)


@pytest.fixture
def project():
    return make_project(code="A", name="案件甲")


@pytest.fixture
def manager(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


def client_of(user) -> Client:
    client = Client(headers={"accept-language": "ja"})
    client.force_login(user)
    return client


def at(name: str, *args) -> str:
    return reverse(f"quality:{name}", args=["A", *args])


def text_of(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_projects_page_shows_metrics_in_their_bands_open_defects_and_gates(project, manager):
    make_reading(make_measure(project, make_metric(name="結合テスト不具合密度")), 3.0)
    make_defect(project, [("raised", AS_OF)], "s1", title="仕訳が二重に計上される")
    make_defect(project, [("raised", AS_OF), ("closed", AS_OF)], title="終わった不具合")
    make_gate(project, "conditional")
    page = text_of(client_of(manager).get(at("project")))
    assert "結合テスト不具合密度" in page and "範囲外" in page
    assert "仕訳が二重に計上される" in page and "終わった不具合" not in page
    assert "条件付合格" in page


def test_a_metric_is_followed_read_and_corrected(project, manager):
    metric, client = make_metric(), client_of(manager)
    begun = client.get(f"{at('follow')}?metric={metric.pk}")
    assert begun.context["form"].initial["upper"] == 2.0
    wrong = client.post(at("follow"), {"metric": metric.pk, "lower": "3", "upper": "2", "target": "9"})
    assert wrong.status_code == 422 and list(wrong.context["form"].errors) == ["upper"]
    made = client.post(at("follow"), {"metric": metric.pk, "lower": "1", "upper": "2"})
    measure = project.measures.get()
    assert made.url == at("measure", measure.number)
    bad = client.post(at("read", 1), {"as_of": "2026-12-01", "count": "5", "size": "0", "unit": "page", "n": "1"})
    assert set(bad.context["form"].errors) == {"as_of", "size", "unit"}
    good = {"as_of": "2026-11-20", "count": "15", "size": "5", "unit": "ksloc", "n": "4"}
    client.post(at("read", 1), good)
    reading = Reading.objects.get()
    assert (reading.value, reading.inside, reading.written_by) == (3.0, False, manager.person)
    assert client.post(at("correct", 1, reading.pk), good | {"count": "8"}).status_code == 422  # without a word
    client.post(at("correct", 1, reading.pk), good | {"count": "8", "note": "重複を除く"})
    assert Reading.objects.get(corrects=reading).value == 1.6
    assert "訂正済み" in text_of(client.get(at("measure", 1)))
    assert client.get(at("correct", 1, reading.pk)).status_code == 404


def test_a_defect_goes_its_way_and_says_everything_that_is_missing(project, manager):
    client = client_of(manager)
    wrong = client.post(at("defect-new"), {"title": "", "found_on": "2026-12-24", "stage": "integration"})
    assert {"title", "severity", "found_on"} <= set(wrong.context["form"].errors)
    client.post(
        at("defect-new"), {"title": "止まる", "severity": "s1", "found_on": "2026-11-20", "stage": "integration"}
    )
    defect = Defect.objects.get()
    for state in ("fixing", "fixed", "retest"):
        client.post(at("defect-move", defect.number, state))
    refused = client.post(at("defect-move", defect.number, "closed"), follow=True)
    assert Defect.objects.get().state == "retest"
    assert "原因" in text_of(refused)
    client.post(at("defect-move", defect.number, "closed"), {"cause": "build", "injected": "build", "remedy": "直した"})
    assert (Defect.objects.get().state, Defect.objects.get().remedy) == ("closed", "直した")
    assert [s.state for s in defect.steps.all()] == ["raised", "fixing", "fixed", "retest", "closed"]


def test_a_gate_is_prepared_handed_in_and_ruled_on_by_somebody_else(project, manager):
    phase, client = Phase.objects.create(project=project, code="1", name="設計"), client_of(manager)
    lines = {"text_1": "承認済み", "kind_1": "must", "text_2": "残件が明らか", "kind_2": "score", "weight_2": "100"}
    client.post(at("gate-new"), {"phase": phase.pk, "size": "12.5", "unit": "ksloc"} | lines)
    gate = Gate.objects.get()
    assert "未判定" in text_of(client.get(at("gate", 1)))
    judged = lines | {"result_1": "yes", "evidence_1": "議事録", "result_2": "4", "evidence_2": "一覧"}
    bad = client.post(at("gate-edit", 1), judged | {"version": gate.version, "result_2": "yes"})
    assert list(bad.context["form"].errors) == ["result_2"]
    client.post(at("gate-edit", 1), judged | {"version": gate.version, "size": "12.5", "unit": "ksloc"})
    client.post(at("gate-apply", 1))
    assert (Gate.objects.get().state, Gate.objects.get().score) == ("applied", 80.0)
    assert client.get(at("gate-rule", 1)).status_code == 404  # not the manager's to rule
    sponsor = client_of(make_user_of(project, Role.SPONSOR))
    wrong = sponsor.post(at("gate-rule", 1), {"ruling": "conditional", "reason": "よい"})
    assert "conditions" not in wrong.context["form"].fields and wrong.status_code == 422
    sponsor.post(
        at("gate-rule", 1),
        {
            "ruling": "conditional",
            "reason": "よい",
            "text_1": "残件を直す",
            "owner_1": manager.person.pk,
            "due_1": "2026-11-30",
        },
    )
    (condition,) = Gate.objects.get().conditions.all()
    assert Gate.objects.get().state == "conditions"
    client.post(at("condition-close", 1, condition.pk), {"evidence": "再レビュー記録"})
    assert Gate.objects.get().state == "done"


def test_the_trend_opens_to_the_rows_it_is_made_of(project, manager):
    phase = Phase.objects.create(project=project, code="1", name="結合")
    gate = make_gate(project, "passed", date(2026, 11, 13), phase=phase, size=10.0, unit="ksloc")
    for day in (date(2026, 10, 5), date(2026, 11, 12)):
        make_defect(project, [("raised", day)], phase=phase)
    make_defect(project, [("raised", AS_OF)], phase=phase)  # after the ruling
    make_defect(project, [("raised", AS_OF)], stage="operation")
    make_gate(project, "failed", date(2026, 11, 16))
    client = client_of(make_user(Role.PMO_MANAGER))
    page = client.get(reverse("quality:register"))
    (now,) = page.context["found"]
    (density,) = now.densities
    assert (now.found, now.escaped, now.first, now.passed) == (4, 1, 2, 1)
    assert (now.removal, now.first_pass, density.value, density.gates) == (75.0, 50.0, 0.2, (gate.pk,))
    day = now.begins.isoformat()
    escaped = client.get(reverse("quality:defects"), {"quarter": day, "state": "all", "stage": "operation"})
    assert escaped.context["page"].paginator.count == now.escaped
    every = client.get(reverse("quality:defects"), {"quarter": day, "state": "all"})
    assert every.context["page"].paginator.count == now.found
    first = client.get(reverse("quality:gates"), {"quarter": day, "first": "1"})
    assert first.context["page"].paginator.count == now.first
    passed = client.get(reverse("quality:gates"), {"quarter": day, "unit": "ksloc"})
    (row,) = passed.context["page"].object_list
    assert (row["defects"], row["density"]) == (density.defects, density.value)
    counted = client.get(reverse("quality:defects"), {"gate": gate.pk, "state": "all"})
    assert counted.context["page"].paginator.count == density.defects


def test_lists_are_those_of_the_day_that_is_asked(project, manager):
    early, late = date(2026, 11, 2), date(2026, 11, 16)
    make_defect(project, [("raised", early), ("closed", late)], "s1", title="早い")
    make_defect(project, [("raised", late)], title="遅い")
    client = client_of(manager)
    then = text_of(client.get(reverse("quality:defects"), {"as_of": "2026-11-05"}))
    assert "早い" in then and "遅い" not in then
    now = text_of(client.get(reverse("quality:defects")))
    assert "遅い" in now and "早い" not in now
    assert "S1" in text_of(client.get(at("project"), {"as_of": "2026-11-05"}))


def test_the_workbook_has_the_quantitative_table(project, manager):
    make_reading(make_measure(project, make_metric(name="指摘密度"), target=1.5), 3.0)
    make_defect(project, [("raised", date(2026, 11, 2)), ("closed", date(2026, 11, 4))])
    answer = client_of(manager).get(at("project-xlsx"))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    metrics, defects, _gates = book.worksheets
    head, row = (list(values) for values in metrics.iter_rows(values_only=True))
    told = dict(zip(head, row, strict=True))
    assert (told["指標"], told["目標値"], told["下限"], told["上限"], told["実績値"], told["判定"]) == (
        "指摘密度", 1.5, 1, 2, 3, "範囲外",
    )  # fmt: skip
    ended = next(defects.iter_rows(min_row=2, values_only=True))
    assert date(2026, 11, 4) in [v.date() for v in ended if hasattr(v, "date")]


def test_the_catalogue_is_kept_by_the_expert_and_read_by_others(project, manager):
    expert = client_of(make_user(Role.PMO_EXPERT))
    expert.post(reverse("quality:metrics-begin"))
    assert Metric.objects.count() == 9
    metric = Metric.objects.get(code="RV-BD-P")
    assert (metric.lower, metric.median, metric.upper) == (0.117, 0.276, 0.764)
    expert.post(reverse("quality:metrics-begin"))
    assert Metric.objects.count() == 9
    reader = client_of(manager)
    assert "0.276" in text_of(reader.get(reverse("quality:catalogue")))
    assert reader.get(reverse("quality:metric-new")).status_code == 404
    assert reader.post(reverse("quality:metrics-begin")).status_code == 404


def test_a_client_and_a_stranger_find_nothing_and_a_freelancer_writes_only_their_own(project):
    defect = make_defect(project)
    for user in (make_user_of(project, Role.CLIENT), make_user_of(make_project(code="B"), Role.PROJECT_MANAGER)):
        assert client_of(user).get(at("defect", defect.number)).status_code == 404
    freelancer = make_user_of(project, Role.FREELANCER)
    client = client_of(freelancer)
    assert client.get(at("defect-edit", defect.number)).status_code == 404
    assert client.post(at("defect-move", defect.number, "fixing")).status_code == 404
    assert client.get(at("project")).status_code == 404
    assert Defect.objects.get().state == "raised"
    own = make_defect(project, owner=freelancer.person)
    client.post(at("defect-move", own.number, "fixing"))
    assert Defect.objects.get(pk=own.pk).state == "fixing"


def test_every_reason_of_the_axis_opens_its_rows(project, manager):
    measure = make_measure(project)
    make_reading(measure, 3.0)
    defect = make_defect(project, [("raised", date(2026, 11, 2))], "s1")
    gate = make_gate(project, "failed", date(2026, 11, 13))
    health.take(as_of=AS_OF, by=None, projects=[project])
    page = text_of(client_of(manager).get(reverse("health:axes", args=["A"])))
    for name, row in (("measure", measure), ("defect", defect), ("gate", gate)):
        assert f'href="{at(name, row.number)}"' in page


def test_home_tells_what_waits_for_whom(project, manager):
    make_defect(project, title="私が直す", owner=manager.person, due=date(2026, 11, 13))
    gate = make_gate(project)
    Gate.objects.filter(pk=gate.pk).update(state="applied")
    mine, others = (text_of(client_of(user).get("/")) for user in (manager, make_user_of(project, Role.MEMBER)))
    assert "私が直す" in mine and "私が直す" not in others
    asked = f"品質ゲートの審査：{gate.phase.name}"
    assert asked not in mine
    assert asked in text_of(client_of(make_user_of(project, Role.SPONSOR)).get("/"))
