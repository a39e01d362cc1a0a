"""Team: a part of a project's people, what of the plan it answers for, and the team above it (mission row S36)."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.project.models.project import Project

WHOLE = "*"
"""Written in the place of codes: the whole plan."""
_BETWEEN = re.compile(r"[,、，;；\n]+")


def codes_of(text: str) -> tuple[str, ...]:
    """Return the WBS codes of a text, each once, in their order; "" stands for the whole plan."""
    parts = (part.strip() for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys("" if part in (WHOLE, "＊") else part for part in parts if part))


def written(codes: tuple[str, ...]) -> str:
    """Return codes as they are kept and as people read them."""
    return ", ".join(code or WHOLE for code in codes)


def inside(wbs: str, branch: str) -> bool:
    """Return whether a WBS code is a branch's or lies below it; everything lies in the whole plan ("")."""
    return branch in ("", wbs) or wbs.startswith(f"{branch}.")


class Team(Record):
    """``wbs``: the branches it answers for, as :func:`written`; empty: only what the teams below it answer for.

    A branch lies inside one of the team above, where that has any; teams side by side share none. A team works from
    ``valid_from`` to ``valid_to``, both included; one that is over answers for nothing.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="teams")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Team above")
    )
    wbs = models.CharField(_("WBS branches"), max_length=300, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        """By code, once in a project; a period goes forward; nothing is above itself."""

        ordering = ["project", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="team_code_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")), name="team_period"
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("pk")), name="team_not_above_itself"
            ),
        ]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} {self.name}"

    @property
    def branches(self) -> tuple[str, ...]:
        """The WBS codes of its branches; "" is the whole plan."""
        return codes_of(self.wbs)
