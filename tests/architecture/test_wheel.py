"""The wheel carries all that a user needs, and runs with no npm and no source about.

It is built from this checkout, installed into an environment of its own that takes
the dependencies from this one, and run with an empty PATH.
"""

import os
import socket
import subprocess
import sys
import sysconfig
import threading
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = "firstyear_web"
PATIENCE_SECONDS = 90


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**{k: v for k, v in os.environ.items() if k in KEPT}, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# What a process needs of the machine; nothing here says where npm or Firstyear is.
KEPT = {"SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "USERPROFILE", "APPDATA"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(
        sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder,
        cwd=ROOT, PATH="",
    )  # fmt: skip
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def held(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("installed") / "env"
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    run(
        programs / "python", "-m", "pip", "install", "-q", "--no-index", "--no-deps",
        "--find-links", wheel.parent, "firstyear",
        cwd=folder.parent, PIP_DISABLE_PIP_VERSION_CHECK="1",
    )  # fmt: skip
    # Dependencies come from here. A path file inside that folder is not followed, so
    # the source tree that this environment knows stays out of sight.
    scheme = "nt" if os.name == "nt" else "posix_prefix"
    paths = sysconfig.get_paths(scheme, vars={"base": str(folder)})
    here = sysconfig.get_paths()["purelib"]
    Path(paths["purelib"], "dependencies.pth").write_text(here, encoding="utf-8")
    return programs


def test_it_carries_assets_packs_templates_and_methods(held: set[str]) -> None:
    wanted = {
        f"{SITE}/design/static/vendor/nhsuk/nhsuk-frontend.min.css",
        f"{SITE}/design/static/vendor/nhsuk/nhsuk-frontend.min.js",
        f"{SITE}/design/static/vendor/nhsuk/NOTICE.txt",
        f"{SITE}/design/static/firstyear/firstyear.css",
        "firstyear/packs/glossary.yaml",
        "firstyear/packs/indicators/01-deaths.yaml",
        "firstyear/reports/templates/profile.html",
        "firstyear/reports/paper/paper.typ",
        "firstyear/charts/fonts/LiberationSans-Regular.ttf",
        "firstyear/charts/fonts/LICENCE-Liberation.txt",
        "firstyear/charts/fonts/LICENCE-DejaVu.txt",
        "firstyear/py.typed",
    }
    assert wanted - held == set()
    source = ROOT / "src"
    for kind in ("packs/**/*.yaml", "**/*.html"):
        for path in source.glob(f"*/{kind}"):
            assert path.relative_to(source).as_posix() in held
    for page in (ROOT / "docs" / "methods").glob("*.md"):
        assert f"{SITE}/shelf/methods/{page.name}" in held


def test_it_carries_nothing_else(held: set[str]) -> None:
    tops = {name.split("/")[0] for name in held}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "firstyear",
        "firstyear_web",
    }
    assert [name for name in held if "test" in Path(name).name.lower()] == []
    assert [name for name in held if name.endswith((".pyc", ".sqlite3", ".lock"))] == []


def test_it_runs_without_npm_and_without_the_source(
    installed: Path, tmp_path: Path
) -> None:
    said = run(installed / "firstyear", "--help", cwd=tmp_path, PATH="")
    assert "persistence" in said
    where = run(
        installed / "python",
        "-c",
        "import firstyear, firstyear_web; print(firstyear.__file__)",
        cwd=tmp_path,
        PATH="",
    )
    assert Path(where.strip()).is_relative_to(installed.parent)
    assert "ok      site" in run(
        installed / "firstyear", "check", cwd=tmp_path, PATH=""
    )


def test_its_demo_serves_pages_methods_and_assets(
    installed: Path, tmp_path: Path
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k in KEPT}
    with subprocess.Popen(
        [installed / "firstyear", "demo", "--no-browser", "--port", str(port)],
        cwd=tmp_path,
        env={**environment, "PATH": ""},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        # A site that cannot answer says nothing here: do not wait for it for ever.
        patience = threading.Timer(PATIENCE_SECONDS, server.kill)
        patience.start()
        try:
            assert server.stdout is not None
            said = server.stdout.readline().strip()
            assert said == f"Firstyear is running at http://127.0.0.1:{port}/"
            for address, words in (
                ("/", "Midshire"),
                ("/methods/rates", "Rates and their intervals"),
                ("/static/vendor/nhsuk/nhsuk-frontend.min.css", ".nhsuk-"),
            ):
                with urllib.request.urlopen(
                    f"http://127.0.0.1:{port}{address}", timeout=30
                ) as page:
                    assert words in page.read().decode("utf-8"), address
        finally:
            patience.cancel()
            server.terminate()
    assert (tmp_path / "firstyear-data" / "releases").is_dir()
