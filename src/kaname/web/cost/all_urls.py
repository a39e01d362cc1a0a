"""Addresses: the money of all projects."""

from django.urls import path

from kaname.web.cost.views import everywhere, savings

app_name = "money"
urlpatterns = [
    path("", everywhere.every_project, name="all"),
    path("savings/", savings.every_saving, name="savings"),
    path("savings.xlsx", savings.every_saving_file, name="savings-xlsx"),
]
