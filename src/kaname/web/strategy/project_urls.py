"""Addresses in a project: which strategic objectives it serves."""

from django.urls import path

from kaname.web.strategy.views import of_project

app_name = "project-strategy"
urlpatterns = [
    path("charter/strategy/new/", of_project.link, name="link"),
    path("charter/strategy/<int:link>/end/", of_project.unlink, name="unlink"),
]
