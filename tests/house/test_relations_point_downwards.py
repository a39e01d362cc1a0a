"""Foreign keys keep to the order of the domains too: strings hide from import linters."""

import re
from pathlib import Path

from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).parents[2]


def order() -> list[str]:
    text = (ROOT / ".importlinter").read_text("utf-8")
    section = text.split("[importlinter:contract:domains]")[1].split("[importlinter")[0]
    return re.findall(r"^    \(?([a-z]+)\)?$", section.split("layers =")[1], re.MULTILINE)


def test_relations_point_downwards():
    storeys = order()
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in storeys
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and not field.auto_created
        if field.related_model._meta.app_label in storeys
        if storeys.index(field.related_model._meta.app_label) < storeys.index(model._meta.app_label)
    ]
    assert wrong == []


def test_every_domain_has_its_rooms_checked():
    text = (ROOT / ".importlinter").read_text("utf-8")
    installed = {a.name for a in apps.get_app_configs() if a.name.startswith("kaname.domains.")}
    assert {f"kaname.domains.{a.label}" for a in apps.get_app_configs() if a.name in installed} == installed
    assert sorted(name for name in installed if f"    {name}\n" not in text.split("contract:rooms]")[1]) == []


def test_who_stands_with_every_when():
    """Every ``x_at`` that a person causes has its ``x_by``; these have none, for the reason beside them."""
    without = {
        "core.Job.started_at": "the worker starts it",
        "core.Job.finished_at": "the worker ends it",
        "core.Job.created_at": "owner_id says who",
        "core.Notification.created_at": "the system makes it",
        "core.Notification.read_at": "user_id says who",
        "project.Visit.visited_at": "user says who",
        "schedule.Plan.computed_at": "the engine computes it",
    }
    alone = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("kaname.")
        for field in model._meta.concrete_fields
        if field.name.endswith("_at")
        if f"{field.name[:-3]}_by" not in {f.name for f in model._meta.concrete_fields}
    }
    assert alone == set(without)


def test_no_migration_is_pending(db):
    ours = [a.label for a in apps.get_app_configs() if a.name.startswith("kaname.domains.")]
    call_command("makemigrations", *ours, check=True, dry_run=True)
