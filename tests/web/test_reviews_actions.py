"""Changes to a review: who may, what is written down, what is refused."""

import inspect
from datetime import date, time
from typing import Any

import pytest
from firstyear_tests_reviewing import AREA, World, advice, begin, finding, world

from firstyear.errors import InputError, RefusedError
from firstyear.figures import Release
from firstyear_web.reviews import actions, queries
from firstyear_web.reviews.actions.reviews import months_after
from firstyear_web.reviews.lists import check_lists
from firstyear_web.reviews.models import Review
from firstyear_web.reviews.presenters.advice import balance, leverage_warning
from firstyear_web.reviews.presenters.findings import finding_row
from firstyear_web.reviews.presenters.lists import life_course
from firstyear_web.reviews.presenters.overview import tier_words
from firstyear_web.workshops import actions as workshops

DAY = date(2026, 3, 9)
SENTENCES = {
    name: f"A whole sentence about {name}."
    for name in (
        "decision",
        "eliminate",
        "advance",
        "foster",
        "people",
        "changed",
        "watched",
    )
}


@pytest.fixture
def here(home: object) -> World:
    return world()


def calls(here: World) -> dict[str, dict[str, Any]]:
    """Every action with what it needs, for a review that has everything in it."""
    review, by = here.review, here.analyst
    found, made = finding(review, by), advice(review, by)
    session = workshops.plan_session(
        title="The day", area=AREA, area_name="T", date=DAY, starts=time(9), by=by
    )
    evidence = actions.add_evidence(
        finding=found, kind="figure", indicator="infant-mortality", by=by
    )
    held = finding(review, by, "Ask Dr Shah")
    consent = actions.give_consent(
        review=review,
        to=here.region,
        thing="tier",
        given_by="The board",
        given_on=DAY,
        purpose="Learning",
        by=by,
    )
    member = actions.add_member(
        review=review, person=here.stranger, part="Reads", by=by
    )
    link = actions.link_session(review=begin(by), session=session, by=by)
    return {
        "add_evidence": {"finding": found, "kind": "figure", "indicator": "stillbirth"},
        "add_finding": {"review": review, "text": "More", "lens": "lens-system"},
        "add_member": {"review": review, "person": here.reader, "part": "Writes"},
        "answer_check": {
            "review": review,
            "name": "documents",
            "point": "document-feeding",
            "status": "read",
        },
        "apply_tier_rule": {"review": review, "tier": _tier()},
        "change_review": {"review": review, "title": "B", "begins": DAY, "ends": DAY},
        "choose_tier": {"review": review, "tier": "targeted", "reason": "Agreed"},
        "clear_words": {"thing": found, "cleared": True},
        "fill_swot": {"review": review},
        "give_consent": {
            "review": review,
            "to": here.region,
            "thing": "findings",
            "given_by": "The board",
            "given_on": DAY,
            "purpose": "Learning",
        },
        "link_session": {"review": review, "session": session},
        "log_reached": {"review": review, "who": "Health visitors"},
        "look_again": {
            "followup": review.followup_rows.first(),
            "held_on": DAY,
            "done": "A plan",
            "outcome": "",
        },
        "move_on": {"recommendation": made, "status": "done", "progress": ""},
        "recommend": {
            "review": review,
            "text": "Do it",
            "level": "policy",
            "reach": "all",
            "control": "own",
            "approach": "community",
        },
        "record_due_regard": {
            "review": review,
            "on": DAY,
            "body": "The board",
            "look_again": date(2027, 3, 9),
            **SENTENCES,
        },
        "record_interview": {"review": review, "role": "parent"},
        "remove_held": {"thing": held},
        "release_held": {"thing": finding(review, by, "Ask Mrs Brown")},
        "remove_evidence": {"evidence": evidence},
        "remove_member": {"member": member},
        "say_back": {"review": review, "on": DAY, "to": "Leaders", "said": "Thanks"},
        "unlink_session": {"link": link},
        "withdraw_consent": {"consent": consent, "withdrawn_by": "The board"},
        "write_swot": {"review": review, "side": "threat", "text": "Rents rise"},
    }


def _tier() -> Any:
    from firstyear.picture.results import Place
    from firstyear.picture.tiers import AreaTier

    return AreaTier(
        Place(AREA, "T", "county-unitary"), "targeted", "Rule", "So many", 3, 4, 2, 0.9
    )


def test_every_action_is_refused_to_other_organisations_and_to_readers(
    here: World,
) -> None:
    made = calls(here)
    assert set(made) | {"start_review"} == set(actions.__all__)
    here.review.members.filter(person=here.stranger).delete()
    for by in (here.regional, here.reader):
        for name, given in made.items():
            with pytest.raises(RefusedError):
                getattr(actions, name)(**given, by=by)


def test_every_action_is_done_by_its_own_people_and_written_down(here: World) -> None:
    made = calls(here)
    before = len(queries.acts(here.review))
    for name, given in made.items():
        getattr(actions, name)(**given, by=here.analyst)
    acts = queries.acts(here.review)
    assert len(acts) >= before + len(made) - 2  # two act on another review, or nothing
    assert {one.by for one in acts} == {"Anna Someone"}
    assert all(one.done for one in acts)


def test_every_action_asks_permission_for_the_thing_in_one_transaction() -> None:
    for name in actions.__all__:
        function = getattr(actions, name)
        source = inspect.getsource(function)
        kinds = {one.kind for one in inspect.signature(function).parameters.values()}
        assert kinds <= {
            inspect.Parameter.KEYWORD_ONLY,
            inspect.Parameter.VAR_KEYWORD,
        }, name
        assert "@transaction.atomic" in source, name
        asked = "require(by, RUN)" if name == "start_review" else "require(by, RUN, "
        assert asked in source, name


def test_review_of_nobodys_organisation_is_its_teams_alone(here: World) -> None:
    alone = begin(here.stranger, title="Alone")
    assert alone.organisation is None
    assert alone.open_to(here.stranger)
    nobody = world_person(here)
    assert not alone.open_to(nobody), "no organisation is no bond"


def world_person(here: World) -> Any:
    from firstyear_tests_reviewing import person

    from firstyear_web.people.models import Role

    return person("nobody", Role.ADMINISTRATOR, None)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 3, 30), 3, date(2026, 6, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 9, 15), 3, date(2026, 12, 15)),
    ],
)
def test_months_after_keeps_the_day_or_takes_the_last(
    day: date, months: int, then: date
) -> None:
    assert months_after(day, months) == then


def test_looks_again_move_with_the_review_until_they_are_held(here: World) -> None:
    review, by = here.review, here.analyst
    first = review.followup_rows.first()
    actions.look_again(followup=first, held_on=DAY, done="So", outcome="", by=by)
    actions.change_review(
        review=review, title="B", begins=DAY, ends=date(2026, 9, 30), by=by
    )
    assert [one.due for one in review.followup_rows.all()] == [
        date(2026, 6, 30),
        date(2027, 3, 30),
        date(2027, 9, 30),
    ]


class TestTier:
    def test_what_people_decide_wins_and_the_rule_stays_on_record(
        self, here: World
    ) -> None:
        review, by = here.review, here.analyst
        actions.apply_tier_rule(review=review, tier=_tier(), by=by)
        assert tier_words(review).now.startswith("Targeted")
        with pytest.raises(InputError, match="reason"):
            actions.choose_tier(review=review, tier="universal", reason=" ", by=by)
        actions.choose_tier(review=review, tier="universal", reason="Agreed", by=by)
        told = tier_words(review)
        assert (told.now, told.reason) == ("Universal", "Agreed")
        assert told.by_rule.startswith("Targeted")
        assert (told.rule, told.figures) == ("Rule", "So many")

    def test_a_reason_that_names_somebody_is_held_and_the_tier_holds(
        self, here: World
    ) -> None:
        actions.choose_tier(
            review=here.review, tier="targeted", reason="Dr Shah says", by=here.analyst
        )
        told = tier_words(here.review)
        assert told.now.startswith("Targeted")
        assert "Shah" not in told.reason


class TestEvidence:
    def test_a_finding_says_which_kinds_agree_and_which_are_missing(
        self, here: World
    ) -> None:
        review, by = here.review, here.analyst
        found = finding(review, by)
        assert finding_row(found).weighed == "It rests on nothing yet."
        actions.add_evidence(
            finding=found, kind="figure", indicator="stillbirth", by=by
        )
        row = finding_row(found)
        assert row.weighed == (
            "Only figures say so. Missing: documents, interviews and sessions."
        )
        talk = actions.record_interview(
            review=review, role="parent", consent="given", consent_on=DAY, by=by
        )
        actions.add_evidence(finding=found, kind="interview", ref=str(talk.pk), by=by)
        assert finding_row(found).weighed.startswith("Figures and interviews agree.")
        actions.add_evidence(
            finding=found,
            kind="figure",
            indicator="neonatal-mortality",
            bearing="disagrees",
            by=by,
        )
        assert "Figures say otherwise." in finding_row(found).weighed

    def test_only_what_the_review_has_is_evidence(self, here: World) -> None:
        review, by = here.review, here.analyst
        found = finding(review, by)
        silent = actions.record_interview(review=review, role="parent", by=by)
        session = workshops.plan_session(
            title="D", area=AREA, area_name="T", date=DAY, starts=time(9), by=by
        )
        for kind, given in (
            ("document", {"ref": "document-feeding"}),
            ("interview", {"ref": str(silent.pk)}),
            ("interview", {"ref": "x"}),
            ("session", {"ref": session.pk}),
            ("figure", {"indicator": "nothing"}),
            ("figure", {"indicator": "stillbirth", "period": "about Mrs Brown"}),
            ("hearsay", {}),
        ):
            with pytest.raises(InputError):
                actions.add_evidence(finding=found, kind=kind, by=by, **given)

    def test_a_part_a_vote_or_a_note_of_a_session_is_evidence(
        self, here: World
    ) -> None:
        review, by = here.review, here.analyst
        found = finding(review, by)
        session = workshops.plan_session(
            title="The day", area=AREA, area_name="T", date=DAY, starts=time(9), by=by
        )
        actions.link_session(review=review, session=session, by=by)
        for key, text in (("a" * 32, "Nobody rings back"), ("b" * 32, "Dr Shah left")):
            workshops.write_note(
                session=session, note_id=key, kind="gap", text=text, by=by
            )
        for place in ("part:13", f"note:{'a' * 32}"):
            actions.add_evidence(
                finding=found, kind="session", ref=session.pk, place=place, by=by
            )
        said = [one.what for one in finding_row(found).evidence]
        assert said[0].startswith("The day. Part 13: ")
        asked, written = (one.stop for one in finding_row(found).evidence)
        assert (said[0][-1] + asked, written) == ("?", ".")
        assert said[1] == "The day. Note: Nobody rings back"
        for place in ("part:99", f"note:{'b' * 32}", "x"):
            with pytest.raises(InputError, match="no such part"):
                actions.add_evidence(
                    finding=found, kind="session", ref=session.pk, place=place, by=by
                )
        # What is held back later is not said here either.
        workshops.write_note(
            session=session, note_id="a" * 32, kind="gap", text="Mrs Brown", by=by
        )
        assert "Brown" not in finding_row(found).evidence[1].what

    def test_nothing_heard_is_kept_without_consent(self, here: World) -> None:
        review, by = here.review, here.analyst
        with pytest.raises(InputError, match="consent"):
            actions.record_interview(
                review=review, role="parent", heard="Nobody rang", by=by
            )
        with pytest.raises(InputError, match="day"):
            actions.record_interview(
                review=review, role="parent", consent="given", by=by
            )
        with pytest.raises(InputError, match="role"):
            actions.record_interview(review=review, role="Jane Doe", by=by)

    def test_withdrawn_consent_takes_the_words_away_everywhere(
        self, here: World
    ) -> None:
        review, by = here.review, here.analyst
        talk = actions.record_interview(
            review=review,
            role="parent",
            consent="given",
            consent_on=DAY,
            heard="Nobody rang back",
            by=by,
        )
        found = finding(review, by)
        resting = actions.add_evidence(
            finding=found,
            kind="interview",
            ref=str(talk.pk),
            says="Nobody rang back",
            by=by,
        )
        key, history = resting.pk, type(resting).history
        actions.record_interview(
            review=review, role="parent", consent="withdrawn", interview=talk, by=by
        )
        assert not any(one.heard for one in talk.history.all())
        assert not found.evidence.exists()
        kept = history.filter(id=key)
        assert kept.exists()
        assert not any(one.says for one in kept)


class TestAdvice:
    def test_all_low_leverage_is_warned_of_and_one_long_lever_is_enough(
        self, here: World
    ) -> None:
        review, by = here.review, here.analyst
        assert leverage_warning(queries.advice(review)) == ""
        advice(review, by, level="practice", control="own")
        advice(review, by, level="programme", control="own")
        assert "seldom change" in leverage_warning(queries.advice(review))
        html = here.client(by).get(f"/reviews/{review.pk}/recommendations").content
        assert b"seldom change" in html
        advice(review, by, level="practice", control="partners")
        assert leverage_warning(queries.advice(review)) == ""

    def test_policy_of_ones_own_is_no_low_lever(self, here: World) -> None:
        advice(here.review, here.analyst, level="policy", control="own")
        assert leverage_warning(queries.advice(here.review)) == ""

    def test_balance_counts_each_approach_and_names_what_is_missing(
        self, here: World
    ) -> None:
        review, by = here.review, here.analyst
        for approach in ("individual", "individual", "population"):
            advice(review, by, approach=approach)
        found = balance(queries.advice(review))
        assert found.counts == {"population": 1, "community": 0, "individual": 2}
        assert found.sentence == (
            "Of 3 recommendations, 1 works through the whole population and 2 work "
            "through services. None works through communities."
        )

    def test_an_offer_says_whose_it_is(self, here: World) -> None:
        with pytest.raises(InputError, match="by whom"):
            advice(here.review, here.analyst, offer="A day of help")

    def test_unknown_words_are_refused(self, here: World) -> None:
        for given in (
            {"level": "galaxy"},
            {"approach": "magic"},
            {"change": "change-nothing"},
            {"stage": "retirement"},
            {"themes": ["nothing"]},
            {"text": ""},
            {"text": "x" * 4001},
        ):
            with pytest.raises(InputError):
                advice(here.review, here.analyst, **given)

    def test_a_lead_is_a_work_name_and_nothing_private(self, here: World) -> None:
        assert advice(here.review, here.analyst, lead="Dr Shah, the board").lead
        with pytest.raises(InputError, match="named a person"):
            advice(here.review, here.analyst, lead="Ring 020 7946 0018")

    def test_status_is_kept_with_its_history(self, here: World) -> None:
        made = advice(here.review, here.analyst)
        for status in ("accepted", "under-way", "done"):
            actions.move_on(
                recommendation=made, status=status, progress="So far", by=here.analyst
            )
        assert [one.status for one in made.history.all()] == [
            "done",
            "under-way",
            "accepted",
            "proposed",
        ]


class TestLists:
    def test_every_list_takes_an_answer_to_every_point(self, here: World) -> None:
        assert len(check_lists()) == 12
        for name, each in check_lists().items():
            assert set(each.settled) <= set(dict(each.states))
            for item in each.items():
                actions.answer_check(
                    review=here.review,
                    name=name,
                    point=item.id,
                    status=each.states[-1][0],
                    by=here.analyst,
                )
        total = sum(len(one.items()) for one in check_lists().values())
        assert here.review.check_rows.count() == total

    def test_lists_are_as_long_as_their_sources(self) -> None:
        lengths = {name: len(one.items()) for name, one in check_lists().items()}
        assert lengths["high-impact-changes"] == 16
        assert lengths["programme-characteristics"] == 6
        assert lengths["whole-system-features"] == 9
        assert lengths["protected-characteristics"] == 9
        assert lengths["universal-offer"] == 6
        assert lengths["targeted-offer"] == 4

    def test_wrong_answers_are_refused(self, here: World) -> None:
        for given in (
            {"name": "nothing", "point": "x", "status": "y"},
            {"name": "documents", "point": "nothing", "status": "read"},
            {"name": "documents", "point": "document-feeding", "status": "eaten"},
            {
                "name": "documents",
                "point": "document-feeding",
                "status": "read",
                "more": {"secret": "x"},
            },
        ):
            with pytest.raises(InputError):
                actions.answer_check(review=here.review, by=here.analyst, **given)

    def test_life_course_is_filtered_by_what_is_in_place(self, here: World) -> None:
        actions.answer_check(
            review=here.review,
            name="interventions",
            point="safer-sleep",
            status="shown",
            by=here.analyst,
        )
        shown = life_course(here.review, "shown")
        assert shown.rows
        assert all("safer-sleep" in one.row.interventions for one in shown.rows)
        assert len(life_course(here.review, "").rows) == 26
        assert not life_course(here.review, "patchy").rows

    def test_due_regard_cannot_be_skipped(self, here: World) -> None:
        given = {"on": DAY, "body": "The board", "look_again": date(2027, 1, 1)}
        for name in SENTENCES:
            words = {**SENTENCES, name: "Yes" if name != "decision" else ""}
            with pytest.raises(InputError):
                actions.record_due_regard(
                    review=here.review, by=here.analyst, **given, **words
                )
        with pytest.raises(InputError, match="Look again after"):
            actions.record_due_regard(
                review=here.review,
                by=here.analyst,
                **{**given, "look_again": DAY},
                **SENTENCES,
            )

    def test_who_was_told_says_how(self, here: World) -> None:
        with pytest.raises(InputError, match="how"):
            actions.log_reached(
                review=here.review, who="Midwives", told_on=DAY, by=here.analyst
            )


class TestBoard:
    def test_notes_fill_the_board_once_and_held_ones_never(self, here: World) -> None:
        review, by = here.review, here.analyst
        session = workshops.plan_session(
            title="D", area=AREA, area_name="T", date=DAY, starts=time(9), by=by
        )
        actions.link_session(review=review, session=session, by=by)
        for number, (kind, text) in enumerate(
            (
                ("strength", "Midwives know the streets"),
                ("good-practice", "One number to ring"),
                ("gap", "Nobody owns the plan"),
                ("gap", "Dr Shah left"),
                ("action", "Write it"),
            )
        ):
            workshops.write_note(
                session=session, note_id=f"{number:032x}", kind=kind, text=text, by=by
            )
        assert actions.fill_swot(review=review, by=by) == 3
        assert actions.fill_swot(review=review, by=by) == 0
        assert sorted((one.side, one.text) for one in review.swotentry_rows.all()) == [
            ("strength", "Midwives know the streets"),
            ("strength", "One number to ring"),
            ("weakness", "Nobody owns the plan"),
        ]

    def test_a_note_on_a_question_goes_to_its_factor(self, here: World) -> None:
        review, by = here.review, here.analyst
        session = workshops.plan_session(
            title="D", area=AREA, area_name="T", date=DAY, starts=time(9), by=by
        )
        actions.link_session(review=review, session=session, by=by)
        question = next(
            one["id"]
            for one in session.instrument["entries"]
            if "child-poverty" in one.get("indicators", ())
        )
        workshops.write_note(
            session=session,
            note_id="f" * 32,
            kind="gap",
            text="Rents",
            question=question,
            by=by,
        )
        actions.fill_swot(review=review, by=by)
        assert review.swotentry_rows.get().factor == "factor-income"

    def test_session_of_another_area_is_refused(self, here: World) -> None:
        session = workshops.plan_session(
            title="D",
            area="X06000070",
            area_name="T",
            date=DAY,
            starts=time(9),
            by=here.analyst,
        )
        with pytest.raises(InputError, match="another area"):
            actions.link_session(review=here.review, session=session, by=here.analyst)


def test_tier_by_rule_never_rests_on_figures_that_wait(
    here: World, region: Release
) -> None:
    source = inspect.getsource(queries.tier_by_rule)
    assert "public_store()" in source
    assert "current_store" not in source
    found = queries.tier_by_rule(AREA)
    assert found is not None
    assert found.rule
    assert queries.tier_by_rule("X999") is None


def test_the_database_is_as_the_models_say(here: World) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "reviews", check=True, dry_run=True, verbosity=0)
    assert Review.objects.count() == 1


def test_levels_of_parts_become_strengths_and_weaknesses_once_it_is_closed(
    here: World,
) -> None:
    """The highest and the lowest middle answer say something by themselves."""
    review, by = here.review, here.analyst
    session = workshops.plan_session(
        title="The day", area=AREA, area_name="Testford", date=date(2026, 3, 9),
        starts=time(9, 30), by=by,
    )  # fmt: skip
    actions.link_session(review=review, session=session, by=by)
    workshops.open_session(session=session, by=by)
    for place, (part, level) in enumerate((("13", 3), ("1", 0), ("2", 2), ("3", 3))):
        ballot = session.ballots.get(key=f"part:{part}")
        workshops.open_ballot(ballot=ballot, by=by)
        # Four people are too few to say anything for a place.
        for number in range(4 if part == "3" else 5):
            workshops.give_answer(
                answer_id=f"{place * 10 + number:032x}",
                ballot=ballot.key,
                round_=1,
                content={"level": level},
                order=0,
                by=workshops.join(session=session).voice,
            )
        workshops.reveal(ballot=ballot, by=by)
    assert actions.fill_swot(review=review, by=by) == 0
    workshops.close_session(session=session, by=by)
    assert actions.fill_swot(review=review, by=by) == 2
    assert actions.fill_swot(review=review, by=by) == 0
    found = {one.side: one.text for one in review.swotentry_rows.all()}
    assert set(found) == {"strength", "weakness"}
    assert (
        "“in place and shown to work” is the middle answer of 5 people"
        in (found["strength"])
    )
    assert "“not in place”" in found["weakness"]
    # What the system itself says of a session is no text that looks like a person.
    assert found["weakness"].endswith("5 people, March 2026.")
    assert not any(one.held for one in review.swotentry_rows.all())
