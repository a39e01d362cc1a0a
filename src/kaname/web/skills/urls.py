"""Addresses: skills, and those of a person."""

from django.urls import path

from kaname.web.skills.views import persons, taxonomy

app_name = "skills"
urlpatterns = [
    path("skills/", taxonomy.skill_list, name="list"),
    path("skills/new/", taxonomy.skill_new, name="new"),
    path("skills/start/", taxonomy.start, name="start"),
    path("skills/<int:skill>/", taxonomy.skill_page, name="skill"),
    path("skills/<int:skill>/edit/", taxonomy.skill_edit, name="edit"),
    path("<int:person>/skills/", persons.person_skills, name="person"),
    path("<int:person>/skills/<int:held>/remove/", persons.remove, name="remove"),
]
