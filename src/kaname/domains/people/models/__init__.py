"""Tables of people."""

from kaname.domains.people.models.access_token import AccessToken
from kaname.domains.people.models.organisation_unit import Company, OrganisationUnit
from kaname.domains.people.models.person import Person
from kaname.domains.people.models.role_holding import RoleHolding
from kaname.domains.people.models.user import User

__all__ = ["AccessToken", "Company", "OrganisationUnit", "Person", "RoleHolding", "User"]
