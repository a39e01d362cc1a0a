"""Between rows and the engine: a plan's rows as a PlanDocument, a PlanDocument as rows, a schedule as columns.

What a row has no column for stands in ``extras``: of a Plan see :mod:`head`, of an Activity :mod:`activities`, of an
Assignment :mod:`assignments`. A value that its column cannot hold to the last second or letter is kept beside it under
``extras["exact"]`` and given back as long as the column has not been changed since (:mod:`columns`).
"""

from kaname.domains.schedule.bridge.reading import document_of
from kaname.domains.schedule.bridge.rows import PlanRows, rows_of

__all__ = ["PlanRows", "document_of", "rows_of"]
