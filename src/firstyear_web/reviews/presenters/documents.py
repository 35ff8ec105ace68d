"""The report of a review as a document, and the slides of its feedback."""

from collections.abc import Iterator

from firstyear.reports.paper import Block, Grid, Heading, Notice, Paper, Points, Words
from firstyear.reports.slides import Deck, Slide
from firstyear_web.care import queries as care
from firstyear_web.design.formats import day
from firstyear_web.reviews.models import Review
from firstyear_web.reviews.presenters.advice import AdviceRow, balance
from firstyear_web.reviews.presenters.findings import FindingRow
from firstyear_web.reviews.presenters.report import (
    ReportPage,
    feedback_deck,
    report_page,
)

NOTICE = (
    "This is about why babies die, and what can be done. It may be hard to read, more "
    "so for anyone whose own baby has died. Stop whenever you want to."
)


def report_paper(review: Review, *, shared: bool) -> Paper:
    """The report: the same words as its page, whole or as they may be shared."""
    page = report_page(review, shared=shared)
    return Paper(
        title=f"{review.area_name}: what the review found",
        subtitle=f"{review.title}, {day(review.begins)} to {day(review.ends)}",
        mark=page.mark,
        blocks=tuple(_blocks(page)),
    )


def feedback_slides(review: Review, *, shared: bool) -> Deck:
    """The slides that the team says its findings back with."""
    told = feedback_deck(review, shared=shared)
    return Deck(
        title=f"What we found in {review.area_name}",
        mark=told["mark"],
        slides=(
            Slide(review.title, (f"{review.area_name}, {told['dates']}", NOTICE)),
            *(Slide(one["title"], tuple(one["points"])) for one in told["slides"]),
            Slide("If you would like to talk to somebody", _support(review.area)),
        ),
    )


def _blocks(page: ReportPage) -> Iterator[Block]:
    yield Notice("Before you read", (NOTICE, *_support(page.review.area)))
    yield Words(f"{page.headline} {page.talks}")
    if page.held:
        yield Words(f"Texts that wait to be read, and are not in here: {page.held}.")
    yield Heading("Tier")
    yield Words(page.tier.now, look="strong")
    if page.tier.reason:
        yield Words(f"Decided by people: {page.tier.reason}")
    for text in (page.tier.rule, page.tier.figures):
        if text:
            yield Words(text)
    for lens in page.lenses:
        yield Heading(lens.lens.name)
        if not lens.rows:
            yield Words(_none("finding", page))
        for row in lens.rows:
            yield from _finding(row)
    yield Heading("Recommendations")
    if page.advice.warning:
        yield Words(page.advice.warning, look="strong")
    if not page.advice.rows:
        yield Words(_none("recommendation", page))
    for advised in page.advice.rows:
        yield from _advice(advised, leads=not page.shared)
    if page.advice.rows:
        spread = balance(row.advice for row in page.advice.rows)
        yield Heading("Through whom they work", 2)
        yield Words(spread.sentence)
        yield Grid(
            ("How", "Recommendations"),
            tuple((point.name, str(number)) for point, number in spread.approaches),
            (3, 1),
            numbers=(1,),
        )
    yield from _board(page)
    yield Heading("Where things stand")
    yield Grid(
        ("List", "Answers"),
        tuple(
            (
                one.list.title,
                "; ".join(f"{label}: {number}" for label, number in one.counted),
            )
            for one in page.lists
        ),
        (2, 3),
    )
    yield from _since(page)
    if page.team:
        yield Heading("Team")
        yield Points(
            tuple(f"{one.person.display_name}: {one.part}" for one in page.team)
        )


def _finding(row: FindingRow) -> Iterator[Block]:
    yield Words(row.text, look="strong")
    about = [row.nature, row.part, *row.themes]
    yield Words("; ".join(one for one in about if one), look="small")
    yield Words(row.weighed)
    if row.evidence:
        yield Points(
            tuple(
                f"{one.kind}{f': {one.what}' if one.what else ''}{one.stop} "
                f"{one.bearing}. "
                f"{one.says}".strip()
                for one in row.evidence
            )
        )


def _advice(row: AdviceRow, *, leads: bool) -> Iterator[Block]:
    yield Words(row.text, look="strong")
    reaches = f"Reaches {row.reach.lower()}. Up to: {row.control.lower()}."
    said = [
        f"{row.level}. {reaches} {row.approach}.",
        f"High-impact change: {row.change}." if row.change else "",
        f"Stage: {row.stage.lower()}." if row.stage else "",
    ]
    yield Words(" ".join(one for one in said if one), look="small")
    if row.offer:
        until = row.advice.offer_until
        yield Words(
            f"Offer of support: {row.offer}"
            + (f", from {row.advice.provider}" if row.advice.provider else "")
            + (f", until {day(until)}." if until else ".")
        )
    lead = f" Lead: {row.advice.lead}." if leads and row.advice.lead else ""
    due = f" By {day(row.advice.due)}." if row.advice.due else ""
    yield Words(f"{row.status}.{lead}{due} {row.progress}".strip())


def _board(page: ReportPage) -> Iterator[Block]:
    yield Heading("Strengths, weaknesses, opportunities and threats")
    for side, title in page.board.sides:
        yield Heading(f"{title} ({page.board.counts[side]})", 2)
        lines = tuple(
            f"{line.text} ({row.name})"
            for row in page.board.rows
            for line in row.sides[side]
        )
        yield Points(lines) if lines else Words("None.")


def _since(page: ReportPage) -> Iterator[Block]:
    yield Heading("Feedback and follow-up")
    if not page.feedback and not page.followup:
        yield Words("None was cleared for sharing." if page.shared else "Nothing yet.")
    for one in page.feedback:
        to = "" if page.shared else f" {one.thing.to}:"
        yield Words(f"{day(one.thing.on)}.{to} {one.words['said']}")
        if one.words["answered"]:
            yield Words(f"They answered: {one.words['answered']}")
    for one in page.followup:
        yield Words(
            f"After {one.thing.months} months, {day(one.thing.held_on)}: "
            f"{one.words['done']}"
        )
        if one.words["outcome"]:
            yield Words(f"What came of it: {one.words['outcome']}")


def _none(thing: str, page: ReportPage) -> str:
    return f"No {thing} was cleared for sharing." if page.shared else f"No {thing}."


def _support(area: str) -> tuple[str, ...]:
    return tuple(one.line for one in care.support(area))
