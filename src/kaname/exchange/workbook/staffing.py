"""The people of a plan's cells as resources and assignments."""

from collections.abc import Sequence

from kaname.exchange.document import Activity, Assignment, Resource
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import text_of
from kaname.exchange.workbook.people import Share, read_people
from kaname.exchange.workbook.roles import Role
from kaname.exchange.workbook.table import DITTO, Table, clean, folded


class Staff:
    """Resources by name, across all plan sheets; spaces inside names do not tell people apart."""

    def __init__(self, known: Sequence[Resource] = ()) -> None:
        """Begin with the resources that a sheet of the workbook lists."""
        self.resources: list[Resource] = list(known)
        self.assignments: list[Assignment] = []
        self._listed = frozenset(resource.name for resource in known)
        self._by_name = {folded(resource.name): resource for resource in known}

    def resource(self, name: str) -> Resource:
        """Return the resource of a name, made new when it is."""
        key = folded(name)
        if key not in self._by_name:
            taken = {resource.id for resource in self.resources}
            number = len(self.resources) + 1
            while str(number) in taken:
                number += 1
            self._by_name[key] = Resource(str(number), name)
            self.resources.append(self._by_name[key])
        return self._by_name[key]

    def assign(self, table: Table, entries: Sequence[Entry], activities: Sequence[Activity]) -> None:
        """Assign the people of every assignee column; effort is shared in proportion to their units."""
        columns = table.all(Role.ASSIGNEE)
        above: dict[int, str] = {}
        for entry, activity in zip(entries, activities, strict=True):
            shares: dict[str, Share] = {}
            for column in columns:
                text = "" if entry.group else text_of(clean(table.grid.value(entry.row, column.index)))
                text = above.get(column.index, "") if text in DITTO else text
                if not entry.group:
                    above[column.index] = text
                for share in read_people(text, self._listed):
                    shares.setdefault(share.name, share)
            self._assign(activity, list(shares.values()))

    def _assign(self, activity: Activity, shares: list[Share]) -> None:
        total = sum(share.units for share in shares)
        for share in shares:
            resource = self.resource(share.name)
            resource.max_units = max(resource.max_units, share.units)
            work = None if activity.work is None or not total else activity.work * share.units / total
            number = str(len(self.assignments) + 1)
            self.assignments.append(Assignment(number, activity.id, resource.id, share.units, work))
