"""The values of sentences as they are read: English twins, days in words."""

import pytest
from django.utils import translation

from kaname.domains.core.names import in_language


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ja", {"day": "2026/11/6", "name": "設計", "name_en": "Design", "n": 3, "code": "2026-13-45"}),
        ("en", {"day": "6 Nov 2026", "name": "Design", "name_en": "Design", "n": 3, "code": "2026-13-45"}),
    ],
)
def test_days_and_names_of_a_sentence_are_in_the_readers_language(language, expected):
    told = {"day": "2026-11-06", "name": "設計", "name_en": "Design", "n": 3, "code": "2026-13-45"}
    with translation.override(language):
        assert in_language(told) == expected
