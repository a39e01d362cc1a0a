"""Addresses: how a project's work is measured."""

from django.urls import path

from kaname.web.rounds.views import measurement

app_name = "measurement"
urlpatterns = [
    path("measurement/", measurement.overview, name="overview"),
    path("measurement/<int:activity>/", measurement.one, name="activity"),
    path("measurement/<int:activity>/inspect/", measurement.inspect, name="inspect"),
    path("measurement/<int:activity>/correct/", measurement.correct, name="correct"),
]
