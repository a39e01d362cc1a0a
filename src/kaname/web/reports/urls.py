"""Addresses: all reports, those of the company, base files."""

from django.urls import path

from kaname.web.reports.views import company, shelf, templates

app_name = "reports"
urlpatterns = [
    path("", shelf.all_reports, name="list"),
    path("packs/", shelf.packs, name="packs"),
    path("templates/", templates.template_list, name="templates"),
    path("company/<str:company_kind>/", company.draft, name="company-draft"),
    path("company/<str:company_kind>/freeze/", company.freeze, name="company-freeze"),
    path("company/<str:company_kind>/draft.<str:ending>", company.draft_file, name="company-draft-file"),
    path("company/frozen/<int:company_snapshot>/", company.frozen, name="company-frozen"),
    path("company/frozen/<int:company_snapshot>/file.<str:ending>", company.frozen_file, name="company-frozen-file"),
    path("company/frozen/<int:company_snapshot>/send/", company.send, name="company-send"),
    path("<str:number>/", shelf.by_number, name="number"),
]
