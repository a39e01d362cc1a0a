"""Addresses: the limits of cost."""

from django.urls import path

from kaname.web.cost.views import limits

app_name = "cost-limits"
urlpatterns = [path("", limits.limits_page, name="limits")]
