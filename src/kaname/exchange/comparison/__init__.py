"""Two plans compared, and three merged: their last file (base), their new one (theirs), and our rows (ours).

Rows are matched by id, or by name and place where a tool numbered them anew. What only one side changed is taken;
what both changed differently is a conflict that somebody decides.
"""

from kaname.exchange.comparison.changes import Change, Decision, FieldChange, Kind, Side, Standing
from kaname.exchange.comparison.identity import aligned
from kaname.exchange.comparison.merging import Merge, compare, merge
from kaname.exchange.comparison.numbering import outline_numbers

__all__ = [
    "Change",
    "Decision",
    "FieldChange",
    "Kind",
    "Merge",
    "Side",
    "Standing",
    "aligned",
    "compare",
    "merge",
    "outline_numbers",
]
