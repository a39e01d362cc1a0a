"""Which cards stand on whose home page, most urgent first (specification 2.1 to 2.11, "Monday first")."""

from kaname.domains.people.enums import Role
from kaname.web.home.card import Maker
from kaname.web.home.cards import (
    approvals,
    asked,
    dates,
    decisions,
    demands,
    documents,
    health,
    issues,
    risks,
    rounds,
    support,
    trail,
    upkeep,
)

HOMES: dict[Role, tuple[Maker, ...]] = {
    Role.PMO_MANAGER: (
        health.turned_worse,
        decisions.late,
        demands.late,
        demands.mine,
        upkeep.not_reported,
        health.declared_better,
        issues.late,
        risks.unattended,
        support.asked,
        support.given,
        documents.ending,
        upkeep.without_manager,
        upkeep.without_objective,
        health.attention,
        dates.milestones,
    ),
    Role.PMO_EXPERT: (
        support.given,
        asked.schedule_rules,
        health.declared_better,
        upkeep.not_reported,
        health.attention,
    ),
    Role.PMO_ADMINISTRATOR: (
        rounds.missing,
        support.given,
        upkeep.not_reported,
        documents.late,
        documents.lacking,
        documents.ending,
        decisions.late,
        demands.late,
        issues.late,
        upkeep.overdue,
        dates.milestones,
        dates.deliverables,
        upkeep.without_manager,
    ),
    Role.PMO_ANALYST: (
        support.given,
        asked.unsettled,
        issues.late,
        risks.unattended,
        health.turned_worse,
        upkeep.overdue,
        health.attention,
    ),
    Role.PMO_CONSULTANT: (
        support.given,
        health.turned_worse,
        health.declared_better,
        health.attention,
        dates.milestones,
    ),
    Role.PMO_CONTROLLER: (
        rounds.missing,
        support.given,
        upkeep.not_reported,
        upkeep.moved,
        decisions.late,
        asked.schedule_rules,
        upkeep.overdue,
        health.declared_better,
    ),
    Role.PROJECT_MANAGER: (
        health.explanations,
        rounds.asked,
        decisions.mine,
        demands.mine,
        issues.mine,
        risks.mine,
        support.confirmed,
        dates.critical,
        documents.ending,
        asked.sign_offs,
        upkeep.overdue,
        dates.reviews,
        dates.absent,
        health.own_projects,
        rounds.missing,
    ),
    Role.TEAM_LEADER: (
        rounds.asked,
        dates.branch,
        issues.mine,
        risks.mine,
        dates.reviews,
        dates.own_work,
        dates.deliverables,
    ),
    Role.MEMBER: (
        rounds.asked,
        dates.own_work,
        issues.mine,
        risks.mine,
        dates.deliverables,
        health.joined_projects,
    ),
    Role.SPONSOR: (
        decisions.mine,
        asked.charters,
        approvals.approvals,
        demands.mine,
        support.asked,
        health.turned_worse,
        health.attention,
        dates.milestones,
    ),
    Role.CLIENT: (dates.acceptance, dates.deliverables),
    Role.FREELANCER: (rounds.asked, dates.own_work, issues.mine, risks.mine, dates.deliverables),
    Role.COORDINATOR: (demands.mine, demands.late),
    Role.FINANCE: (),
    Role.AUDITOR: (trail.lately, health.declared_better, upkeep.without_manager, upkeep.not_reported),
    Role.SYSTEM_ADMINISTRATOR: (asked.roles_ending,),
}
FOR_ALL: tuple[Maker, ...] = (rounds.asked, documents.mine, asked.notices, asked.jobs)


def makers_for(roles: frozenset[Role]) -> list[Maker]:
    """Return the cards of every role that somebody holds, each once, in the order of the roles, then everybody's."""
    found: dict[Maker, None] = {}
    for role in Role:
        if role in roles:
            found |= dict.fromkeys(HOMES[role])
    return [*(found | dict.fromkeys(FOR_ALL))]
