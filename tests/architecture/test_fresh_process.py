"""What loads when: arithmetic needs no engine, no frames, no site."""

import json
import subprocess
import sys

HEAVY = [
    "django",
    "duckdb",
    "ibis",
    "jinja2",
    "narwhals",
    "pandas",
    "polars",
    "pyarrow",
    "pyspark",
    "vl_convert",
    "yaml",
]


def loaded_by(statement: str) -> set[str]:
    """Modules that a fresh process has after `statement` and had not before it."""
    code = (
        "import json, sys; before = set(sys.modules); "
        f"{statement}; print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_importing_firstyear_loads_next_to_nothing() -> None:
    loaded = loaded_by("import firstyear")
    outside = {
        name.split(".")[0]
        for name in loaded
        if name.split(".")[0] not in sys.stdlib_module_names
    }
    assert outside == {"firstyear"}
    assert {name for name in loaded if name.startswith("firstyear.")} == set()


def test_measures_load_without_engines_frames_files_or_the_site() -> None:
    loaded = loaded_by("import firstyear.measures")
    assert sorted(set(HEAVY) & loaded) == []
    assert "numpy" in loaded


def test_a_rate_is_worked_out_without_them_too() -> None:
    loaded = loaded_by(
        "import firstyear as fy; fy.measures.stabilise([5, 9, 2], [900, 900, 500])"
    )
    assert sorted(set(HEAVY) & loaded) == []


def test_the_library_loads_without_the_site() -> None:
    parts = (
        "charts, figures, frames, measures, packs, picture, records, reports, synthetic"
    )
    loaded = loaded_by(f"from firstyear import {parts}")
    assert sorted({"django", "ninja", "uvicorn", "firstyear_web"} & loaded) == []
