"""Addresses: search by name and code."""

from django.urls import path

from kaname.web.search import views

app_name = "search"
urlpatterns = [
    path("", views.search_page, name="search"),
    path("suggest/", views.suggest, name="suggest"),
]
