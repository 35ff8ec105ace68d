"""How fast deaths are linked to births, and how many of the links are right.

Run: python benchmarks/linking.py [--births 800000] [--deaths 56000] [--folder DIR]
Identifiers are blanked, so that every death has to be found by names and dates.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

import duckdb

import firstyear as fy

THREADS = 2


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        births, deaths, truth = _files(Path(folder), asked.births, asked.deaths)
        for probabilistic in (False, True):
            began = time.perf_counter()
            told = fy.records.link(
                births, deaths, probabilistic=probabilistic, threads=THREADS
            )
            seconds = time.perf_counter() - began
            found = {
                row["death_id"]: row["birth_id"]
                for row in told.deaths.select(["death_id", "birth_id"]).to_pylist()
                if row["birth_id"]
            }
            right = sum(truth[death] == birth for death, birth in found.items())
            there = sum(bool(birth) for birth in truth.values())
            print(
                f"{'with weights' if probabilistic else 'passes only'}: "
                f"{seconds:.1f} s, recall {right / there:.4f}, "
                f"precision {right / len(found):.4f}, {dict(told.methods)}"
            )
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(f"Most memory of this process, making the files too: {most:.1f} GB")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--births", type=int, default=800_000)
    parser.add_argument("--deaths", type=int, default=56_000)
    parser.add_argument("--folder", default=None)
    return parser.parse_args()


def _files(folder: Path, births: int, deaths: int) -> tuple[str, str, dict[str, str]]:
    """Both files without identifiers, and the true birth of each death."""
    made = fy.synthetic.pair(births=births, deaths=deaths, identified=0, seed=1)
    paths = made.write(folder)
    truth = dict(
        zip(
            made.truth["death_id"].to_pylist(),
            made.truth["birth_id"].to_pylist(),
            strict=True,
        )
    )
    blank = []
    for name in ("births", "deaths"):
        to = folder / f"{name}-blank.parquet"
        duckdb.sql(
            f"copy (select * exclude (nhs_number) from '{paths[name]}') to '{to}'"
        )
        blank.append(str(to))
    print(f"{births:,} births, {made.deaths.num_rows:,} deaths, {THREADS} threads")
    return blank[0], blank[1], truth


if __name__ == "__main__":
    main()
