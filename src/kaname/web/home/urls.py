"""Addresses: the home page of each role, and its notices."""

from django.urls import path

from kaname.web.home import notices, views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("notifications/", notices.notifications, name="notifications"),
    path("notifications/<int:pk>/", notices.open_notice, name="notice"),
]
