"""The manual's tables of settings say what the application reads: each variable, its default, its meaning."""

import re
from pathlib import Path

import pytest

from kaname.settings import environment
from kaname.settings.environment import VARIABLES, data_folder, database, log_level, mailer, number, switch

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual"


def rows(page: Path) -> list[tuple[str, str, str]]:
    found = re.findall(r"^\| `(KANAME_\w+)` \| (?:`([^`]*)`)? ?\| (.+) \|$", page.read_text("utf-8"), re.MULTILINE)
    return [(name, default, meaning) for name, default, meaning in found]


def test_the_english_table_is_what_is_read():
    assert rows(MANUAL / "en" / "running.md") == [(v.name, v.default, v.meaning) for v in VARIABLES]


def test_the_japanese_table_names_the_same_with_the_same_defaults():
    found = [(name, default) for name, default, _ in rows(MANUAL / "running.md")]
    assert found == [(v.name, v.default) for v in VARIABLES]


def test_nothing_else_is_read_from_the_environment():
    source = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "src" / "kaname").rglob("*.py")))
    assert set(re.findall(r"\bKANAME_[A-Z_]+\b", source)) == {v.name for v in VARIABLES}


def test_an_address_of_postgresql_is_taken_apart():
    found = database("postgresql://us%40er:pa%2Fss@db.example:5433/plans?sslmode=require", Path())
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    assert [found[n] for n in names] == ["plans", "us@er", "pa/ss", "db.example", "5433"]
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_folder_may_stand_in_the_address():
    found = database("postgresql://kaname@/plans?host=%2Fvar%2Frun", Path())
    assert (found["HOST"], found["OPTIONS"]) == ("/var/run", {})


@pytest.mark.parametrize("url", ["mysql://x", "sqlite:///x", "x"])
def test_another_database_is_refused(url):
    with pytest.raises(ValueError, match="is not a database we know; expected postgresql://"):
        database(url, Path())


def test_mail_is_sent_or_kept_in_a_folder(tmp_path):
    assert mailer("", tmp_path)["OPTIONS"] == {"file_path": tmp_path / "mail"}
    sent = mailer("smtps://u:p%40@mail.example", tmp_path)["OPTIONS"]
    assert sent == {"host": "mail.example", "port": 465, "username": "u", "password": "p@", "use_ssl": True}
    with pytest.raises(ValueError, match=r"expected smtp\(s\)://"):
        mailer("http://mail.example", tmp_path)


@pytest.mark.parametrize(("value", "problem"), [("0", "above zero"), ("ten", "above zero"), ("-1", "above zero")])
def test_numbers_switches_and_levels_are_checked(monkeypatch, value, problem):
    monkeypatch.setenv("KANAME_UPLOAD_LIMIT_MB", value)
    with pytest.raises(ValueError, match=problem):
        number("KANAME_UPLOAD_LIMIT_MB")
    monkeypatch.setenv("KANAME_HTTPS", "yes")
    with pytest.raises(ValueError, match="neither 0 nor 1"):
        switch("KANAME_HTTPS")
    with pytest.raises(ValueError, match="none of DEBUG"):
        log_level("LOUD")
    assert log_level("debug") == "DEBUG"


def test_the_folder_is_made_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("KANAME_DATA_DIR", str(tmp_path / "a" / "b"))
    folder = data_folder()
    assert (folder, folder.stat().st_mode & 0o777) == (tmp_path / "a" / "b", 0o700)
    first = environment.secret_key(folder)
    assert (environment.secret_key(folder), len(first) >= 60) == (first, True)
    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600
