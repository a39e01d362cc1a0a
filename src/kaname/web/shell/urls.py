"""Addresses: what every page shares."""

from django.urls import path

from kaname.web.shell import appearance, keyboard

app_name = "shell"
urlpatterns = [
    path("appearance/", appearance.appearance, name="appearance"),
    path("keyboard/", keyboard.keyboard, name="keyboard"),
]
