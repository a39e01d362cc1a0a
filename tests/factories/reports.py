"""Reports for tests: small documents, and snapshots written straight into the table."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from kaname.domains.project.models import Project
from kaname.domains.reporting.models import Report, ReportSnapshot
from kaname.exchange.reports.document import Cell, Chart, Column, ReportDocument, Row, Section, Series, Table
from kaname.exchange.reports.keeping import plain

AS_OF = date(2026, 11, 20)
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
