"""Words of the glossary that packs and pages name are in the glossary.

Run: python tools/check_terms.py
"""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKS = Path("src/firstyear/packs")
EXPLAINED = re.compile(r"\bterm\(\s*[\"']([^\"']+)[\"']")


def problems(root: Path = ROOT) -> list[str]:
    """Every mention of a term that the glossary pack does not hold."""
    pack = yaml.safe_load((root / PACKS / "glossary.yaml").read_text(encoding="utf-8"))
    known = {entry["id"] for entry in pack["entries"]}
    named = [
        (f"glossary.yaml, {entry['id']}", other)
        for entry in pack["entries"]
        for other in entry.get("see", [])
    ]
    for path in sorted((root / "src" / "firstyear_web").glob("**/jinja2/**/*.html")):
        text = path.read_text(encoding="utf-8")
        named += [(path.name, found) for found in EXPLAINED.findall(text)]
    return [
        f"{where} names {term!r}, which the glossary does not hold"
        for where, term in named
        if term not in known
    ]


if __name__ == "__main__":
    for problem in (all_of_them := problems()):
        print(problem)
    raise SystemExit(bool(all_of_them))
