"""Addresses: the workbench, what stands behind its cells, kept analyses and pinned answers."""

from django.urls import path

from kaname.web.analysis.views import bench, calendar, kept

app_name = "analysis"
urlpatterns = [
    path("", bench.workbench, name="bench"),
    path("quality/", bench.quality, name="quality"),
    path("rows/", bench.rows, name="rows"),
    path("analysis.xlsx", bench.xlsx, name="xlsx"),
    path("save/", kept.save, name="save"),
    path("saved/<int:analysis>/", kept.saved, name="saved"),
    path("saved/<int:analysis>/change/", kept.change, name="change"),
    path("saved/<int:analysis>/question/", kept.question, name="question"),
    path("saved/<int:analysis>/remove/", kept.remove, name="remove"),
    path("saved/<int:analysis>/pin/", kept.pin, name="pin"),
    path("saved/<int:analysis>/calendar/", calendar.calendar, name="calendar"),
    path("saved/<int:analysis>/calendar/<int:sending>/", calendar.pause, name="pause"),
    path("runs/<int:run>/", kept.run, name="run"),
]
