"""Every address of reviews against everybody who may not: turned away, and not a row
of the database is another one. Its own people send the same forms, and they are taken.
"""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from firstyear_tests_council import in_room
from firstyear_tests_guarding import changed, leaves, rows, tried, turned_away
from firstyear_tests_reviewing import AREA, World, advice, begin, finding, world

from firstyear.figures import Release
from firstyear_web.reviews import actions, urls
from firstyear_web.reviews.views.writing import KINDS
from firstyear_web.workshops import actions as workshops

DAY = "9 3 2026"
# Whoever is signed in reads these; what they hold is only what is open to the reader.
FOR_READERS = {"reviews", "reviews-across", "reviews-learning", "review-tiers"}


@pytest.fixture
def here(region: Release) -> World:
    return world()


def written() -> dict[str, dict[str, str]]:
    """A form that is taken, for each kind of thing that hangs on a review."""
    sentences = ("decision", "eliminate", "advance", "foster", "people")
    more = ("changed", "watched")
    return {
        "interview": {"role": "parent", "consent": "not-asked"},
        "finding": {"text": "Found", "nature": "gap", "lens": "lens-system"},
        "recommendation": {
            "text": "Act", "level": "policy", "reach": "all", "control": "own",
            "approach": "community",
        },
        "status": {"status": "done", "progress": "Written"},
        "feedback": {"on": DAY, "to": "Leaders", "said": "Thank you"},
        "follow-up": {"held_on": DAY, "done": "A plan"},
        "told": {"who": "Health visitors"},
        "due-regard": {
            "on": DAY, "body": "The board", "look_again": "9 3 2027",
            **dict.fromkeys((*sentences, *more), "A whole sentence about it."),
        },
        "board": {"side": "threat", "text": "Rents rise"},
    }  # fmt: skip


def forms(here: World) -> Iterator[tuple[str, dict[str, str], list[dict[str, Any]]]]:
    """Each address with its names, and forms that do something."""
    review, by = here.review, here.analyst
    found, made = finding(review, by), advice(review, by)
    held = finding(review, by, "Ask Dr Shah")
    session, linked = (
        workshops.plan_session(
            title=title, area=AREA, area_name="T", date=date(2026, 3, 9),
            starts=time(9), by=by,
        )
        for title in ("The day", "Another day")
    )  # fmt: skip
    piece = actions.add_evidence(
        finding=found, kind="figure", indicator="infant-mortality", by=by
    )
    consent = actions.give_consent(
        review=review, to=here.region, thing="tier", given_by="The board",
        given_on=date(2026, 3, 9), purpose="Learning", by=by,
    )  # fmt: skip
    member = actions.add_member(review=review, person=here.reader, part="Reads", by=by)
    link = actions.link_session(review=review, session=linked, by=by)
    own = {"pk": review.pk}
    yield "reviews", {}, []
    yield "reviews-across", {}, []
    yield "reviews-learning", {}, []
    yield "review-tiers", {"code": "X12000005"}, []
    dates = {"title": "Another", "begins": DAY, "ends": DAY}
    yield "review-start", {}, [dates | {"area": AREA}]
    yield "review-shown", own, []
    for name in (
        "review", "review-history", "review-life-course", "review-findings",
        "review-advice", "review-board", "review-story", "review-held", "review-report",
    ):  # fmt: skip
        yield name, own, []
    yield "review-change", own, [dates]
    yield "review-team", own, [{"person": str(here.regional.pk), "part": "Helps"}]
    yield "review-leave", {**own, "member": str(member.pk)}, [{}]
    yield "review-tier", own, [{"tier": "targeted", "reason": "Agreed"}]
    yield "review-rule", own, [{}]
    yield "review-link", own, [{"session": session.pk}]
    yield "review-unlink", {**own, "link": str(link.pk)}, [{}]
    yield "review-list", {**own, "name": "documents"}, []
    point = {"name": "documents", "key": "document-feeding"}
    yield "review-point", {**own, **point}, [{"status": "read", "text": "Babies"}]
    figure = {"indicator": "stillbirth", "period": "2021 to 2023", "bearing": "agrees"}
    of = {"finding": str(found.pk), "kind": "figure"}
    yield "review-evidence", {**own, **of}, [figure]
    yield "review-evidence-remove", {**own, "key": str(piece.pk)}, [{}]
    yield "review-board-fill", own, [{}]
    yield "review-records", {**own, "kind": "interview"}, []
    texts = written()
    for kind in KINDS:
        if KINDS[kind].adds:
            yield "review-write", {**own, "kind": kind}, [texts[kind]]
    for kind, key in {
        "finding": found.pk,
        "recommendation": made.pk,
        "status": made.pk,
        "follow-up": review.followup_rows.first().pk,
    }.items():
        yield "review-rewrite", {**own, "kind": kind, "key": str(key)}, [texts[kind]]
    decided = [
        {"thing": f"finding:{held.pk}", "verb": verb} for verb in ("release", "remove")
    ]
    clear = {"thing": f"finding:{found.pk}", "verb": "clear"}
    yield "review-decide", own, [*decided, clear]
    agreed = {
        "to": str(here.region.pk), "thing": "findings", "given_by": "The board",
        "given_on": DAY, "purpose": "Learning",
    }  # fmt: skip
    yield "review-sharing", own, [agreed]
    yield (
        "review-withdraw", {**own, "key": str(consent.pk)}, [{"withdrawn_by": "Board"}],
    )  # fmt: skip
    yield "review-document", {**own, "name": "feedback.json"}, []


def outsiders(here: World) -> dict[str, Client]:
    other = begin(here.regional, area="X06000070")
    assert other.organisation != here.council
    room = workshops.plan_session(
        title="Room", area=AREA, area_name="T", date=date(2026, 3, 9), starts=time(9),
        groups=["North"], by=here.analyst,
    )  # fmt: skip
    workshops.open_session(session=room, by=here.analyst)
    return {
        "nobody": Client(),
        "a phone": in_room(workshops.join(session=room).token),
        "a scribe": in_room(workshops.join(session=room, scribe_for=0).token),
        "an administrator of nowhere": here.client(here.stranger),
        "an analyst of the region": here.client(here.regional),
        "a reader of the council": here.client(here.reader),
    }


def test_no_address_is_left_out(here: World) -> None:
    listed = {one.name for one in leaves(urls.urlpatterns)}
    assert listed == {name for name, *_ in forms(here)}


def may(who: str, name: str, what: str) -> bool:
    """Whether this is something that they may after all."""
    if who in ("nobody", "a phone", "a scribe"):
        return False
    if name in FOR_READERS:
        return True
    if who == "a reader of the council":
        return what.startswith("GET") and name != "review-start"
    # The tier is what the area agreed to show the region.
    own = {"review-start"} | (
        {"review-shown"} if who == "an analyst of the region" else set()
    )
    return name in own


def test_who_may_not_is_turned_away_and_changes_nothing(here: World) -> None:
    given = list(forms(here))
    for who, client in outsiders(here).items():
        before = rows()
        for name, names, bodies in given:
            address = reverse(name, kwargs=names)
            for what, answer in tried(client, address, [*bodies, {}]):
                if may(who, name, what):
                    before = rows()
                    continue
                assert turned_away(answer), (who, what, answer.status_code)
                assert changed(before, rows()) == [], (who, what)


def test_the_same_forms_of_its_own_people_do_something(here: World) -> None:
    client = here.client(here.analyst)
    for name, names, bodies in list(forms(here)):
        address = reverse(name, kwargs=names)
        for body in bodies:
            if name == "review-board-fill":  # no session of it is closed yet
                continue
            before = rows()
            with transaction.atomic():
                answer = client.post(address, body)
                assert answer.status_code == 302, (address, body)
                assert changed(before, rows()), (address, body)
                transaction.set_rollback(True)
