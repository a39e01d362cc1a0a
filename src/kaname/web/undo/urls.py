"""Addresses: one's own last edits."""

from django.urls import path

from kaname.web.undo import views

app_name = "undo"
urlpatterns = [
    path("", views.edit_list, name="list"),
    path("<int:sequence>/", views.take_back, name="take-back"),
]
