"""Every example in the docstrings of measures and frames runs as written."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import firstyear.frames
import firstyear.measures


def modules() -> list[ModuleType]:
    return [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for package in (firstyear.measures, firstyear.frames)
        for found in pkgutil.iter_modules(package.__path__)
    ]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_examples_run(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("package", [firstyear.measures, firstyear.frames])
def test_public_list_is_true_and_documented(package: ModuleType) -> None:
    assert list(package.__all__) == sorted(
        package.__all__,
        key=lambda name: (not name.isupper(), not name[0].isupper(), name),
    )
    for name in package.__all__:
        thing = getattr(package, name)
        if callable(thing):
            assert thing.__doc__, f"{name} says nothing of what comes back"


def test_public_functions_have_examples() -> None:
    for name in firstyear.measures.__all__:
        thing = getattr(firstyear.measures, name)
        if callable(thing) and not isinstance(thing, type):
            assert ">>>" in thing.__doc__, f"{name} has no example"
