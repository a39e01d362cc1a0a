"""The permission matrix of specification section 2.13, as one table that people can read.

Columns: PMO manager, expert, administrator, analyst, consultant, controller, project manager, team leader, member,
sponsor, freelancer, client, auditor, system administrator. Coordinator and finance have nothing in projects.
Who searches outside, the coordinator, reads whom projects need (2.11).
◎ decide, ○ edit, △ read, ▲ read in part, — nothing. Rows not in the specification (project, saving, report, support,
rate, resource, calendar, audit) follow the boundaries in sections 2.1 to 2.11: the savings ledger is a screen of the
expert (2.2), and whose money it is, the sponsor, approves; the PMO manager allocates support (2.1). Documents are
nearest to minutes: the administrator edits registers in full (2.3), the PM decides, freelancer and client read in
part (what is public and in force); ◎ of the PMO manager is the end of a document, which takes two people. Filing,
what is company-wide of documents, is a standard: the expert edits those (2.2). Members raise and deal with issues as
their team leader does; a freelancer's "own" is reading in part: what they raised or own, which they may also edit.
Of risks, member and freelancer edit those that they found or answer for, and end none.
Quality is nearest to progress and documents: whoever works in a project reports defects and readings,
a freelancer reads and writes what they reported or fix; PM, sponsor and PMO manager decide that a defect is not fixed.
Metrics with their bands and gates are prepared by PM and PMO, not by those whose own work they measure; sponsor and
PMO manager rule, not the PM who answers for what is judged. The catalogue is a standard (2.2). Clients read reports.
"""

from kaname.domains.people.enums.roles import Level, Role, Subject

_COLUMNS = (
    Role.PMO_MANAGER,
    Role.PMO_EXPERT,
    Role.PMO_ADMINISTRATOR,
    Role.PMO_ANALYST,
    Role.PMO_CONSULTANT,
    Role.PMO_CONTROLLER,
    Role.PROJECT_MANAGER,
    Role.TEAM_LEADER,
    Role.MEMBER,
    Role.SPONSOR,
    Role.FREELANCER,
    Role.CLIENT,
    Role.AUDITOR,
    Role.SYSTEM_ADMINISTRATOR,
)
# fmt: off
_TABLE = {
    #                 Mgr Exp Adm Ana Con Ctl PM  TL  Mem Spo Fre Cli Aud Sys
    Subject.PROJECT:  "◎   △   △   △   △   △   ○   △   △   △   △   ▲   △   —",
    Subject.CHARTER:  "△   △   ▲   △   △   △   ○   △   △   ◎   —   —   △   —",
    Subject.SCHEDULE: "△   △   ○   △   △   ○   ◎   ○   △   △   ▲   —   △   —",
    Subject.BASELINE: "△   △   —   △   △   ○   ○   —   —   ◎   —   —   △   —",
    Subject.PROGRESS: "△   △   ○   △   △   △   ○   ○   ○   △   ○   —   △   —",
    Subject.COST:     "△   —   ▲   ▲   △   ○   △   —   —   △   —   —   △   —",
    Subject.SAVING:   "○   ○   —   △   △   ○   ○   —   —   ◎   —   —   △   —",
    Subject.DECISION: "△   —   ○   ○   ○   ○   ◎   ○   —   ◎   —   ▲   △   —",
    Subject.RISK:     "△   △   ○   ○   ○   △   ◎   ○   ○   △   ○   ▲   △   —",
    Subject.ISSUE:    "△   △   ○   ○   ○   △   ◎   ○   ○   △   ▲   ▲   △   —",
    Subject.DEMAND:   "◎   △   ○   △   △   △   ○   △   —   ◎   —   —   △   —",
    Subject.QUALITY:  "◎   △   ○   ○   ○   ○   ◎   ○   ○   ◎   ▲   —   △   —",
    Subject.GATE:     "◎   △   ○   ○   ○   ○   ○   △   △   ◎   —   —   △   —",
    Subject.METRIC:   "◎   ○   △   △   △   △   △   △   △   △   —   —   △   —",
    Subject.REPORT:   "◎   △   ○   ○   △   ○   ○   △   —   △   —   ▲   △   —",
    Subject.SUPPORT:  "◎   △   ○   ○   ○   ○   ○   △   —   △   —   —   △   —",
    Subject.DOCUMENT: "◎   △   ○   ○   ○   ○   ◎   ○   ○   △   ▲   ▲   △   —",
    Subject.FILING:   "◎   ○   —   —   —   —   —   —   —   —   —   —   △   —",
    Subject.RATE:     "△   —   —   —   —   △   ▲   —   —   —   —   —   △   —",
    Subject.RESOURCE: "○   △   ○   △   △   △   ○   △   ▲   △   —   —   △   —",
    Subject.CALENDAR: "◎   △   ○   △   △   △   ○   △   △   △   ▲   —   △   —",
    Subject.SKILL:    "◎   △   ▲   △   △   △   △   ▲   ▲   ▲   ▲   —   △   —",
    Subject.AUDIT:    "△   ▲   ▲   ▲   ▲   △   △   —   —   △   —   —   △   —",
    Subject.ACCOUNT:  "△   —   —   —   —   —   —   —   —   —   —   —   —   ○",
}
# fmt: on
_MARKS = {level.label: level for level in Level}


MATRIX: dict[tuple[Subject, Role], Level] = {
    (subject, role): _MARKS[mark]
    for subject, row in _TABLE.items()
    for role, mark in zip(_COLUMNS, row.split(), strict=True)
} | {(Subject.DEMAND, Role.COORDINATOR): Level.READ}


def level_of(subject: Subject, role: Role) -> Level:
    """Return how far a role may go with a subject; what the table does not name is refused."""
    return MATRIX.get((subject, role), Level.NONE)
