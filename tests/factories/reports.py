"""Reports for tests: small documents, and snapshots written straight into the table."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from factories.board import evening, make_activity, make_answer, make_milestone
from factories.people import make_company
from factories.project import make_project
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions.reports import freezing
from kaname.domains.reporting.models import Report, ReportSnapshot
from kaname.domains.schedule.models import Baseline, BaselineActivity, MilestoneForecast, ProgressDate
from kaname.exchange.reports.document import Cell, Chart, Column, ReportDocument, Row, Section, Series, Table
from kaname.exchange.reports.keeping import plain

AS_OF = date(2026, 11, 20)
FRIDAY, BEFORE = AS_OF, date(2026, 11, 13)
MADE = datetime(2026, 11, 20, 9, tzinfo=UTC)
_numbers = count(1)


def make_report_document(said: str = "赤。完了予測は8稼働日の遅れ。", **values: Any) -> ReportDocument:
    """A document with everything that one may hold: sentences, marked cells, dates, money, every kind of chart."""
    columns = (
        Column("軸"),
        Column("差", "days"),
        Column("期日", "date"),
        Column("金額", "yen"),
        Column("判定", "mark"),
    )
    cells = (
        Cell("納期", "納期", href="/projects/S1/"),
        Cell("+8日", 8, "late"),
        Cell("2026/11/20", AS_OF),
        Cell("1,000千円", 1_000_000),
        Cell("●赤", "●赤", "red"),
    )
    dangerous = (Cell("=1+1", "=1+1"), *cells[1:])
    blocks = (
        Table("", columns, (Row(cells, "S1"), Row(dangerous, "S2"))),
        Chart("S曲線", "line", ("10/2", "10/9"), (Series("PV", (1.0, 2.0)), Series("EV", (1.0, None), dashed=True))),
        Chart("予測", "line", ("10/2", "10/9"), (Series("本番", (20700.0, 20710.0)),), days=True),
        Chart("山積み", "stacked", ("10月", "11月"), (Series("桐谷", (0.5, 1.0)), Series("三雲", (0.2, 0.0)))),
        Chart("的", "scatter", (), (Series("週", (0.9, 1.1), xs=(1.0, 0.8)),), "CPI", "SPI(t)"),
    )
    cost = Section(
        "cost", "コスト", ("CPIは0.9です。",), (Table("", columns[:1], (Row((Cell("秘密の予算"),)),)),), "cost"
    )
    given = {
        "kind": "weekly",
        "title": "週次進捗報告",
        "subtitle": "S1 倉庫管理",
        "language": "ja",
        "facts": (("プロジェクト", "倉庫管理"), ("PM", "髙橋 﨑①㈱～")),
        "conclusion": (said,),
        "sections": (Section("qcd", "2. QCD", ("3件遅延。",), blocks), cost),
        "made_at": MADE,
    }
    return ReportDocument(**given | values)


def make_snapshot(project: Project | None, said: str = "見本", **values: Any) -> ReportSnapshot:
    kind = values.pop("kind", "weekly" if project else "portfolio")
    report = Report.objects.create(project=project, kind=kind, as_of=values.pop("as_of", AS_OF))
    content = {code: plain(make_report_document(said, language=code)) for code in ("ja", "en")}
    given = {"number": f"WR-{next(_numbers)}", "content": content, "digest": "0" * 64, "frozen_at": MADE}
    return ReportSnapshot.objects.create(report=report, **given | values)


def make_reported(monkeypatch: Any) -> Project:
    """Two closed dates: a finished activity, a late one, one to come, a milestone that slips by five working days."""
    make_company()
    project = make_project(code="S1", name="倉庫管理", name_en="Warehouse")
    plan = make_answer(project, date(2027, 1, 29), date(2027, 1, 22), percent_complete=70.0)
    plan.status_date = evening(FRIDAY)
    plan.save()
    rows = [
        make_activity(plan, "要件定義", date(2026, 10, 1), percent_complete=100.0),
        make_activity(plan, "結合テスト", date(2026, 11, 16), days=26, percent_complete=40.0, critical=True),
        make_activity(plan, "移行", date(2026, 11, 24)),
        make_milestone(plan, "稼働開始", date(2027, 1, 29)),
    ]
    with monkeypatch.context() as earlier:
        earlier.setattr(timezone, "now", lambda: datetime(2026, 10, 1, tzinfo=UTC))
        baseline = Baseline.objects.create(plan=plan, number=1, name="当初")
    for a, finish in zip(rows, (a.finish for a in rows), strict=True):
        early = evening(date(2026, 11, 27)) if a.name == "結合テスト" else finish
        early = evening(date(2027, 1, 22)) if a.name == "稼働開始" else early
        BaselineActivity.objects.create(baseline=baseline, uid=a.uid, name=a.name, kind=a.kind, finish=early)
    for day, moved, percent in ((BEFORE, -7, 60.0), (FRIDAY, 0, 70.0)):
        stood = {
            a.uid: [a.start, a.finish + moved * 14400, 50.0 if a.name == "要件定義" and moved else a.percent_complete,
                    a.total_float, a.critical]
            for a in rows
        }  # fmt: skip
        answer = {
            "finish": evening(date(2027, 1, 29) + timedelta(days=moved)),
            "baseline_finish": evening(date(2027, 1, 22)),
            "percent_complete": percent,
            "computed_health": "red",
            "health_reasons": [],
        }
        ProgressDate.objects.create(plan=plan, as_of=day, answer=answer, rows=stood)
        finish = evening(date(2027, 1, 29) + timedelta(days=moved))
        MilestoneForecast.objects.create(plan=plan, uid=rows[3].uid, name="稼働開始", as_of=day, finish=finish)
    return project


def freeze(project: Project, by: Any, **values: Any) -> ReportSnapshot:
    return freezing.freeze(**{"project": project, "kind": "weekly", "as_of": FRIDAY, "by": by} | values)
