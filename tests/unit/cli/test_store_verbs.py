"""load, releases, check, areas, fetch and profile: figures that stay."""

import csv
import http.server
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import firstyear as fy
from firstyear.cli.figures import FINGERTIPS
from tests.unit.cli.rows import GOOD, HEADER

Write = Callable[..., Path]
DERIVED = ("--origin", "derived", "--publisher", "ONS", "--title", "Small")


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


class TestLoad:
    def test_figures_are_there_afterwards(self, run, small: Path, home: Path) -> None:
        ran = run("load", small, *DERIVED)
        assert ran.code == 0, ran.err
        assert "30 rows taken, 0 refused" in ran.err
        assert ran.out.startswith("Loaded 30 figures as release ")
        (release,) = fy.figures.open(home).releases()
        assert release.id in ran.out
        assert (release.origin, release.publisher) == ("derived", "ONS")

    def test_twice_is_said_and_changes_nothing(self, run, small: Path) -> None:
        first = run("load", small, *DERIVED)
        again = run("load", small, *DERIVED)
        assert again.code == 0
        assert "there already" in again.out
        assert first.out.split()[-1] == again.out.split()[-1]

    def test_published_says_what_it_needs(self, run, small: Path, home: Path) -> None:
        ran = run("load", small, "--origin", "published", "--publisher", "ONS")
        assert ran.code == 2
        assert "address" in ran.err
        assert not home.exists() or not names_in(home)
        whole = (
            *("--origin", "published", "--publisher", "ONS", "--title", "Deaths"),
            *("--address", "https://example.org", "--publication-date", "2024-01-30"),
            *("--licence", "OGL", "--retrieved", "2024-02-01"),
            *("--released-by", "A. Manager", "--note", "As printed"),
        )
        assert run("load", small, *whole).code == 0
        (release,) = fy.figures.open(home).releases()
        assert str(release.retrieved) == "2024-02-01"
        assert release.released_by == "A. Manager"

    def test_local_is_the_default_and_passes_the_gate(
        self, run, small: Path, home: Path
    ) -> None:
        ran = run("load", small)
        assert ran.code == 0
        assert "hidden to protect families" in ran.err
        (release,) = fy.figures.open(home).releases()
        assert release.origin == "local"
        assert release.disclosure is not None
        assert release.disclosure.rules == ("nhs-8",)
        # With a checksum of the file anybody could try hidden counts out.
        assert [(each.sha256, each.size) for each in release.sources] == [("", 0)]

    @pytest.mark.parametrize(
        "options",
        [
            ("--origin", "hearsay"),
            ("--origin", "derived", "--publication-date", "last week"),
            ("--origin", "derived", "--retrieved", "2024-13-01"),
        ],
    )
    def test_options_that_make_no_sense(self, run, small: Path, options) -> None:
        ran = run("load", small, *options)
        assert ran.code == 2
        assert options[-1] in ran.err

    def test_a_faulty_file_loads_nothing(self, run, write: Write, home: Path) -> None:
        path = write(f"{GOOD}infant-mortality,A1,Ash,county-unitary,2018,many,9\n")
        ran = run("load", path, *DERIVED)
        assert ran.code == 2
        assert "row 3" in ran.err
        assert not home.exists() or not names_in(home)

    def test_refusals_can_be_accepted(self, run, write: Write, home: Path) -> None:
        path = write(
            f"{GOOD}infant-mortality,A1,Ash,county-unitary,2018,many,9\n"
            "infant-mortality,A3,=Cedar,county-unitary,2018,3,900\n"
        )
        ran = run("load", path, *DERIVED, "--accept-refusals", "--refusals", "f.csv")
        assert ran.code == 0, ran.err
        assert "Loaded 1 figure as" in ran.out
        assert "see f.csv" in ran.err
        with Path("f.csv").open(encoding="utf-8") as file:
            faults = list(csv.DictReader(file))
        assert [(one["row"], one["column"]) for one in faults] == [
            ("3", "count"),
            ("4", "name"),
        ]
        assert faults[0]["value"] == "many"
        assert faults[0]["what_to_do"]
        assert faults[1]["value"] == "'=Cedar"
        assert fy.figures.open(home).figures("infant-mortality").num_rows == 1

    def test_refusals_that_cannot_be_listed_stop_it(
        self, run, write: Write, home: Path
    ) -> None:
        path = write(f"{GOOD}infant-mortality,A1,Ash,county-unitary,2018,many,9\n")
        options = ("--accept-refusals", "--refusals", "nowhere/f.csv")
        ran = run("load", path, *DERIVED, *options)
        assert ran.code == 2
        assert "nowhere" in ran.err
        assert not home.exists() or not names_in(home)

    def test_only_good_rows_write_no_list(self, run, small: Path) -> None:
        assert run("load", small, *DERIVED, "--accept-refusals").code == 0
        assert not Path("refused-rows.csv").exists()

    def test_files_that_give_the_same_figure_twice(
        self, run, write: Write, small: Path
    ) -> None:
        other = write(small.read_bytes().replace(b",2600,", b",2601,"), "other.csv")
        ran = run("load", small, other, *DERIVED)
        assert ran.code == 2
        assert ran.err

    def test_a_disk_that_is_full_leaves_what_was_there(
        self, run, small: Path, home: Path, tmp_path: Path
    ) -> None:
        assert run("load", small, *DERIVED).code == 0
        before = names_in(home)
        more = tmp_path / "more.csv"
        rows = (
            f"infant-mortality,A{i},Ash {i},county-unitary,2018,{i % 90},{5000 + i}\n"
            for i in range(5_000)
        )
        more.write_text(HEADER + "".join(rows), encoding="utf-8")
        made = subprocess.run(
            [sys.executable, "-m", "firstyear.cli", "load", str(more), *DERIVED],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "FIRSTYEAR_HOME": str(home)},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)),
        )
        assert made.returncode == 2, made.stderr
        assert made.stderr.splitlines()[-1].startswith(("firstyear: ", "  "))
        assert "Traceback" not in made.stderr
        assert names_in(home) == before
        assert run("check").code == 0

    def test_a_home_that_is_a_file(self, run, small: Path, home: Path) -> None:
        home.write_text("not a folder", encoding="utf-8")
        ran = run("load", small, *DERIVED)
        assert ran.code == 2
        assert home.read_text("utf-8") == "not a folder"

    def test_a_releases_folder_that_leads_outside(
        self, run, small: Path, home: Path, tmp_path: Path
    ) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        home.mkdir()
        (home / "releases").symlink_to(outside)
        ran = run("load", small, *DERIVED)
        assert ran.code == 2
        assert not names_in(outside)


class TestReleases:
    def test_an_empty_home_says_so(self, run) -> None:
        ran = run("releases")
        assert ran.code == 0
        assert "Nothing is loaded yet" in ran.out
        assert run("releases", "--json").json["rows"] == []

    def test_every_release_with_where_it_came_from(self, run, small: Path) -> None:
        run("load", small, *DERIVED)
        (row,) = run("releases").rows
        assert row["title"] == "Small"
        assert row["origin"] == "derived"
        assert row["rows"] == "30"
        assert row["indicators"] == "infant-mortality"
        assert run("releases", "--out", "held.xlsx").code == 0
        assert run("releases", "--json").json["rows"][0]["publisher"] == "ONS"


class TestCheck:
    def test_all_is_well(self, run, small: Path) -> None:
        run("load", small, *DERIVED)
        ran = run("check")
        assert ran.code == 0, ran.err
        assert "ok      releases: 1 whole" in ran.out

    def test_a_changed_file_fails_the_check(self, run, small: Path, home: Path) -> None:
        run("load", small, *DERIVED)
        (figures,) = home.glob("releases/*/figures.parquet")
        content = bytearray(figures.read_bytes())
        content[len(content) // 2] ^= 0xFF
        figures.chmod(0o644)
        figures.write_bytes(content)
        ran = run("check")
        assert ran.code == 1
        assert "FAILED  releases" in ran.err
        assert "figures.parquet" in ran.err
        assert "ok      packs" in ran.out

    def test_a_manifest_that_says_nothing(self, run, small: Path, home: Path) -> None:
        run("load", small, *DERIVED)
        (manifest,) = home.glob("releases/*/manifest.json")
        manifest.chmod(0o644)
        manifest.write_text("{}", encoding="utf-8")
        assert run("check").code == 1
        assert run("rates", "home:infant-mortality").code == 2


class TestAreas:
    AREAS = (
        "area,name,level,parent,successor,valid_to\n"
        "B1,Country,country,,,\nR1,North,region,B1,,\n"
        "A1,Ash,county-unitary,R1,,\nA2,Birch,county-unitary,R1,A1,2019-03-31\n"
    )

    def test_import_and_list(self, run, write: Write) -> None:
        assert "No areas are loaded" in run("areas", "list").out
        path = write(self.AREAS.encode(), "areas.csv")
        ran = run("areas", "import", path, "--title", "Made up")
        assert ran.code == 0, ran.err
        assert "Loaded 4 areas and 0 places" in ran.out
        rows = run("areas", "list").rows
        assert [row["area"] for row in rows] == ["A1", "A2", "B1", "R1"]
        (north,) = run("areas", "list", "--level", "region").rows
        assert (north["name"], north["parent"]) == ("North", "B1")
        assert "there already" in run("areas", "import", path, "--title", "x").out

    def test_check_tells_what_does_not_fit(self, run, write: Write) -> None:
        good = write(self.AREAS.encode(), "areas.csv")
        assert "4 areas fit together" in run("areas", "check", good).out
        circle = b"area,parent\nA,B\nB,A\n"
        ran = run("areas", "check", write(circle, "circle.csv"))
        assert ran.code in (1, 2)
        assert "A" in ran.err

    def test_wrong_use(self, run, write: Write, small: Path) -> None:
        assert run("areas", "list", "--level", "village").code == 2
        assert run("areas", "check", small).code in (0, 2)
        assert run("areas", "check", "absent.csv").code == 2
        path = write(self.AREAS.encode(), "areas.csv")
        assert run("areas", "import", path, "--origin", "hearsay").code == 2
        assert run("areas", "import", path, "--origin", "local").code == 2

    def test_real_lookups_and_layouts(self, run, shared: Path) -> None:
        data = shared / "data"
        files = [
            data / "lookup_ltla21_utla21.csv",
            data / "lookup_ltla21_region21.csv",
            data / "uk-upper-tier-local-authorities.hexjson",
        ]
        ran = run("areas", "import", *files, "--title", "Lookups")
        assert ran.code == 0, ran.err
        assert "places on a map" in ran.out
        regions = run("areas", "list", "--level", "region").rows
        assert "West Midlands" in {row["name"] for row in regions}
        assert run("areas", "check", *files[:2]).code in (0, 1)


class Answering(http.server.BaseHTTPRequestHandler):
    """A service that answers as Fingertips does, or is down."""

    content = b""
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Type", "text/csv")
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service(shared: Path) -> Iterator[str]:
    path = shared / "data" / "infant-mortality-utla-fingertips-layout.csv"
    Answering.content, Answering.status = path.read_bytes(), 200
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()


class TestFetch:
    OPTIONS = ("--indicator", "92196", "--area-type", "502")

    def test_a_download_is_kept_and_can_be_used(self, run, service: str) -> None:
        ran = run("fetch", "fingertips", *self.OPTIONS, "--base", service)
        assert ran.code == 0, ran.err
        assert "Downloaded from" in ran.err
        assert "1,510 rows taken" in ran.err
        assert run("rates", ran.out.strip()).code == 0

    def test_a_copy_where_asked(self, run, service: str) -> None:
        options = (*self.OPTIONS, "--base", service, "--out", "copy.csv")
        assert run("fetch", "fingertips", *options).code == 0
        assert Path("copy.csv").read_bytes() == Answering.content
        options = (*self.OPTIONS, "--base", service, "--out", "nowhere/copy.csv")
        assert run("fetch", "fingertips", *options).code == 2

    def test_a_page_in_place_of_figures(self, run, service: str) -> None:
        Answering.content = b"<html>We are sorry</html>"
        ran = run("fetch", "fingertips", *self.OPTIONS, "--base", service)
        assert ran.code == 2
        assert "web page where data were expected" in ran.err

    def test_wrong_use(self, run, service: str) -> None:
        assert run("fetch", "elsewhere", *self.OPTIONS).code == 2
        assert run("fetch", "fingertips", "--indicator", "x").code == 2
        options = ("--indicator", "../x", "--area-type", "502", "--base", service)
        assert run("fetch", "fingertips", *options).code == 2
        options = (*self.OPTIONS, "--base", "file:///etc")
        assert run("fetch", "fingertips", *options).code == 2
        assert FINGERTIPS.startswith("https://")
