"""Rows of XER's TASKPRED table as relations."""

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.document import Relation, RelationKind
from kaname.exchange.xer.tables import Tables
from kaname.exchange.xer.values import Row

KINDS = {"PR_FS": RelationKind.FS, "PR_SS": RelationKind.SS, "PR_FF": RelationKind.FF, "PR_SF": RelationKind.SF}


def read_relations(
    tables: Tables, activities: dict[str, str | None], projects: set[str], problems: list[Diagnostic]
) -> list[Relation]:
    """Return the relations between activities of the file. ``activities`` gives each one's project.

    A relation between two projects of the file is marked external; one to what is not in it is left out with a warning
    (of another project, P6 keeps its effect as external dates of the activity).
    """
    found = []
    for values in tables.of("TASKPRED"):
        row = Row(values, f"TASKPRED {values.get('task_pred_id', '')}", problems)
        predecessor, successor = row.text("pred_task_id"), row.text("task_id")
        missing = [(c, row.text(c)) for c in ("pred_task_id", "task_id") if row.text(c) not in activities]
        if not missing:
            found.append(
                Relation(
                    predecessor,
                    successor,
                    row.choice("pred_type", KINDS, RelationKind.FS),
                    row.minutes("lag_hr_cnt") or 0.0,
                    external=activities[predecessor] != activities[successor],
                )
            )
            continue
        elsewhere = any(row.text(c) and row.text(c) not in projects for c in ("pred_proj_id", "proj_id"))
        code = "xer-external-relation" if elsewhere else "xer-dangling-relation"
        problems += [warning(code, row.subject, field=c, value=v) for c, v in missing]
    return found
