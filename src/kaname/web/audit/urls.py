"""Addresses: the audit trail."""

from django.urls import path

from kaname.web.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("trail.csv", views.trail_csv, name="csv"),
]
