"""The savings ledger of the demo: approved, waiting, overlapping, refused, and one that was taken back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaname.demo.company import Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made
from kaname.demo.tongue import Text, said
from kaname.domains.cost.actions import savings
from kaname.domains.cost.models import ControlAccount, Saving


@dataclass(frozen=True)
class Story:
    """A claim, and what came of it: ``answer`` is approve, refuse or "", and on which day; ``back``: when withdrawn."""

    project: str
    on: date
    by: str
    name: str
    name_en: str
    method: str
    yen: int
    period: tuple[date, date]
    calculation: Text
    evidence: Text
    uids: tuple[str, ...] = ()
    account: str = ""
    answer: str = ""
    answered: date | None = None
    reason: Text = ("", "")
    back: date | None = None
    back_reason: Text = ("", "")


STORIES = (
    Story(
        "S26-01",
        date(2026, 9, 22),
        "K006",
        "現行会計システムの保守延長の見送り",
        "Old accounting system: support not extended",
        "dropped",
        14_000_000,
        (date(2027, 4, 1), date(2027, 9, 30)),
        (
            "保守延長6か月の見積り 14,000,000円 − 0円（延長しない）",
            "Quoted for six more months of support: 14,000,000 yen − 0 yen (not extended)",
        ),
        (
            "9月18日の決裁「現行会計システムの保守を延長しておくか」",
            "Decision of 18 September on the support of the present system",
        ),
        uids=("I7.1",),
        answer="approve",
        answered=date(2026, 9, 25),
        back=date(2026, 10, 16),
        back_reason=(
            "10月15日の決裁で、段階稼働に合わせて保守を延長することになったため。",
            "On 15 October it was decided to extend support after all, for the staged go-live.",
        ),
    ),
    Story(
        "S26-01",
        date(2026, 10, 14),
        "K014",
        "ライセンスの3年一括契約による値引き",
        "Licences bought for three years at once",
        "price",
        6_400_000,
        (date(2026, 10, 1), date(2027, 3, 31)),
        ("当初見積り 33,600,000円 − 契約額 27,200,000円", "First quotation 33,600,000 yen − contract 27,200,000 yen"),
        ("見積書 Q-2609-14、契約書 C-2610-03", "Quotation Q-2609-14, contract C-2610-03"),
        account="CA-I4",
        answer="approve",
        answered=date(2026, 10, 19),
    ),
    Story(
        "S26-02",
        date(2026, 10, 21),
        "K040",
        "受入テストの手順を既存の倉庫と共通化",
        "Acceptance tests shared with the other warehouse",
        "hours",
        2_160_000,
        (date(2026, 12, 1), date(2027, 2, 26)),
        (
            "36人日減 × 60,000円／人日（手順書の流用で、作成と確認を省く）",
            "36 person-days less × 60,000 yen a person-day (procedures are reused, not written anew)",
        ),
        ("受入テスト計画書 第2版 4章", "Acceptance test plan, 2nd edition, chapter 4"),
        uids=("I6.2",),
        answer="approve",
        answered=date(2026, 10, 28),
    ),
    Story(
        "S26-02",
        date(2026, 11, 4),
        "K002",
        "標準テスト手順の適用",
        "Standard test procedures applied",
        "hours",
        3_000_000,
        (date(2026, 12, 1), date(2027, 2, 26)),
        (
            "50人日減 × 60,000円／人日（受入と移行の工程の全体）",
            "50 person-days less × 60,000 yen a person-day (all of acceptance and move)",
        ),
        ("標準テスト手順書 v1.2 適用記録", "Record of using standard test procedures v1.2"),
        uids=("I6",),
        answer="approve",
        answered=date(2026, 11, 9),
    ),
    Story(
        "R26-02",
        date(2026, 10, 22),
        "K031",
        "施策M-014「全社横断会議」の抑制",
        "Measure M-014, a company-wide meeting, suppressed",
        "dropped",
        3_600_000,
        (date(2026, 11, 1), date(2027, 10, 31)),
        ("会議運営費 年300,000円×12か月", "Running the meeting: 300,000 yen × 12 months"),
        ("10月20日の決裁、施策台帳 M-014", "Decision of 20 October, register of measures M-014"),
        uids=("R6.1",),
        answer="approve",
        answered=date(2026, 10, 26),
    ),
    Story(
        "R26-02",
        date(2026, 11, 12),
        "K031",
        "定例会議41件の廃止",
        "41 standing meetings abolished",
        "hours",
        8_610_000,
        (date(2026, 11, 1), date(2027, 3, 31)),
        (
            "1回平均1.4時間×6人×41件×5回 ＝ 1,722人時 × 5,000円／時",
            "1.4 hours × 6 people × 41 meetings × 5 times = 1,722 person-hours × 5,000 yen an hour",
        ),
        ("会議一覧 11月版（廃止分）", "List of meetings, November (those abolished)"),
        uids=("R6.2",),
    ),
    Story(
        "R26-04",
        date(2026, 11, 13),
        "K010",
        "複合機の保守契約の一本化",
        "One maintenance contract for all copiers",
        "price",
        4_750_000,
        (date(2026, 12, 1), date(2027, 11, 30)),
        (
            "現行4契約の年額 18,250,000円 − 見積り 13,500,000円",
            "Four contracts of today, 18,250,000 yen a year − quotation 13,500,000 yen",
        ),
        ("見積書 M-1107（相見積り3社）", "Quotation M-1107 (of three bidders)"),
        uids=("R2.3",),
    ),
    Story(
        "N26-02",
        date(2026, 11, 5),
        "K025",
        "撤退で使わなかった予算",
        "Budget not used after the project was ended",
        "dropped",
        18_500_000,
        (date(2026, 11, 1), date(2027, 3, 31)),
        ("予算 28,000,000円 − 使用額 9,500,000円", "Budget 28,000,000 yen − used 9,500,000 yen"),
        ("10月30日のCPF審査の議事録", "Minutes of the CPF gate of 30 October"),
        uids=("N8.2",),
        answer="refuse",
        answered=date(2026, 11, 10),
        reason=(
            "残りの予算は他の検証に回したため、削減には当たりません。",
            "What is left went to other validations, so nothing was saved.",
        ),
    ),
)


def happenings(projects: list[Made], company: Company) -> Iterator[Happening]:
    """Yield what was claimed, judged and taken back."""
    by_code = {made.case.code: made for made in projects}
    for story in STORIES:
        made = by_code[story.project]
        yield Happening(story.on, 13.0, _bound(_claim, story, made, company))
        if story.answered is not None:
            yield Happening(story.answered, 11.0, _bound(_answer, story, made, company))
        if story.back is not None:
            yield Happening(story.back, 11.5, _bound(_back, story, made, company))


def _bound(do: Callable[[Story, Made, Company], Any], story: Story, made: Made, company: Company) -> Callable[[], Any]:
    return lambda: do(story, made, company)


def _claim(story: Story, made: Made, company: Company) -> None:
    accounts = ControlAccount.objects.filter(project=made.project, code=story.account).values_list("pk", flat=True)
    savings.claim(
        project=made.project,
        by=company.user(story.by),
        accounts=list(accounts),
        uids=story.uids,
        name=story.name,
        name_en=story.name_en,
        method=story.method,
        yen=story.yen,
        begins=story.period[0],
        ends=story.period[1],
        calculation=said(*story.calculation),
        evidence=said(*story.evidence),
    )


def _answer(story: Story, made: Made, company: Company) -> None:
    row, sponsor = _row(story, made), company.user(made.case.sponsor)
    if story.answer == "approve":
        savings.approve(saving=row, by=sponsor)
    else:
        savings.refuse(saving=row, reason=said(*story.reason), by=sponsor)


def _back(story: Story, made: Made, company: Company) -> None:
    savings.withdraw(saving=_row(story, made), reason=said(*story.back_reason), by=company.user(story.by))


def _row(story: Story, made: Made) -> Saving:
    return Saving.objects.get(project=made.project, name=story.name, withdraws=None)
