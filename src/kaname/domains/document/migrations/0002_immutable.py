"""Versions, their way and the access ledger are append-only in the database itself; a decided disposal stays as it is.
The usual sorts of documents are there from the start: the company changes them as it likes.
"""

from django.db import migrations

from kaname.domains.core.models.immutable import allow, forbid

TABLES = ("document_documentversion", "document_documentstep", "document_documentreading")
DECIDED = "\"state\" IN ('disposed', 'kept', 'held')"
KINDS = (
    ("PLN", "計画書", "Plan", 5, "closing"),
    ("MIN", "議事録", "Minutes", 5, "approval"),
    ("DSN", "設計書", "Design", 7, "closing"),
    ("RPT", "報告書", "Report", 5, "approval"),
    ("CON", "契約書", "Contract", 10, "closing"),
    ("PRC", "手順書", "Procedure", 3, "approval"),
    ("OTH", "その他", "Other", 3, "approval"),
)
"""Code, name, English name, years of retention and from when."""


def begin(apps, _editor):
    """Put the usual kinds in."""
    kind = apps.get_model("document", "DocumentKind")
    for order, (code, name, name_en, years, counted) in enumerate(KINDS, start=1):
        kind.objects.create(
            code=code, name=name, name_en=name_en, retain_years=years, retained_from=counted, order=order * 10
        )


class Migration(migrations.Migration):
    """Triggers, and the first kinds."""

    dependencies = [("document", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda _, editor: (forbid(editor, *TABLES), forbid(editor, "document_disposal", only=DECIDED)),
            lambda _, editor: allow(editor, *TABLES, "document_disposal"),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
