"""Every part of the screen, once, with its arguments: for whoever builds or reviews pages."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.instants import TICKS_A_DAY, TICKS_A_MINUTE
from kaname.domains.core.queries import today
from kaname.web.gallery.parts import PARTS
from kaname.web.shell.access import signed_in
from kaname.web.templatetags.icons import PATHS


class SampleForm(forms.Form):
    """A field of each kind."""

    name = forms.CharField(label=_("name"), help_text=_("As it stands in the contract."))
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("a", "A"), ("b", "B")])
    agreed = forms.BooleanField(label=_("I have read this"), required=True)


@signed_in
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the parts."""
    return render(request, "gallery/gallery.html", _samples())


def _samples() -> dict[str, Any]:
    months, plan, actual = ["9", "10", "11"], [20, 45, 70], [18, 40, 61]
    option = {
        "xAxis": {"type": "category", "data": months},
        "yAxis": {"type": "value"},
        "grid": {"left": 40, "right": 12, "top": 16, "bottom": 28},
        "series": [
            {"type": "line", "name": t("plan"), "data": plan},
            {"type": "line", "name": t("actual"), "data": actual},
        ],
    }
    table = {
        "head": [t("Month"), t("plan"), t("actual")],
        "rows": list(zip(months, plan, actual, strict=True)),
    }
    return {
        "parts": PARTS,
        "icons": sorted(PATHS),
        "form": SampleForm({"kind": "a"}),
        "option": option,
        "table": table,
        "day": today(),
        "ticks": 20_777 * TICKS_A_DAY + 1080 * TICKS_A_MINUTE,
        "span": 5 * 480 * TICKS_A_MINUTE,
    }
