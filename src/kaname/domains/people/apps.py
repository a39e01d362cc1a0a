"""Django's entry to the domain."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, persons, organisation units, companies, roles and what they may do."""

    name = "kaname.domains.people"
    label = "people"
