"""Two programmes with the benefits that they must bring: one on its way, one that has half kept its word."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kaname.demo.company import Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made
from kaname.demo.tongue import Text, said
from kaname.domains.portfolio.actions import benefits, programmes
from kaname.domains.portfolio.models import Benefit

BEGUN = date(2026, 8, 26)
PMO_MANAGER = "K001"
PROGRAMMES: tuple[dict[str, Any], ...] = (
    {
        "code": "PG-01",
        "name": "基幹業務の刷新",
        "name_en": "Renewal of core operations",
        "purpose": "会計・倉庫・人事給与を共通のデータ基盤でつなぎ、締め処理と出荷の手作業をなくします。",
        "purpose_en": "Accounting, warehouse and payroll on one data platform: closing and shipping without handwork.",
        "owner": "K013",
        "projects": ("S26-01", "S26-02", "S26-03", "S26-04"),
    },
    {
        "code": "PG-02",
        "name": "仕事の進め方改革",
        "name_en": "Reform of how we work",
        "purpose": "手順・会議・組織を見直し、本来の仕事に使う時間を増やします。",
        "purpose_en": "Procedures, meetings and organisation looked at anew: more time for the work itself.",
        "owner": "K009",
        "projects": ("R26-01", "R26-02", "R26-03"),
    },
)
INSPECTED = ("東物流センターの出荷検品記録", "Shipping inspection of the East Distribution Centre")
INSPECTED_SINCE = ("同（手順の改訂後）", "The same, with the new procedure")
CLOSINGS = ("経理部の締め日報告", "Accounting's report of closing dates")
MEETINGS = ("会議台帳の集計", "Sums of the register of meetings")
CORRECTIONS = ("受発注システムの訂正記録", "Corrections in the ordering system")
"""Where measured values come from."""
COLUMNS = ("name", "name_en", "measure", "measure_en", "unit", "unit_en", "baseline", "target", "due", "owner")
BENEFITS: tuple[tuple[str, tuple[Any, ...], tuple[tuple[date, str, Text], ...]], ...] = (
    (
        "PG-01",
        ("出荷の誤りを減らす", "Fewer wrong shipments", "出荷1万件当たりの誤り", "wrong shipments in 10,000",
         "件", "cases", "48", "5", date(2027, 6, 30), "K040"),
        ((date(2026, 8, 31), "48", INSPECTED), (date(2026, 10, 31), "41", INSPECTED_SINCE)),
    ),
    (
        "PG-01",
        ("月次決算を早める", "Faster monthly closing", "月次決算の営業日数", "business days of the monthly closing",
         "営業日", "business days", "10", "5", date(2027, 9, 30), "K032"),
        ((date(2026, 9, 30), "10", CLOSINGS), (date(2026, 10, 31), "9.5", CLOSINGS)),
    ),
    (
        "PG-01",
        ("システム保守費を下げる", "Lower system maintenance", "年間の保守費", "maintenance cost a year",
         "百万円", "million yen", "180", "120", date(2028, 3, 31), "K013"),
        (),
    ),
    (
        "PG-02",
        ("会議と報告の時間を減らす", "Less time in meetings and reports", "定例会議と定型報告の月間人時",
         "person-hours a month in standing meetings and reports", "人時", "person-hours", "4200", "2100",
         date(2026, 12, 31), "K031"),
        ((date(2026, 8, 31), "3600", MEETINGS), (date(2026, 9, 30), "2650", MEETINGS),
         (date(2026, 10, 31), "2050", MEETINGS)),
    ),
    (
        "PG-02",
        ("受発注の月末の手戻りをなくす", "No rework of orders", "月末の手戻り件数", "reworked orders a month",
         "件", "cases", "140", "20", date(2026, 10, 31), "K011"),
        ((date(2026, 8, 31), "131", CORRECTIONS), (date(2026, 9, 30), "118", CORRECTIONS),
         (date(2026, 10, 31), "74", CORRECTIONS)),
    ),
)  # fmt: skip


def happenings(projects: list[Made], company: Company) -> Iterator[Happening]:
    """Yield the making of programmes, and each measurement some days after its month."""
    by_code = {made.case.code: made for made in projects}
    yield Happening(BEGUN, 9.0, lambda: _found(by_code, company))
    for _programme, values, readings in BENEFITS:
        for day, value, source in readings:
            on = date(day.year + day.month // 12, day.month % 12 + 1, 5)
            yield Happening(on, 15.0, _measured(values[0], day, value, source, company))


def _found(by_code: dict[str, Made], company: Company) -> None:
    by = company.user(PMO_MANAGER)
    made = {}
    for given in PROGRAMMES:
        texts = {name: given[name] for name in ("code", "name", "name_en", "purpose", "purpose_en")}
        row = programmes.create(owner=company.people[given["owner"]], by=by, **texts)
        made[given["code"]] = row
        for code in given["projects"]:
            programmes.include(programme=row, project=by_code[code].project, valid_from=BEGUN, by=by)
    for code, values, _readings in BENEFITS:
        told = dict(zip(COLUMNS, values, strict=True))
        told |= {name: Decimal(told[name]) for name in ("baseline", "target")}
        benefits.create(programme=made[code], by=by, **told | {"owner": company.people[told["owner"]]})


def _measured(name: str, day: date, value: str, source: Text, company: Company) -> Any:
    def note() -> None:
        benefit = Benefit.objects.select_related("owner", "programme__owner").get(name=name)
        by = company.user(benefit.owner.code if benefit.owner else PMO_MANAGER)
        benefits.measure(benefit=benefit, measured_on=day, value=Decimal(value), source=said(*source), by=by)

    return note
