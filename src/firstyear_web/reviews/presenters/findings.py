"""Findings by lens: what each rests on, which kinds agree, and which are missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from firstyear import packs
from firstyear.packs import Point
from firstyear_web.design.formats import part_name
from firstyear_web.reviews import queries
from firstyear_web.reviews.informants import informants
from firstyear_web.reviews.lists import check_list, themes
from firstyear_web.reviews.models import Evidence, Finding, Review
from firstyear_web.reviews.places import places
from firstyear_web.reviews.presenters.wording import listed, sharable, words

KIND_WORDS: Final = {
    "figure": "figures",
    "document": "documents",
    "interview": "interviews",
    "session": "sessions",
}


@dataclass(frozen=True)
class EvidenceRow:
    evidence: Evidence
    kind: str
    what: str
    says: str
    bearing: str
    indicator: str = ""

    @property
    def stop(self) -> str:
        """What ends the sentence on `what`, which may be a question."""
        return "" if self.what.endswith("?") else "."


@dataclass(frozen=True)
class FindingRow:
    """A finding and what it rests on. `weighed` says it in one sentence."""

    finding: Finding
    text: str
    nature: str
    part: str
    themes: tuple[str, ...]
    evidence: tuple[EvidenceRow, ...]
    agreeing: tuple[str, ...]
    against: tuple[str, ...]
    missing: tuple[str, ...]
    weighed: str


@dataclass(frozen=True)
class LensRows:
    lens: Point
    rows: tuple[FindingRow, ...]


def by_lens(review: Review, *, shared: bool = False) -> tuple[LensRows, ...]:
    """All four lenses in order, each with its findings; with `shared` cleared ones."""
    found = queries.findings(review)
    kept = sharable(found) if shared else found
    rows = [finding_row(one, shared=shared) for one in kept]
    return tuple(
        LensRows(lens, tuple(row for row in rows if row.finding.lens == lens.id))
        for lens in packs.points("four-lenses")
    )


def finding_row(finding: Finding, *, shared: bool = False) -> FindingRow:
    """One finding; with `shared` its evidence says of what kind it is and no more."""
    held = tuple(finding.evidence.all())
    agreeing, against, missing = weigh(held)
    return FindingRow(
        finding=finding,
        text=words(finding)["text"],
        nature=Finding.Nature(finding.nature).label,
        part=part_title(finding.part),
        themes=tuple(themes().get(one, one) for one in finding.themes),
        evidence=tuple(_row(one, shared=shared) for one in held),
        agreeing=agreeing,
        against=against,
        missing=missing,
        weighed=_weighed(agreeing, against, missing),
    )


def weigh(
    evidence: Iterable[Evidence],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Which kinds agree, which say otherwise, and which are missing.

    A kind whose pieces disagree among themselves stands in both of the first two.
    """
    pieces = [(one.kind, one.bearing) for one in evidence]
    agreeing = tuple(kind for kind in KIND_WORDS if (kind, "agrees") in pieces)
    against = tuple(kind for kind in KIND_WORDS if (kind, "disagrees") in pieces)
    there = {kind for kind, _ in pieces}
    return agreeing, against, tuple(kind for kind in KIND_WORDS if kind not in there)


def part_title(part: str) -> str:
    """The title of a part of the workbook, blank for none."""
    parts = packs.instrument("infant-mortality").parts
    return next(
        (f"{part_name(one.id)}: {one.title}" for one in parts if one.id == part), ""
    )


def _weighed(
    agreeing: tuple[str, ...], against: tuple[str, ...], missing: tuple[str, ...]
) -> str:
    if len(missing) == len(KIND_WORDS):
        return "It rests on nothing yet."
    said = []
    if len(agreeing) > 1:
        said.append(f"{_kinds(agreeing).capitalize()} agree.")
    elif agreeing:
        said.append(f"Only {_kinds(agreeing)} say so.")
    if against:
        said.append(f"{_kinds(against).capitalize()} say otherwise.")
    if not agreeing and not against:
        said.append("What there is does not settle it.")
    if missing:
        said.append(f"Missing: {_kinds(missing)}.")
    return " ".join(said)


def _kinds(kinds: Iterable[str]) -> str:
    return listed(KIND_WORDS[one] for one in kinds)


def _row(evidence: Evidence, *, shared: bool) -> EvidenceRow:
    kind = Evidence.Kind(evidence.kind).label
    bearing = Evidence.Bearing(evidence.bearing).label
    if shared:
        # A role in a small place is a person: of talks only the kind is told.
        named = evidence.kind in ("figure", "document")
        what = _what(evidence) if named else ""
        says = evidence.says if evidence.cleared and not evidence.held else ""
    else:
        what, says = _what(evidence), words(evidence)["says"]
    return EvidenceRow(evidence, kind, what, says, bearing, evidence.indicator)


def _what(evidence: Evidence) -> str:
    if evidence.kind == "figure":
        name = packs.indicators()[evidence.indicator].name
        when = f", {evidence.period}" if evidence.period else ""
        return f"{name}{when}"
    if evidence.kind == "document":
        return check_list("documents").item(evidence.ref).name
    if evidence.kind == "interview":
        talk = evidence.review.interview_rows.filter(pk=int(evidence.ref)).first()
        return "" if talk is None else informants().get(talk.role, talk.role)
    found = evidence.review.session_links.filter(session_id=evidence.ref).first()
    if found is None:
        return "A session taken off"
    place = places(evidence.review, evidence.ref).get(evidence.place, "")
    return f"{found.session.title}{f'. {place}' if place else ''}"
