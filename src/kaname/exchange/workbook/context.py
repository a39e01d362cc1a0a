"""What is known of a plan beside its activities when its cells are written or compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaname.exchange.document import PlanDocument
from kaname.exchange.workbook.quantities import Worth
from kaname.exchange.workbook.said import said_people, said_predecessors


@dataclass(frozen=True, slots=True)
class Context:
    """The texts of predecessors and people by activity, the length of a day, where a day begins and ends."""

    predecessors: Mapping[str, str]
    people: Mapping[str, str]
    minutes_per_day: float
    start_minute: int
    finish_minute: int
    english: bool

    @classmethod
    def of(cls, document: PlanDocument, language: str) -> "Context":
        """Collect what a document says."""
        project = document.project
        return cls(
            said_predecessors(document),
            said_people(document),
            project.minutes_per_day or 480.0,
            project.default_start_minute,
            project.default_finish_minute,
            language == "en",
        )

    @property
    def worth(self) -> Worth:
        """What a day, a week and a month of this plan are worth."""
        return Worth(self.minutes_per_day, self.minutes_per_day * 5, self.minutes_per_day * 20)
