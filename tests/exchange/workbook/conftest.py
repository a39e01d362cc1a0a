"""A fresh workbook for every test."""

import pytest
from books import Book


@pytest.fixture
def book() -> Book:
    return Book()
