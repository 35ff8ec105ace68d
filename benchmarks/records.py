"""How fast births and deaths are counted, beside one hand-written query of DuckDB.

Run: python benchmarks/records.py [--births 13000000] [--folder DIR] [--times 2]
100 million births need --births 100000000 and about 1 GB of disk for the files.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

import firstyear as fy

BY = (
    "area,year",
    "area,year,ethnic-group,imd-quintile,mothers-age",
    "year,ethnic-group+imd-quintile,mothers-age+imd-quintile",
)
OUTCOMES = (
    "infant,neonatal,early-neonatal,post-neonatal,stillbirth,perinatal,"
    "extended-perinatal"
)
THREADS = 2
GROUPS = [
    "Asian: Bangladeshi", "Asian: Indian", "Asian: Pakistani", "Asian: Other",
    "Black: African", "Black: Caribbean", "Black: Other", "Mixed: White and Asian",
    "Mixed: White and Black African", "Mixed: White and Black Caribbean",
    "Mixed: Other", "White: British", "White: British", "White: British",
    "White: Gypsy or Irish Traveller", "White: Irish", "White: Roma", "White: Other",
    "Other: Arab",
]  # fmt: skip

# 20 years, 150 areas; which baby has which value follows from a number, not chance.
BIRTHS = """
copy (
  with numbers as (
    select range as i, hash(range) as h, hash(range + {births}) as g,
      hash(range + 2 * {births}) as k
    from range({births}))
  select 'B' || lpad(i::varchar, 9, '0') as birth_id,
    date '2004-01-01' + (h % 7305)::int as date_of_birth,
    if(g % 1000 < 4, 'still', 'live') as outcome,
    'X06' || lpad((1 + (h >> 20) % 150)::varchar, 6, '0') as area,
    if((g >> 10) % 2 = 0, 'Female', 'Male') as sex,
    if((g >> 12) % 1000 < 31, 2, 1)::tinyint as plurality,
    if(k % 1000 < 5, null, 24 + ((k >> 8) % 5) * 4)::tinyint as gestation_weeks,
    if(k % 1000 < 7, null, 900 + (k >> 16) % 3600)::smallint as birthweight_grams,
    (16 + (g >> 20) % 28)::tinyint as mothers_age,
    if((k >> 32) % 20 = 0, null, {groups}[1 + ((k >> 40) % 19)::int]) as ethnic_group,
    (1 + (h >> 40) % 10)::tinyint as imd_decile
  from numbers
) to '{folder}/births.parquet' (format parquet, compression zstd)
"""
DEATHS = """
copy (
  with died as (
    select birth_id, date_of_birth, area, sex, hash(birth_id || 'd') as h
    from read_parquet('{folder}/births.parquet')
    where outcome = 'live' and hash(birth_id) % 10000 < 43)
  select 'D' || birth_id as death_id,
    if(h % 50 = 0, null, birth_id) as birth_id, date_of_birth,
    date_of_birth + (case when h % 10 < 5 then (h >> 8) % 7
      when h % 10 < 7 then 7 + (h >> 8) % 21 else 28 + (h >> 8) % 330 end)::int
      as date_of_death,
    date_of_birth + 400 as date_of_registration, area, sex,
    ['P07.2:baby-main;P22.0:baby-other', 'Q21.3:baby-main', 'R95', 'A41.9',
      'P21.0:baby-main'][1 + ((h >> 30) % 5)::int] as causes_icd10
  from died
) to '{folder}/deaths.parquet' (format parquet, compression zstd)
"""

# The same tables by hand. It looks for no mistake in any record.
BY_HAND = """
with babies as (
  select b.area, year(b.date_of_birth) as year,
    coalesce(b.ethnic_group, 'Unknown') as ethnic_group,
    coalesce(((b.imd_decile + 1) // 2)::varchar, 'Unknown') as quintile,
    case when mothers_age is null then 'Unknown' when mothers_age < 20 then 'Under 20'
      when mothers_age < 25 then '20-24' when mothers_age < 30 then '25-29'
      when mothers_age < 35 then '30-34' when mothers_age < 40 then '35-39'
      else '40 and over' end as mothers_age,
    outcome = 'live' as live, outcome = 'still' as still,
    date_diff('day', b.date_of_birth, d.date_of_death) as days,
    d.date_of_death < b.date_of_birth + interval 1 year as infant
  from read_parquet('{folder}/births.parquet') b
  left join read_parquet('{folder}/deaths.parquet') d on b.birth_id = d.birth_id)
select area, year, ethnic_group, quintile, mothers_age,
  count(*) filter (live) as live, count(*) filter (still) as stillborn,
  count(*) filter (days < 7) as early, count(*) filter (days < 28) as neonatal,
  count(*) filter (days >= 28 and infant) as post, count(*) filter (infant) as infant,
  count(*) filter (still or days < 7) as perinatal,
  count(*) filter (still or days < 28) as extended
from babies
group by grouping sets ((area, year), (area, year, ethnic_group),
  (area, year, quintile), (area, year, mothers_age),
  (year, ethnic_group, quintile), (year, mothers_age, quintile))
"""
# What looking for births that are there twice costs by itself.
TWICE = """
select count(*) from (select hash(birth_id) as number
  from read_parquet('{folder}/births.parquet') group by all having count(*) > 1)
"""


def make(folder: Path, births: int) -> None:
    """Births and deaths in the folder, unless they are there."""
    if (folder / "deaths.parquet").is_file():
        return
    with duckdb.connect() as connection:
        connection.execute(f"set threads = {THREADS}")
        connection.execute("set preserve_insertion_order = false")
        connection.execute("set enable_progress_bar = false")
        for query in (BIRTHS, DEATHS):
            connection.execute(
                query.format(folder=folder, births=births, groups=GROUPS)
            )


def by_hand(folder: Path, query: str) -> float:
    """Seconds of a query with nothing around it."""
    with duckdb.connect() as connection:
        connection.execute(f"set threads = {THREADS}")
        connection.execute("set memory_limit = '3GB'")
        connection.execute("set preserve_insertion_order = false")
        connection.execute("set enable_progress_bar = false")
        began = time.perf_counter()
        connection.execute(query.format(folder=folder)).fetchnumpy()
        return time.perf_counter() - began


def ours(folder: Path) -> float:
    """Seconds of the whole count: read, check, link, classify, make figures."""
    began = time.perf_counter()
    fy.records.count(
        folder / "births.parquet",
        folder / "deaths.parquet",
        BY,
        outcomes=OUTCOMES,
        threads=THREADS,
    )
    return time.perf_counter() - began


def quality(folder: Path) -> float:
    """Seconds of the quality report by area and year."""
    began = time.perf_counter()
    fy.records.quality(
        folder / "births.parquet", folder / "deaths.parquet", threads=THREADS
    )
    return time.perf_counter() - began


JOBS = {"ours": ours, "quality": quality}


def peak(job: str, folder: Path) -> float:
    """Most memory, in GB, of a process that does the job and nothing else."""
    command = [sys.executable, __file__, "--only", job, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def only(job: str, folder: Path) -> None:
    """Does one job and prints the most memory that it took."""
    import resource

    JOBS[job](folder)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024)


def main() -> None:
    """Prints a line a job: the best time of several, how many times by hand, memory."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--births", type=int, default=13_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--only", choices=JOBS)
    asked = parser.parse_args()
    if asked.only:
        only(asked.only, asked.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = asked.folder or Path(name)
        make(folder, asked.births)
        spans: dict[str, list[float]] = {}
        for _ in range(asked.times):
            # In turns, so that what else the machine does falls on all alike.
            for job, span in (
                ("by hand", by_hand(folder, BY_HAND)),
                ("look for births that are there twice", by_hand(folder, TWICE)),
                ("count", ours(folder)),
                ("quality report", quality(folder)),
            ):
                spans.setdefault(job, []).append(span)
        best = {job: min(each) for job, each in spans.items()}
        memory = {
            "count": peak("ours", folder),
            "quality report": peak("quality", folder),
        }
        print(f"{asked.births:,} births, {THREADS} threads, best of {asked.times}")
        for job, span in best.items():
            told = f"{memory[job]:6.2f} GB" if job in memory else ""
            print(f"{job:40}{span:8.1f} s{span / best['by hand']:7.2f} {told}".rstrip())


if __name__ == "__main__":
    main()
