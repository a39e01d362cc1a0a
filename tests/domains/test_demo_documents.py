"""The demo's documents: real files, the same bytes every time, put back beside a copied database."""

import hashlib
import io

import pytest
from docx import Document as Word

from factories.documents import make_document, make_version
from factories.people import make_company
from kaname.demo.documents import _bytes, _stories, put_files
from kaname.demo.tongue import writing_in
from kaname.domains.document.actions import store
from kaname.domains.document.models import Document
from kaname.domains.document.validators import judged


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_file_is_what_its_ending_says_and_always_the_same(language):
    with writing_in(language):
        for story in _stories():
            for version in story["versions"]:
                data = _bytes(story, version)
                assert (judged(f"a.{story['ending']}", io.BytesIO(data))[1], data) == ([], _bytes(story, version))
                if story["ending"] == "docx":
                    said = Word(io.BytesIO(data)).paragraphs[0].text
                    assert said == f"{story['title'][language == 'en']} v{version[0]}"


@pytest.mark.django_db
def test_the_bytes_come_back_beside_a_copied_database_save_what_was_destroyed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_company()
    kept, gone = make_document(), make_document()
    found = []
    for made, story in zip((kept, gone), _stories(), strict=False):
        with writing_in("ja"):
            data = _bytes(story, story["versions"][0])
        found.append(make_version(made, (2, 0), digest=hashlib.sha256(data).hexdigest(), size=len(data)))
    Document.objects.filter(pk=gone.pk).update(state="disposed")
    put_files("ja")
    assert [store.content(version) is not None for version in found] == [True, False]
    assert [p.name for p in store.folder().iterdir()] == [found[0].digest]
