"""Addresses: the board of all projects, in four views and two downloads."""

from django.urls import path

from kaname.web.portfolio import dependencies, downloads, views

app_name = "portfolio"
urlpatterns = [
    path("", views.table, name="board"),
    path("cards/", views.cards, name="cards"),
    path("map/", views.treemap, name="map"),
    path("timeline/", views.timeline, name="timeline"),
    path("dependencies/", dependencies.dependency_map, name="dependencies"),
    path("board.csv", downloads.csv_file, name="csv"),
    path("board.xlsx", downloads.xlsx_file, name="xlsx"),
]
