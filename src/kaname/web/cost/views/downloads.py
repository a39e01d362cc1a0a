"""The table of control accounts as a workbook."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse

from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.web.cost.asking import asked, reading
from kaname.web.cost.table import cells, heads, rows_of, total_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@reading
def accounts_file(request: HttpRequest, project: Project) -> HttpResponse:
    """Return the accounts as .xlsx: numbers are numbers, text is text, filters in the head."""
    import xlsxwriter

    wanted = asked(request, project)
    total = total_of(project, wanted)
    rows = [cells(line, wanted) for line in [*rows_of(project, wanted), *([total] if total else [])]]
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("EVM")
        head, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0"})
        part = book.add_format({"num_format": "0.00"})
        for x, label in enumerate(heads(wanted)):
            sheet.write_string(0, x, label, head)
        for y, row in enumerate(rows, start=1):
            for x, value in enumerate(row):
                if isinstance(value, (int, float)):
                    sheet.write_number(y, x, value, money if x < 11 else part)
                elif value:
                    sheet.write_string(y, x, str(value))
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), len(heads(wanted)) - 1)
        sheet.autofit()
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="evm-{project.code}-{today():%Y%m%d}.xlsx"'
    return response
