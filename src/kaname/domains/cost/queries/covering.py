"""What a claim is about, down to single accounts and activities: by that two claims overlap."""

from collections.abc import Iterable, Sequence

from kaname.domains.cost.models import BudgetLine, ControlAccount
from kaname.domains.project.models import Project
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity


def work_of(project: Project, uids: Iterable[str]) -> list[dict[str, str]]:
    """Return rows of the plan as a claim keeps them, in the plan's order; what the plan does not have is left out."""
    rows = Activity.objects.filter(plan__project=project, uid__in=list(uids)).order_by("position")
    return [{"uid": a.uid, "wbs": a.wbs or a.uid, "name": a.name, "name_en": a.name_en} for a in rows]


def covers_of(project: Project, accounts: Sequence[int], work: Sequence[dict[str, str]]) -> dict[str, str]:
    """Return {key: name} of every account and activity that a claim comes to. Three queries.

    A summary stands for everything below it, an account for its branch and for the activities of its budget lines.
    """
    held = list(ControlAccount.objects.filter(project=project, pk__in=accounts))
    found = {f"a:{account.pk}": account.code for account in held}
    branches = [account.branch for account in held if account.branch] + [row["wbs"] for row in work]
    lined = BudgetLine.objects.filter(account__in=held).exclude(activity_uid="").values_list("activity_uid", flat=True)
    named = set(lined) | {row["uid"] for row in work}
    rows = Activity.objects.filter(plan__project=project).exclude(kind=ActivityKind.SUMMARY)
    for uid, wbs in rows.order_by("position").values_list("uid", "wbs"):
        if uid in named or any(wbs == b or wbs.startswith(f"{b}.") for b in branches):
            found[f"w:{uid}"] = wbs or uid
    return found


def shared(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return the names of what two claims share: the accounts, else the activities."""
    keys = [key for key in one if key in other]
    accounts = [one[key] for key in keys if key.startswith("a:")]
    return sorted(accounts or [one[key] for key in keys])
