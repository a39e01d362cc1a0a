"""Addresses: the teams of a project, below it."""

from django.urls import path

from kaname.web.teams.views import reading, writing

app_name = "teams"
urlpatterns = [
    path("teams/", reading.tree, name="tree"),
    path("teams/chart/", reading.chart, name="chart"),
    path("teams/xlsx/", reading.xlsx, name="xlsx"),
    path("teams/new/", writing.new, name="new"),
    path("teams/<int:team>/", reading.one, name="team"),
    path("teams/<int:team>/edit/", writing.edit, name="edit"),
    path("teams/<int:team>/end/", writing.end, name="end"),
]
