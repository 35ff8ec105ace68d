"""The published files themselves, read whole: each trap once cost a real error."""

import csv
import json
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from firstyear.errors import InputError
from firstyear.figures import Provenance, publish, read, read_all
from firstyear.figures.store import open_store

DERIVED = Provenance(origin="derived")


@pytest.fixture(scope="session")
def data(shared: Path) -> Path:
    return shared / "data"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def only(table: pa.Table, **values: str) -> list[dict[str, object]]:
    for name, value in values.items():
        table = table.filter(pc.equal(table[name], value))
    return table.to_pylist()


# --- Fingertips


def test_infant_mortality_in_the_fingertips_layout(data: Path) -> None:
    path = data / "infant-mortality-utla-fingertips-layout.csv"
    read_ = read(path)
    assert (read_.taken, read_.refused, read_.states) == (1510, 0, {})
    raw = rows_of(path)
    got = {(row["area"], row["date_from"].year): row for row in read_.table.to_pylist()}
    assert len(got) == len(raw)
    for row in raw:
        mine = got[row["Area Code"], int(row["Time period Sortable"][:4])]
        assert mine["count"] == float(row["Count"])
        assert mine["denominator"] == float(row["Denominator"])
        assert mine["value"] == float(row["Value"])
        assert mine["lower_998"] == float(row["Lower CI 99.8 limit"])
        assert mine["name"] == row["Area Name"]
    england = got["E92000001", 2015]
    assert (england["count"], england["level"]) == (7734.0, "country")
    assert {row["parent"] for row in read_.areas.to_pylist()} == {"", "E92000001"}
    assert "Herefordshire, County of" in read_.table["name"].to_pylist()
    assert "Bournemouth, Christchurch and Poole" in read_.table["name"].to_pylist()


def test_the_web_export_with_spaces_stripped(data: Path) -> None:
    read_ = read(data / "fingertips-export-west-midlands-other-indicators.csv")
    assert (read_.taken, read_.refused) == (160, 0)
    assert read_.recognised == "A Fingertips file (26 columns) with 10 indicators"
    row = only(read_.table, indicator="fingertips-90813", area="E08000025")[0]
    assert row["date_from"].isoformat() == "2017-04-01"  # type: ignore[attr-defined]
    # The multiplier of an age-standardised rate cannot be read off its numbers.
    assert row["per"] is None
    modelled = only(read_.table, indicator="fingertips-91141", area="E08000025")[0]
    assert (modelled["per"], modelled["flags"]) == (100.0, "approximate")
    parents = {row["area"]: row["parent"] for row in read_.areas.to_pylist()}
    assert parents["E08000025"] == "E12000005"
    assert parents["E12000005"] == "E92000001"
    assert parents["E92000001"] == ""


# --- FingertipsNext


def test_health_data_with_metadata_and_areas_beside_it(data: Path) -> None:
    path = data / "fingertipsnext-healthdata.csv"
    read_ = read(path, accept_refusals=True)
    assert read_.recognised == "FingertipsNext health data with 31 indicators"
    smoking = only(
        read_.table, indicator="smoking-at-delivery", area="E92000001", dimension=""
    )
    assert [row["date_from"].isoformat() for row in smoking] == [  # type: ignore[attr-defined]
        f"{year}-04-01" for year in range(2018, 2024)
    ]
    assert {row["per"] for row in smoking} == {100.0}
    assert smoking[0]["name"] == "England"
    conceptions = only(
        read_.table, indicator="under-18-conceptions", area="E92000001", dimension=""
    )
    assert {row["note"] for row in conceptions} == {"sex: Female"}
    assert conceptions[0]["date_from"].isoformat().endswith("-01-01")  # type: ignore[attr-defined]
    deprivation = only(read_.table, area="E92000001")
    assert not any('"' in str(row["dimension"]) for row in deprivation)


def test_health_data_without_metadata_say_so(data: Path, tmp_path: Path) -> None:
    lines = (data / "fingertipsnext-healthdata.csv").read_bytes().splitlines(True)
    path = tmp_path / "health.csv"
    path.write_bytes(
        b"".join([lines[0], *(line for line in lines if line.startswith(b"93085,"))])
    )
    read_ = read(path)
    assert any("No indicators file" in note for note in read_.notes)
    # The pack knows that smoking at delivery goes from April to March.
    assert {day.month for day in read_.table["date_from"].to_pylist()} == {4}
    assert read_.table["level"].to_pylist()[0] == "country"


def test_figures_of_part_of_a_year_are_refused_not_mixed_up(data: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(data / "fingertipsnext-healthdata.csv")
    told = Counter(fault.message for fault in caught.value.faults)
    several = "one of several figures of the year, and the file does not say which"
    assert told[several] > 500


# --- MSDS


def test_maternity_statistics(data: Path) -> None:
    read_ = read(data / "msds-annual-2022-23.csv")
    raw = rows_of(data / "msds-annual-2022-23.csv")
    assert read_.refused == 0
    assert read_.recognised == "NHS maternity statistics (MSDS), annual"
    table = read_.table
    assert set(table["flags"].to_pylist()) == {"approximate"}
    assert {day.isoformat() for day in table["date_from"].to_pylist()} == {"2022-04-01"}
    england = only(table, area="E92000001", dimension="birthweight-term-group")
    assert len(england) == 9
    unknown = [row for row in england if str(row["category"]).startswith("Missing")]
    assert unknown[0]["count"] == 155_075.0
    assert {row["denominator"] for row in england} == {537_125.0}
    total = only(table, area="E92000001", dimension="", indicator="msds-babies")
    assert total[0]["value"] == 537_125.0
    smoking = only(table, area="E92000001", indicator="smoking-at-booking")[0]
    known = {
        row["Measure"]: float(row["Value"])
        for row in raw
        if row["Dimension"] == "SmokingStatusGroupBooking"
        and row["Org_Level"] == "National"
    }
    assert smoking["count"] == known["Smoker"]
    assert smoking["denominator"] == known["Smoker"] + known["Non-Smoker / Ex-Smoker"]
    assert {row["name"] for row in england} == {"England"}
    # Rounding to 5 means that parts do not add up: never a fault.
    plain = table.filter(pc.starts_with(table["indicator"], "msds-"))
    assert plain.num_rows == len(raw)


def test_a_byte_order_mark_and_monthly_columns(data: Path, tmp_path: Path) -> None:
    text = (data / "msds-annual-2022-23.csv").read_text(encoding="utf-8-sig")
    lines = text.splitlines()[:200]
    path = tmp_path / "annual.csv"
    path.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
    assert read(path).format == "msds"
    monthly = [
        "ReportingPeriodStartDate,ReportingPeriodEndDate,"
        + lines[0].removeprefix("Period,").replace("Value", "Final_value"),
        *("01/04/2023,30/04/2023," + line.split(",", 1)[1] for line in lines[1:]),
    ]
    path = tmp_path / "monthly.csv"
    path.write_text("\n".join(monthly) + "\n", encoding="utf-8")
    read_ = read(path)
    assert read_.recognised == "NHS maternity statistics (MSDS), monthly"
    assert read_.table["date_to"].to_pylist()[0].isoformat() == "2023-04-30"
    hidden = tmp_path / "hidden.csv"
    hidden.write_text("\n".join([*lines[:2], lines[2].rsplit(",", 1)[0] + ",*"]) + "\n")
    row = read(hidden).table.to_pylist()[1]
    assert (row["status"], row["withheld_by"]) == ("suppressed", "MSDS")


# --- ONS SDG


def test_neonatal_mortality_of_the_goals(data: Path) -> None:
    path = data / "ons-sdg-neonatal-mortality.csv"
    read_ = read(path)
    raw = rows_of(path)
    assert (read_.taken, read_.refused) == (len(raw), 0)
    said = Counter(row["Observation status"] for row in raw)
    assert read_.states["suppressed"] == said["Missing value; suppressed"]
    flags = Counter(read_.table["flags"].to_pylist())
    assert flags["low-reliability"] == said["Low reliability"]
    hidden = only(read_.table, status="suppressed")[0]
    assert (hidden["withheld_by"], hidden["value"]) == ("ONS", None)
    assert set(read_.table["indicator"].to_pylist()) == {
        "neonatal-mortality",
        "early-neonatal-mortality",
        "late-neonatal-mortality",
    }
    groups = set(read_.table["dimension"].to_pylist())
    assert {"", "mothers-age", "sex", "ethnic-group-baby@ons-11"} <= groups
    pakistani = only(read_.table, category="Pakistani")
    assert len(pakistani) == 15
    headline = only(read_.table, area="K02000001", dimension="")
    assert {row["name"] for row in headline} == {"United Kingdom"}
    west = only(read_.table, area="E12000005", indicator="neonatal-mortality")
    assert len(west) == 16
    assert all("\u201a" not in str(c) for c in read_.table["category"].to_pylist())


# --- ONS workbooks


@pytest.fixture(scope="session")
def coded(data: Path) -> pa.Table:
    """Codes and names of 2016, from the births workbook that has them."""
    return read(data / "ons-workbooks" / "births_2016.xls").areas


@pytest.mark.parametrize("year", [2010, 2013, 2016, 2017])
def test_deaths_agree_with_a_careful_reading(
    data: Path, coded: pa.Table, year: int
) -> None:
    folder = data / "ons-workbooks"
    read_ = read(folder / f"deaths_{year}.xls", areas=coded)
    careful = [
        row
        for row in rows_of(folder / "parsed-infant-deaths.csv")
        if row["year"] == str(year)
    ]
    for indicator, column in (
        ("infant-mortality", "infant"),
        ("neonatal-mortality", "neonatal"),
    ):
        mine = Counter(
            row["count"]
            for row in only(read_.table, indicator=indicator)
            if row["count"]
        )
        theirs = Counter(float(row[column]) for row in careful if row[column])
        del theirs[0.0]
        assert mine == theirs
    assert {row["basis"] for row in read_.table.to_pylist()} == {"registration"}


@pytest.mark.parametrize("year", [2010, 2013, 2016])
def test_births_agree_with_a_careful_reading(
    data: Path, coded: pa.Table, year: int
) -> None:
    folder = data / "ons-workbooks"
    read_ = read(folder / f"births_{year}.xls", areas=coded)
    careful = [
        row for row in rows_of(folder / "parsed-births.csv") if row["year"] == str(year)
    ]
    assert Counter(read_.table["count"].to_pylist()) == Counter(
        float(row["births"]) for row in careful
    )
    assert set(read_.table["indicator"].to_pylist()) == {"live-births"}


@pytest.mark.parametrize("year", [2010, 2013, 2016])
def test_deaths_and_births_make_figures(data: Path, coded: pa.Table, year: int) -> None:
    folder = data / "ons-workbooks"
    read_ = read_all(
        [folder / f"deaths_{year}.xls", folder / f"births_{year}.xls"], areas=coded
    )[0]
    infant = read_.table.filter(pc.equal(read_.table["indicator"], "infant-mortality"))
    england = only(infant, area="E92000001")[0]
    assert england["count"] == {2010: 2966.0, 2013: 2611.0, 2016: 2587.0}[year]
    assert england["denominator"] == {2010: 687_007, 2013: 664_517, 2016: 663_157}[year]
    # Every council area of England has its births, and agrees with the rate printed.
    upper = [
        row
        for row in only(infant, level="county-unitary")
        if str(row["area"]).startswith("E")
    ]
    # Without the Isles of Scilly, and without the City where it is with Hackney.
    assert len(upper) == {2010: 150, 2013: 150, 2016: 151}[year]
    for row in upper:
        assert row["denominator"], row["name"]
        if row["value"] is not None:
            rate = 1000 * row["count"] / row["denominator"]  # type: ignore[operator]
            assert rate == pytest.approx(row["value"], abs=0.06), row["name"]
    assert sum(row["count"] for row in upper) == england["count"]  # type: ignore[misc]
    # A county has the county's code, not that of the later unitary authority.
    codes = {row["name"]: row["area"] for row in upper}
    assert codes["Dorset"] == "E10000009"
    assert codes["Buckinghamshire"] == "E10000002"
    assert codes["Bedford"] == "E06000055"
    assert codes["Cornwall and Isles of Scilly"] == "E06000052"
    cities = [name for name in codes if "Hackney" in str(name)]
    assert len(cities) == 1


def test_a_county_never_takes_the_code_of_a_later_authority(data: Path) -> None:
    later = read(data / "lookup_ltla21_utla21.csv").areas
    read_ = read(data / "ons-workbooks" / "deaths_2010.xls", areas=later)
    areas = read_.table["area"].to_pylist()
    assert "E06000059" not in areas
    assert "E06000060" not in areas
    assert "name:dorset:county" in areas


def test_former_districts_stand_apart_from_the_authority(
    data: Path, coded: pa.Table
) -> None:
    read_ = read(data / "ons-workbooks" / "deaths_2010.xls", areas=coded)
    bedford = [
        (row["area"], row["level"], row["count"])
        for row in only(read_.table, indicator="infant-mortality", name="Bedford")
    ]
    assert bedford == [
        ("E06000055", "county-unitary", 10.0),
        ("name:bedford:former", "district", 10.0),
    ]


def test_marks_of_the_workbooks(data: Path, coded: pa.Table) -> None:
    read_ = read(data / "ons-workbooks" / "deaths_2010.xls", areas=coded)
    infant = read_.table.filter(pc.equal(read_.table["indicator"], "infant-mortality"))
    valley = only(infant, name="Mole Valley")[0]
    # A dash is nil; a rate of one or two deaths is not calculated.
    assert (valley["count"], valley["value"]) == (0.0, 0.0)
    single = only(infant, name="Tandridge")[0]
    assert (single["count"], single["value"]) == (1.0, None)
    assert single["status"] == "not-calculated"
    assert only(infant, name="United Kingdom")[0]["flags"] == "provisional"
    few = only(infant, name="Hartlepool")[0]
    assert (few["count"], few["flags"]) == (6.0, "low-reliability")
    wales = only(infant, area="K04000001")[0]
    assert wales["name"] == "England and Wales"
    assert not any(name.endswith("UA") for name in infant["name"].to_pylist())
    assert not any(name[-1:].isdigit() for name in infant["name"].to_pylist())


def test_without_codes_areas_go_by_name_and_that_is_said(data: Path) -> None:
    read_ = read(data / "ons-workbooks" / "deaths_2010.xls")
    assert any("no area codes" in note for note in read_.notes)
    assert any("no denominators" in note for note in read_.notes)
    areas = set(read_.table["area"].to_pylist())
    assert {"E92000001", "E12000005", "name:birmingham"} <= areas


# --- areas


def test_lookups_give_the_tree_of_england(data: Path) -> None:
    lookups = [
        data / name
        for name in (
            "lookup_ltla21_utla21.csv",
            "lookup_ltla21_region21.csv",
            "lookup_ltla22_icb22.csv",
        )
    ]
    read_ = read(lookups[0], beside=lookups[1:])
    rows = read_.areas.to_pylist()
    links = {(row["area"], row["parent"]): row["complete"] for row in rows}
    assert links["E08000025", "E12000005"] == "yes"
    assert links["E10000028", "E12000005"] == "yes"
    regions = {row["area"] for row in rows if row["level"] == "region"}
    assert len(regions) == 9
    boards = {row["area"] for row in rows if row["level"] == "board"}
    assert len([code for code in boards if code.startswith("E54")]) == 42
    essex = {
        parent for area, parent in links if area == "E10000012" and "E54" in parent
    }
    assert len(essex) == 3
    assert {links["E10000012", board] for board in essex} == {"no"}


def test_a_tile_map_older_than_the_codes_is_completed(
    data: Path, tmp_path: Path
) -> None:
    files = [
        data / name
        for name in (
            "uk-upper-tier-local-authorities.hexjson",
            "nhs-icb-2022.hexjson",
            "lookup_ltla_ltla.csv",
            "lookup_ltla21_utla21.csv",
            "lookup_ltla21_region21.csv",
            "lookup_ltla22_icb22.csv",
        )
    ]
    for path in files:
        publish(tmp_path, [read(path, beside=files)], DERIVED)
    with open_store(tmp_path) as store:
        layout = store.layout("county-unitary")
        upper = {code for code in layout if code.startswith("E")}
        assert {"E06000058", "E06000059", "E06000060", "E08000025"} <= upper
        assert len(set(layout.values())) == len(layout)
        assert layout["E08000025"] == (4, 7)
        boards = store.layout("board")
        assert len(boards) == 42
        with_places = json.loads((data / "nhs-icb-2022.hexjson").read_text())["hexes"]
        assert boards["E54000036"] == (
            with_places["QT6"]["q"],
            with_places["QT6"]["r"],
        )
        assert store.area("E07000048").successors == (("E06000058", 1.0),)


def test_every_file_of_the_folder_is_read_or_clearly_refused(data: Path) -> None:
    for path in sorted([*data.iterdir(), *(data / "ons-workbooks").iterdir()]):
        if path.is_dir():
            continue
        try:
            told = read(path, accept_refusals=True).recognised
        except InputError as problem:
            told = str(problem) if path.name in str(problem) else ""
        assert told, path.name


def test_a_damaged_old_workbook_is_refused_quietly(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = (data / "ons-workbooks" / "deaths_2010.xls").read_bytes()
    path = tmp_path / "damaged.xls"
    # These bytes make the reader of workbooks panic, which is no Exception.
    path.write_bytes(whole[:124_761] + whole[124_761 + 1214 :])
    with pytest.raises(InputError, match="not a workbook that opens"):
        read(path)
    assert capfd.readouterr().err == ""
