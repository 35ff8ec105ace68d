"""The public face of every part: complete, importable, and listed in docs/python.md."""

import importlib
import inspect
from types import ModuleType

import pytest

import firstyear as fy
from tools.write_python import PAGE, python_page

PARTS = [name for name in fy.__all__ if not name.startswith("_")]
WITHOUT_LIST = {"errors"}  # one module whose classes are all public


def part(name: str) -> ModuleType:
    return importlib.import_module(f"firstyear.{name}")


def test_the_parts_are_the_rooms_of_the_library() -> None:
    assert PARTS == [
        "charts",
        "errors",
        "figures",
        "frames",
        "measures",
        "packs",
        "picture",
        "records",
        "reports",
        "sessions",
        "synthetic",
    ]
    for name in PARTS:
        assert getattr(fy, name) is part(name)


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(AttributeError, match="no part 'plans'"):
        _ = fy.plans


@pytest.mark.parametrize("name", sorted(set(PARTS) - WITHOUT_LIST))
def test_the_list_of_a_part_is_complete_and_importable(name: str) -> None:
    module = part(name)
    assert len(module.__all__) == len(set(module.__all__))
    for each in module.__all__:
        assert hasattr(module, each), f"firstyear.{name} lists {each}"
    # What the package brings in by name, other than its own modules, is meant for use.
    brought = {
        each
        for each, thing in vars(module).items()
        if not each.startswith("_") and not inspect.ismodule(thing)
    }
    assert brought - set(module.__all__) == set()


@pytest.mark.parametrize("name", PARTS)
def test_everything_public_says_what_it_is(name: str) -> None:
    module = part(name)
    assert module.__doc__
    for each in getattr(module, "__all__", ()):
        thing = getattr(module, each)
        if inspect.isfunction(thing) or inspect.isclass(thing):
            assert inspect.getdoc(thing), f"firstyear.{name}.{each}"


def test_the_page_of_the_python_face_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == python_page(), (
        "docs/python.md is written by `make docs`"
    )
