"""Addresses: issues of all projects, of one, one issue; what waits to be sorted; lists that are taken over."""

from django.urls import path

from kaname.web.issues.views import importing, lists, moving, record, sorting, writing

app_name = "issues"
PROJECT = "projects/<str:code>/issues/"
ONE = f"{PROJECT}<int:issue>/"
urlpatterns = [
    path("issues/", lists.issue_list, name="list"),
    path("issues/issues.xlsx", lists.xlsx, name="xlsx"),
    path(PROJECT, lists.of_one_project, name="project"),
    path(f"{PROJECT}new/", writing.new, name="new"),
    path(f"{PROJECT}sorting/", sorting.page, name="sorting"),
    path(f"{PROJECT}import/", importing.page, name="import"),
    path(ONE, record.issue_page, name="issue"),
    path(f"{ONE}edit/", writing.edit, name="edit"),
    path(f"{ONE}escalate/", moving.escalate, name="escalate"),
    path(f"{ONE}to/<str:state>/", moving.move, name="move"),
]
