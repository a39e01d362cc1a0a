"""Addresses: the desk of support requests, and each request of a project."""

from django.urls import path

from kaname.web.support.views import desk, record, writing

app_name = "support"
PROJECT = "projects/<str:code>/support/"
ONE = f"{PROJECT}<int:support>/"
urlpatterns = [
    path("support/", desk.support_desk, name="desk"),
    path(PROJECT, desk.of_one_project, name="project"),
    path(f"{PROJECT}new/", writing.ask, name="ask"),
    path(ONE, record.request_page, name="request"),
    path(f"{ONE}allocate/", writing.allocate, name="allocate"),
    path(f"{ONE}decline/", writing.decline, name="decline"),
    path(f"{ONE}hours/", writing.note_time, name="hours"),
    path(f"{ONE}deliver/", writing.deliver, name="deliver"),
    path(f"{ONE}confirm/", writing.confirm, name="confirm"),
    path(f"{ONE}withdraw/", writing.withdraw, name="withdraw"),
]
