"""Pictures of what a room said: geometry, words that fit, words that are true."""

import itertools
import random
import re
from collections import Counter
from typing import ClassVar
from xml.etree import ElementTree

import pytest

import firstyear as fy
from firstyear.charts import (
    BROAD_GROUPS,
    Chart,
    Drawing,
    Table,
    cloud_picture,
    draw,
    groups_picture,
    mark,
    others_picture,
    png,
    shift_picture,
    svg,
    tree_picture,
    vote_picture,
)
from firstyear.charts.cloud_picture import place_words
from firstyear.charts.lettering import BOLD, PLAIN, drawable, face, width, wrap
from firstyear.charts.levels import SCALE
from firstyear.charts.theme import NARROW, PAPER, WIDE
from firstyear.charts.tree_layout import places
from firstyear.charts.tree_picture import ON_PAPER, lines_of
from firstyear.sessions import (
    Branch,
    CountedWord,
    OthersOfPart,
    Voice,
    groups,
    shift,
    spread,
)

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Safeguarding, interpreting and unaccompanied appointments everywhere else"
ROOM = [
    *[Voice(1, "sure", "hospital")] * 6,
    *[Voice(3, "fairly-sure", "council-and-safeguarding")] * 5,
    *[Voice(2, "not-sure", "voluntary-and-experience")] * 5,
    Voice(None, "", "hospital"),
]


def branches(*, level: int | None = 2, title: str = "") -> list[Branch]:
    told = None if level is None else spread([Voice(level, "sure")] * 3)
    return [
        Branch(one.id, title or one.title, one.side, told, {"strength": 2, "gap": 1})
        for one in fy.packs.instrument("infant-mortality").parts
    ]


def mixed(seed: int = 0) -> list[Branch]:
    draw = random.Random(seed)
    return [
        Branch(
            one.part,
            one.title,
            one.side,
            draw.choice(
                [None, *(spread([Voice(draw.randrange(4))]) for _ in range(5))]
            ),
            {"strength": draw.randrange(5), "gap": draw.randrange(5)},
        )
        for one in branches()
    ]


def others(areas: int = 10) -> list[OthersOfPart]:
    draw = random.Random(areas)
    return [
        OthersOfPart(
            one.part,
            one.title,
            spread(Voice(draw.randrange(4)) for _ in range(areas)) if place else None,
            own=draw.choice([None, 0, 1, 2, 3]),
        )
        for place, one in enumerate(branches())
    ]


def every_picture() -> list[Drawing]:
    return [
        tree_picture(mixed(), identifier="tree-1"),
        vote_picture(spread(ROOM), identifier="vote-1", people=20),
        groups_picture(groups(ROOM, order=list(BROAD_GROUPS)), identifier="groups-1"),
        shift_picture(shift(ROOM, ROOM[:9]), identifier="shift-1"),
        others_picture(others(), identifier="others-1"),
        others_picture(others(40), identifier="others-2"),
        others_picture([], identifier="nobody"),
        cloud_picture([CountedWord("poverty", 9), CountedWord("trust", 2)]),
        tree_picture([], identifier="none"),
        vote_picture(spread([]), identifier="silence"),
        groups_picture([], identifier="few"),
        cloud_picture([], identifier="wordless"),
    ]


PICTURES = every_picture()


def drawn_of(picture: Drawing) -> list[tuple[str, int]]:
    paper = WIDE if picture.id[:4] in ("tree", "none", "clou", "word") else PAPER
    return [
        (picture.drawn, WIDE),
        (picture.drawn_narrow, NARROW),
        (picture.drawn_print, paper),
    ]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.id)
def test_each_says_what_it_is_and_fits_its_page(picture: Drawing) -> None:
    for text, across in drawn_of(picture):
        root = ElementTree.fromstring(text)
        assert root.get("role") == "img"
        head, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert head is not None
        assert head.text == picture.title
        assert desc is not None
        assert desc.text == picture.sentence
        assert root.get("aria-labelledby") == f"{head.get('id')} {desc.get('id')}"
        assert float(root.get("width", 0)) == across
        names = [one.get("id") for one in root.iter() if one.get("id")]
        assert len(names) == len(set(names))
        for one in root.iter(f"{SVG}text"):
            wide = width(
                one.text or "",
                float(one.get("font-size", 0)),
                bold=one.get("font-weight") == "700",
            )
            x, anchor = float(one.get("x", 0)), one.get("text-anchor")
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[str(anchor)]
            assert left >= -1, (picture.id, one.text)
            assert left + wide <= across + 1, (picture.id, one.text)
            assert float(one.get("font-size", 0)) >= 14


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.id)
def test_titles_sentences_and_tables_may_be_shown(picture: Drawing) -> None:
    assert not picture.title.endswith(".")
    assert picture.sentence.endswith(".")
    for said in (picture.title, picture.sentence, picture.caption):
        assert not fy.packs.words_to_avoid(said, where=("public",)), said
    names = [one.name for one in picture.table.columns]
    assert len(names) == len(set(names))
    assert png(picture)[:4] == b"\x89PNG"


def test_no_two_pictures_share_an_id() -> None:
    names = [
        one.get("id")
        for picture in PICTURES
        for text, _ in drawn_of(picture)
        for one in ElementTree.fromstring(text).iter()
        if one.get("id")
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_only_teal_and_ink_and_never_brown_blue_red_or_green() -> None:
    allowed = {
        "#0b5a63", "#9fcace", "#e2f0f1", "#ffffff", "#212b32", "#4c6272", "#d8dde0",
        "#eceff0", "#c3cbcf",
    }  # fmt: skip
    for picture in PICTURES:
        for text, _ in drawn_of(picture):
            assert set(re.findall(r"#[0-9a-f]{6}", text)) <= allowed


@pytest.mark.parametrize("title", ["", LONG, "Short"])
@pytest.mark.parametrize("level", [None, 0, 3])
@pytest.mark.parametrize("grow", [1.0, ON_PAPER])
def test_words_stay_within_their_part(
    title: str, level: int | None, grow: float
) -> None:
    for place in places(branches(level=level, title=title)):
        lines = lines_of(place, SCALE, grow=grow)
        for number, (said, down, size) in enumerate(lines):
            bold = number < len(lines) - 2
            top, bottom = place.top + down - size * 0.8, place.top + down + 3
            left, right = place.span(top, bottom)
            squares = (
                57 if number == len(lines) - 1 and level is not None
                and place.stand != "trunk" else 0
            )  # fmt: skip
            assert width(said, size, bold=bold) + squares <= right - left + 17, said
            assert place.top < top
            assert bottom < place.bottom
        heights = [down for _, down, _ in lines]
        assert all(b - a >= 17 for a, b in itertools.pairwise(heights))


def inside(
    point: tuple[float, float], corners: tuple[tuple[float, float], ...]
) -> bool:
    """Whether a point lies within a convex shape: on one side of all its edges."""
    turns = [
        (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)
        for (ax, ay), (bx, by) in itertools.pairwise([*corners, corners[0]])
    ]
    return all(turn > 0 for turn in turns) or all(turn < 0 for turn in turns)


def test_no_two_parts_of_a_tree_overlap() -> None:
    stood = places(branches())
    assert len(stood) == 13
    for one, other in itertools.permutations(stood, 2):
        xs, ys = zip(*one.corners, strict=True)
        grid = [
            (min(xs) + i * (max(xs) - min(xs)) / 24, min(ys) + j * 114 / 12)
            for i in range(25)
            for j in range(13)
        ]
        points = [*one.corners, *(p for p in grid if inside(p, one.corners))]
        assert not any(inside(point, other.corners) for point in points)


def test_a_tree_of_other_parts_stands_too() -> None:
    odd = [
        Branch("1", "One", "challenge-to-providers", None, {}),
        Branch("2", "Two", "centre", None, {}),
    ]
    assert [one.stand for one in places(odd)] == ["right", "base"]
    assert "One" in tree_picture(odd).drawn


def test_titles_of_trees_tell_plain_counts() -> None:
    for seed in range(30):
        parts = mixed(seed)
        title = tree_picture(parts).title
        plain = {}
        for side in ("challenge-to-providers", "population-focus"):
            on = [one for one in parts if one.side == side and one.level is not None]
            plain[side] = (sum((one.level or 0) >= 2 for one in on), len(on))
        (a, n), (b, m) = plain.values()
        if not n or not m:
            continue
        assert f"{a} of {n}" in title
        assert f"{b} of {m}" in title
        leaning = (
            "even" if a * m == b * n else
            "to the providers’ side" if a * m > b * n else "to the population side"
        )  # fmt: skip
        assert leaning in title, (title, plain)
        gaps = sum(one.notes["gap"] for one in parts)
        assert f"{gaps} gap" in tree_picture(parts).sentence


def test_no_vote_is_said_and_not_drawn_as_a_level() -> None:
    picture = tree_picture(branches(level=None))
    assert picture.title == "The room has not voted on any part yet"
    assert picture.drawn.count("No vote") == 14
    assert "url(#" not in picture.drawn
    assert {row[2].text for row in picture.table.rows} == {"no vote"}


def test_links_lead_to_parts_and_say_so_in_words() -> None:
    picture = tree_picture(branches(), address=lambda part: f"/parts/{part}?a=1&b=2")
    root = ElementTree.fromstring(svg(picture))
    links = root.findall(f".//{SVG}a")
    assert root.get("role") == "group"
    assert picture.has_links
    assert len(links) == 14
    assert links[-1].get("href") == "/parts/13?a=1&b=2"
    assert links[-1].get("aria-label") == (
        "Part 13, Who leads and holds it together?: in place, sure, 2 strengths, 1 gap"
    )
    labels = [one.get("aria-label") for one in links]
    assert len(set(labels)) == len(labels)
    slim = ElementTree.fromstring(svg(picture, narrow=True))
    assert len(slim.findall(f".//{SVG}a")) == 14
    assert "<a " not in picture.drawn_print


def test_a_second_process_is_not_asked_for_what_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Listener:
        asked: ClassVar[list[str]] = []

        def ask(self, spec: str) -> None:
            self.asked.append(spec)

    monkeypatch.setattr(draw, "_helpers", [Listener()])
    other = Chart("dot", "A dot", "It is alone.", {"mark": "point"}, Table((), ()), "")
    draw.ahead([tree_picture(branches()), other])
    assert Listener.asked == ['{"mark": "point"}']


def test_markup_in_names_stays_words() -> None:
    name = '<script>alert("1")</script> & “you”'
    picture = tree_picture(branches(title=name), address=lambda part: '"><b>')
    for text, _ in drawn_of(picture):
        tags = {
            one.tag.removeprefix(SVG) for one in ElementTree.fromstring(text).iter()
        }
        assert not tags & {"script", "b"}


def test_each_person_is_one_circle_and_counts_stand_beside_them() -> None:
    told = spread(ROOM)
    picture = vote_picture(told)
    for text in (picture.drawn, picture.drawn_narrow):
        root = ElementTree.fromstring(text)
        big = [one for one in root.iter(f"{SVG}circle") if one.get("r") != "2"]
        assert len(big) == sum(told.counts) == 16
    assert [row[1].value for row in picture.table.rows] == [0, 6, 5, 5, 1]
    assert "1 person did not know" in picture.sentence


def test_each_other_area_is_one_circle_and_parts_stay_in_their_order() -> None:
    parts = others()
    picture = others_picture(parts)
    root = ElementTree.fromstring(picture.drawn)
    assert len(list(root.iter(f"{SVG}circle"))) == 10 * (len(parts) - 1)
    assert [row[0].value for row in picture.table.rows] == [one.part for one in parts]
    assert picture.table.rows[0][1].text == "Too few areas"
    told = parts[1].spread
    assert told is not None
    cells = picture.table.rows[1]
    assert [one.value for one in cells[1:6]] == [10, *told.counts]
    assert "not a ranking" in picture.sentence
    assert picture.title == "Where 10 other areas put themselves on 13 of 14 parts"
    said = [one.text for one in root.iter(f"{SVG}text")]
    own = [one for one in parts[1:] if one.own is not None]
    assert said.count("▲ here") == len(own)


@pytest.mark.parametrize("people", [1, 28, 60, 500])
def test_circles_do_not_touch_however_many(people: int) -> None:
    picture = vote_picture(spread([Voice(2, "sure")] * people))
    circles = [
        (float(one.get("cx", 0)), float(one.get("cy", 0)), float(one.get("r", 0)))
        for one in ElementTree.fromstring(picture.drawn).iter(f"{SVG}circle")
    ]
    assert len(circles) == people
    for (ax, ay, ar), (bx, by, br) in itertools.combinations(circles[:80], 2):
        assert (ax - bx) ** 2 + (ay - by) ** 2 >= (ar + br) ** 2


def test_vote_words_against_plain_counts() -> None:
    said = vote_picture(spread([Voice(0)] * 3 + [Voice(2)] * 8), people=12)
    assert said.title == "The middle answer is “in place”: 8 of 11 people gave it"
    assert "11 of 12 people answered." in said.sentence
    assert "from “not in place” to “in place”" in said.sentence
    split = vote_picture(spread([Voice(0), Voice(3)]))
    assert split.title == (
        "The middle answer lies between “not in place” and “in place and shown to work”"
    )
    assert vote_picture(spread([])).title == "Nobody has answered yet"
    assert vote_picture(spread([Voice(None)])).title == (
        "Nobody gave a level: 1 person did not know"
    )


def test_shift_words_against_plain_counts() -> None:
    picture = shift_picture(shift([Voice(0)] * 4, [Voice(0), *[Voice(2)] * 4]))
    assert picture.title == (
        "The middle answer moved from “not in place” to “in place”"
    )
    assert picture.sentence == (
        "4 people voted first and 5 people again. The second time 3 fewer said “not in "
        "place” and 4 more said “in place”."
    )
    same = shift_picture(shift([Voice(1)] * 3, [Voice(1)] * 3))
    assert same.title == "The middle answer stayed at “patchy”"
    assert "As many gave each level as before." in same.sentence
    assert shift_picture(shift([], [])).title == "There are not two votes to compare"


def test_groups_name_the_ends_and_only_groups_that_may_be_shown() -> None:
    picture = groups_picture(groups(ROOM, order=list(BROAD_GROUPS)))
    assert picture.title == (
        "Most in place, by group: Council and safeguarding. Least: Hospital"
    )
    assert [row[1].value for row in picture.table.rows] == [7, 5, 5]
    few = groups(ROOM[:6] + ROOM[6:9], order=list(BROAD_GROUPS))
    assert "Council" not in groups_picture(few).drawn


def test_a_middle_between_two_levels_is_drawn_with_both() -> None:
    """One and a half is not a half."""
    given = {
        "hospital": (1, 1, 1, 2, 2, 2),
        "council-and-safeguarding": (0, 0, 0, 1, 1, 1),
        "voluntary-and-experience": (2, 2, 2, 2, 2),
    }
    shown = [Voice(one, "", name) for name, levels in given.items() for one in levels]
    picture = groups_picture(groups(shown, order=list(BROAD_GROUPS)))
    assert {row[0].text: row[2].text for row in picture.table.rows}["Hospital"] == (
        "between 1 Patchy and 2 In place"
    )
    diamonds = re.findall(r'font-weight="700"[^>]*>([^<]+)<', picture.drawn)
    assert sorted(one for one in diamonds if len(one) < 3) == ["1½", "2", "½"]


def test_words_of_a_cloud_never_touch_and_grow_by_the_square_root() -> None:
    draw = random.Random(3)
    pool = ["poverty", "trust", "interpreters", "a", "unaccompanied", "homes", LONG]
    words = sorted(
        (
            CountedWord(f"{draw.choice(pool)}{number}", draw.randrange(1, 40))
            for number in range(60)
        ),
        key=lambda one: -one.people,
    )
    for across in (WIDE, NARROW):
        placed, tall = place_words(words, across=across)
        assert len(placed) == 60
        for one, other in itertools.combinations(placed, 2):
            (a, b, c, d), (e, f, g, h) = one.box, other.box
            assert c <= e or g <= a or d <= f or h <= b, (one.said, other.said)
        for one in placed:
            assert one.box[0] >= 0
            assert one.box[2] <= across
            assert one.box[1] >= 0
            assert one.box[3] <= tall
            assert one.size >= 14
    whole = [one for one in place_words(words)[0] if len(one.word) < 20]
    big = [one for one in whole if one.size > 14]
    assert big[0].size / big[-1].size == pytest.approx(
        (big[0].people / big[-1].people) ** 0.5
    )
    assert place_words(words) == place_words(words)


def test_titles_of_clouds() -> None:
    three = [CountedWord(word, 4) for word in ("a1", "b1", "c1")]
    assert cloud_picture(three).title == (
        "“a1”, “b1” and “c1” come first: 4 people wrote each"
    )
    assert cloud_picture(three[:1]).title == "“a1” comes first: 4 people wrote it"


def test_lettering_is_that_of_the_fonts_we_ship() -> None:
    from PIL import ImageFont

    from firstyear.charts.lettering import font_folder

    for name, bold in ((PLAIN, False), (BOLD, True)):
        file = font_folder().joinpath(name)
        font = ImageFont.truetype(str(file), 1000, layout_engine=0)
        # Letter by letter: kerning is the reader's own affair.
        for sign in "Midshire ŵ€:–":
            assert width(sign, 1000, bold=bold) == pytest.approx(
                font.getlength(sign), abs=1
            )
    assert drawable("ŵ")
    assert drawable("ش")
    assert not drawable("\U00020000")
    assert face(PLAIN).widths[ord("M")] > face(PLAIN).widths[ord("i")]


def test_lines_are_cut_and_never_too_wide() -> None:
    for text in (LONG, "x" * 300, "", "one"):
        for limits in ([60], [90, 50], [200] * 4):
            lines = wrap(text, limits, size=16)
            assert len(lines) <= len(limits)
            for line, limit in zip(lines, limits, strict=False):
                assert width(line, 16) <= limit
    assert wrap("x" * 300, [60], size=16)[0].endswith("…")


@pytest.mark.parametrize(
    "name",
    ["level-0", "level-3", "edge-sure", "edge-not-sure", "circle-", "round-1",
     "round-2", "group-middle", "group-range", "circle-fairly-sure"],
)  # fmt: skip
def test_marks_of_keys_are_drawn(name: str) -> None:
    root = ElementTree.fromstring(mark(name))
    assert root.get("aria-hidden") == "true"
    assert len(list(root)) >= 2
