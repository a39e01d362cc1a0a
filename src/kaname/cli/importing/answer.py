"""What `kaname import` prints: made, changed, refused, and the conflicts that wait."""

import argparse
import sys
from typing import Any

from django.utils.translation import gettext

from kaname.cli.console import as_json, print_json, say, say_problems
from kaname.cli.console import tell as say_why
from kaname.domains.core.actions.jobs import Refused
from kaname.domains.core.instants import finish_date_of
from kaname.domains.schedule.actions.importing.intents import Intent, Step
from kaname.engine.diagnostics import Diagnostic, Severity
from kaname.words import N_, translate

_DONE = {
    Step.NEW_PROJECT: N_("{file}: new project {project} {name}, finish {finish}"),
    Step.NEW_PLAN: N_("{file}: first plan of {project} {name}, finish {finish}"),
    Step.UPDATE: N_("{file}: {project} {name} updated, finish {finish}: {changes}"),
    Step.NOTHING: N_("{file}: nothing to do; {project} has it already"),
}
_CONFLICT = N_("{file}: {row}: {field}: last {base}, new {theirs}, here {ours}")
_WAIT = N_("Nothing was written: {count} conflicts. Give --theirs or --ours, or decide each in the browser.")
_NOTHING = N_("Nothing was written: a file was refused.")


def text_of(refused: Refused) -> str:
    """Return a refusal in the language that is on."""
    return gettext(refused.sentence).format(**refused.params)


def tell(intents: list[Intent], done: list[dict[str, Any]], arguments: argparse.Namespace) -> None:
    """Print the answer."""
    for intent in intents:
        say_problems(_errors(intent), arguments.lang, sys.stderr, intent.reading.upload.name)
    if arguments.json:
        print_json({"committed": bool(done), "files": _files(intents, done)})
        return
    for entry in done:
        say(translate(_DONE[Step(entry["step"])], arguments.lang).format(**_words(entry)))
    for name, change, field in _conflicts(intents):
        values = {"base": field.base, "theirs": field.theirs, "ours": field.ours}
        say(translate(_CONFLICT, arguments.lang).format(file=name, row=change.name, field=field.field, **values))
    if any(i.reading.refused for i in intents):
        say_why(_NOTHING, arguments.lang)
    elif not done:
        say_why(_WAIT, arguments.lang, count=sum(len(i.undecided) for i in intents))


def _words(entry: dict[str, Any]) -> dict[str, Any]:
    changes = [
        f"{table} +{n['added']} ~{n['changed']} -{n['removed']}" for table, n in entry.get("changes", {}).items()
    ]
    finish = entry.get("finish")
    return {
        "name": "",
        **entry,
        "finish": finish_date_of(finish).isoformat() if finish is not None else "-",
        "changes": ", ".join(changes) or "-",
    }


def _files(intents: list[Intent], done: list[dict[str, Any]]) -> list[dict[str, Any]]:
    entries = done or [{"file": i.reading.upload.name, "step": i.step.value} for i in intents]
    return [
        {
            **entry,
            "finish": _words(entry)["finish"],
            "left_out": intent.reading.left_out,
            "diagnostics": [as_json(_revived(d)) for d in intent.reading.diagnostics],
            "conflicts": [
                {"row": c.name, "table": c.table, "field": f.field, "base": f.base, "theirs": f.theirs, "ours": f.ours}
                for _, c, f in _conflicts([intent])
            ],
        }
        for intent, entry in zip(intents, entries, strict=True)
    ]


def _conflicts(intents: list[Intent]) -> list[tuple[str, Any, Any]]:
    return [
        (i.reading.upload.name, change, field)
        for i in intents
        if i.merge is not None
        for change, field in i.merge.conflicts
        if field.conflict_id not in i.decisions
    ]


def _errors(intent: Intent) -> list[Diagnostic]:
    return [d for d in map(_revived, intent.reading.diagnostics) if d.severity is Severity.ERROR]


def _revived(values: dict[str, Any]) -> Diagnostic:
    return Diagnostic(values["code"], Severity(values["severity"]), values["subject"], values["params"])
