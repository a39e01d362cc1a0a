"""Writing outside companies."""

from typing import Any

from kaname.domains.core.actions import records
from kaname.domains.people.enums import Employer
from kaname.domains.people.models import Company
from kaname.domains.people.rules import check_companies


def create(*, name: str, by: Any, kind: str = Employer.VENDOR, **values: Any) -> Company:
    """Register another company."""
    check_companies(by)
    return records.add(Company(name=name, kind=kind, **values), verb="company.create", by=by, confidentiality=1)


def update(*, company: Company, by: Any, version: int | None = None, **values: Any) -> Company:
    """Change what is known of a company."""
    check_companies(by)
    return records.change(company, values, verb="company.update", by=by, version=version, confidentiality=1)
