"""Writes GLOSSARY.md from the glossary pack: python tools/write_glossary.py"""

from pathlib import Path

import firstyear as fy

PAGE = Path(__file__).parents[1] / "GLOSSARY.md"

PARTS = {
    "word": "The words of Firstyear",
    "field": "Words of the field",
    "data": "Words about data",
    "statistics": "Words about method",
}

OPENING = """\
# Glossary

One word for one idea, the same in the code, the pages, the packs and the documents.
Where a page for families says it differently, that is given too. This page is written
by `tools/write_glossary.py` from `src/firstyear/packs/glossary.yaml`.
"""


def glossary_page() -> str:
    """The whole page as Markdown."""
    terms = fy.packs.glossary()
    lines = [OPENING]
    for kind, title in PARTS.items():
        lines.append(f"## {title}\n")
        members = [term for term in terms.values() if term.kind == kind]
        for term in sorted(members, key=lambda term: term.term.lower()):
            short = f" ({term.abbreviation})" if term.abbreviation else ""
            say = f" Pages for families say: {term.say}." if term.say else ""
            others = ", ".join(terms[name].term for name in term.see)
            see = f" See {others}." if others else ""
            lines.append(f"**{term.term}**{short}: {term.definition}{say}{see}\n")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(glossary_page(), encoding="utf-8")
    print(f"{PAGE} is written")
