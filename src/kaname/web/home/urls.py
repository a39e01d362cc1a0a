"""Addresses: the home page of each role."""

from django.urls import path

from kaname.web.home import views

app_name = "home"
urlpatterns = [path("", views.home, name="home")]
