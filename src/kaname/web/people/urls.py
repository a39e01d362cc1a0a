"""Addresses: people, units, roles."""

from django.urls import path

from kaname.web.people.views import accounts, people, roles, units

app_name = "people"
urlpatterns = [
    path("", people.people_list, name="list"),
    path("new/", people.person_new, name="person-new"),
    path("units/", units.unit_list, name="units"),
    path("units/new/", units.unit_new, name="unit-new"),
    path("units/<int:unit>/", units.unit_page, name="unit"),
    path("units/<int:unit>/end/", units.unit_end, name="unit-end"),
    path("<int:person>/", people.person_page, name="person"),
    path("<int:person>/edit/", people.person_edit, name="person-edit"),
    path("<int:person>/roles/new/", roles.role_grant, name="role-grant"),
    path("<int:person>/roles/<int:holding>/end/", roles.role_end, name="role-end"),
    path("<int:person>/invite/", accounts.invite, name="invite"),
    path("<int:person>/deactivate/", accounts.deactivate, name="deactivate"),
    path("<int:person>/reactivate/", accounts.reactivate, name="reactivate"),
]
