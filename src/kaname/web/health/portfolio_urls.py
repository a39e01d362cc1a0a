"""Addresses: watermelons, what changed, and how promises were kept, over all projects; computing it anew."""

from django.urls import path

from kaname.web.health.views import portfolio, success

app_name = "standing"
urlpatterns = [
    path("watermelons/", portfolio.watermelon_list, name="watermelons"),
    path("changes/", portfolio.changes, name="changes"),
    path("promises/", portfolio.promise_scores, name="promises"),
    path("success/", success.success_page, name="success"),
    path("compute/", portfolio.compute, name="compute"),
]
