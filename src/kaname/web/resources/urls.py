"""Addresses: load, calendars, resources, leave."""

from django.urls import path

from kaname.web.resources.views import calendars, load, pool

app_name = "resources"
urlpatterns = [
    path("", pool.resource_list, name="list"),
    path("load/", load.load_page, name="load"),
    path("load/<int:pk>/", load.load_detail, name="load-detail"),
    path("calendars/", calendars.calendar_list, name="calendars"),
    path("calendars/new/", calendars.calendar_new, name="calendar-new"),
    path("calendars/<int:pk>/", calendars.calendar_page, name="calendar"),
    path("calendars/<int:pk>/exceptions/", calendars.exception_add, name="exception-add"),
    path("calendars/<int:pk>/exceptions/<int:exception>/remove/", calendars.exception_remove, name="exception-remove"),
    path("<int:pk>/", pool.resource_page, name="resource"),
    path("<int:pk>/leave/", pool.leave_add, name="leave-add"),
    path("<int:pk>/leave/<int:leave>/remove/", pool.leave_remove, name="leave-remove"),
    path("<int:pk>/rates/", pool.rate_set, name="rate-set"),
]
