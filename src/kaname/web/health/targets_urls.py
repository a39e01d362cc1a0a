"""Addresses: tolerances and targets of the company."""

from django.urls import path

from kaname.web.health.views import targets

app_name = "targets"
urlpatterns = [path("", targets.targets_page, name="targets")]
