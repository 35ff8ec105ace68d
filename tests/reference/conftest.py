"""The reference figures, where the folder of real files is there."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest


def _reader() -> Any:
    # test folders are not packages, so the reader beside us is loaded by its path
    name = "firstyear_tests_golden"
    if name not in sys.modules:
        path = Path(__file__).with_name("golden.py")
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def golden(shared: Path) -> Any:
    """Cases of the reference software: `inputs(id)`, `output(id)` and `same`."""
    reader = _reader()
    made = reader.Golden(shared)
    made.same = reader.assert_same
    made.numbers = reader.numbers
    made.in_order = reader.in_order
    return made
