"""Forms of the workbench."""

from kaname.domains.reporting.models import Analysis
from kaname.web.shell.saving import RecordForm


class AnalysisForm(RecordForm):
    """What an analysis is called, what it is for, who may use it; the question itself stands in the address."""

    class Meta(RecordForm.Meta):
        """What a person writes."""

        model = Analysis
        fields = ("name", "name_en", "note", "note_en", "shared")
