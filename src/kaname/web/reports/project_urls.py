"""Addresses: the reports of one project."""

from django.urls import path

from kaname.web.reports.views import calendar, project

app_name = "project-reports"
urlpatterns = [
    path("", project.shelf, name="shelf"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:entry>/pause/", calendar.pause, name="pause"),
    path("frozen/<int:snapshot>/", project.frozen, name="frozen"),
    path("frozen/<int:snapshot>/file.<str:ending>", project.frozen_file, name="frozen-file"),
    path("frozen/<int:snapshot>/send/", project.send, name="send"),
    path("<str:kind>/", project.draft, name="draft"),
    path("<str:kind>/freeze/", project.freeze, name="freeze"),
    path("<str:kind>/draft.<str:ending>", project.draft_file, name="draft-file"),
]
