"""Addresses: sign-in, own account, sessions, invitation."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []
