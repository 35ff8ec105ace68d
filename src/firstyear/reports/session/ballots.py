"""What each ballot came to, as blocks: levels with their shift, and the polls."""

from collections import Counter
from collections.abc import Sequence

from firstyear.charts import (
    BROAD_GROUPS,
    cloud_picture,
    groups_picture,
    shift_picture,
    vote_picture,
)
from firstyear.charts.levels import SURE_WORDS, opened
from firstyear.charts.tree_words import middle_words
from firstyear.charts.vote_words import people_words
from firstyear.reports.paper import Block, Figure, Grid, Heading, Points, Words
from firstyear.sessions import (
    Answer,
    Ballot,
    Session,
    Spread,
    counted_words,
    groups,
    groups_differ,
    shift,
    spread,
    voices,
)

LEVEL_HEADER = (
    "", "0", "1", "2", "3", "Do not know", "Middle answer", "How sure",
)  # fmt: skip
LEVEL_SHARES = (6, 0.9, 0.9, 0.9, 0.9, 1.6, 2.6, 1.9)
PICTURE_SHARE = 0.8


def told(session: Session, ballot: Ballot) -> Spread | None:
    """The latest vote on a ballot that the room saw; None where there is none."""
    if ballot.kind != "level" or not ballot.revealed:
        return None
    found = spread(voices(session, ballot.id, ballot.revealed))
    return found if found.answered else None


def level_row(name: str, found: Spread, scale: Sequence[str]) -> tuple[str, ...]:
    """A ballot of levels as a row of a table."""
    return (
        name,
        *(str(count) for count in found.counts),
        str(found.unknown),
        middle_words(found.middle, scale),
        opened(SURE_WORDS[found.confidence]),
    )


def level_grid(rows: Sequence[tuple[str, ...]], first: str, caption: str) -> Grid:
    return Grid(
        (first, *LEVEL_HEADER[1:]),
        tuple(rows),
        LEVEL_SHARES,
        caption=caption,
        numbers=(1, 2, 3, 4, 5),
    )


def vote_blocks(
    session: Session, ballot: Ballot, scale: Sequence[str], *, by_group: bool
) -> list[Block]:
    """A vote with its picture, what a second vote changed, and where groups differ."""
    found = told(session, ballot)
    if found is None:
        return [Words("The room did not vote on this.", "small")]
    name = ballot.id.replace(":", "-")
    picture = vote_picture(
        found, identifier=name, scale=scale, people=session.joined or None
    )
    blocks: list[Block] = [
        Words(f"{picture.title}.", "strong"),
        Figure.of(picture, share=PICTURE_SHARE),
        Words(picture.sentence, "small"),
    ]
    heard = voices(session, ballot.id, ballot.revealed)
    if ballot.revealed > 1:
        second = shift_picture(
            shift(voices(session, ballot.id, ballot.revealed - 1), heard),
            identifier=f"{name}-shift",
            scale=scale,
        )
        blocks += [
            Words(
                f"After talking: {second.title[0].lower()}{second.title[1:]}.", "strong"
            ),
            Figure.of(second, share=PICTURE_SHARE),
            Words(second.sentence, "small"),
        ]
    shown = groups(heard, order=list(BROAD_GROUPS))
    if by_group and groups_differ(shown):
        apart = groups_picture(shown, identifier=f"{name}-groups", scale=scale)
        blocks += [
            Words(f"{apart.title}.", "strong"),
            Figure.of(apart, share=PICTURE_SHARE),
            Words(apart.sentence, "small"),
        ]
    return [*blocks, *_kept(session, ballot)]


def _kept(session: Session, ballot: Ballot) -> list[Block]:
    """Views that their authors agreed to show, of every vote that the room saw.

    Each stands once: a second vote takes back nothing that was said in the first.
    """
    views = dict.fromkeys(
        f"“{one.text}”"
        for round_ in range(1, ballot.revealed + 1)
        for one in _seen(session, ballot, round_)
        if one.kept and one.text
    )
    if not views:
        return []
    told = Words("A view to keep, shown with its author’s agreement:")
    return [told, Points(tuple(views))]


def poll_blocks(session: Session, ballot: Ballot) -> list[Block]:
    """A poll: its question, how many answered, and what they said."""
    answers = _seen(session, ballot)
    if ballot.kind == "level":
        return []
    blocks: list[Block] = [Heading(ballot.title, 2)]
    if not ballot.revealed:
        return [*blocks, Words("The answers to this were not shown in the room.")]
    if not answers:
        return [*blocks, Words("Nobody answered this.")]
    blocks.append(Words(f"{people_words(len(answers))} answered."))
    blocks += _unsaid(ballot, answers)
    if ballot.kind == "cloud":
        return [*blocks, *_cloud(ballot, answers)]
    if ballot.kind == "text":
        texts = tuple(f"“{one.text}”" for one in answers if one.text)
        return [*blocks, Points(texts) if texts else _nothing_to_show()]
    grid = {"choose": _chosen, "rank": _ranked, "scale": _scaled}[ballot.kind]
    return [*blocks, grid(ballot, answers)]


def _cloud(ballot: Ballot, answers: Sequence[Answer]) -> list[Block]:
    words = counted_words(one.text for one in answers)
    if not words:
        return [_nothing_to_show()]
    picture = cloud_picture(words, identifier=ballot.id.replace(":", "-"))
    return [
        Words(f"{picture.title}. {picture.sentence}"),
        Figure.of(picture, share=PICTURE_SHARE),
        Grid(
            ("Word", "People"),
            tuple((one.word, str(one.people)) for one in words),
            (5, 1),
            caption=picture.caption,
            numbers=(1,),
        ),
    ]


def _unsaid(ballot: Ballot, answers: Sequence[Answer]) -> list[Block]:
    """How many people's words were taken out of this version."""
    silent = sum(not one.text for one in answers)
    if ballot.kind not in ("cloud", "text") or not silent:
        return []
    return [Words(f"The words of {people_words(silent)} are not in this version.")]


def _nothing_to_show() -> Words:
    return Words("None of the words are in this version.", "small")


def _chosen(ballot: Ballot, answers: Sequence[Answer]) -> Grid:
    people = Counter(place for one in answers for place in set(one.chosen))
    order = sorted(range(len(ballot.options)), key=lambda i: (-people[i], i))
    return Grid(
        ("Answer", "People"),
        tuple((ballot.options[i], str(people[i])) for i in order),
        (5, 1),
        caption="How many people chose each answer",
        numbers=(1,),
    )


def _ranked(ballot: Ballot, answers: Sequence[Answer]) -> Grid:
    places = [Counter(one.chosen[n] for one in answers if len(one.chosen) > n)
              for n in range(3)]  # fmt: skip
    among = [sum(place[i] for place in places) for i in range(len(ballot.options))]
    order = sorted(
        range(len(among)), key=lambda i: (-among[i], *(-p[i] for p in places), i)
    )
    return Grid(
        ("Answer", "First", "Second", "Third", "Among the three"),
        tuple(
            (ballot.options[i], *(str(p[i]) for p in places), str(among[i]))
            for i in order
        ),
        (5, 1, 1, 1, 1.4),
        caption="How many people put each answer first, second and third",
        numbers=(1, 2, 3, 4),
    )


def _scaled(ballot: Ballot, answers: Sequence[Answer]) -> Grid:
    rows = []
    for place, statement in enumerate(ballot.options):
        said = sorted(
            one.scores[place]
            for one in answers
            if len(one.scores) > place and one.scores[place]
        )
        ends = said[(len(said) - 1) // 2 : len(said) // 2 + 1]
        middle = " or ".join(dict.fromkeys(str(one) for one in ends)) if said else ""
        counts = Counter(said)
        rows.append((statement, *(str(counts[score]) for score in range(1, 6)), middle))
    return Grid(
        ("Statement", "1", "2", "3", "4", "5", "Middle answer"),
        tuple(rows),
        (5, 0.7, 0.7, 0.7, 0.7, 0.7, 1.5),
        caption="How many people gave each score, 1 the lowest and 5 the highest",
        numbers=(1, 2, 3, 4, 5),
    )


def _seen(session: Session, ballot: Ballot, round_: int = 0) -> list[Answer]:
    """Answers of a round, else of the latest that the room saw; but those held back."""
    return [
        one
        for one in session.answers
        if one.ballot == ballot.id
        and one.round == (round_ or ballot.revealed)
        and one.state == "shown"
    ]
