"""Addresses: rounds, the own report, the form of a mail's link, the weekly cycle."""

from django.urls import path

from kaname.web.rounds.views import cycle, effort, link, mine, reports, rounds

app_name = "rounds"
urlpatterns = [
    path("", rounds.present, name="present"),
    path("open/", rounds.open_next, name="open"),
    path("cycle/", cycle.cycle_page, name="cycle"),
    path("mine/", mine.mine, name="mine"),
    path("effort/", effort.effort_page, name="effort"),
    path("form/<str:token>/", link.form, name="form"),
    path("reports/<int:report>/", reports.report, name="report"),
    path("reports/<int:report>/send-back/", reports.send_back, name="send-back"),
    path("reports/<int:report>/contact/", reports.contact, name="contact"),
    path("reports/<int:report>/proxy/", reports.proxy, name="proxy"),
    path("<int:number>/", rounds.one, name="round"),
    path("<int:number>/remind/", rounds.remind, name="remind"),
    path("<int:number>/freeze/", rounds.freeze, name="freeze"),
]
