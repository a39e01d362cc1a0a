"""Addresses: the money of all projects."""

from django.urls import path

from kaname.web.cost.views import everywhere

app_name = "money"
urlpatterns = [path("", everywhere.every_project, name="all")]
