"""What the PMO manager asks again and again, kept and shared; and first inspections for the trend of quality."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kaname.demo.company import Company
from kaname.demo.history import Happening
from kaname.demo.tongue import Text, said
from kaname.domains.reporting.actions import analyses
from kaname.domains.schedule.actions import measurement
from kaname.domains.schedule.models import Activity

PMO_MANAGER = "K001"
KEPT_ON, PINNED_ON = date(2026, 10, 5), date(2026, 11, 4)
KEPT: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    (
        "種類別の赤・黄の割合（週次）", "Share of red and amber by type, weekly",
        "どの種類の案件で注意が増えているか。毎月のポートフォリオ会議の1枚目",
        "Where attention is needed more and more: first page of the monthly portfolio meeting",
        {"subject": "health", "rows": "kind", "columns": "day", "measure": "attention"},
    ),
    (
        "プログラム別CPIの推移", "CPI by programme over time",
        "費用の効率が落ちているプログラムはどれか（比の平均ではなく合計の比）",
        "Which programme loses cost efficiency: a ratio of sums, not a mean of ratios",
        {"subject": "evm", "rows": "programme", "columns": "month", "measure": "cpi"},
    ),
    (
        "PM所属別の期限内提出率", "Reports in time by the PM's department",
        "進捗の催促をどこから減らせるか", "Where chasing reports can be reduced first",
        {"subject": "rounds", "rows": "manager_unit", "columns": "month", "measure": "in_time"},
    ),
    (
        "検査の一発合格率（四半期）", "First-pass rate of inspections by quarter",
        "報告どおりに出来ているか。品質の推移", "Whether work is as far as reported: the trend of quality",
        {"subject": "inspections", "rows": "kind", "columns": "quarter_of", "measure": "first_pass"},
    ),
)  # fmt: skip
SEEN = (
    (
        "S26-01",
        "I5.1",
        100.0,
        date(2026, 9, 2),
        ("テスト計画書 第2版と環境一覧", "Test plan, 2nd edition, and list of environments"),
        "K006",
    ),
    ("N26-02", "N5.2", 80.0, date(2026, 9, 9), ("聞き取り記録15件のうち12件", "12 of 15 interview records"), "K028"),
    (
        "N26-02",
        "N4.2",
        70.0,
        date(2026, 9, 10),
        ("応援要請10件のうち受諾7件", "7 of 10 requests for support accepted"),
        "K028",
    ),
    ("R26-01", "R4.3", 100.0, date(2026, 9, 16), ("見直し案の受付簿", "Register of proposals received"), "K004"),
    (
        "S26-04",
        "I3.5",
        100.0,
        date(2026, 9, 18),
        ("基本設計レビュー記録", "Records of the basic design review"),
        "K006",
    ),
)
"""Project, activity, percent seen, when, what was looked at, by whom."""


def happenings(company: Company) -> Iterator[Happening]:
    """Yield the inspections, the keeping of analyses, and the answer that was pinned for October's meeting."""
    for code, uid, percent, day, evidence, who in SEEN:
        yield Happening(day, 14.0, _looked(code, uid, percent, day, evidence, company, who))
    yield Happening(KEPT_ON, 16.0, lambda: _keep(company))
    yield Happening(PINNED_ON, 9.5, lambda: _pin(company))


def _looked(code: str, uid: str, percent: float, day: date, evidence: Text, company: Company, who: str) -> Any:
    def look() -> None:
        activity = Activity.objects.select_related("plan__project").get(plan__project__code=code, uid=uid)
        by = company.user(who)
        measurement.inspect(activity=activity, percent=percent, evidence=said(*evidence), by=by, inspected_on=day)

    return look


def _keep(company: Company) -> None:
    by = company.user(PMO_MANAGER)
    for name, name_en, note, note_en, question in KEPT:
        given = {"name_en": name_en, "note": note, "note_en": note_en, "shared": True}
        analyses.save(name=name, question=question, by=by, **given)


def _pin(company: Company) -> None:
    by = company.user(PMO_MANAGER)
    analyses.pin(analysis=by.analyses.get(name=KEPT[0][0]), by=by)
