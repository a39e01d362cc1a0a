"""Addresses: one project: cockpit, charter, members, deliverables, history."""

from django.urls import path

from kaname.web.projects.views import (
    charter,
    cockpit,
    deliverables,
    heads,
    history,
    members,
    objectives,
    phases,
    stakeholders,
)

app_name = "projects"
urlpatterns = [
    path("", heads.project_list, name="list"),
    path("new/", heads.project_new, name="new"),
    path("<str:code>/", cockpit.project_cockpit, name="cockpit"),
    path("<str:code>/history/", history.history, name="history"),
    path("<str:code>/edit/", heads.project_edit, name="edit"),
    path("<str:code>/health/", heads.project_health, name="health"),
    path("<str:code>/members/", members.member_list, name="members"),
    path("<str:code>/members/new/", members.member_new, name="member-new"),
    path("<str:code>/members/<int:member>/", members.member_page, name="member"),
    path("<str:code>/members/<int:member>/end/", members.member_end, name="member-end"),
    path("<str:code>/hand-over/", members.hand_over, name="hand-over"),
    path("<str:code>/charter/", charter.charter_page, name="charter"),
    path("<str:code>/charter/edit/", charter.charter_edit, name="charter-edit"),
    path("<str:code>/charter/new-edition/", charter.charter_draft, name="charter-draft"),
    path("<str:code>/charter/submit/", charter.charter_submit, name="charter-submit"),
    path("<str:code>/charter/approve/", charter.charter_approve, name="charter-approve"),
    path("<str:code>/charter/send-back/", charter.charter_send_back, name="charter-send-back"),
    path("<str:code>/charter/objectives/new/", objectives.objective_new, name="objective-new"),
    path("<str:code>/charter/objectives/<int:objective>/", objectives.objective_page, name="objective"),
    path("<str:code>/charter/objectives/<int:objective>/remove/", objectives.objective_remove, name="objective-remove"),
    path("<str:code>/phases/", phases.phase_list, name="phases"),
    path("<str:code>/phases/new/", phases.phase_new, name="phase-new"),
    path("<str:code>/phases/<int:phase>/", phases.phase_page, name="phase"),
    path("<str:code>/phases/<int:phase>/remove/", phases.phase_remove, name="phase-remove"),
    path("<str:code>/stakeholders/", stakeholders.stakeholder_list, name="stakeholders"),
    path("<str:code>/stakeholders/new/", stakeholders.stakeholder_new, name="stakeholder-new"),
    path("<str:code>/stakeholders/<int:stakeholder>/", stakeholders.stakeholder_page, name="stakeholder"),
    path(
        "<str:code>/stakeholders/<int:stakeholder>/remove/",
        stakeholders.stakeholder_remove,
        name="stakeholder-remove",
    ),
    path("<str:code>/deliverables/", deliverables.deliverable_list, name="deliverables"),
    path("<str:code>/deliverables/new/", deliverables.deliverable_new, name="deliverable-new"),
    path("<str:code>/deliverables/<int:deliverable>/", deliverables.deliverable_page, name="deliverable"),
    path(
        "<str:code>/deliverables/<int:deliverable>/remove/",
        deliverables.deliverable_remove,
        name="deliverable-remove",
    ),
]
