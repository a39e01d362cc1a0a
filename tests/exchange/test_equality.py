"""Dates computed from real files equal the dates that Microsoft Project stored in them."""

import pytest
from bench.equality import compare, files_of

FIELDS = ("early_start", "early_finish", "late_start", "late_finish", "total_slack", "free_slack", "critical")


@pytest.mark.realdata
def test_every_auto_scheduled_activity_equals_what_microsoft_project_stored(realdata):
    found = compare(files_of(realdata))
    assert {field: found.unexplained(field) for field in FIELDS} == {field: [] for field in FIELDS}
    assert found.compared["early_start"] > 1000
    assert found.equal["early_start"] == found.compared["early_start"]
    assert found.equal["early_finish"] == found.compared["early_finish"]


@pytest.mark.realdata
def test_exceptions_are_few_and_each_has_a_reason(realdata):
    found = compare(files_of(realdata))
    exceptions = {(e.source, e.activity) for e in found.exceptions}
    assert all(e.reason for e in found.exceptions)
    assert len(exceptions) < 0.03 * found.compared["early_start"]
