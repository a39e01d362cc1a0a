"""Addresses: a project's plan as a file."""

from django.urls import path

from kaname.web.imports import export

app_name = "exports"
urlpatterns = [
    path("export/", export.overview, name="overview"),
    path("export.xml", export.download, {"ending": ".xml"}, name="xml"),
    path("export.xlsx", export.download, {"ending": ".xlsx"}, name="xlsx"),
    path("export.json", export.download, {"ending": ".json"}, name="json"),
]
