"""What a vote says, as projector, phones, console and report show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from firstyear.charts import Table, svg
from firstyear.charts.cloud_picture import cloud_picture
from firstyear.charts.groups_picture import groups_picture
from firstyear.charts.levels import mark
from firstyear.charts.model import Drawing
from firstyear.charts.shift_picture import shift_picture
from firstyear.charts.vote_picture import vote_picture
from firstyear.sessions import (
    BROAD_GROUPS,
    FEWEST_VOICES,
    Answer,
    Chosen,
    Scaled,
    Voice,
    by_most,
    chosen,
    counted_words,
    groups,
    scaled,
    shift,
    spread,
)

FEW = (
    f"Broad groups are shown where at least {FEWEST_VOICES} people of one answered, "
    f"and {FEWEST_VOICES} of the others."
)


@dataclass(frozen=True)
class Picture:
    """A picture drawn wide and for phones, its key with its marks, and its table."""

    id: str
    title: str
    sentence: str
    caption: str
    svg: Markup
    narrow_svg: Markup
    key: tuple[tuple[Markup, str], ...]
    table: Table


@dataclass(frozen=True)
class Written:
    """What somebody wrote, with the id of the answer: an action can be made of it."""

    id: str
    text: str


@dataclass(frozen=True)
class Results:
    """The latest round that the room may see, beside the one before.

    `sentence` is empty where a picture says it all.
    """

    kind: str
    answered: int
    sentence: str = ""
    pictures: tuple[Picture, ...] = ()
    note: str = ""
    options: tuple[Chosen, ...] = ()
    statements: tuple[Scaled, ...] = ()
    texts: tuple[Written, ...] = ()
    views: tuple[Written, ...] = ()


def results(
    kind: str,
    options: Sequence[str],
    rounds: Sequence[Sequence[Answer]],
    *,
    name: str,
    scale: Sequence[str],
    people: int | None = None,
    language: str = "en",
) -> Results:
    """What the last of `rounds` says; `rounds` holds the answers of each, in order.

    `name` tells pictures of one page apart; `scale` names levels 0 to 3; `people` is
    how many are in the room.
    """
    latest = rounds[-1]
    shown = [one for one in latest if one.state == "shown"]
    if kind == "level":
        return _levels(rounds, name, scale, people)
    if kind == "scale":
        found = scaled(options, latest)
        said = f"{people_words(len(latest))} answered, from 1 to 5."
        return Results(kind, len(latest), said, statements=found)
    if kind in ("choose", "rank"):
        ordered = by_most(chosen(options, latest))
        return Results(kind, len(latest), _top(ordered, latest), options=ordered)
    if kind == "cloud":
        words = counted_words((one.text for one in shown), language=language)
        cloud = drawn_picture(cloud_picture(words, identifier=f"{name}-cloud"))
        return Results(kind, len(shown), pictures=(cloud,))
    return Results(
        kind,
        len(shown),
        f"{people_words(len(shown))} wrote something.",
        texts=tuple(Written(one.id, one.text) for one in shown),
    )


def drawn_picture(chart: Drawing) -> Picture:
    """A picture of ours as a page shows it, with the marks of its key."""
    return Picture(
        id=chart.id,
        title=chart.title,
        sentence=chart.sentence,
        caption=chart.caption,
        svg=Markup(svg(chart)),  # noqa: S704 - made by our code from escaped text
        narrow_svg=Markup(svg(chart, narrow=True)),  # noqa: S704
        key=tuple(
            (Markup(mark(one.mark, f"{chart.id}-key-{place}")), one.text)  # noqa: S704
            for place, one in enumerate(chart.key)
        ),
        table=chart.table,
    )


def people_words(number: int) -> str:
    """How many people, at the start of a sentence.

    Examples:
        >>> people_words(0), people_words(1), people_words(7)
        ('Nobody', '1 person', '7 people')
    """
    return {0: "Nobody", 1: "1 person"}.get(number, f"{number} people")


def _levels(
    rounds: Sequence[Sequence[Answer]],
    name: str,
    scale: Sequence[str],
    people: int | None,
) -> Results:
    heard = [
        [Voice(one.level, one.confidence, one.group) for one in answers]
        for answers in rounds
    ]
    latest = spread(heard[-1])
    pictures = [
        vote_picture(latest, identifier=f"{name}-vote", scale=scale, people=people)
    ]
    if len(heard) > 1:
        moved = shift(heard[-2], heard[-1])
        pictures.append(shift_picture(moved, identifier=f"{name}-shift", scale=scale))
    by_group = groups(heard[-1], order=tuple(BROAD_GROUPS))
    if by_group:
        pictures.append(
            groups_picture(by_group, identifier=f"{name}-groups", scale=scale)
        )
    return Results(
        "level",
        latest.answered,
        pictures=tuple(drawn_picture(one) for one in pictures),
        note="" if by_group else FEW,
        views=_views(rounds),
    )


def _views(rounds: Sequence[Sequence[Answer]]) -> tuple[Written, ...]:
    """Views to keep of every vote that was shown, each once: a second vote says who
    changed their mind, and takes back nothing that was said in the first."""
    found: dict[str, Written] = {}
    for answers in rounds:
        for one in answers:
            if one.kept and one.text and one.state == "shown":
                found.setdefault(one.text, Written(one.id, one.text))
    return tuple(found.values())


def _top(ordered: Sequence[Chosen], answers: Sequence[Answer]) -> str:
    said = f"{people_words(len(answers))} answered."
    if not answers or not ordered:
        return said
    top = ordered[0]
    return f"{said} Chosen most: {top.option} ({top.people})."
