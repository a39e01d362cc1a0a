"""Addresses: health, forecast and changes of a project; what its manager says to them."""

from django.urls import path

from kaname.web.health.views import axes, changes, forecast, saying

app_name = "health"
urlpatterns = [
    path("axes/", axes.project_axes, name="axes"),
    path("forecast/", forecast.project_forecast, name="forecast"),
    path("forecast/simulate/", forecast.simulate, name="simulate"),
    path("forecast/own-date/", saying.own_date, name="own-date"),
    path("changes/", changes.project_page_of_changes, name="changes"),
    path("explanations/<int:explanation>/", saying.explain, name="explanation"),
]
