"""`kaname report KIND --project CODE -o FILE`: a report as a file, on the machine that runs the application."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from kaname.cli.console import say
from kaname.cli.reader import reader
from kaname.cli.refusal import Refused
from kaname.words import N_, translate

HELP = N_("write a report: the frozen one of a date where there is one, else a draft")
KINDS = ("weekly", "steering", "evm", "milestones", "load", "charter", "portfolio", "pmo")
ENDINGS = ("pdf", "xlsx", "pptx", "docx")


def configure(parser: argparse.ArgumentParser, t: Callable[[str], str]) -> None:
    """Add the arguments."""
    parser.add_argument(
        "kind", choices=KINDS, metavar="KIND", help=t("which report: {names}").format(names=", ".join(KINDS))
    )
    parser.add_argument(
        "--project", default="", metavar="CODE", help=t("the project; without it, a report of the company")
    )
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help=t("the report date, as 2026-11-20"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=t("the file to write: .pdf .xlsx .pptx .docx")
    )
    parser.add_argument(
        "--as",
        dest="email",
        metavar="EMAIL",
        help=t("people's load as this account sees it; else as the first PMO manager"),
    )
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=t("folder of the database and uploads"))


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say what it is."""
    from kaname.cli.running import application

    ending = arguments.output.suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise Refused(
            N_("{name} is no report: the name must end in .pdf, .xlsx, .pptx or .docx."), name=arguments.output.name
        )
    application.load(arguments.data_dir)
    content, number = _content(arguments, ending)
    arguments.output.write_bytes(content)
    say(translate(N_("{file}: {what}"), arguments.lang).format(file=arguments.output, what=number))
    return 0


def _content(arguments: argparse.Namespace, ending: str) -> tuple[bytes, str]:
    from django.utils import translation

    from kaname.domains.project.models import Project
    from kaname.domains.reporting.enums import OF_COMPANY, ReportKind
    from kaname.domains.reporting.models import Report, ReportSnapshot
    from kaname.domains.reporting.queries.reports import files
    from kaname.domains.reporting.queries.reports.composing import last_date

    project = Project.objects.filter(code=arguments.project).first()
    if (project is None) != (arguments.kind in OF_COMPANY):
        raise Refused(N_("There is no project {name} for this report."), name=arguments.project or "―")
    day = last_date(project, arguments.as_of)
    found = ReportSnapshot.objects.filter(report__project=project, report__kind=arguments.kind, report__as_of=day)
    frozen = found.select_related("slides", "workbook").order_by("-id").first()
    with translation.override(arguments.lang):
        if frozen is not None:
            return files.frozen_file(frozen, ending, arguments.lang), frozen.number
        report = Report.objects.filter(project=project, kind=arguments.kind, as_of=day).first()
        user = reader(arguments.email) if arguments.kind == ReportKind.LOAD else None
        document = files.draft_document(arguments.kind, project, day, report.sentences if report else {}, user)
        return files.draft_file(document, ending, day), document.draft
