"""A backup holds the files of documents with their versions and their ledger; a restore hands the same bytes out."""

import json

from installations import Installation

BEGIN = """
import io
import django; django.setup()
from kaname.domains.document.actions import documents, reading, store
from kaname.domains.document.actions.versions import Arriving
from kaname.domains.document.enums import ReadingKind
from kaname.domains.document.models import DocumentKind
from kaname.domains.people.models import Person, User
user = User.objects.get()
made = documents.register(
    project=None, kind=DocumentKind.objects.get(code="CON"), name="契約", owner=Person.objects.get(), confidentiality=3,
    arriving=Arriving(name="a.txt", file=io.BytesIO("極秘".encode())), by=user,
)
reading.note(version=made.latest, kind=ReadingKind.DOWNLOAD, address="192.0.2.7", program="", by=user)
"""
LOOK = """
import json
import django; django.setup()
from kaname.domains.document.actions import store
from kaname.domains.document.models import Document, DocumentReading
from django.db import DatabaseError
made = Document.objects.get()
try:
    DocumentReading.objects.update(address="")
    refused = False
except DatabaseError:
    refused = True
print(json.dumps({
    "number": made.number, "bytes": store.content(made.latest).decode(), "refused": refused,
    "ledger": list(DocumentReading.objects.values_list("address", flat=True)),
}))
"""


def test_documents_their_bytes_and_their_ledger_come_back(tmp_path):
    one, other = Installation(tmp_path / "one"), Installation(tmp_path / "other")
    for made in (one, other):
        made.folder.mkdir()
        assert made.kaname("user", "add", "a@example.com", "--name", "管理", "--role", "pmo_manager").returncode == 0
    one.python("-c", BEGIN)
    backup = tmp_path / "kept.kaname"
    assert one.kaname("backup", str(backup)).returncode == 0
    assert other.kaname("restore", str(backup), "--replace").returncode == 0
    found = json.loads(other.python("-c", LOOK))
    assert found["number"].startswith("CO-CON-") and found["number"].endswith("-0001")
    assert (found["bytes"], found["ledger"], found["refused"]) == ("極秘", ["192.0.2.7"], True)
