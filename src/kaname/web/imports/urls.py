"""Addresses: import of plans."""

from django.urls import path

from kaname.web.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.start, name="start"),
    path("<int:pk>/", views.preview, name="import"),
    path("<int:pk>/result/", views.result, name="result"),
]
