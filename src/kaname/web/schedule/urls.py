"""Addresses: Gantt, WBS, activities, baselines, milestones of a project."""

from django.urls import path

from kaname.web.schedule.views import (
    activities,
    baselines,
    burndown,
    crossing,
    data,
    gantt,
    look_ahead,
    milestones,
    plan,
    skills,
    slides,
    wbs,
)

app_name = "schedule"
urlpatterns = [
    path("gantt/", gantt.gantt, name="gantt"),
    path("gantt/data", data.data, name="gantt-data"),
    path("gantt.pptx", slides.pptx, name="gantt-slides"),
    path("gantt/edits", data.edit, name="gantt-edits"),
    path("gantt/undo", data.undo, name="gantt-undo"),
    path("gantt/baselines", data.baseline_new, name="gantt-baselines"),
    path("wbs/", wbs.wbs, name="wbs"),
    path("activities/", activities.of_project, name="activities"),
    path("activities/<int:activity>/", activities.activity_page, name="activity"),
    path("activities/<int:activity>/edit/", activities.activity_edit, name="activity-edit"),
    path("activities/<int:activity>/skills/", skills.activity_skills, name="activity-skills"),
    path("activities/<int:activity>/skills/<int:needed>/remove/", skills.let_go, name="activity-skill-remove"),
    path("milestones/", milestones.milestones, name="milestones"),
    path("burndown/", burndown.burndown_page, name="burndown"),
    path("baselines/", baselines.baseline_list, name="baselines"),
    path("baselines/new/", baselines.baseline_new, name="baseline-new"),
    path("baselines/proposals/<int:proposal>/approve/", baselines.approve, name="baseline-approve"),
    path("baselines/proposals/<int:proposal>/refuse/", baselines.refuse, name="baseline-refuse"),
    path("baselines/proposals/<int:proposal>/withdraw/", baselines.withdraw, name="baseline-withdraw"),
    path("look-ahead/", look_ahead.look_ahead, name="look-ahead"),
    path("plan/", plan.settings_page, name="plan"),
    path("plan/close/", plan.close, name="close"),
    path("relations/", crossing.relation_list, name="relations"),
    path("relations/ask/", crossing.ask, name="relation-ask"),
    path("relations/<int:relation>/<str:verb>/", crossing.decide, name="relation-decide"),
]
