"""Sentences about files of any format: what they are, how they are packed and written."""

from kaname.words.marking import N_

PHRASES = {
    "file-missing": N_("There is no file {subject}. Check the name and the folder."),
    "file-unreadable": N_("The file {subject} could not be opened: {reason}. Check that it is a file you may read."),
    "file-empty": N_("The file {subject} is empty. Save or download it again."),
    "file-too-large": N_(
        "The file {subject} has {size} bytes; at most {limit} are read. Split it, or export only the plan."
    ),
    "file-unknown-format": N_(
        "The content of {subject} is not of a format that can be read. Give a Microsoft Project XML or .mpp, "
        "Primavera .xer, GanttProject .gan, ProTrack .p2x, PSPLIB, Excel .xlsx, LibreOffice .ods, Redmine, "
        "Backlog, Jira or Kaname .json file."
    ),
    "file-unknown-ending": N_(
        "{subject} cannot be written: the ending tells the format, and one of {expected} was expected."
    ),
    "file-unwritable": N_("The file {subject} could not be written: {reason}. Check the folder and your permission."),
    "archive-broken": N_("The packed file {subject} is damaged: {reason}. Save or download it again."),
    "archive-encrypted": N_(
        "The file {subject} is encrypted. Remove the password in the tool that made it, save, retry."
    ),
    "archive-swells": N_(
        "The file {subject} would unpack from {packed} to {unpacked} bytes in {members} parts, far more than a plan "
        "needs, and was refused for safety. Save it again from the tool that made it."
    ),
    "xml-document-type": N_(
        "The XML file {subject} declares a document type or entities. Plans need neither and they can be used for "
        "attacks, so it was refused. Export the plan again."
    ),
    "xml-entity": N_(
        "Line {line} of {subject} uses an XML entity that is not defined. Only the five standard ones are read; "
        "export the plan again."
    ),
    "xml-not-well-formed": N_(
        "{subject} is not a complete XML file: line {line}: {reason}. It may have been cut off; export it again."
    ),
    "xml-too-deep": N_("The elements of {subject} are nested too deeply for a plan; it was refused. Export it again."),
    "xml-wrong-encoding": N_(
        "{subject} says that its text is {declared}, but the bytes are {found}; it was read as {found}. "
        "Look at a few names; if they are wrong, export the file again."
    ),
    "xml-control-characters": N_(
        "{subject} holds {count} control characters that XML forbids; they were left out of the text."
    ),
    "date-out-of-range": N_(
        "The {field} of {subject} is {value}, which is not used: the dates of a plan lie between 1900 and 2199. "
        "Correct it."
    ),
    "plan-too-long": N_(
        "The activities of {subject}, one after another, take more than {years} years, and no calendar goes so far. "
        "Look for a duration or lag in a wrong unit."
    ),
    "calendar-base-cycle": N_(
        "The calendars {calendars} are each based on the next in a circle, so their working time is undefined. "
        "Base one of them on another calendar."
    ),
    "calendar-exception-backwards": N_(
        "An exception of {subject} ends ({last}) before it begins ({first}), so it is not used. Correct its dates."
    ),
    "calendar-shift-backwards": N_(
        "A working time of {subject} ends before it begins ({value}) and was not used, so less time is worked. "
        "Write a shift over midnight as two: to 00:00, and from 00:00 on the next day."
    ),
    "plan-duration-from-dates": N_(
        "{subject} has no duration that can be read; it was given the working time between its start and its "
        "finish in the file: {days} days."
    ),
}
