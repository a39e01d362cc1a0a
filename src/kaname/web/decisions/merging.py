"""Two who write one question at once: the options are compared field by field, like everything else."""

from collections.abc import Callable
from typing import Any

from kaname.domains.control.models import Decision
from kaname.domains.core.rules import Conflict, values_at
from kaname.web.decisions.forms import DecisionForm, flattened, gathered


class OptionsConflict(Conflict):
    """A conflict whose ``options`` are told apart into the form's fields."""

    def __init__(self, met: Conflict) -> None:
        """Give both sides a value of each option's field."""
        theirs: Any = met.theirs
        yours = {name: value for name, value in met.yours.items() if name != "options"}
        for name, value in flattened(theirs.options).items():
            setattr(theirs, name, value)
        self.whole = met
        super().__init__(theirs, yours | flattened(met.yours["options"]), met.version)

    @property
    def fields(self) -> list[str]:
        """The names of the fields in which the two differ; nothing and an empty text are the same."""
        return [name for name, value in self.yours.items() if (getattr(self.theirs, name) or "") != (value or "")]

    @property
    def touched(self) -> list[str]:
        """The names of the fields that the writer changed."""
        read = flattened(values_at(self.theirs, self.version).get("options") or [])
        mine = [name for name, value in read.items() if (value or "") != (self.yours[name] or "")]
        return [name for name in self.whole.touched if name != "options"] + mine


def written(form: DecisionForm, act: Callable[..., Decision], **values: Any) -> Decision:
    """Do an action with the form's values; the options' fields are gathered into one."""
    own = {name: value for name, value in values.items() if not name.startswith("option_")}
    try:
        return act(**own, options=gathered(values, form.instance.options))
    except Conflict as met:
        if "options" not in met.yours:
            raise
        raise OptionsConflict(met) from None
