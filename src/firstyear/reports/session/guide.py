"""For who runs the day: a guide to read before, and slides to show."""

from firstyear import packs
from firstyear.charts.levels import opened
from firstyear.charts.tree_words import numbered
from firstyear.packs import Instrument
from firstyear.reports.paper import Grid, Heading, Paper, Points, Words, pdf, word
from firstyear.reports.session.beside import invitation_blocks
from firstyear.reports.session.words import (
    CONTENT_NOTICE,
    NO_REAL_PERSON,
    clock,
    content_notice,
    heading_line,
    instrument_of,
    support_lines,
)
from firstyear.reports.slides import Deck, Slide, slides
from firstyear.sessions import AgendaLine, Item, Session, cautions, tree

VOTING = (
    "Read the question aloud, twice if wanted. Say that there is no right answer.",
    (
        "Open it. Everybody answers alone and without talking: how far it is in place, "
        "and how sure they are. Nobody sees any answer yet."
    ),
    "Wait until most have answered. Say how many are missing, and not who.",
    (
        "Reveal. Say what you see: the middle answer, and the view that only a few "
        "hold. Ask what the few have seen; do not ask who they are."
    ),
    (
        "Talk. This is what people came for. Scribes write strengths, good practice, "
        "gaps and actions."
    ),
    (
        "Vote again where the talk may have changed minds. The second vote is shown "
        "beside the first."
    ),
    "Turn what was said into an action with a lead and a date, or park it.",
)
FAMILY_SAFE = (
    (
        "Read the content notice aloud before anything else, and point out the support "
        "person, the quiet space and the doors."
    ),
    "Somebody in the room may have had a baby who died. Speak as if they had.",
    (
        "Say “babies who died”. Nobody is blamed: not mothers, not families, not "
        "staff, not a community."
    ),
    NO_REAL_PERSON,
    (
        "A worry about a child or an incident goes to the local safeguarding lead at "
        "once, outside this session; nothing of it is typed."
    ),
    "Keep the breaks. Anyone may leave a screen or the room without saying why.",
    "People who came with their own experience are not asked to tell it.",
)
BEFORE = (
    (
        "Run `firstyear room-check` the day before, on the laptop and the Wi-Fi of "
        "the day."
    ),
    "Print the paper sheets, the recording book and the joining sheet.",
    "Agree the scribes, one a group, and show them where to type.",
    "Name the support person, the quiet space, the interpreter and the breaks.",
)


def facilitator_guide_word(session: Session) -> bytes:
    """The guide as Word (.docx): agenda with minutes, how to vote, rules of care."""
    return word(_guide(session))


def facilitator_guide_pdf(session: Session) -> bytes:
    """The same guide as PDF/UA-1."""
    return pdf(_guide(session))


def facilitator_slides(session: Session) -> bytes:
    """Slides for the day as PowerPoint (.pptx): welcome, rules, agenda, each part.

    Questions are not on them: the room sees each when it is opened.
    """
    return slides(_deck(session))


def _guide(session: Session) -> Paper:
    instrument = instrument_of(session)
    planned = sum(one.minutes for one in session.agenda)
    return Paper(
        title=f"Guide for facilitators: {session.title}",
        subtitle=heading_line(session),
        blocks=(
            content_notice(session),
            Heading("Before the day"),
            Points(tuple(one.replace("`", "") for one in BEFORE)),
            Heading("Agenda"),
            _agenda(session),
            Words(f"{planned} of {session.minutes} minutes are planned."),
            *_minded(session),
            *invitation_blocks(session),
            Heading("How to run a vote"),
            Points(VOTING),
            Heading("Care for people in the room"),
            Points(FAMILY_SAFE),
            Heading("What levels mean"),
            Points(
                tuple(
                    f"{level} {opened(words)}"
                    for level, words in enumerate(instrument.scale)
                )
            ),
            Words(
                "Levels are the area’s own words for its own use over time. They are "
                "not added up and areas are not compared by them. Broad groups are "
                "shown only with at least five voices."
            ),
            Heading("The parts"),
            Grid(
                ("Part", "What it is about"),
                tuple(
                    (numbered(one), instrument.part(one.part).says)
                    for one in tree(session, instrument)
                ),
                (2, 4),
            ),
        ),
    )


def _agenda(session: Session) -> Grid | Words:
    if not session.agenda:
        return Words("No agenda has been planned yet.")
    passed = 0
    rows = []
    for one in session.agenda:
        at = clock(session, passed) or _clock(passed)
        rows.append((at, _titled(one), str(one.minutes)))
        passed += one.minutes
    timed = session.starts is not None
    return Grid(
        ("At" if timed else "After", "What", "Minutes"),
        tuple(rows),
        (1, 5, 1),
        caption="The day, if it starts on time"
        if timed
        else "Hours and minutes from the start",
        numbers=(2,),
    )


def _minded(session: Session) -> list[Points]:
    items = [
        Item(one.kind, one.title, one.minutes, one.ref)  # type: ignore[arg-type]
        for one in session.agenda
    ]
    expected = session.expected or len(session.invited) or None
    found = cautions(items, minutes=session.minutes, people=expected)
    if not found:
        return []
    return [Points(tuple(f"{one.text} {one.remedy}" for one in found))]


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _titled(line: AgendaLine) -> str:
    if line.kind == "part" and line.ref[:1].isdigit():
        return f"Part {line.ref}: {line.title}"
    return line.title


def _deck(session: Session) -> Deck:
    instrument = instrument_of(session)
    return Deck(
        title=session.title,
        slides=(
            Slide(session.title, (heading_line(session), CONTENT_NOTICE)),
            Slide("If you would like to talk to somebody", support_lines(session)),
            Slide(
                "What today is for",
                tuple(one.name for one in packs.points("session-aim"))
                + tuple(one.name for one in packs.points("session-outcomes")),
            ),
            Slide(
                "How we treat each other",
                (
                    "No right answers. What you see from your place is what we need.",
                    NO_REAL_PERSON,
                    "Nobody is blamed: not families, not staff.",
                    "Leave when you want to, and come back when you want to.",
                ),
            ),
            Slide(
                "How we vote",
                (
                    "Alone first: how far is it in place, and how sure are you?",
                    "Answers are hidden until we look at them together.",
                    "Then we talk, and sometimes vote again.",
                    (
                        "The link from a vote to a device is destroyed when the "
                        "session closes."
                    ),
                ),
            ),
            Slide(
                "What levels mean",
                tuple(
                    f"{level} {opened(words)}"
                    for level, words in enumerate(instrument.scale)
                ),
            ),
            Slide("The day", table=_plan(session)) if session.agenda else _no_plan(),
            *_parts(session, instrument),
            Slide(
                "What happens next",
                (
                    "Each action has a lead and a date.",
                    "The report is there before we leave.",
                    "Thank you.",
                ),
            ),
        ),
    )


def _plan(session: Session) -> Grid:
    return Grid(
        ("What", "Minutes"),
        tuple((_titled(one), str(one.minutes)) for one in session.agenda),
        (6, 1),
    )


def _no_plan() -> Slide:
    return Slide("The day", ("No agenda has been planned yet.",))


def _parts(session: Session, instrument: Instrument) -> list[Slide]:
    minutes = {one.ref: one.minutes for one in session.agenda if one.kind == "part"}
    return [
        Slide(
            numbered(branch),
            (
                instrument.part(branch.part).says,
                *(
                    (f"{minutes[branch.part]} minutes",)
                    if branch.part in minutes
                    else ()
                ),
            ),
            says="Open the vote on the part from the console when you have read this "
            "aloud.",
        )
        for branch in tree(session, instrument)
        if not minutes or branch.part in minutes
    ]
