"""Every example in a docstring of the library runs as written."""

import doctest
import importlib
import pkgutil

import pytest

import firstyear

MODULES = [
    found.name
    for found in pkgutil.walk_packages(firstyear.__path__, "firstyear.")
    if not found.name.endswith("__main__")
]


@pytest.mark.parametrize("name", ["firstyear", *MODULES])
def test_examples_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
