"""Addresses: the activities of all projects."""

from django.urls import path

from kaname.web.schedule.views import activities

app_name = "activities"
urlpatterns = [path("", activities.everywhere, name="list")]
