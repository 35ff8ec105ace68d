"""The report of a session as blocks, in the order in which it is read."""

from collections import Counter

from firstyear.charts import BROAD_GROUPS, tree_picture
from firstyear.charts.tree_words import numbered
from firstyear.charts.vote_words import people_words
from firstyear.packs import Instrument
from firstyear.reports.paper import (
    Block,
    Figure,
    Grid,
    Heading,
    NewPage,
    Notice,
    Paper,
    Points,
    Words,
)
from firstyear.reports.session.ballots import (
    level_grid,
    level_row,
    poll_blocks,
    told,
    vote_blocks,
)
from firstyear.reports.session.beside import report_blocks
from firstyear.reports.session.notes import (
    approach_blocks,
    feedback_blocks,
    led_grid,
    loose_notes,
    part_notes,
    shown,
)
from firstyear.reports.session.versions import LEFT_OUT, checked
from firstyear.reports.session.words import (
    HEADINGS,
    content_notice,
    counted,
    day,
    heading_line,
    instrument_of,
    role_name,
)
from firstyear.sessions import EVALUATION, Session, tree

HOW_TO_READ = (
    (
        "Levels are the room’s own words for how things are here. They are for this "
        "area’s own comparison over time; they are not added up, and areas are not "
        "compared by them."
    ),
    (
        "The middle answer is that of the middle person when everybody stands in order "
        "of their level. Where the two in the middle differ, both are named."
    ),
    (
        "Each answered alone first. Answers were hidden until the room was shown them "
        "together; then people talked and, on some, voted again."
    ),
    (
        "Strengths, gaps and actions are what scribes wrote down while people talked. "
        "They are what was said, and have not been checked."
    ),
)


def report_paper(session: Session, *, version: str) -> Paper:
    """The whole report of a version."""
    mark = checked(session, version)
    shared = version == "share-safe"
    instrument = instrument_of(session)
    return Paper(
        title=f"Report of the session: {session.title}",
        subtitle=heading_line(session),
        mark=mark,
        blocks=(
            content_notice(session),
            *(_left_out() if shared else ()),
            *_glance(session, instrument),
            Heading("How to read this"),
            Points(HOW_TO_READ),
            NewPage(),
            *_tree(session, instrument),
            Heading("What we will do"),
            led_grid(session, "action", leads=not shared),
            *approach_blocks(session),
            Heading("What we recommend"),
            led_grid(session, "recommendation", leads=not shared),
            Heading("Two points from each group"),
            *feedback_blocks(session),
            NewPage(),
            *_parts(session, instrument, by_group=not shared),
            *_polls(session),
            *_people(session, shared=shared),
            *(() if shared else _parked(session)),
            *_method(session, instrument, shared=shared),
        ),
    )


def _left_out() -> list[Block]:
    return [Notice("What was left out of this version", LEFT_OUT)]


def _glance(session: Session, instrument: Instrument) -> list[Block]:
    parts = [one for one in tree(session, instrument) if one.level is not None]
    notes = ", ".join(counted(len(shown(session, kind)), kind) for kind in HEADINGS)
    came = people_words(session.joined) if session.joined else "Nobody"
    lines = [
        f"{came} took part.",
        f"The room voted on {len(parts)} of {len(instrument.parts)} parts.",
        f"Written down: {notes}.",
    ]
    held = sum(one.state == "held" for one in session.notes)
    if held:
        lines.append(
            f"{held} {'note is' if held == 1 else 'notes are'} held back until "
            "somebody has read and cleared them, and not in this report."
        )
    return [Heading("At a glance"), Points(tuple(lines))]


def _tree(session: Session, instrument: Instrument) -> list[Block]:
    picture = tree_picture(tree(session, instrument), scale=instrument.scale)
    wanted = ("part", "level", "confidence", "answered", "strength", "gap")
    places = [i for i, one in enumerate(picture.table.columns) if one.name in wanted]
    return [
        Heading(picture.title),
        Words(picture.sentence),
        Figure.of(picture),
        Grid(
            tuple(picture.table.columns[i].title for i in places),
            tuple(tuple(row[i].text for i in places) for row in picture.table.rows),
            (5, 2.6, 1.8, 1.5, 1.9, 1.2),
            caption=picture.caption,
            numbers=(3, 4, 5),
        ),
    ]


def _parts(session: Session, instrument: Instrument, *, by_group: bool) -> list[Block]:
    blocks: list[Block] = [Heading("Part by part")]
    for branch in tree(session, instrument):
        part = instrument.part(branch.part)
        blocks += [Heading(numbered(branch), 2), Words(part.says, "lead")]
        ballot = session.ballot(f"part:{part.id}")
        if ballot is None:
            blocks.append(Words("The room did not vote on this.", "small"))
        else:
            blocks += vote_blocks(session, ballot, instrument.scale, by_group=by_group)
        blocks += _starred(session, instrument, part.id)
        blocks += part_notes(session, part.id)
    blocks += loose_notes(session, [one.id for one in instrument.parts])
    return blocks


def _starred(session: Session, instrument: Instrument, part: str) -> list[Block]:
    """Questions of a part that were voted on by themselves."""
    rows = [
        level_row(f"{one.question} {one.title}".strip(), found, instrument.scale)
        for one in session.ballots
        if one.part == part and one.id != f"part:{part}"
        if (found := told(session, one)) is not None
    ]
    if not rows:
        return []
    return [level_grid(rows, "Question", "Questions that the room voted on")]


def _polls(session: Session) -> list[Block]:
    asked = [one for one in session.ballots if one.kind != "level"]
    answered = {one.ballot for one in session.answers}
    form = [one for one in asked if one.id.startswith(EVALUATION)]
    # A form that nobody has to fill in says once that nobody did, not at each question.
    left = [one for one in form if one.id not in answered]
    blocks = [
        block
        for ballot in asked
        if ballot not in left
        for block in poll_blocks(session, ballot)
    ]
    if form and len(left) == len(form):
        blocks.append(Words("Nobody filled in the form about the session."))
    elif left:
        blocks.append(Words("Of the form about the session, nobody answered:"))
        blocks.append(Points(tuple(one.title for one in left)))
    return [Heading("What the room was asked besides"), *blocks] if blocks else []


def _people(session: Session, *, shared: bool) -> list[Block]:
    blocks: list[Block] = [Heading("Who came")]
    if shared:
        rows = tuple(
            (BROAD_GROUPS.get(group, group), str(people))
            for group, people in session.joined_by_role.items()
        )
        blocks.append(Words(f"{people_words(session.joined)} took part."))
        if rows:
            blocks.append(
                Grid(
                    ("Broad group", "People"),
                    rows,
                    (5, 1),
                    caption="Broad groups of five people and more",
                    numbers=(1,),
                )
            )
        return blocks
    if session.joined:
        blocks.append(Words(f"{people_words(session.joined)} took part."))
    asked = Counter(one.role for one in session.invited)
    came = Counter(one.role for one in session.invited if one.came)
    roles = dict.fromkeys([*asked, *session.joined_by_role])
    if not roles:
        nobody = Words("No roles were recorded.")
        return [*blocks, nobody, *report_blocks(session)]
    # Unless somebody ticked who came, nobody knows, and a column of noughts would say
    # that all stayed away.
    columns = {"Invited": asked, "Came": came, "Answered": session.joined_by_role}
    if not came:
        del columns["Came"]
    blocks.append(
        Grid(
            ("Role", *columns),
            tuple(
                (role_name(role), *(str(one.get(role, 0)) for one in columns.values()))
                for role in roles
            ),
            (5, *(1.2 for _ in columns)),
            caption="Attendance by role",
            numbers=tuple(range(1, len(columns) + 1)),
        )
    )
    if not came and asked:
        blocks.append(Words("Nobody ticked who of them came."))
    missing = [role_name(role) for role in asked if came and not came[role]]
    if missing and session.state == "closed":
        blocks.append(Words("Invited, and nobody came:"))
        blocks.append(Points(tuple(missing)))
    return [*blocks, *report_blocks(session)]


def _parked(session: Session) -> list[Block]:
    texts = tuple(one.text for one in session.parked if one.state == "shown")
    blocks: list[Block] = [Heading("Put aside for another time")]
    return [*blocks, Points(texts) if texts else Words("Nothing was put aside.")]


def _method(session: Session, instrument: Instrument, *, shared: bool) -> list[Block]:
    modes = {
        "phones": "People answered on their own phones.",
        "tablets": "People answered on shared tablets.",
        "one-device": "Answers were given by hands, cards and paper and keyed in.",
    }
    sent = tuple(f"{one.to}, {day(one.on)}" for one in session.circulated)
    blocks: list[Block] = [
        Heading("How it was done"),
        Words(
            f"{instrument.title} Version {instrument.version} of the instrument, "
            f"{len(instrument.parts)} parts. {modes[session.mode]} The link from an "
            "answer to a device is destroyed when the session closes."
        ),
        Words(
            "Broad groups are shown by themselves only with at least five voices in "
            "the group and five in the rest."
        ),
    ]
    if instrument.changes:
        blocks.append(Words("This copy of the instrument differs from its original:"))
        blocks.append(Points(instrument.changes))
    if sent and not shared:
        blocks += [Words("Sent to:"), Points(sent)]
    return blocks
