"""Addresses: long work and its progress."""

from django.urls import URLPattern

app_name = "jobs"
urlpatterns: list[URLPattern] = []
