"""Powers handed to the PMO manager in the merger, and the warehouse's new dates, which wait for its sponsor's word."""

from collections.abc import Iterator
from datetime import date

from kaname.demo.company import Company
from kaname.demo.history import Happening
from kaname.demo.projects import Made, manager_code
from kaname.demo.tongue import said, with_twin
from kaname.domains.people.enums import Subject
from kaname.domains.project.actions import delegations
from kaname.domains.schedule.actions import proposals

DIRECTED, PROMISED_ANEW = "R26-03", "S26-02"
HANDED_ON, PROPOSED_ON = date(2026, 10, 2), date(2026, 11, 20)
UNTIL = date(2027, 3, 31)


def happenings(projects: list[Made], company: Company) -> Iterator[Happening]:
    """Yield the sponsor's handing over of powers, and the proposal that nobody has answered yet."""
    by_code = {made.case.code: made for made in projects}
    yield Happening(HANDED_ON, 9.0, lambda: _hand_powers(by_code[DIRECTED], company))
    yield Happening(PROPOSED_ON, 18.2, lambda: _propose(by_code[PROMISED_ANEW], company))


def _hand_powers(made: Made, company: Company) -> None:
    """Mission row S09: while the new project manager learns, the PMO manager decides."""
    delegations.grant(
        project=made.project,
        powers=[str(Subject.DECISION)],
        reason=said(
            "PM交代に伴い、三本部にまたがる決定を、統合の発効までPMOマネジャーに集約します。",
            "With the change of project manager, decisions across the three divisions go to the PMO manager "
            "until the merger takes effect.",
        ),
        valid_from=HANDED_ON,
        valid_to=UNTIL,
        by=company.user(made.case.sponsor),
    )


def _propose(made: Made, company: Company) -> None:
    """What the watermelon shows when it is opened: its dates cannot be kept, and its manager says so at last."""
    proposals.propose(
        plan=made.plan,
        **with_twin("name", "再計画案（窓口の遅れを反映）", "New plan (with the late interface)"),
        **with_twin(
            "reason",
            "データ連携基盤の窓口が12月1日になり、結合テストの開始と稼働が当初計画に間に合わないため。",
            "The platform's interface comes on 1 December: the first plan's go-live cannot be kept.",
        ),
        by=company.user(manager_code(made.case, PROPOSED_ON)),
    )
