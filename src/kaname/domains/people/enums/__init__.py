"""Leaves of people: roles, objects of the permission matrix, levels."""

from kaname.domains.people.enums.matrix import MATRIX, level_of
from kaname.domains.people.enums.roles import COMPANY_ROLES, PROJECT_ROLES, Employer, Level, Role, Subject

__all__ = ["COMPANY_ROLES", "MATRIX", "PROJECT_ROLES", "Employer", "Level", "Role", "Subject", "level_of"]
