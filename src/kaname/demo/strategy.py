"""Three strategies with their objectives and key figures, and two portfolios.

The story: one objective (shops and neighbourhood) has no project, and one project (the market) serves no objective.
Whoever reads the report of coverage sees that the two belong together.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kaname.demo.casting import KILL_ON
from kaname.demo.company import Company
from kaname.demo.history import Happening
from kaname.demo.programmes import BEGUN, PMO_MANAGER
from kaname.demo.tongue import Text, said, with_twin
from kaname.domains.portfolio.actions import kpis, links, objectives, portfolios
from kaname.domains.portfolio.models import Kpi, PortfolioComponent, Programme, StrategicObjective
from kaname.domains.project.models import Project

YEARS: dict[str, Any] = {"first_year": 2026, "last_year": 2028}
MONTHS = (date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31))
UNTIL = date(2029, 3, 31)


class Aim(NamedTuple):
    """A strategy (``serves`` empty, no figures) or an objective; ``serves``: codes of projects and programmes."""

    code: str
    name: Text
    aim: Text
    owner: str
    weight: int
    serves: tuple[str, ...] = ()


class Measure(NamedTuple):
    """A key figure; ``values``: those of the last months, the newest last."""

    objective: str
    name: Text
    definition: Text
    unit: Text
    ends: tuple[str, str]
    due: date
    owner: str
    source: Text
    values: tuple[str, ...] = ()


STRATEGIES = (
    Aim("ST-1", ("顧客に選ばれる事業をつくる", "Businesses that customers choose"),
        ("小売に頼る収益から抜け出し、毎月の契約で続く事業を育てます。",
         "Away from revenue by retail alone: businesses that go on by monthly contracts."), "K023", 35),
    Aim("ST-2", ("仕事の進め方をそろえ、生産性を上げる", "Work done one way, and done faster"),
        ("部門ごとの手順・会議・買い方をそろえ、本来の仕事に時間を戻します。",
         "One way of ordering, meeting and buying in all departments; time goes back to the work itself."), "K009", 40),
    Aim("ST-3", ("止まらない業務基盤に改める", "Systems that do not stop"),
        ("保守の切れる仕組みを、事業を止めずに置き換えます。",
         "What runs out of support is replaced without stopping the business."), "K013", 25),
)  # fmt: skip
AIMS = (
    Aim("ST-1-1", ("月額で続くサービスを2本育てる", "Two services with monthly contracts"),
        ("2028年度末までに、単独で黒字の月額サービスを2本にします。",
         "By the end of fiscal 2028 two monthly services that earn money by themselves."), "K023", 50,
        ("N26-01", "N26-03")),
    Aim("ST-1-2", ("店舗を地域の集まる場にする", "Shops where the neighbourhood meets"),
        ("店舗の敷地と時間を地域に開き、来店の理由を増やします。",
         "Grounds and hours of the shops are opened to the neighbourhood: more reasons to come."), "K024", 30),
    Aim("ST-1-3", ("顧客の満足を数字で上げる", "Customers more satisfied, in numbers"),
        ("来店客の声を毎月数え、品ぞろえと応対に返します。",
         "What customers say is counted every month and goes back into goods and service."), "K024", 20, ("N26-01",)),
    Aim("ST-2-1", ("受発注の手順を全社で一つにする", "One ordering procedure in the whole company"),
        ("手順を一つにし、月末の手戻りをなくします。", "One procedure; nothing is redone at month end."), "K009", 50,
        ("PG-02",)),
    Aim("ST-2-2", ("間接費を年8,000万円減らす", "80 million yen less indirect cost a year"),
        ("買い方を改め、同じものを安く早く買います。", "Bought in another way: the same things, cheaper and sooner."),
        "K030", 30, ("R26-04",)),
    Aim("ST-2-3", ("会議と報告の時間を半分にする", "Half the time in meetings and reports"),
        ("定例会議と定型報告を減らします。", "Fewer standing meetings and routine reports."), "K030", 20, ("R26-02",)),
    Aim("ST-3-1", ("保守切れの基幹システムをなくす", "No core system out of support"),
        ("会計・倉庫・人事給与とデータ連携を順に更改します。",
         "Accounting, warehouse, payroll and data exchange are replaced in turn."), "K013", 70, ("PG-01",)),
    Aim("ST-3-2", ("出荷の誤りを10分の1にする", "A tenth of the wrong shipments"),
        ("検品を仕組みで支え、誤りの原因を断ちます。", "Inspection is supported by the system; causes are removed."),
        "K013", 30, ("S26-02",)),
)  # fmt: skip
CONTRACTS = ("契約台帳", "Register of contracts")
MEASURES = (
    Measure("ST-1-1", ("有償契約の顧客数", "Customers with paid contracts"),
            ("月末に有効な月額契約を結んでいる顧客の数。試験利用は含めません。",
             "Customers with a monthly contract in force at month end; trials are not counted."),
            ("社", "customers"), ("0", "60"), UNTIL, "K024", CONTRACTS, ("0", "2", "5", "9", "14")),
    Measure("ST-1-1", ("新サービスの月間売上", "Monthly revenue of new services"),
            ("新サービス2本の月間売上（税抜）。", "Revenue of the two services in a month, without tax."),
            ("百万円", "million yen"), ("0", "45"), UNTIL, "K023", CONTRACTS, ("0", "0.3", "0.8", "1.6", "2.4")),
    Measure("ST-1-2", ("店舗での地域行事", "Events of the neighbourhood at shops"),
            ("店舗の敷地で開かれた地域行事の、四半期の回数。", "Events held on shops' grounds in a quarter."),
            ("回", "events"), ("4", "40"), date(2028, 3, 31), "K024",
            ("店舗の使用申込簿", "Shops' book of applications")),
    Measure("ST-1-3", ("顧客満足度", "Customer satisfaction"),
            ("毎月の来店客調査の平均（5点満点）。", "Mean of the monthly survey of customers, of 5 points."),
            ("点", "points"), ("3.6", "4.3"), date(2028, 3, 31), "K024",
            ("来店客調査", "Survey of customers"), ("3.6", "3.7", "3.7", "3.8", "3.8")),
    Measure("ST-2-1", ("月末の手戻り件数", "Reworked orders a month"),
            ("受発注システムで月末5日間に訂正された件数。", "Orders corrected in the last five days of a month."),
            ("件", "orders"), ("140", "20"), date(2027, 9, 30), "K011",
            ("受発注システムの訂正記録", "Corrections in the ordering system"), ("140", "138", "131", "118", "74")),
    Measure("ST-2-2", ("間接材の年間購買額", "Indirect purchases a year"),
            ("直近12か月の間接材の購買額。", "Indirect purchases of the last twelve months."),
            ("百万円", "million yen"), ("620", "540"), date(2027, 12, 31), "K010",
            ("購買実績表", "Purchasing records"), ("620", "621", "619", "618", "617")),
    Measure("ST-2-3", ("定例会議と定型報告の月間人時", "Person-hours a month in standing meetings and reports"),
            ("会議台帳と報告台帳の所要時間に人数を掛けた合計。", "Hours of both registers times the people in them."),
            ("人時", "person-hours"), ("4200", "2100"), date(2026, 12, 31), "K031",
            ("会議台帳の集計", "Sums of the register of meetings"), ("4200", "4100", "3600", "2650", "2050")),
    Measure("ST-3-1", ("保守切れまで2年未満のシステム", "Systems with less than two years of support"),
            ("基幹システムのうち、供給元の保守の残りが2年未満の数。",
             "Core systems whose supplier supports them for less than two more years."),
            ("件", "systems"), ("6", "0"), date(2028, 9, 30), "K014",
            ("システム台帳", "Register of systems"), ("6", "6", "6", "6", "5")),
    Measure("ST-3-1", ("基幹システムの重大な停止", "Serious stops of core systems"),
            ("業務が1時間以上止まった障害の、直近12か月の件数。ゼロを保ちます。",
             "Failures of an hour and more in the last twelve months; to be held at zero."),
            ("件", "stops"), ("0", "0"), UNTIL, "K013", ("障害台帳", "Register of failures"), ("0",) * 5),
    Measure("ST-3-2", ("出荷1万件当たりの誤り", "Wrong shipments in 10,000"),
            ("東物流センターで出荷後に判明した誤り。", "Found after shipping from the East Distribution Centre."),
            ("件", "cases"), ("48", "5"), date(2027, 6, 30), "K040",
            ("東物流センターの出荷検品記録", "Shipping inspection of the East Distribution Centre"),
            ("49", "48", "48", "44", "41")),
)  # fmt: skip
PORTFOLIOS: tuple[dict[str, Any], ...] = (
    {
        "code": "PF-01",
        "name": ("業務改革と基幹刷新", "Reform and core systems"),
        "purpose": ("進め方の標準化と基幹システムの更改を、一つの予算と要員枠で進めます。",
                    "Standard ways of working and new core systems, from one budget and one pool of people."),
        "owner": "K009",
        "budget_yen": 980_000_000,
        "things": ("PG-01", "PG-02", "R26-04"),
        "aims": ("ST-2-1", "ST-2-2", "ST-3-1", "ST-3-2"),
        "people": (("主任", "Assistant manager", "45"), ("課長", "Section manager", "10"), ("", "", "60")),
    },
    {
        "code": "PF-02",
        "name": ("新規事業", "New business"),
        "purpose": ("月額で続く事業の候補を小さく試し、見込みのあるものに絞って投資します。",
                    "Candidates for monthly business are tried in small; money goes where there is promise."),
        "owner": "K023",
        "budget_yen": 130_000_000,
        "things": ("N26-01", "N26-02", "N26-03", "N26-04"),
        "aims": ("ST-1-1", "ST-1-3"),
        "people": (("主任", "Assistant manager", "25"), ("", "", "30")),
    },
)  # fmt: skip


def happenings(company: Company) -> Iterator[Happening]:
    """Yield the founding of strategy, each month's readings some days later, and what the killed project left."""
    yield Happening(BEGUN, 10.0, lambda: _found(company))
    for measure in MEASURES:
        for day, value in zip(MONTHS[len(MONTHS) - len(measure.values) :], measure.values, strict=True):
            noted = max(date(day.year + day.month // 12, day.month % 12 + 1, 6), BEGUN)
            yield Happening(noted, 15.5, _measured(measure, day, value, company))
    yield Happening(KILL_ON, 18.0, lambda: _release("N26-02", company))


def _found(company: Company) -> None:
    by = company.user(PMO_MANAGER)
    tops = {each.code: _draft(each, None, company) for each in STRATEGIES}
    objectives.weigh(parent=None, weights={tops[s.code].pk: Decimal(s.weight) for s in STRATEGIES}, by=by)
    rows = {each.code: _draft(each, tops[each.code[:4]], company) for each in AIMS}
    for code, top in tops.items():
        below = {rows[a.code].pk: Decimal(a.weight) for a in AIMS if a.code.startswith(code)}
        objectives.weigh(parent=top, weights=below, by=by)
    for row in (*tops.values(), *rows.values()):
        decider = company.user(_owner(row.code))
        for state in ("approved", "running"):
            objectives.move(objective=row, state=state, by=decider)
    for each in AIMS:
        for code in each.serves:
            links.link(objective=rows[each.code], thing=_thing(code), valid_from=BEGUN, by=by)
    _figures(rows, company)
    _portfolios(rows, company)


def _draft(given: Aim, parent: StrategicObjective | None, company: Company) -> StrategicObjective:
    return objectives.create(
        code=given.code,
        parent=parent,
        owner=company.people[given.owner],
        by=company.user(PMO_MANAGER),
        **with_twin("name", *given.name),
        **with_twin("aim", *given.aim),
        **YEARS,
    )


def _owner(code: str) -> str:
    return next(each.owner for each in (*STRATEGIES, *AIMS) if each.code == code)


def _thing(code: str) -> Any:
    return (Programme if code.startswith("PG") else Project).objects.get(code=code)


def _figures(rows: dict[str, StrategicObjective], company: Company) -> None:
    for each in MEASURES:
        baseline, target = map(Decimal, each.ends)
        kpis.create(
            objective=rows[each.objective],
            baseline=baseline,
            target=target,
            direction="higher" if target > baseline else "lower",
            due=each.due,
            owner=company.people[each.owner],
            by=company.user(PMO_MANAGER),
            **with_twin("name", *each.name),
            **with_twin("definition", *each.definition),
            **with_twin("unit", *each.unit),
        )


def _portfolios(rows: dict[str, StrategicObjective], company: Company) -> None:
    by = company.user(PMO_MANAGER)
    for given in PORTFOLIOS:
        made = portfolios.create(
            code=given["code"],
            owner=company.people[given["owner"]],
            budget_yen=given["budget_yen"],
            by=by,
            **with_twin("name", *given["name"]),
            **with_twin("purpose", *given["purpose"]),
        )
        for code in given["things"]:
            kind = "programme" if code.startswith("PG") else "project"
            portfolios.include(portfolio=made, valid_from=BEGUN, by=by, **{kind: _thing(code)})
        for code in given["aims"]:
            links.link(objective=rows[code], thing=made, valid_from=BEGUN, by=by)
        for role, english, days in given["people"]:
            named = {"role_name": role, "role_name_en": english}
            portfolios.give(portfolio=made, days_a_month=Decimal(days), by=by, **named)
        for state in ("approved", "running"):
            made = portfolios.move(portfolio=made, state=state, by=by)


def _measured(given: Measure, day: date, value: str, company: Company) -> Any:
    def note() -> None:
        found = Kpi.objects.select_related("owner", "objective__owner", "objective__parent")
        kpi = found.get(objective__code=given.objective, name_en=given.name[1])
        by = company.user(given.owner)
        kpis.measure(kpi=kpi, measured_on=day, value=Decimal(value), source=said(*given.source), by=by)

    return note


def _release(code: str, company: Company) -> None:
    part = PortfolioComponent.objects.get(project__code=code)
    portfolios.release(component=part, valid_to=KILL_ON, by=company.user(PMO_MANAGER))
