"""The textbook's rules: spec 5.1, JIS Q 21500 and the PMBOK guide's critical path method.

Constraints move early dates by floors and late dates by ceilings only; progress follows retained logic from the data
date; total float is late finish minus early finish; critical is a total float of zero or less.
"""

from dataclasses import dataclass

from kaname.engine.cpm.policies.policy import Policy


@dataclass(frozen=True)
class Pmbok(Policy):
    """The textbook's rules, which are those that all policies share."""

    name = "pmbok"
