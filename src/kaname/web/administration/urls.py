"""Addresses: settings of the installation, limits of authority."""

from django.urls import path

from kaname.web.administration import authority, views

app_name = "administration"
urlpatterns = [
    path("", views.settings_page, name="settings"),
    path("authority/", authority.shown, name="authority"),
    path("authority/change/", authority.change, name="authority-change"),
]
