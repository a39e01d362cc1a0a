"""Addresses: demands of all projects, of one, one demand; time to fill."""

from django.urls import path

from kaname.web.staffing.views import filling, lists, moving, record, writing

app_name = "staffing"
PROJECT = "projects/<str:code>/demands/"
ONE = f"{PROJECT}<int:demand>/"
urlpatterns = [
    path("staffing/demands/", lists.demand_list, name="list"),
    path("staffing/demands/demands.xlsx", lists.xlsx, name="xlsx"),
    path("staffing/demands/new/", writing.new, name="new"),
    path("staffing/time-to-fill/", filling.page, name="time-to-fill"),
    path("staffing/time-to-fill/time-to-fill.xlsx", filling.xlsx, name="time-to-fill-xlsx"),
    path(PROJECT, lists.of_one_project, name="project"),
    path(ONE, record.demand_page, name="demand"),
    path(f"{ONE}edit/", writing.edit, name="edit"),
    path(f"{ONE}adjust/", writing.adjust, name="adjust"),
    path(f"{ONE}cover/", writing.cover, name="cover"),
    path(f"{ONE}to/<str:state>/", moving.move, name="move"),
]
