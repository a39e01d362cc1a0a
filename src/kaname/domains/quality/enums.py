"""Leaves of quality: stages of making and testing, what metrics count, a defect's way, a gate's (specification 4.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where something is made or looked at. Projects name their phases as they like; stages compare across them."""

    REQUIREMENTS = "requirements", _("Requirements definition")
    BASIC = "basic", _("Basic design")
    DETAIL = "detail", _("Detailed design")
    BUILD = "build", _("Building")
    UNIT = "unit", _("Unit test")
    INTEGRATION = "integration", _("Integration test")
    SYSTEM = "system", _("System test")
    ACCEPTANCE = "acceptance", _("Acceptance test")
    OPERATION = "operation", _("In operation")


MADE_IN = (Stage.REQUIREMENTS, Stage.BASIC, Stage.DETAIL, Stage.BUILD)
"""Where a defect can be made; it is found there or later."""
ESCAPED = (Stage.OPERATION,)
"""Found by those who use it: it escaped every review and test."""


class Formula(models.TextChoices):
    """What a metric is: always one count divided by another (specification 5.6)."""

    REVIEW_FINDINGS = "review_findings", _("review findings ÷ size")
    REVIEW_HOURS = "review_hours", _("review person-hours ÷ size")
    TEST_CASES = "test_cases", _("test cases ÷ size")
    DEFECTS = "defects", _("defects ÷ size")
    REMOVAL = "removal", _("defects found before release ÷ all defects")
    SHARE = "share", _("fulfilled ÷ examined")


SHARES = (Formula.REMOVAL, Formula.SHARE)
"""Percents: their counts are of the same things, and the first is part of the second."""


class Unit(models.TextChoices):
    """What a size is counted in. It stands with every value; two units are never added or compared."""

    PAGE = "page", _("page")
    KSLOC = "ksloc", _("KSLOC")
    KFP = "kfp", _("KFP")
    PERCENT = "percent", "%"


class Severity(models.TextChoices):
    """How bad a defect is."""

    S1 = "s1", _("S1 work stops")
    S2 = "s2", _("S2 serious")
    S3 = "s3", _("S3 moderate")
    S4 = "s4", _("S4 slight")


class Cause(models.TextChoices):
    """Why a defect came about (specification 4.4)."""

    OMITTED = "omitted", _("left out of the design")
    WRONG = "wrong", _("wrong in the design")
    BUILD = "build", _("built otherwise than designed")
    ENVIRONMENT = "environment", _("environment")
    DATA = "data", _("data")


class DefectState(models.TextChoices):
    """A defect's way."""

    RAISED = "raised", _("Defect reported")
    INVESTIGATING = "investigating", _("Under investigation")
    FIXING = "fixing", _("Being fixed")
    FIXED = "fixed", _("Fixed")
    RETEST = "retest", _("Being tested again")
    CLOSED = "closed", _("Tested and closed")
    DECLINED = "declined", _("Not to be fixed")


OPEN = (
    DefectState.RAISED, DefectState.INVESTIGATING, DefectState.FIXING, DefectState.FIXED, DefectState.RETEST,
)  # fmt: skip
"""Somebody still has to act."""

NEXT: dict[str, tuple[DefectState, ...]] = {
    DefectState.RAISED: (DefectState.INVESTIGATING, DefectState.FIXING, DefectState.DECLINED),
    DefectState.INVESTIGATING: (DefectState.FIXING, DefectState.DECLINED),
    DefectState.FIXING: (DefectState.FIXED, DefectState.INVESTIGATING),
    DefectState.FIXED: (DefectState.RETEST,),
    DefectState.RETEST: (DefectState.CLOSED, DefectState.FIXING),
    DefectState.CLOSED: (DefectState.INVESTIGATING,),
    DefectState.DECLINED: (DefectState.INVESTIGATING,),
}
"""Where a defect may go from a state, the usual way first. What was closed may come up again."""
WITH_REASON = (
    (DefectState.RETEST, DefectState.FIXING),
    (DefectState.FIXING, DefectState.INVESTIGATING),
    (DefectState.CLOSED, DefectState.INVESTIGATING),
    (DefectState.DECLINED, DefectState.INVESTIGATING),
)
"""Steps back, which need a reason."""


class GateState(models.TextChoices):
    """A gate review's way. The specification's 申請 and 審査 are one state here: what is handed in is being judged."""

    PREPARING = "preparing", _("Being prepared")
    APPLIED = "applied", _("Handed in, being judged")
    CONDITIONS = "conditions", _("Passed, conditions open")
    DONE = "done", _("Settled")


class Ruling(models.TextChoices):
    """What a gate says."""

    PASSED = "passed", _("Passed")
    CONDITIONAL = "conditional", _("Passed with conditions")
    FAILED = "failed", _("Not passed")


DECIDED = (GateState.CONDITIONS, GateState.DONE)
