"""Policies: whose rules for constraints, progress and float a schedule follows. One file each."""

from kaname.engine.cpm.policies.msproject import MicrosoftProject
from kaname.engine.cpm.policies.pmbok import Pmbok
from kaname.engine.cpm.policies.policy import Policy
from kaname.engine.cpm.policies.primavera import Primavera

__all__ = ["POLICIES", "MicrosoftProject", "Pmbok", "Policy", "Primavera", "policy_named"]

POLICIES: dict[str, type[Policy]] = {"msproject": MicrosoftProject, "primavera": Primavera, "pmbok": Pmbok}


def policy_named(policy: "str | Policy") -> Policy:
    """Return a policy by its name, with its usual options; a policy object is itself."""
    return policy if isinstance(policy, Policy) else POLICIES[policy]()
