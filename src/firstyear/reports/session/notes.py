"""What scribes wrote, as blocks: by part, and together as actions with their leads."""

from collections.abc import Sequence

from firstyear.charts.levels import opened
from firstyear.reports.paper import Block, Grid, Heading, Points, Words
from firstyear.reports.session.words import HEADINGS, NOT_SAID, day, note_words
from firstyear.sessions import Note, Session, approach_balance

IN_PARTS = ("strength", "good-practice", "gap")


def shown(session: Session, kind: str, part: str | None = None) -> list[Note]:
    """Notes of a kind that may be shown, of one part or of all."""
    return [
        one
        for one in session.notes
        if one.kind == kind
        and one.state == "shown"
        and (part is None or one.part == part)
    ]


def part_notes(session: Session, part: str) -> list[Block]:
    """Strengths, good practice and gaps of a part; a line where there are none."""
    blocks: list[Block] = []
    for kind in IN_PARTS:
        found = shown(session, kind, part)
        if found:
            blocks.append(Words(HEADINGS[kind], "strong"))
            blocks.append(Points(tuple(note_words(one) for one in found)))
    return blocks or [Words("No strengths or gaps were written down.", "small")]


def loose_notes(session: Session, parts: Sequence[str]) -> list[Block]:
    """Notes that belong to no part of the instrument: of discussions, say."""
    found = [
        one
        for kind in IN_PARTS
        for one in shown(session, kind)
        if one.part not in parts
    ]
    if not found:
        return []
    return [
        Heading("Not about one part", 2),
        *(
            block
            for kind in IN_PARTS
            if (held := [one for one in found if one.kind == kind])
            for block in (
                Words(HEADINGS[kind], "strong"),
                Points(tuple(note_words(one) for one in held)),
            )
        ),
    ]


def led_grid(session: Session, kind: str, *, leads: bool) -> Block:
    """Actions or recommendations with part, date and, where told, the lead."""
    found = shown(session, kind)
    name = HEADINGS[kind]
    if not found:
        return Words(f"No {name.lower()} were written down.")
    found.sort(key=lambda one: (one.due is None, one.due, one.part))
    rows = tuple(
        (
            note_words(one),
            opened(one.part),
            *((one.lead or NOT_SAID,) if leads else ()),
            day(one.due) or NOT_SAID,
        )
        for one in found
    )
    return Grid(
        (name[:-1], "Part", *(("Lead",) if leads else ()), "By when"),
        rows,
        (6, 1.2, *((2.4,) if leads else ()), 1.8),
        caption=f"{name}, the earliest first",
    )


def points_of_groups(session: Session) -> list[tuple[str, tuple[str, ...]]]:
    """The two points that each discussion group feeds back."""
    marked = [one for one in session.notes if one.point and one.state == "shown"]
    names = dict.fromkeys([*session.groups, *(one.group for one in marked)])
    found = []
    for name in names:
        held = sorted(
            (one for one in marked if one.group == name), key=lambda one: one.point
        )
        if held:
            found.append((name, tuple(one.text for one in held)))
    return found


def feedback_blocks(session: Session) -> list[Block]:
    groups = points_of_groups(session)
    if not groups:
        return [Words("No group’s points were written down.")]
    blocks: list[Block] = []
    for name, texts in groups:
        if name:
            blocks.append(Words(name, "strong"))
        blocks.append(Points(texts))
    return blocks


def approach_blocks(session: Session) -> list[Block]:
    """Through whom the actions work; nothing where there is no action."""
    actions = shown(session, "action")
    if not actions:
        return []
    found = approach_balance((one.approach for one in actions), noun="action")
    return [
        Heading("Through whom they work", 2),
        Words(found.sentence),
        Grid(
            ("How", "Actions"),
            tuple((point.name, str(number)) for point, number in found.approaches),
            (3, 1),
            numbers=(1,),
        ),
    ]
