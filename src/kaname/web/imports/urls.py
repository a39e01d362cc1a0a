"""Addresses: import and export of plans."""

from django.urls import URLPattern

app_name = "imports"
urlpatterns: list[URLPattern] = []
