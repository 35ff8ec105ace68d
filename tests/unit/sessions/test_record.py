"""The record of a session: out and in again, its faults told, share-safe."""

import csv
import datetime
import io
import json

import pytest

import firstyear as fy
from firstyear.errors import InputError
from firstyear.sessions import (
    Answer,
    Ballot,
    Circulated,
    Invitee,
    Note,
    Parked,
    Session,
    answers_csv,
    balance,
    notes_csv,
    read_session,
    share_safe,
    tree,
)

WHOLE = fy.packs.instrument("infant-mortality")
NAMES = ("Asha Verma", "asha@nhs.net", "Midwife-in-chief", "Green table")


def hexed(number: int) -> str:
    return f"{number:032x}"


@pytest.fixture
def session() -> Session:
    votes = [
        Answer(
            id=hexed(n), ballot="part:13", round=1 + n // 10, level=n % 3,
            confidence="sure", group="hospital", text=f"view {n}", kept=True,
        )
        for n in range(20)
    ]  # fmt: skip
    unseen = [Answer(id=hexed(500), ballot="part:1", level=0)]
    return Session(
        id=hexed(1),
        title="Spring",
        area="X06000001",
        area_name="Alderreach",
        date=datetime.date(2027, 5, 14),
        instrument=WHOLE.to_dict(),
        groups=("Green table",),
        joined=14,
        joined_by_role={"gp-lead": 9, "head-of-midwifery": 4, "": 1},
        invited=(Invitee(role="gp-lead", name="Asha Verma", email="asha@nhs.net"),),
        ballots=(
            Ballot(
                id="part:13", kind="level", title="Lead", part="13", rounds=2,
                revealed=2,
            ),
            Ballot(id="part:1", kind="level", title="Works", part="1", rounds=1),
        ),
        answers=(*votes, *unseen),
        notes=(
            Note(
                id=hexed(900), kind="action", part="13", text="=1+1 \u202eabc <b>",
                lead="Midwife-in-chief", group="Green table",
            ),
            Note(id=hexed(901), kind="gap", part="13", text="never cleared"),
            Note(id=hexed(902), kind="gap", part="13", text="held", state="held"),
        ),
        parked=(Parked(text="another day"),),
        circulated=(
            Circulated(
                to="Asha", on=datetime.date(2027, 5, 15), version="share-safe"
            ),
        ),
    )  # fmt: skip


def test_a_record_goes_out_and_comes_in_the_same(session: Session) -> None:
    assert read_session(session.to_json()) == session
    held = json.loads(session.to_json())
    assert (held["format"], held["version"]) == ("firstyear-session", 1)


def test_every_fault_of_a_record_is_told(session: Session) -> None:
    held = json.loads(session.to_json())
    held["answers"][0]["level"] = 7
    held["extra"] = 1
    with pytest.raises(InputError) as told:
        read_session(json.dumps(held), file="a.json")
    assert "answers.0.level" in str(told.value)
    assert "extra" in str(told.value)
    assert "a.json" in str(told.value)
    with pytest.raises(InputError, match="not the record of a session"):
        read_session(b"\xff\x00 no json")


def test_an_answer_twice_or_to_nothing_is_told(session: Session) -> None:
    doubled = session.model_copy(update={"answers": session.answers * 2})
    with pytest.raises(InputError, match="is there twice"):
        read_session(doubled.to_json())
    stray = session.model_copy(update={"ballots": session.ballots[:1]})
    with pytest.raises(InputError, match="which the session does not have"):
        read_session(stray.to_json())


def test_share_safe_names_nobody_and_holds_no_words_nobody_cleared(
    session: Session,
) -> None:
    groups = {one.id: one.broad_group for one in fy.packs.roles()}
    shared = share_safe(session, cleared={hexed(900), hexed(3)}, broad_groups=groups)
    text = shared.to_json()
    text = text.replace(json.dumps(session.instrument), "")
    told = json.loads(text)
    del told["instrument"]
    text = json.dumps(told)
    for name in NAMES[:3]:
        assert name not in text
    assert "never cleared" not in text
    assert "held" not in [one.text for one in shared.notes]
    assert "another day" not in text
    assert "view 4" not in text
    assert "view 3" in text
    assert {one.group for one in shared.answers} == {""}
    # Nobody has seen the vote on part 1.
    assert "part:1" not in {one.ballot for one in shared.answers}
    # Nine of one group and five left over: told; four of another alone: not.
    assert shared.joined_by_role == {"community-and-primary-care": 9}


def test_few_left_over_hide_the_smallest_group(session: Session) -> None:
    groups = {one.id: one.broad_group for one in fy.packs.roles()}
    lonely = session.model_copy(
        update={"joined": 10, "joined_by_role": {"gp-lead": 9, "": 1}}
    )
    shared = share_safe(lonely, cleared=(), broad_groups=groups)
    assert shared.joined_by_role == {}


def test_the_tree_shows_the_latest_vote_that_the_room_has_seen(
    session: Session,
) -> None:
    branches = {one.part: one for one in tree(session, WHOLE)}
    assert [one.part for one in tree(session, WHOLE)] == list(WHOLE.running_order)
    assert branches["13"].level == 1
    assert branches["13"].confidence == "sure"
    assert branches["13"].notes["action"] == 1
    assert branches["13"].notes["gap"] == 1, "what is held counts nowhere"
    assert branches["1"].level is None, "not shown to the room"
    told = balance(tuple(branches.values()))
    assert told.voted["centre"] == 1
    assert told.in_place["centre"] == 0
    assert told.leans == ""


def test_files_open_safely_in_a_spreadsheet(session: Session) -> None:
    rows = list(csv.DictReader(io.StringIO(notes_csv(session).removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [one.id for one in session.notes]
    assert rows[0]["text"].startswith("'=1+1")
    answers = list(csv.DictReader(io.StringIO(answers_csv(session)[1:])))
    assert len(answers) == len(session.answers)
    assert answers[0]["level"] == "0"


def test_a_vote_of_a_few_is_not_shared(session: Session) -> None:
    for people, kept in ((4, 0), (5, 5)):
        votes = session.answers[:people]
        one = session.model_copy(
            update={
                "answers": votes,
                "ballots": (session.ballots[0].model_copy(update={"revealed": 1}),),
            }
        )
        shared = share_safe(one, cleared=(), broad_groups={})
        assert len(shared.answers) == kept
        assert shared.ballots[0].revealed == (1 if kept else 0)
    # A first vote of many beside a second of four goes too: they would differ by few.
    votes = session.answers[:14]
    one = session.model_copy(update={"answers": votes})
    assert share_safe(one, cleared=(), broad_groups={}).answers == ()


@pytest.mark.parametrize("joined", [-1, 10**30])
def test_people_are_as_many_as_a_hall_holds(session: Session, joined: int) -> None:
    held = json.loads(session.to_json())
    for field, value in (("joined", joined), ("joined_by_role", {"gp-lead": joined})):
        with pytest.raises(InputError, match=field):
            read_session(json.dumps({**held, field: value}))
