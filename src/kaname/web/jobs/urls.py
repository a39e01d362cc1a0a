"""Addresses: a person's long work."""

from django.urls import path

from kaname.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.own, name="list"),
    path("<int:pk>/", views.job, name="job"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
]
