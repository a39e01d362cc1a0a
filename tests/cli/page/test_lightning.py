import pytest
from small_plan import at, three_in_a_row

from kaname.cli.page.lightning import progress_point

STATUS = at(10, 18)


@pytest.mark.parametrize(
    ("which", "percent", "begun", "expected"),
    [
        (0, 100, True, STATUS),  # done, as promised
        (0, 50, True, at(1) + (at(5, 18) - at(1)) / 2),  # behind: a peak to the left
        (0, 0, False, at(1)),  # should have begun
        (2, 0, False, STATUS),  # not yet due
        (2, 50, True, at(15) + (at(19, 18) - at(15)) / 2),  # ahead: to the right
        (2, 100, True, at(19, 18)),  # done before it was due
    ],
)
def test_where_the_progress_stands(which, percent, begun, expected):
    activity = three_in_a_row().activities[which]
    activity.percent_complete = percent
    activity.actual_start = at(1) if begun else None
    assert progress_point(activity, None, STATUS) == expected


def test_without_a_baseline_the_files_dates_are_the_promise():
    activity = three_in_a_row().activities[0]
    activity.baselines.clear()
    activity.stored.start, activity.stored.finish = at(3), at(9, 18)
    activity.actual_start, activity.percent_complete = at(3), 0
    assert progress_point(activity, None, STATUS) == at(3)
