"""Addresses: settings of the installation."""

from django.urls import path

from kaname.web.administration import views

app_name = "administration"
urlpatterns = [path("", views.settings_page, name="settings")]
