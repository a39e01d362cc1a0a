"""Addresses: the board of all projects."""

from django.urls import URLPattern

app_name = "portfolio"
urlpatterns: list[URLPattern] = []
