"""Teams of the demo: three levels in the two large system projects, founded in part by a leader; one team elsewhere."""

from typing import NamedTuple

from kaname.demo.casting import Case
from kaname.demo.company import Company
from kaname.demo.tongue import Text, with_twin
from kaname.domains.people.enums import Role
from kaname.domains.project.actions import members, teams
from kaname.domains.project.models import Project, Team

LARGE = ("S26-01", "S26-02")
"""Projects with a tree."""
BRANCH = {"reform": "R8", "venture": "N5", "system": "I6"}
"""What the one team of a smaller project answers for: the phase with most of the work."""


class Cell(NamedTuple):
    """A team of the tree; people by the parts that they play in the WBS."""

    code: str
    name: Text
    above: str
    wbs: str
    leader: str = ""
    members: tuple[str, ...] = ()


ONE = Cell("T1", ("業務チーム", "Business team"), "", "", "T1")
TREE = (
    Cell("T1", ("業務・移行チーム", "Business and change-over"), "", "I2, I6", "T1"),
    Cell("T2", ("開発チーム", "Development"), "", "I3, I4, I5", "T2"),
    Cell("T1-1", ("教育・受入班", "Training and acceptance"), "T1", "I6.1, I6.2"),
    Cell("T1-2", ("移行班", "Migration"), "T1", "I6.3, I6.4", "V2"),
    Cell("T2-1", ("設計班", "Design"), "T2", "I3, I4.1", "V1"),
    Cell("T2-2", ("製造班", "Build"), "T2", "I4.2, I4.3, I4.4, I4.5", "V3"),
    Cell("T2-3", ("試験班", "Tests"), "T2", "I5", "", ("V1",)),
    Cell("T2-2-1", ("画面・帳票", "Screens and forms"), "T2-2", "I4.2", "", ("V2",)),
    Cell("T2-2-2", ("外部連携", "Interfaces"), "T2-2", "I4.3", "", ("X1",)),
    Cell("T2-2-3", ("移行プログラム", "Migration programs"), "T2-2", "I4.4", "", ("V3",)),
)


def found(project: Project, case: Case, company: Company) -> set[str]:
    """Found a project's teams with their people; return whom that gave a role. What stands below the development team
    is founded and staffed by that team's leader.
    """
    cells = TREE if case.code in LARGE else (ONE._replace(wbs=BRANCH[case.kind]),)
    made: dict[str, Team] = {}
    placed: set[str] = set()
    for cell in cells:
        by = company.user(case.team["T2"] if cell.above.startswith("T2") else "K001")
        made[cell.code] = teams.found(
            project=project,
            code=cell.code,
            **with_twin("name", *cell.name),
            parent=made.get(cell.above),
            wbs=cell.wbs,
            valid_from=case.start,
            by=by,
        )
        for part, role in ((cell.leader, Role.TEAM_LEADER), *((m, Role.MEMBER) for m in cell.members)):
            code = case.team.get(part, "")
            if not code or code[0] == "F" or code in (case.manager, case.sponsor):
                continue
            members.assign(
                project=project,
                person=company.people[code],
                role=role,
                valid_from=case.start,
                team=made[cell.code],
                by=by,
            )
            placed.add(code)
    return placed
