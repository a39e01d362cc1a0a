"""Addresses: quality of all projects, of one; metrics with readings, defects, gates; the company's catalogue."""

from django.urls import path

from kaname.web.quality.views import catalogue, defects, gates, judging, lists, measures, project, reading, writing

app_name = "quality"
PROJECT = "projects/<str:code>/quality/"
METRIC, DEFECT, GATE = (
    f"{PROJECT}metrics/<int:measure>/",
    f"{PROJECT}defects/<int:defect>/",
    f"{PROJECT}gates/<int:gate>/",
)
urlpatterns = [
    path("quality/", lists.register, name="register"),
    path("quality/quality.xlsx", lists.register_xlsx, name="register-xlsx"),
    path("quality/defects/", lists.defect_list, name="defects"),
    path("quality/defects/defects.xlsx", lists.defects_xlsx, name="defects-xlsx"),
    path("quality/gates/", lists.gate_list, name="gates"),
    path("quality/metrics/", catalogue.metrics, name="catalogue"),
    path("quality/metrics/new/", catalogue.new, name="metric-new"),
    path("quality/metrics/begin/", catalogue.begin, name="metrics-begin"),
    path("quality/metrics/<int:metric>/edit/", catalogue.edit, name="metric-edit"),
    path(PROJECT, project.project_quality, name="project"),
    path(f"{PROJECT}quality.xlsx", project.xlsx, name="project-xlsx"),
    path(f"{PROJECT}metrics/new/", measures.follow, name="follow"),
    path(METRIC, measures.measure_page, name="measure"),
    path(f"{METRIC}band/", measures.band, name="band"),
    path(f"{METRIC}stop/", measures.stop, name="stop"),
    path(f"{METRIC}read/", reading.read, name="read"),
    path(f"{METRIC}read/<int:reading>/", reading.correct, name="correct"),
    path(f"{PROJECT}defects/new/", writing.new, name="defect-new"),
    path(DEFECT, defects.defect_page, name="defect"),
    path(f"{DEFECT}edit/", writing.edit, name="defect-edit"),
    path(f"{DEFECT}to/<str:state>/", defects.move, name="defect-move"),
    path(f"{PROJECT}gates/new/", gates.new, name="gate-new"),
    path(GATE, gates.gate_page, name="gate"),
    path(f"{GATE}edit/", gates.edit, name="gate-edit"),
    path(f"{GATE}apply/", judging.apply, name="gate-apply"),
    path(f"{GATE}back/", judging.send_back, name="gate-back"),
    path(f"{GATE}rule/", judging.rule, name="gate-rule"),
    path(f"{GATE}conditions/<int:condition>/close/", judging.close, name="condition-close"),
]
