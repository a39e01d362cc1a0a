"""The stories that a newcomer can find: hand-over, Kill, rescue, suppression, the dependency that slips."""

from datetime import date, timedelta

from kaname.demo.casting import HAND_OVER_ON, KILL_ON, RESCUE_ON, Case
from kaname.demo.company import Company
from kaname.demo.projects import Made
from kaname.demo.tongue import Text, said, with_twin
from kaname.domains.people.enums import Role
from kaname.domains.project.actions import members, projects
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions import baselines, relations
from kaname.domains.schedule.models import Activity

HAND_OVER = {
    "reason": ("前任者の異動のため", "The former project manager moves to another post"),
    "issues": (
        "見直し案の提出が1部門（法人営業）で遅れています。",
        "One department (corporate sales) is late with its proposal.",
    ),
    "risks": (
        "統合後の顧客窓口について、店舗側の反発が残っています。",
        "Stores still object to the single contact for customers.",
    ),
    "decisions": (
        "窓口システムの統合時期は12月の会議で決めます。",
        "When the contact systems are merged is decided in December.",
    ),
}
ASKED_ON = date(2026, 8, 3)
WAITS_ON = date(2026, 11, 12)
EARLY = "計画どおりに始まりました。", "Begun as planned."


def declared(case: Case, day: date) -> tuple[str, Text]:
    """Return what the project manager says of a project on a day."""
    if case.code == "S26-01" and day < RESCUE_ON:
        return (
            (
                "amber",
                ("要件の取りこぼしの影響を確認しています。", "We are finding out what the missed requirements mean."),
            )
            if day < date(2026, 9, 18)
            else (
                "red",
                (
                    "稼働は間に合いません。立て直しの支援を受けています。",
                    "The go-live cannot be kept. We are being helped.",
                ),
            )
        )
    if day < date(2026, 10, 9) and case.code != "S26-02":
        return "green", EARLY
    return case.declared, case.comment


def hand_over(made: Made, company: Company) -> None:
    """One project manager goes, the next takes over, with what is open written down."""
    members.hand_over(
        project=made.project,
        to=company.people["K010"],
        record={name: said(*text) for name, text in HAND_OVER.items()},
        on=HAND_OVER_ON,
        by=company.user("K001"),
    )


def kill(made: Made, company: Company) -> None:
    """The CPF gate says no: the project ends, its lessons stay."""
    case = made.case
    projects.update(
        project=made.project,
        status="cancelled",
        condition="closing",
        summary=case.summary,
        summary_en=case.summary_en,
        reason=said(
            "CPF審査の決定（Kill）。撤退基準「支払いの意思30％以上」に届きませんでした。",
            "Decision of the CPF gate (Kill): the criterion of 30 % willing to pay was not met.",
        ),
        by=company.user("K001"),
    )


def suppress(made: Made, company: Company) -> None:
    """A measure that serves none of the purposes is suppressed; for now the project's text says so."""
    case = made.case
    projects.update(
        project=made.project,
        summary=case.summary,
        summary_en=case.summary_en,
        reason=said(
            "施策M-014の抑制（保留）を決定。再検討日は2027年1月15日です。",
            "Measure M-014 is suppressed (on hold) and looked at again on 15 January 2027.",
        ),
        by=company.user(case.manager),
    )


def call_for_rescue(made: Made, company: Company) -> None:
    """The project is put under recovery."""
    projects.update(
        project=made.project,
        condition="recovery",
        authority_level="directive",
        reason=said(
            "累積遅れが20％を超え、受入条件の未達が続くため、立て直しに入ります。",
            "The delay has passed 20 % and acceptance criteria go on being missed: recovery begins.",
        ),
        by=company.user("K001"),
    )


def rebaseline(made: Made, company: Company) -> None:
    """The plan is promised anew."""
    case = made.case
    projects.update(
        project=made.project,
        summary=case.summary,
        summary_en=case.summary_en,
        reason=said("ステアリング会議で再計画を承認", "The steering committee approved the new plan"),
        by=company.user(case.manager),
    )
    baselines.set_baseline(
        plan=made.plan,
        **with_twin("name", "再計画（段階稼働）", "New plan (staged go-live)"),
        **with_twin(
            "reason",
            "ステアリング会議の決定：範囲は維持し、稼働を段階に分けて期日を改める",
            "Decision of the steering committee: same scope, go-live in stages, new dates",
        ),
        by=company.user(case.sponsor),
    )


def wait_for_platform(made: Made, company: Company) -> None:
    """The warehouse system waits for the platform's interface: asked, promised, agreed."""
    giving, waiting = company.user("K016"), company.user("K040")
    member = company.people["K040"]
    platform = Project.objects.get(code="S26-04")
    members.assign(project=platform, person=member, role=Role.MEMBER, valid_from=ASKED_ON, by=company.user("K001"))
    relation = relations.ask(
        predecessor=Activity.objects.get(plan__project=platform, uid="I4.3"),
        successor=Activity.objects.get(plan=made.plan, uid="I5.2"),
        by=waiting,
    )
    relations.give(relation=relation, by=giving)
    relations.agree(relation=relation, by=company.user("K040"))


def wait_for_test(made: Made, company: Company) -> None:
    """Payroll waits for the platform's integration test: asked and promised, not accepted yet."""
    member, platform = company.people["K015"], Project.objects.get(code="S26-04")
    members.assign(project=platform, person=member, role=Role.MEMBER, valid_from=WAITS_ON, by=company.user("K001"))
    relation = relations.ask(
        predecessor=Activity.objects.get(plan__project=platform, uid="I5.2"),
        successor=Activity.objects.get(plan=made.plan, uid="I5.3"),
        by=company.user("K015"),
    )
    relations.give(relation=relation, by=company.user("K016"))


WHEN = (
    ("S26-02", ASKED_ON, 10.0, wait_for_platform),
    ("S26-01", date(2026, 9, 18), 13.0, call_for_rescue),
    ("R26-03", HAND_OVER_ON - timedelta(1), 15.0, hand_over),
    ("S26-01", RESCUE_ON, 18.0, rebaseline),
    ("R26-02", date(2026, 10, 20), 16.0, suppress),
    ("N26-02", KILL_ON, 18.0, kill),
    ("S26-03", WAITS_ON, 11.0, wait_for_test),
)
"""Project, day, hour and what happens."""
