"""What the Java extra cannot read is refused with a sentence that says what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.formats import read_bytes
from kaname.exchange.mpp import converting, format_of

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


def code_of(data: bytes) -> str:
    with pytest.raises(ProblemsFound) as raised:
        read_bytes(data, "plan.mpp")
    return raised.value.diagnostics[0].code


@pytest.mark.parametrize(
    ("head", "format_name"),
    [
        (COMPOUND + b"\0" * 100, "mpp"),
        (b"MPX,Microsoft Project,4.0,ANSI\r\n", "mpx"),
        (b'<?xml version="1.0"?><APIBusinessObjects xmlns="x">', "pmxml"),
        (b'<?xml version="1.0"?><project name="a" mrproject-version="2">', "planner"),
        (b"<project>", None),
        (b"MP", None),
    ],
)
def test_formats_are_told_by_content(head, format_name):
    assert format_of(head) == format_name


def test_without_the_extra_the_sentence_says_what_to_install(tmp_path):
    script = tmp_path / "without.py"
    script.write_text(
        "import sys, importlib.abc\n"
        "class Without(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'mpxj':\n"
        "            raise ModuleNotFoundError(name)\n"
        "        return None\n"
        "import importlib.util\n"
        "real = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *a: None if name == 'mpxj' else real(name, *a)\n"
        "from kaname.cli import main\n"
        "sys.exit(main(['--lang', 'en', 'plan', 'show', sys.argv[1]]))\n",
        "utf-8",
    )
    plan = tmp_path / "plan.mpp"
    plan.write_bytes(COMPOUND + b"\0" * 100)
    ended = subprocess.run([sys.executable, script, plan], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Install kaname[java] and Java 17" in ended.stderr
    assert "[mpp-extra-missing]" in ended.stderr


@pytest.mark.java
def test_without_java_the_sentence_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setattr(converting, "PYTHON_OPTIONS", ["-c", NO_JAVA])
    assert code_of(COMPOUND + b"\0" * 100) == "mpp-java-missing"


NO_JAVA = """
import jpype, runpy, sys
def missing(*a, **k):
    raise jpype.JVMNotFoundException("none")
jpype.startJVM = missing
sys.argv = ["java_process", *sys.argv[1:]]
runpy.run_module("kaname.exchange.mpp.java_process", run_name="__main__")
"""


@pytest.mark.java
def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(converting, "TIME_LIMIT", 0.05)
    assert code_of(COMPOUND + b"\0" * 100) == "mpp-too-slow"


@pytest.mark.java
def test_memory_is_limited(monkeypatch):
    monkeypatch.setattr(converting, "PYTHON_OPTIONS", ["-c", 'print(\'{"kind": "memory"}\')'])
    assert code_of(COMPOUND + b"\0" * 100) == "mpp-too-large"


def test_an_encrypted_workbook_is_not_taken_for_a_plan():
    assert code_of(COMPOUND + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le")) == "archive-encrypted"


@pytest.mark.java
def test_a_broken_file_is_refused():
    broken = Path(__file__).parents[2] / "corpus" / "java" / "mpp-unreadable.mpp"
    assert code_of(broken.read_bytes()) == "mpp-unreadable"
