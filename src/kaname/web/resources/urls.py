"""Addresses: load, calendars, resources, leave."""

from django.urls import path

from kaname.web.resources.views import calendars, load, pool, substitutes, what_if

app_name = "resources"
urlpatterns = [
    path("", pool.resource_list, name="list"),
    path("load/", load.load_page, name="load"),
    path("load/<int:pk>/", load.load_detail, name="load-detail"),
    path("load/<int:pk>/substitutes/", substitutes.substitutes_page, name="substitutes"),
    path("load/<int:pk>/what-if/<int:activity>/", what_if.step, name="step"),
    path("what-if/", what_if.scenario_list, name="what-ifs"),
    path("what-if/<int:scenario>/", what_if.scenario_page, name="what-if"),
    path("what-if/<int:scenario>/apply/", what_if.apply, name="what-if-apply"),
    path("what-if/<int:scenario>/refresh/", what_if.refresh, name="what-if-refresh"),
    path("what-if/<int:scenario>/remove/", what_if.remove, name="what-if-remove"),
    path("what-if/<int:scenario>/steps/<int:move>/remove/", what_if.move_remove, name="what-if-move-remove"),
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
