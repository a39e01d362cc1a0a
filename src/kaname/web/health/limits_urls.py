"""Addresses: the limits of health."""

from django.urls import path

from kaname.web.health.views import limits

app_name = "limits"
urlpatterns = [path("", limits.limits_page, name="limits")]
