"""Who asked the PMO for help, who was allocated, the hours that were given, and what came of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kaname.demo.company import Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made
from kaname.demo.tongue import Text, said
from kaname.domains.control.actions import support
from kaname.domains.control.enums import SupportKind
from kaname.domains.control.models import SupportRequest

HEAD = "K001"
"""Who allocates."""


@dataclass(frozen=True)
class Story:
    """A request. ``asked``: the day and who; ``helper`` with what from which day until when; ``hours``: day, how many,
    what for; ``back``: the day on which it was handed back, with what; ``word``: the day and the rating; ``no``: the
    day of the refusal, with its reason.
    """

    project: str
    kind: SupportKind
    asked: tuple[date, str]
    need: Text
    why: Text = ("", "")
    wanted: date | None = None
    helper: str = ""
    accepted: date | None = None
    until: date | None = None
    offer: Text = ("", "")
    hours: tuple[tuple[date, str, Text], ...] = ()
    back: tuple[date, Text] | None = None
    word: tuple[date, int] | None = None
    no: tuple[date, Text] | None = None


STORIES = (
    Story(
        "S26-01", SupportKind.RECOVERY, (date(2026, 9, 21), "K014"),
        ("要件の取りこぼし32件を一緒に洗い直せる、会計業務に詳しい人を2週間ほど。",
         "Somebody who knows accounting, for two weeks or so, to go through the 32 missed requirements with us."),
        ("詳細設計をやり直しており、チームだけでは影響を見積もれません。",
         "Detailed design is being done again; the team alone cannot estimate what it means."),
        helper="K006", accepted=date(2026, 9, 24), until=date(2026, 10, 9),
        offer=("コントローラーが週3日入り、取りこぼしの一覧と影響の見積りを作ります。",
               "The controller joins three days a week, lists what was missed and estimates what it means."),
        hours=(
            (date(2026, 9, 25), "6", ("要件書の読み合わせ", "Reading the requirements together")),
            (date(2026, 9, 29), "7.5", ("取りこぼしの一覧", "List of what was missed")),
            (date(2026, 10, 1), "7", ("影響の見積り", "Estimate of the impact")),
            (date(2026, 10, 6), "6.5", ("再計画の検討", "Work on the new plan")),
        ),
        back=(date(2026, 10, 9), ("一覧がそろい、10月9日の再計画（ベースライン2）につながりました。",
                                  "The list is complete, and led to the new plan of 9 October (baseline 2).")),
        word=(date(2026, 10, 13), 5),
    ),
    Story(
        "N26-04", SupportKind.REPORT, (date(2026, 10, 14), "K026"),
        ("週次報告を毎週代わりに書いてもらえないでしょうか。", "Could somebody write our weekly report every week?"),
        no=(date(2026, 10, 15), ("下書きは自動で作られます。使い方は標準化担当がご説明します。",
                                 "Kaname drafts it by itself. Our colleague for standards shows you how.")),
    ),
    Story(
        "R26-03", SupportKind.FACILITATION, (date(2026, 10, 26), "K010"),
        ("三つの本部がそろう会議の進行を、第三者にお願いしたいです。",
         "Somebody neutral to chair the meeting of the three divisions."),
        ("見直し案が1部門だけ遅れており、当事者の進行では結論が出ません。",
         "One division is late with its proposal, and a chair from among the parties finds no conclusion."),
        date(2026, 11, 6), "K005", date(2026, 10, 27), date(2026, 11, 6),
        ("事前の聞き取りと、当日の進行を受け持ちます。", "I hear everybody beforehand and chair the meeting."),
        (
            (date(2026, 10, 29), "3", ("事前の聞き取り", "Hearing everybody beforehand")),
            (date(2026, 11, 5), "4", ("会議の進行とまとめ", "Chairing, and writing it up")),
        ),
        (date(2026, 11, 5), ("統合の順序に合意しました。残った論点は意思決定に上げます。",
                             "The order of the merger is agreed. What is left goes to a decision.")),
        (date(2026, 11, 6), 4),
    ),
    Story(
        "S26-03", SupportKind.ESTIMATE, (date(2026, 11, 4), "K015"),
        ("給与明細の帳票の残り作業を、見積り直す手伝いをお願いします。",
         "Help us to estimate anew what is left of the payslips."),
        ("90％のまま4週間動いていません。", "They have stood at 90 % for four weeks."),
        date(2026, 11, 18), "K008", date(2026, 11, 5), date(2026, 11, 18),
        ("残作業を帳票ごとに数え直し、担当者と突き合わせます。",
         "I count what is left by payslip, and check it with those who do the work."),
        (
            (date(2026, 11, 10), "5", ("残作業の数え直し", "Counting what is left")),
            (date(2026, 11, 16), "3.5", ("担当者との突き合わせ", "Checking it with those who do the work")),
        ),
        (date(2026, 11, 18), ("残りは12人日です。様式の確定を待つ4帳票を分けて管理します。",
                              "12 person-days are left. Four payslips that wait for the law are tracked apart.")),
    ),
    Story(
        "S26-04", SupportKind.RISK, (date(2026, 11, 9), "K016"),
        ("連携の窓口の遅れについて、リスクの洗い出しを半日お願いします。",
         "Half a day of risk workshop about the late interface."),
        ("検証環境の引渡しが3週間遅れ、倉庫管理の結合テストに響きます。",
         "The test environment came three weeks late, and the warehouse's integration test feels it."),
        date(2026, 11, 20), "K004", date(2026, 11, 11), date(2026, 11, 27),
        ("洗い出しの会を進行し、対応案を三つに絞ります。", "I run the workshop and narrow it down to three responses."),
        (
            (date(2026, 11, 13), "4", ("洗い出しの会", "Workshop")),
            (date(2026, 11, 19), "3", ("対応案の比較", "Comparing the responses")),
        ),
    ),
    Story(
        "N26-03", SupportKind.FACILITATION, (date(2026, 11, 13), "K025"),
        ("料金表の表示について、法務と事業の間に入って回答をもらってくれる人。",
         "Somebody between Legal and the business who gets an answer about the price list."),
        ("法務の回答が3回延び、試験先に料金を示せません。",
         "Legal has put off its answer three times, and trial customers wait for the prices."),
        date(2026, 11, 19),
    ),
    Story(
        "R26-04", SupportKind.PLAN, (date(2026, 11, 18), "K010"),
        ("募集期間の短縮を入れた計画を、一度見てもらいたいです。",
         "A second look at the plan with the shorter period for offers."),
        ("費用と効果の見積りに時間がかかり、余裕が残っていません。",
         "The estimate of costs and benefits took long; no slack is left."),
        date(2026, 11, 27),
    ),
)  # fmt: skip


def happenings(projects: Mapping[str, Made], made: Company) -> Iterator[Happening]:
    """Yield everything that was asked, given and answered."""
    for story in STORIES:
        project = projects[story.project].project
        yield Happening(story.asked[0], 11.0, _asked(story, project, made))
        if story.accepted is not None:
            yield Happening(story.accepted, 10.0, _accepted(story, made))
        for day, hours, what in story.hours:
            yield Happening(day, 17.5, _noted(story, made, day, hours, what))
        if story.back is not None:
            yield Happening(story.back[0], 18.0, _back(story, made))
        if story.word is not None:
            yield Happening(story.word[0], 18.5, _word(story, made))
        if story.no is not None:
            yield Happening(story.no[0], 10.0, _no(story, made))


def _asked(story: Story, project: Any, made: Company) -> Callable[[], object]:
    texts = {"need": said(*story.need), "why": said(*story.why)}
    return lambda: support.ask(
        project=project, kind=story.kind, wanted_by=story.wanted, by=made.user(story.asked[1]), **texts
    )


def _row(story: Story) -> SupportRequest:
    return SupportRequest.objects.get(project__code=story.project, need=said(*story.need))


def _accepted(story: Story, made: Company) -> Callable[[], object]:
    offer, helper = said(*story.offer), made.people[story.helper]
    return lambda: support.accept(
        request=_row(story), helper=helper, offer=offer, until=story.until, by=made.user(HEAD)
    )


def _noted(story: Story, made: Company, day: date, hours: str, what: Text) -> Callable[[], object]:
    return lambda: support.note_time(
        request=_row(story),
        person=made.people[story.helper],
        day=day,
        hours=Decimal(hours),
        note=said(*what),
        by=made.user(story.helper),
    )


def _back(story: Story, made: Company) -> Callable[[], object]:
    outcome = said(*story.back[1]) if story.back else ""
    return lambda: support.deliver(request=_row(story), outcome=outcome, by=made.user(story.helper))


def _word(story: Story, made: Company) -> Callable[[], object]:
    rating = story.word[1] if story.word else None
    return lambda: support.confirm(request=_row(story), rating=rating, by=made.user(story.asked[1]))


def _no(story: Story, made: Company) -> Callable[[], object]:
    reason = said(*story.no[1]) if story.no else ""
    return lambda: support.decline(request=_row(story), reason=reason, by=made.user(HEAD))
