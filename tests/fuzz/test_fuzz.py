"""A seeded sample of the fuzz run; the whole of it is behind `slow`."""

import random

import pytest
from tests.fuzz.__main__ import run
from tests.fuzz.mutations import PLAIN, change_elements, change_member, mutate
from tests.fuzz.seeds import seeds
from tests.fuzz.trial import attempt, mutated


@pytest.mark.parametrize("number", range(60))
def test_a_mutated_file_is_read_or_refused(number):
    outcome = attempt(number, 7)
    assert outcome.kind in ("read", "refused"), outcome.detail


def test_every_seed_is_read_or_refused_as_it_is(monkeypatch):
    monkeypatch.setattr("tests.fuzz.trial.mutate", lambda data, ending, rng: data)
    kinds = {attempt(number, 3).kind for number in range(40)}
    assert kinds == {"read", "refused"}


def test_the_same_numbers_give_the_same_file():
    assert mutated(11, 1) == mutated(11, 1)
    assert mutated(11, 1) != mutated(11, 2)


@pytest.mark.parametrize("way", [*PLAIN, change_elements, change_member], ids=lambda way: way.__name__)
def test_a_mutation_changes_some_file(way):
    data = next(path for path in seeds() if path.name == "rich.xml").read_bytes()
    assert any(way(data, random.Random(seed)) != data for seed in range(5))


def test_an_empty_file_stays_empty():
    assert mutate(b"", ".xml", random.Random(1)) == b""


@pytest.mark.slow
def test_ten_thousand_files():
    assert run(10_000, 2, 2) == 0
