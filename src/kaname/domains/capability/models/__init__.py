"""Tables of capability."""

from kaname.domains.capability.models.person_skill import PersonSkill
from kaname.domains.capability.models.skill import Skill, SkillRubric

__all__ = ["PersonSkill", "Skill", "SkillRubric"]
