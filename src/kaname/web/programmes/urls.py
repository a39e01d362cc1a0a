"""Addresses: all programmes, one of them, and its benefits."""

from django.urls import path

from kaname.web.programmes import views, writing

app_name = "programmes"
urlpatterns = [
    path("", views.programmes, name="list"),
    path("new/", writing.new, name="new"),
    path("<int:programme>/", views.programme_page, name="programme"),
    path("<int:programme>/edit/", writing.edit, name="edit"),
    path("<int:programme>/projects/", writing.include, name="include"),
    path("<int:programme>/projects/<int:part>/end/", writing.release, name="release"),
    path("<int:programme>/benefits/new/", writing.new_benefit, name="benefit-new"),
    path("<int:programme>/benefits/<int:benefit>/", writing.edit_benefit, name="benefit"),
    path("<int:programme>/benefits/<int:benefit>/measure/", writing.measure, name="measure"),
]
