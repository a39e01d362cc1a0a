"""Addresses: risks of all projects, of one, one risk and what is done with it."""

from django.urls import path

from kaname.web.risks.views import importing, lists, moving, record, writing

app_name = "risks"
PROJECT = "projects/<str:code>/risks/"
ONE = f"{PROJECT}<int:number>/"
urlpatterns = [
    path("risks/", lists.register, name="register"),
    path("risks/risks.xlsx", lists.xlsx, name="xlsx"),
    path(PROJECT, lists.of_one_project, name="project"),
    path(f"{PROJECT}new/", writing.new, name="new"),
    path(f"{PROJECT}import/", importing.page, name="import"),
    path(ONE, record.risk_page, name="risk"),
    path(f"{ONE}edit/", writing.edit, name="edit"),
    path(f"{ONE}assess/", writing.assess, name="assess"),
    path(f"{ONE}plan/", writing.plan, name="plan"),
    path(f"{ONE}done/", moving.done, name="done"),
    path(f"{ONE}to/<str:state>/", moving.move, name="move"),
]
