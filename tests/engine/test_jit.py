"""Kernels are handed to numba when they are first called, and not before."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from kaname.engine.jit import Kernel, njit


@njit()
def even(number):
    return number == 0 or odd(number - 1)


@njit()
def odd(number):
    return number != 0 and twin(number)


@njit()
def twin(number):
    return number % 2 == 1


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.thorough
def test_the_engine_is_imported_without_numba_and_the_first_kernel_brings_it():
    code = """
import sys
import kaname.engine.cpm, kaname.engine.simulate, kaname.engine.level, kaname.engine.evm, kaname.exchange.formats
from kaname.engine.simulate.beta import beta_quantile
print("numba" in sys.modules)
beta_quantile(2.0, 3.0, 0.5)
print("numba" in sys.modules)
"""
    assert run(code) == ["False", "True"]


@pytest.mark.thorough
def test_pages_are_there_without_numba():
    code = """
import os, sys, tempfile
os.environ |= {"DJANGO_SETTINGS_MODULE": "kaname.settings.prod", "KANAME_DATA_DIR": tempfile.mkdtemp()}
import django
django.setup()
import kaname.web.urls
print("numba" in sys.modules)
"""
    assert run(code) == ["False"]


def test_kernels_that_name_each_other_are_called_by_many_threads_at_once():
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(even, [0, 1, 2, 3] * 8))
    assert found == [True, False, True, False] * 8
    assert not isinstance(even, Kernel), "a settled name holds what numba made"
    assert len(even.signatures) == 1
