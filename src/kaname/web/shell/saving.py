"""A form, an action, an answer: what every writing page does, and what happens when two people write at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kaname.domains.core.names import reads_english, spoken
from kaname.domains.core.rules import Conflict
from kaname.domains.reporting.queries.undoing import undoable_events

JUST_NOW = timedelta(seconds=10)


def date_widget() -> forms.DateInput:
    """Return the browser's own picker, in the one format that it takes."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def chosen_field(field: "models.Field[Any, Any]", **options: Any) -> forms.Field | None:
    """Return a model field's form field, with a date picker for dates."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        options["widget"] = date_widget()
    return field.formfield(**options)


def calm(form: forms.BaseForm) -> None:
    """Write a dash where nothing is chosen, and keep text boxes low."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = "―"
            _speak(field)
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3


def _speak(field: Any) -> None:
    """Call the rows of a choice by their English names where English is read."""
    model = field.queryset.model if field.queryset is not None else None
    plain = getattr(field.label_from_instance, "__func__", None) is forms.ModelChoiceField.label_from_instance
    if plain and model is not None and hasattr(model, "name_en") and reads_english():
        field.label_from_instance = spoken


class RecordForm(forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """A form about a record; it carries the version that was read. Saving is an action's work, never the form's."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        """Dates are picked."""

        formfield_callback = chosen_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the version only where there is a row already."""
        super().__init__(*args, **kwargs)
        calm(self)
        if self.instance.pk is None:
            del self.fields["version"]
        else:
            self.fields["version"].required = True
            self.initial["version"] = self.instance.version


class Judged(forms.BaseForm):
    """A form that has the domain judge what was typed well, whatever else was not: everything wrong is said at once.

    The action judges again when it writes: by then something may have changed.
    """

    def problems(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what is wrong with the fields in ``given``, which are those that could be read, by field."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any] | None:
        """Say what is wrong beside its field, where nothing is said yet."""
        found: dict[str, Any] | None = super().clean()
        for name, problem in self.problems(dict(self.cleaned_data)).items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, problem)
        return found


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: what was posted, else nothing."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: forms.BaseForm,
    write: Callable[..., Any],
    done: Callable[[Any], str] | str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a form; with a good one posted, write and go on to ``done``; else say beside each field what is wrong."""
    calm(form)
    if form.is_bound and form.is_valid():
        try:
            written = write(**form.cleaned_data)
        except ValidationError as refused:
            place(form, refused)
        except Conflict as conflict:
            return merge_page(request, form, conflict)
        else:
            tell(request, _("Saved."))
            return HttpResponseRedirect(done if isinstance(done, str) else done(written))
    return render(request, template, context | {"form": form}, status=422 if form.is_bound else 200)


def tell(request: HttpRequest, sentence: str) -> None:
    """Say that something was written; where it can be taken back, with the way to what that would put back."""
    just = undoable_events(request.user).filter(at__gte=timezone.now() - JUST_NOW)
    sequence = just.values_list("sequence", flat=True).first()
    if sequence is not None:
        way = f"{reverse('undo:list')}#e{sequence}"
        sentence = format_html('{} <a href="{}">{}</a>', sentence, way, _("Undo"))
    messages.success(request, sentence)


def place(form: forms.BaseForm, refused: ValidationError) -> None:
    """Put an action's refusal beside the fields that it is about."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def merge_page(request: HttpRequest, form: forms.BaseForm, conflict: Conflict) -> HttpResponse:
    """Show theirs beside yours for every field that differs; what is chosen is sent as the form was."""
    theirs = type(form)(instance=conflict.theirs)  # type: ignore[call-arg] # a RecordForm: only records have versions
    differing, kept = [], []
    for bound in form.visible_fields():
        if bound.name in conflict.fields:
            differing.append(Choice(bound, theirs[bound.name], bound.name in conflict.touched))
        else:
            kept.append((bound.html_name, raw(bound)))
    context = {"differing": differing, "kept": kept, "theirs": conflict.theirs, "version": conflict.theirs.version}
    return render(request, "shell/merge.html", context, status=409)


class Choice:
    """One field of two versions: the raw values to send again, and the words to choose by."""

    def __init__(self, yours: forms.BoundField, theirs: forms.BoundField, touched: bool) -> None:
        """Prepare both sides; where you had changed nothing, theirs is chosen beforehand."""
        self.name, self.label, self.touched = yours.html_name, yours.label, touched
        self.yours, self.theirs = raw(yours), raw(theirs)
        self.yours_words, self.theirs_words = words(yours), words(theirs)


def raw(bound: forms.BoundField) -> str:
    """Return what a field would send."""
    value = bound.field.prepare_value(bound.value())
    if isinstance(bound.field, forms.DateField) and hasattr(value, "isoformat"):
        return str(value.isoformat())
    return "" if value is None else str(value)


def words(bound: forms.BoundField) -> str:
    """Return a field's value as people read it."""
    value = raw(bound)
    choices = getattr(bound.field, "choices", ())
    named = {str(key): str(label) for key, label in choices} if choices else {}
    if isinstance(bound.field, forms.BooleanField):
        return _("yes") if value == "True" else _("no")
    return named.get(value, value) if value else "―"
