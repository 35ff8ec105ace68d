"""What is printed for the room: the recording book, and sheets to vote on paper."""

from collections.abc import Mapping

from firstyear.charts.levels import SURE_WORDS, opened
from firstyear.packs import Instrument, Part, Question
from firstyear.reports.paper import (
    Block,
    Heading,
    NewPage,
    Paper,
    Ruled,
    Ticks,
    Words,
    pdf,
    word,
)
from firstyear.reports.session.words import (
    NO_REAL_PERSON,
    content_notice,
    heading_line,
    instrument_of,
)
from firstyear.sessions import Ballot, Session

FIELDS = ("Strengths", "Good practice", "Gaps", "Improvements")
FIELD_LINES, ACTION_LINES = 3, 3
ACTION = "Action, who leads it, by when"
LARGE = 20
FOR_SCRIBES = (
    "One sheet follows for each vote. Print as many of each as people want paper.",
    "Hand it out when its vote is opened; collect it before the answers are shown.",
    "Number each sheet and key it in by the words after “Sheet for”, from the console.",
    "Then shred it with the others.",
)


def recording_book_word(
    session: Session, *, figures: Mapping[str, str] | None = None, core: bool = False
) -> bytes:
    """The recording book as Word (.docx), with the ids that the screens have.

    For each part: its questions with helper, the area's figure where `figures` has a
    sentence for the question's id, boxes for levels with their descriptors, then four
    fields and lines for actions. `core` keeps to the core set.
    """
    return word(_book(session, figures or {}, core))


def recording_book_pdf(
    session: Session, *, figures: Mapping[str, str] | None = None, core: bool = False
) -> bytes:
    """The same book as PDF/UA-1."""
    return pdf(_book(session, figures or {}, core))


def paper_sheet_pdf(session: Session, *, size: float = LARGE) -> bytes:
    """Sheets to vote on paper, one for each ballot of the session, in large print.

    Each bears the ballot's id, so that a scribe can key it in, and no place for a
    name. `size` is that of the letters in points.
    """
    return pdf(_sheets(session, size))


def _book(session: Session, figures: Mapping[str, str], core: bool) -> Paper:
    instrument = instrument_of(session)
    blocks: list[Block] = [
        content_notice(session),
        Words(NO_REAL_PERSON, "strong"),
        Words(
            "Write what the group says, in its words. The number before a question is "
            "the same on every screen and sheet."
        ),
    ]
    for part in instrument.parts:
        blocks.append(NewPage())
        blocks += _part(instrument, part, figures, core)
    return Paper(
        title=f"Recording book: {session.title}",
        subtitle=heading_line(session),
        language=instrument.language,
        blocks=tuple(blocks),
    )


def _part(
    instrument: Instrument, part: Part, figures: Mapping[str, str], core: bool
) -> list[Block]:
    number = f"Part {part.id}: " if part.id[:1].isdigit() else ""
    blocks: list[Block] = [
        Heading(f"{number}{part.title}"),
        Words(part.says),
        Words(
            f"The room’s level ({number.removesuffix(': ').lower() or part.id})", "lead"
        ),
        Ticks(_levels(instrument)),
    ]
    theme = ""
    for one in instrument.questions(part.id, core=core):
        if one.theme != theme:
            blocks.append(Heading(one.theme, 2))
            theme = one.theme
        blocks += _question(one, figures)
    blocks.append(Heading("What the group wrote down", 2))
    blocks += [Ruled(name, FIELD_LINES) for name in FIELDS]
    blocks += [Ruled(ACTION, 1) for _ in range(ACTION_LINES)]
    return blocks


def _question(one: Question, figures: Mapping[str, str]) -> list[Block]:
    blocks: list[Block] = [
        Words(f"{one.id}  {one.text}", "strong"),
        Words(one.helper, "lead"),
    ]
    if one.id in figures:
        blocks.append(Words(f"Here: {figures[one.id]}", "lead"))
    if one.levels:
        blocks.append(
            Ticks(tuple(f"{level}  {said}" for level, said in enumerate(one.levels)))
        )
    elif one.answer == "figure":
        blocks.append(Ruled("The figure, its years and where it is from", 1))
    elif one.answer == "who":
        blocks.append(Ruled("Who (a role, not a name)", 1))
    elif one.answer == "choose-several":
        blocks.append(Ticks(("Yes", "No", "Do not know")))
    else:
        blocks.append(Ruled("What was said", 2))
    return blocks


def _levels(instrument: Instrument) -> tuple[str, ...]:
    return (
        *(f"{level}  {opened(said)}" for level, said in enumerate(instrument.scale)),
        "I do not know",
    )


def _sheets(session: Session, size: float) -> Paper:
    instrument = instrument_of(session)
    blocks: list[Block] = [Words(one) for one in FOR_SCRIBES]
    if not session.ballots:
        blocks.append(Words("No votes have been planned yet."))
    for ballot in session.ballots:
        blocks += [NewPage(), *_sheet(ballot, instrument)]
    return Paper(
        title=f"Voting sheets: {session.title}",
        subtitle=heading_line(session),
        mark="No name. Tick, fold, hand in.",
        size=size,
        language=instrument.language,
        blocks=tuple(blocks),
    )


def _called(ballot: Ballot) -> str:
    """`part 13`, `question 13.1.a`: the id as screens say it."""
    return ballot.id.replace(":", " ")


def _sheet(ballot: Ballot, instrument: Instrument) -> list[Block]:
    head: list[Block] = [
        Heading(ballot.title),
        Words(f"Sheet for {_called(ballot)}", "small"),
    ]
    if ballot.kind == "level":
        return [
            *head,
            Words("How far is it in place here?", "lead"),
            Ticks(_told(ballot, instrument)),
            Words("How sure are you?", "lead"),
            Ticks(tuple(opened(said) for word_, said in SURE_WORDS.items() if word_)),
        ]
    if ballot.kind in ("cloud", "text"):
        return [*head, Ruled("Your words. Nothing about a real person.", 4)]
    if ballot.kind == "rank":
        return [
            *head,
            Words("Write 1, 2 and 3 beside the three that matter most.", "lead"),
            Ticks(ballot.options),
        ]
    if ballot.kind == "scale":
        return [
            *head,
            Words("Write 1 to 5 beside each: 1 the lowest, 5 the highest.", "lead"),
            Ticks(ballot.options),
        ]
    said = (
        f"Choose up to {ballot.most}." if ballot.most else "Choose all that are true."
    )
    return [*head, Words(said, "lead"), Ticks(ballot.options)]


def _told(ballot: Ballot, instrument: Instrument) -> tuple[str, ...]:
    """A question's own descriptors; for a part the words of the scale."""
    known = {one.id: one for one in instrument.entries}
    question = known.get(ballot.question)
    if question is None or not question.levels:
        return _levels(instrument)
    return (
        *(f"{level}  {said}" for level, said in enumerate(question.levels)),
        "I do not know",
    )
