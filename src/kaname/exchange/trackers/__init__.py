"""Issues of Redmine, Backlog and Jira as their interfaces give them: JSON, and Redmine's XML. Tables of theirs are
workbooks.
"""

import re

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.document import PlanDocument
from kaname.exchange.encoding import decode, opening
from kaname.exchange.json_text import parsed
from kaname.exchange.safety import parse_xml
from kaname.exchange.trackers import backlog, jira, redmine
from kaname.exchange.workbook.reading import read_tracker
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.tickets import Tracker

_READERS = (redmine, backlog, jira)
_XML = re.compile(r"^\s*(<\?xml[^>]*>\s*)?<issues?[\s>]")
_OWN = re.compile(r'^\s*\{\s*"format"\s*:\s*"kaname-')
_JSON = re.compile(r'"(issues?|issueKey|fields)"\s*:')


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 (the content decides)
    """Tell whether a file begins as issues of a tracker."""
    text = opening(head)
    if _XML.match(text):
        return "<tracker" in text and "<subject" in text
    if _OWN.match(text):
        return False  # its custom fields may be called as a tracker calls its own
    is_json = text.lstrip("\ufeff \r\n\t")[:1] in ("{", "[") and _JSON.search(text) is not None
    return is_json and any(reader.SURE.search(text) is not None for reader in _READERS)


def read(data: bytes, name: str) -> PlanDocument:
    """Return the issues as a plan. Raises ProblemsFound where the file is cut off or holds none."""
    report = Report()
    return read_tracker(tracker_of(data, name, report), name, report)


def tracker_of(data: bytes, name: str, report: Report) -> Tracker:
    """Return the issues as tickets. Raises ProblemsFound where the file is cut off or holds none."""
    if _XML.match(opening(data[:4096])):
        root, found = parse_xml(data, name)
        report.diagnostics += found
        return _placed(redmine.of_xml(root), name)
    content = parsed(decode(data)[0], name)
    for reader in _READERS:
        tracker: Tracker | None = reader.of_json(content)
        if tracker is not None:
            return _placed(tracker, name)
    raise ProblemsFound([error("file-unknown-format", name)])


def _placed(tracker: Tracker, name: str) -> Tracker:
    tracker.place = name.rsplit(".", 1)[0]
    return tracker
