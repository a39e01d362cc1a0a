"""Addresses: the register, one document, its versions and files, disposal, what the company sets."""

from django.urls import path

from kaname.web.documents.views import disposals, files, lists, moving, record, rules, writing

app_name = "documents"
ONE = "<str:document>/"
VERSION = f"{ONE}versions/<str:label>/"
urlpatterns = [
    path("", lists.register, name="register"),
    path("documents.xlsx", lists.xlsx, name="xlsx"),
    path("new/", writing.new, name="new"),
    path("company/new/", writing.company_new, name="company-new"),
    path("disposal/", disposals.page, name="disposals"),
    path("rules/", rules.page, name="rules"),
    path("rules/kinds/new/", rules.kind_new, name="kind-new"),
    path("rules/kinds/<str:sort>/", rules.kind_edit, name="kind"),
    path(ONE, record.document_page, name="document"),
    path(f"{ONE}edit/", writing.edit, name="edit"),
    path(f"{ONE}versions/new/", writing.next_version, name="next-version"),
    path(f"{ONE}do/<str:deed>/", moving.act, name="act"),
    path(VERSION, files.version_page, name="version"),
    path(f"{VERSION}file/", files.download, name="download"),
    path(f"{VERSION}place/", files.place, name="place"),
]
