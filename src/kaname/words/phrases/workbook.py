"""Sentences about Excel workbooks."""

from kaname.words.marking import N_

PHRASES = {
    "workbook-encrypted": N_(
        "The workbook {subject} is protected by a password, so nothing in it can be read. Save it"
        " without the password and try again."
    ),
    "workbook-not-a-workbook": N_(
        "{subject} is not an Excel workbook, whatever its name says. Save it from Excel as .xlsx."
    ),
    "workbook-damaged": N_(
        "The workbook {subject} cannot be opened; it is damaged or cut off. Open it in Excel, let"
        " Excel repair it, and save it again."
    ),
    "workbook-csv-unreadable": N_(
        "The text file {subject} cannot be read as a table; at line {line}: {reason}. Look there for a quotation"
        " mark that never ends, and save it again as CSV."
    ),
    "workbook-text-unreadable": N_(
        "The text of {subject} is in no encoding that can be told. Save it from Excel as CSV UTF-8."
    ),
    "workbook-text-gaps": N_(
        "{count} places of {subject}, read as {encoding}, are no letters of that encoding and show as �. Save it from"
        " Excel as CSV UTF-8."
    ),
    "workbook-sheet-too-large": N_(
        "The sheet {subject} reaches to row {rows} and column {columns}, too far to be a plan. "
        "Delete the stray cells far from the table and save it again."
    ),
    "workbook-no-wbs": N_(
        "{subject} holds no WBS: no sheet has a header row that names activities (タスク名, Task "
        "Name) together with dates, days, effort or predecessors. Sheets looked at, each with the"
        " header row that came nearest: {sheets}."
    ),
    "workbook-no-activities": N_(
        "{subject} has the header of a WBS on {sheets} and no activity below it. Fill in the "
        "rows, or give the workbook that holds the plan."
    ),
    "workbook-sheet-chosen": N_(
        "The sheet {subject} was read as the plan, by its header in row {row}: {columns}. Sheets "
        "not read as the plan: {others}."
    ),
    "workbook-old-format": N_(
        "{subject} is a workbook of Excel 97 to 2003, of which indents, row groups, colours and hidden rows cannot be"
        " read. Where the hierarchy or the dates come from them, save it as .xlsx."
    ),
    "workbook-tracker": N_(
        "{subject} was exported by {tracker}; its {count} tickets were read as activities: due dates as planned"
        " finishes, days of closing as actual ones, precedence as relations."
    ),
    "workbook-unknown-columns": N_(
        "These columns of {subject} have no meaning for a schedule and are kept as fields of the activities: {columns}."
    ),
    "workbook-chart-ignored": N_(
        "The {count} columns {first} to {last} of {subject} are a painted chart; they were not read, the dates were."
    ),
    "workbook-chart-read": N_(
        "{subject} has no date columns; the dates of {count} activities were read off the painted bars of its chart."
    ),
    "workbook-two-lines": N_(
        "{subject} gives each activity two lines, planned and actual; {count} pairs were read as one activity each."
    ),
    "workbook-rows-skipped": N_(
        "{count} rows of {subject} are no activities (totals, notes, examples, empty numbered "
        "rows) and were left out: {places}."
    ),
    "workbook-hierarchy-columns": N_("The hierarchy of {subject} ({depth} levels) was taken from its level columns."),
    "workbook-hierarchy-levels": N_(
        "The hierarchy of {subject} ({depth} levels) was taken from its column of level numbers."
    ),
    "workbook-hierarchy-codes": N_("The hierarchy of {subject} ({depth} levels) was taken from its WBS codes."),
    "workbook-hierarchy-indent": N_(
        "The hierarchy of {subject} ({depth} levels) was taken from the indents of the names."
    ),
    "workbook-hierarchy-numbering": N_(
        "The hierarchy of {subject} ({depth} levels) was taken from the numbers in front of the names."
    ),
    "workbook-hierarchy-outline": N_("The hierarchy of {subject} ({depth} levels) was taken from Excel's row outline."),
    "workbook-level-jump": N_(
        "{count} rows of {subject} are more than one level below the row above; they were put "
        "directly below it: {places}."
    ),
    "workbook-name-missing": N_(
        "The row of {subject} has dates or people and no name in {title}, so it was left out. "
        "Enter the activity's name."
    ),
    "workbook-unknown-parent": N_(
        "{subject} names the parent {value}, which no row has; the activity stays where it stands. Correct the parent."
    ),
    "workbook-hidden-rows": N_("{count} hidden rows of {subject} were read like the others: {places}."),
    "workbook-hidden-columns": N_("{count} hidden columns of {subject} were read like the others: {places}."),
    "workbook-struck-rows": N_("{count} activities of {subject} are struck through and count as cancelled: {places}."),
    "workbook-error-value": N_(
        "The cell {subject} ({title}) holds the error {value} instead of a value, so it counts as"
        " empty. Correct the formula."
    ),
    "workbook-formula-unstored": N_(
        "{count} formulas of {subject} have no stored result and count as empty: {places}. Open "
        "the workbook in Excel once and save it."
    ),
    "workbook-undecided": N_(
        "{count} cells of {subject} say that nothing is decided yet and count as empty: {places}."
    ),
    "workbook-unreadable-date": N_(
        "The value {value} in {subject} ({title}) is no date and was left out; a form like "
        "2026/4/1, 4月1日 or R8.4.1 was expected."
    ),
    "workbook-rough-date": N_(
        "The value {value} in {subject} ({title}) names no single day; its first day was taken "
        "for a start, its last for a finish."
    ),
    "workbook-year-assumed": N_(
        "{count} dates of {subject} have no year; the nearest to the other dates was taken "
        "({years}). Enter the years if that is wrong."
    ),
    "workbook-year-unknown": N_(
        "{count} dates of {subject} have no year and nothing in the workbook tells one, so they "
        "stand in 2000. Enter the year."
    ),
    "workbook-day-first": N_(
        "Dates of {subject} such as {value} were read with the day before the month; the other order is impossible or"
        " makes the plan longer."
    ),
    "workbook-year-first": N_(
        "Dates of {subject} such as {value} were read with the year first; the other orders make the plan longer."
    ),
    "workbook-era-first": N_(
        "Dates of {subject} such as {value} were read with the year of the Reiwa era first (8 is 2026); the other"
        " orders are impossible or make the plan longer."
    ),
    "workbook-finish-before-start": N_(
        "At {subject} the finish {finish} is before the start {start}; the finish was left out. Correct one of them."
    ),
    "workbook-unreadable-duration": N_(
        "The value {value} in {subject} ({title}) is no duration; a form like 5, 5d, 5日 or 2週間 was expected."
    ),
    "workbook-unreadable-effort": N_(
        "The value {value} in {subject} ({title}) is no effort; a form like 3, 3人日, 0.5人月 or 16h was expected."
    ),
    "workbook-unreadable-number": N_(
        "The value {value} in {subject} ({title}) is no amount; a plain number was expected."
    ),
    "workbook-unreadable-progress": N_(
        "The value {value} in {subject} ({title}) is no progress; 0 to 100 percent, 完了 or 未着手 was expected."
    ),
    "workbook-progress-disagrees": N_(
        "At {subject} the progress of {percent} percent contradicts the state {state} or the "
        "actual finish; the progress was used. Correct one of them."
    ),
    "workbook-duration-disagrees": N_(
        "At {subject} the duration of {days} days does not fit the dates, which span {dates} "
        "working days. Correct one of them."
    ),
    "workbook-estimates-disordered": N_(
        "At {subject} the three estimates of {name} are not in order (optimistic, most likely, "
        "pessimistic), so they were left out."
    ),
    "workbook-code-became-date": N_(
        "Excel turned {count} WBS codes of {subject} into dates; they were read back as "
        "month-day: {places}. Format the column as text."
    ),
    "workbook-duplicate-id": N_(
        "The id {value} in {subject} is used already; the row was given {id}. Give every activity an id of its own."
    ),
    "workbook-unknown-predecessor": N_(
        "The predecessor {value} in {subject} is the id, code, number or name of no row, so the relation was left out."
    ),
    "workbook-ambiguous-predecessor": N_(
        "The predecessor {value} in {subject} could be any of {places}, so the relation was left "
        "out. Name it by its id."
    ),
    "workbook-self-predecessor": N_(
        "In {subject} the activity names itself ({value}) as its predecessor; that was left out."
    ),
    "workbook-unreadable-predecessor": N_(
        "The predecessor {value} in {subject} cannot be read; a form like 3FS+2d or T001 was expected."
    ),
    "workbook-effort-in-days": N_(
        "The effort in {subject} ({title}) names no unit; it was read as person-days of eight "
        "hours. Write the unit into the header."
    ),
    "workbook-effort-in-hours": N_(
        "The effort in {subject} ({title}) names no unit; it was read as hours. Write the unit into the header."
    ),
    "workbook-calendar-listed": N_(
        "Days off of {subject} are Saturdays, Sundays and the days listed on the sheet {sheet}; "
        "work is from 9:00 to 18:00 with an hour's break."
    ),
    "workbook-calendar-japanese": N_(
        "The dates of {subject} avoid weekends, Japan's national holidays and the turn of the "
        "year, so these are days off; work is from 9:00 to 18:00 with an hour's break."
    ),
    "workbook-calendar-assumed": N_(
        "The dates of {subject} do not show whether holidays are worked; Saturdays, Sundays, "
        "Japan's national holidays and the turn of the year were assumed to be days off."
    ),
    "workbook-calendar-weekdays": N_(
        "Work of {subject} is counted from Monday to Friday, 9:00 to 18:00 with an hour's break, holidays included."
    ),
    "workbook-calendar-six-days": N_(
        "Dates of {subject} fall on Saturdays; work is counted from Monday to Saturday, 9:00 to "
        "18:00 with an hour's break."
    ),
    "workbook-calendar-every-day": N_(
        "Dates of {subject} fall on Saturdays and Sundays alike; every day counts as a working "
        "day, 9:00 to 18:00 with an hour's break."
    ),
    "workbook-works-on-days-off": N_(
        "{count} activities of {subject} are planned on days off; they work every day: {places}."
    ),
    "workbook-finish-exclusive": N_(
        "Finish dates of {subject} are the day after the work (start plus days); the work was "
        "read to end the evening before."
    ),
    "workbook-days-are-calendar-days": N_(
        "The days of {subject} count days off too; the durations were taken from the dates."
    ),
    "workbook-duration-from-effort": N_(
        "{count} activities of {subject} have effort and no dates or days; the duration was taken"
        " from the effort: {places}."
    ),
    "workbook-no-duration": N_(
        "{count} activities of {subject} say neither how long they take nor from when to when; "
        "one day was assumed for each: {places}."
    ),
    "workbook-start-constraint": N_(
        '{count} planned dates of {subject} are not explained by predecessors; they hold as "no '
        'earlier than": {places}.'
    ),
    "workbook-details-unreadable": N_(
        "The sheet of details at {subject} was changed and cannot be read, so only what the "
        "columns of the WBS show was used. Leave that sheet as it was written."
    ),
    "workbook-unreadable-edit": N_(
        "The value {value} in {subject} ({title}) cannot be read, so the value before was kept. "
        "Enter one of the column's kind."
    ),
}
