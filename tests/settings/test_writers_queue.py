"""Writers of one SQLite file take turns; a turn is given on however the transaction ends, or its holder dies."""

import subprocess
import sys
import threading
import time

import pytest
from django.db import connections

from kaname.settings.sqlite.base import DatabaseWrapper
from kaname.settings.sqlite.queue import Turn


@pytest.fixture
def database(tmp_path, django_db_blocker):
    settings = {**connections["default"].settings_dict, "ENGINE": "kaname.settings.sqlite"}
    opened = []

    def connect() -> DatabaseWrapper:
        one = DatabaseWrapper({**settings, "NAME": str(tmp_path / "db.sqlite3"), "OPTIONS": OPTIONS}, "other")
        opened.append(one)
        return one

    with django_db_blocker.unblock():
        yield connect
        for one in opened:
            one.close()


OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 5}


def free(path) -> bool:
    turn = Turn(path)
    start = time.monotonic()
    turn.take(0.05)
    turn.give()
    return time.monotonic() - start < 0.04


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_turn_lasts_as_long_as_the_transaction(database, tmp_path, end):
    one = database()
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert free(tmp_path / "db.sqlite3") is False
    getattr(one, end)()
    assert free(tmp_path / "db.sqlite3") is True


def test_who_has_just_written_stands_behind_who_waits(tmp_path):
    first, second, order = Turn(tmp_path / "x"), Turn(tmp_path / "x"), []
    for _ in range(20):
        first.take(1)
        waiting = threading.Thread(target=lambda: (second.take(5), order.append("second"), second.give()))
        waiting.start()
        time.sleep(0.02)
        first.give()
        first.take(5)
        order.append("first")
        first.give()
        waiting.join()
    assert order == ["second", "first"] * 20


def test_the_next_one_is_woken_at_once(tmp_path):
    first, second = Turn(tmp_path / "x"), Turn(tmp_path / "x")
    first.take(1)
    taken = []
    waiting = threading.Thread(target=lambda: (second.take(5), taken.append(time.monotonic())))
    waiting.start()
    time.sleep(0.1)
    assert taken == []
    given = time.monotonic()
    first.give()
    waiting.join(5)
    second.give()
    assert taken[0] - given < 0.5


def test_who_waits_too_long_goes_on_and_leaves_nothing_taken(tmp_path):
    first, second = Turn(tmp_path / "x"), Turn(tmp_path / "x")
    first.take(1)
    second.take(0.05)
    second.give()
    first.give()
    time.sleep(0.1)
    assert free(tmp_path / "x") is True


def test_a_holder_that_is_killed_gives_its_turn_on(tmp_path):
    code = (
        "import sys, time, pathlib; from kaname.settings.sqlite.queue import Turn; "
        "turn = Turn(pathlib.Path(sys.argv[1])); turn.take(1); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "x")], stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        assert free(tmp_path / "x") is False
        holder.kill()
    assert free(tmp_path / "x") is True
