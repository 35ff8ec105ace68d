"""The feedback deck: what the room said, for the end of the day and after it."""

from collections.abc import Sequence

from firstyear.charts import tree_picture
from firstyear.charts.levels import opened
from firstyear.charts.model import Table
from firstyear.charts.vote_words import people_words
from firstyear.reports.paper import Figure, Grid
from firstyear.reports.session.notes import points_of_groups, shown
from firstyear.reports.session.versions import LEFT_OUT, Version, checked
from firstyear.reports.session.words import (
    CONTENT_NOTICE,
    HEADINGS,
    NOT_SAID,
    day,
    heading_line,
    instrument_of,
    support_lines,
)
from firstyear.reports.slides import Deck, Slide, slides
from firstyear.sessions import Note, Session, tree

MOST_POINTS = 6
GROUPS_A_SLIDE = 2


def report_slides(
    session: Session, *, version: Version = "not-for-publication"
) -> bytes:
    """The feedback deck as PowerPoint (.pptx).

    Tree, what was said of each part, strengths, good practice, gaps, recommendations,
    actions with leads, two points of each group. Of notes the points that groups chose
    come first, six of each kind; the report has the others. Raises what `report_word`
    does.
    """
    return slides(feedback_deck(session, version=version))


def feedback_deck(session: Session, *, version: str) -> Deck:
    """The deck before it is made into a file."""
    mark = checked(session, version)
    shared = version == "share-safe"
    instrument = instrument_of(session)
    branches = tree(session, instrument)
    picture = tree_picture(branches, scale=instrument.scale)
    came = people_words(session.joined) if session.joined else "Nobody"
    return Deck(
        title=f"What we said: {session.title}",
        mark=mark,
        slides=(
            Slide(
                session.title,
                (heading_line(session), f"{came} took part.", CONTENT_NOTICE),
                says="Say aloud that the subject is hard, where the quiet space is, "
                "and who the support person is.",
            ),
            *(
                (Slide("What was left out of this version", LEFT_OUT),)
                if shared
                else ()
            ),
            Slide(
                picture.title,
                figure=Figure.of(picture),
                says=picture.sentence,
            ),
            # A tree in a hall is a shape: its words stand large on slides of their own.
            *(
                (Slide("What the room said of each part", table=_parts(picture.table)),)
                if any(one.level is not None for one in branches)
                else ()
            ),
            *(
                _notes(session, kind)
                for kind in ("strength", "good-practice", "gap", "recommendation")
            ),
            _actions(session, leads=not shared),
            *_groups(session),
            Slide(
                "If you would like to talk to somebody",
                support_lines(session),
            ),
        ),
    )


def _parts(table: Table) -> Grid:
    """Part, middle answer and how sure, as the table of the tree has them."""
    kept = ("part", "level", "confidence")
    places = [number for number, one in enumerate(table.columns) if one.name in kept]
    return Grid(
        tuple(table.columns[place].title for place in places),
        tuple(tuple(row[place].text for place in places) for row in table.rows),
        (6.0, 4.0, 2.2),
    )


def _notes(session: Session, kind: str) -> Slide:
    found: Sequence[Note] = sorted(
        shown(session, kind), key=lambda one: (not one.point, one.point)
    )
    name = HEADINGS[kind]
    if not found:
        return Slide(name, (f"No {name.lower()} were written down.",))
    kept = found[:MOST_POINTS]
    more = len(found) - len(kept)
    return Slide(
        f"{name}: {len(kept)} of {len(found)}" if more else name,
        tuple(one.text for one in kept),
        says=f"{more} more are in the report." if more else "",
    )


def _actions(session: Session, *, leads: bool) -> Slide:
    found = sorted(shown(session, "action"), key=lambda one: (one.due is None, one.due))
    if not found:
        return Slide("Actions", ("No actions were written down.",))
    header = ("Action", "Part", *(("Lead",) if leads else ()), "By when")
    rows = tuple(
        (
            one.text,
            opened(one.part),
            *((one.lead or NOT_SAID,) if leads else ()),
            day(one.due) or NOT_SAID,
        )
        for one in found
    )
    shares = (5.6, 1.3, *((2.6,) if leads else ()), 2.0)
    return Slide("What we will do", table=Grid(header, rows, shares))


def _groups(session: Session) -> list[Slide]:
    told = points_of_groups(session)
    if not told:
        return [Slide("Two points from each group", ("None were written down.",))]
    pairs = [
        told[at : at + GROUPS_A_SLIDE] for at in range(0, len(told), GROUPS_A_SLIDE)
    ]
    return [
        Slide(
            _groups_title([name for name, _ in pair if name]),
            tuple(
                f"{name}: {text}" if name else text
                for name, texts in pair
                for text in texts
            ),
        )
        for pair in pairs
    ]


def _groups_title(names: Sequence[str]) -> str:
    if not names:
        return "Two points from each group"
    return f"Two points from each group: {' and '.join(names)}"
