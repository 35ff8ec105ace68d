"""What others see of a review: nothing, until the area agrees, thing by thing."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from firstyear_tests_pages import problems, read_page
from firstyear_tests_reviewing import World, advice, begin, finding, world

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import REMOVED
from firstyear_web.people.models import User
from firstyear_web.reviews import actions, queries
from firstyear_web.reviews.actions.sharing import THINGS
from firstyear_web.reviews.models import Consent, Review
from firstyear_web.reviews.presenters.across import across_page
from firstyear_web.reviews.presenters.wording import HELD

SECRET = "Nobody owns the plan in this town"


@pytest.fixture
def here(home: object) -> World:
    return world()


def agree(here: World, thing: str, review: Review | None = None) -> Consent:
    return actions.give_consent(
        review=review or here.review,
        to=here.region,
        thing=thing,
        given_by="The partnership board",
        given_on=date(2026, 4, 1),
        purpose="Learning across the region",
        by=here.analyst,
    )


def told(here: World) -> None:
    """A finding and a recommendation that were cleared, and one of each not."""
    review, by = here.review, here.analyst
    for thing in (
        finding(review, by, SECRET, themes=["roundtable-leadership"]),
        advice(review, by, "Agree one plan", themes=["roundtable-leadership"]),
    ):
        actions.clear_words(thing=thing, cleared=True, by=by)
    finding(review, by, "Never cleared this finding")
    advice(review, by, "Never cleared this advice", lead="A named lead")


def pages(review: Review) -> list[str]:
    base = f"/reviews/{review.pk}"
    return [
        base,
        *(
            f"{base}/{one}"
            for one in (
                "details",
                "findings",
                "recommendations",
                "report",
                "report?version=share-safe",
                "feedback.json",
                "held",
                "sharing",
                "board",
                "story",
                "history",
                "life-course",
                "list/documents",
                "list/documents/document-feeding",
                "records/interview",
                "write/finding",
            )
        ),
    ]


def seen(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    assert problems(response.content) == [], address
    return read_page(response.content).words


@pytest.mark.parametrize("who", ["regional", "stranger"])
def test_without_consent_a_review_is_not_there_for_others(
    here: World, who: str
) -> None:
    told(here)
    user: User = getattr(here, who)
    client = here.client(user)
    for address in (*pages(here.review), f"/reviews/shown/{here.review.pk}"):
        assert client.get(address).status_code == 404, address
    for address in ("/reviews/", "/reviews/across", "/reviews/learning"):
        said = seen(client, address)
        assert "Looking after babies" not in said
        assert SECRET not in said
    assert across_page(user).shown == ()


def test_nobody_signed_in_is_asked_to_sign_in(here: World) -> None:
    for address in (*pages(here.review), "/reviews/", "/reviews/across"):
        assert Client().get(address).status_code == 302, address


def test_posts_of_others_change_nothing(here: World) -> None:
    told(here)
    client, base = here.client(here.regional), f"/reviews/{here.review.pk}"
    of = here.review.finding_rows.first()
    for path, data in {
        "/details": {"title": "Ours", "begins": "1 1 2026", "ends": "2 1 2026"},
        "/tier": {"tier": "targeted", "reason": "Ours"},
        "/tier/rule": {},
        "/sharing": {"to": here.region.pk, "thing": "findings"},
        "/decide": {"thing": f"finding:{of.pk}", "verb": "unclear"},
        "/board/fill": {},
        "/write/finding": {"text": "Ours", "lens": "lens-system", "nature": "gap"},
    }.items():
        assert client.post(base + path, data).status_code == 404, path
    of.refresh_from_db()
    assert of.cleared
    assert here.review.consent_rows.count() == 0
    assert here.review.finding_rows.count() == 2


def test_consent_to_one_kind_shows_that_kind_and_its_cleared_words_alone(
    here: World,
) -> None:
    told(here)
    agree(here, "findings")
    client = here.client(here.regional)
    said = seen(client, f"/reviews/shown/{here.review.pk}")
    assert SECRET in said
    assert "Never cleared" not in said
    assert "Agree one plan" not in said
    assert "Tier" not in said
    assert SECRET in seen(client, "/reviews/learning")
    assert here.review.area_name not in seen(client, "/reviews/learning")
    # The review itself stays shut.
    for address in pages(here.review):
        assert client.get(address).status_code == 404, address
    # And it is for that organisation: not for others.
    other = here.client(here.stranger)
    assert other.get(f"/reviews/shown/{here.review.pk}").status_code == 404


def test_consent_to_one_object_shows_that_object_alone(here: World) -> None:
    told(here)
    other = finding(here.review, here.analyst, "Another cleared finding")
    actions.clear_words(thing=other, cleared=True, by=here.analyst)
    agree(here, f"finding:{other.pk}")
    said = seen(here.client(here.regional), f"/reviews/shown/{here.review.pk}")
    assert "Another cleared finding" in said
    assert SECRET not in said


def test_names_of_leads_are_never_shown_to_others(here: World) -> None:
    told(here)
    made = advice(here.review, here.analyst, "Led by", lead="Somebody Real")
    actions.clear_words(thing=made, cleared=True, by=here.analyst)
    for thing in THINGS:
        agree(here, thing)
    client = here.client(here.regional)
    for address in (
        f"/reviews/shown/{here.review.pk}",
        "/reviews/across",
        "/reviews/learning",
    ):
        html = client.get(address).content.decode()
        assert "Somebody Real" not in html, address
        assert "Anna Someone" not in html, address
    own = here.client(here.analyst)
    html = own.get(f"/reviews/{here.review.pk}/report?version=share-safe")
    assert b"Somebody Real" not in html.content
    assert b"Led by" in html.content
    whole = own.get(f"/reviews/{here.review.pk}/report").content
    assert b"Somebody Real" in whole


def test_withdrawn_consent_ends_it_at_once_and_stays_on_record(here: World) -> None:
    told(here)
    given = agree(here, "findings")
    client = here.client(here.regional)
    assert SECRET in seen(client, f"/reviews/shown/{here.review.pk}")
    done = here.client(here.analyst).post(
        f"/reviews/{here.review.pk}/sharing/{given.pk}/withdraw",
        {"withdrawn_by": "The partnership board"},
    )
    assert done.status_code == 302
    assert client.get(f"/reviews/shown/{here.review.pk}").status_code == 404
    assert SECRET not in seen(client, "/reviews/learning")
    page = seen(here.client(here.analyst), f"/reviews/{here.review.pk}/sharing")
    assert "Learning across the region" in page
    assert "Withdrawn" in page
    agree(here, "findings")
    assert SECRET in seen(client, f"/reviews/shown/{here.review.pk}")


def test_consent_is_the_areas_own_to_give(here: World) -> None:
    actions.add_member(
        review=here.review, person=here.regional, part="Helps", by=here.analyst
    )
    given = {
        "review": here.review,
        "to": here.region,
        "thing": "findings",
        "given_by": "Us",
        "given_on": date(2026, 4, 1),
        "purpose": "For us",
    }
    with pytest.raises(RefusedError, match="own organisation"):
        actions.give_consent(**given, by=here.regional)
    for wrong, why in (
        ({"to": here.council}, "belongs to"),
        ({"thing": "everything"}, "may be seen"),
        ({"thing": "finding:999"}, "may be seen"),
        ({"given_by": "Dr Shah"}, "name nobody"),
        ({"given_by": " "}, "who agreed"),
        ({"given_on": timezone.localdate() + timedelta(days=2)}, "future"),
    ):
        with pytest.raises(InputError, match=why):
            actions.give_consent(**{**given, **wrong}, by=here.analyst)
    agree(here, "findings")
    with pytest.raises(InputError, match="already"):
        agree(here, "findings")
    alone = begin(here.stranger)
    with pytest.raises(RefusedError, match="no organisation"):
        actions.give_consent(**{**given, "review": alone}, by=here.stranger)


def test_a_finding_of_another_review_cannot_be_agreed_to(here: World) -> None:
    other = finding(begin(here.analyst, title="Second"), here.analyst)
    with pytest.raises(InputError, match="may be seen"):
        agree(here, f"finding:{other.pk}")


def test_team_members_from_elsewhere_see_the_review_they_work_on(here: World) -> None:
    actions.add_member(
        review=here.review, person=here.regional, part="Helps", by=here.analyst
    )
    assert "Looking after babies" in seen(here.client(here.regional), "/reviews/")
    assert here.client(here.regional).get(pages(here.review)[0]).status_code == 200
    # Being in a team agrees to nothing for the rest of an organisation.
    assert across_page(here.regional).shown == ()
    member = here.review.members.get(person=here.regional)
    actions.remove_member(member=member, by=here.analyst)
    assert here.client(here.regional).get(pages(here.review)[0]).status_code == 404


def test_only_the_areas_own_people_let_in_people_from_elsewhere(here: World) -> None:
    review = here.review
    actions.add_member(
        review=review, person=here.regional, part="Helps", by=here.analyst
    )
    with pytest.raises(RefusedError, match="own organisation"):
        actions.add_member(
            review=review, person=here.stranger, part="Too", by=here.regional
        )
    inside = actions.add_member(
        review=review, person=here.reader, part="Reads", by=here.regional
    )
    assert inside.pk
    alone = begin(here.stranger, title="Alone")
    actions.add_member(
        review=alone, person=here.regional, part="Helps", by=here.stranger
    )
    with pytest.raises(RefusedError):
        actions.add_member(
            review=alone, person=here.analyst, part="Too", by=here.regional
        )


class TestAcross:
    def test_themes_are_counted_over_areas_that_agreed(self, here: World) -> None:
        by = here.analyst
        for area, agreed in (("X06000070", True), ("X06000071", False)):
            review = begin(by, area=area)
            finding(review, by, themes=["roundtable-leadership"])
            finding(review, by, themes=["roundtable-leadership", "roundtable-data"])
            made = advice(
                review, by, themes=["roundtable-leadership"], change="change-homes"
            )
            actions.move_on(recommendation=made, status="done", progress="", by=by)
            if agreed:
                agree(here, "themes", review)
        told(here)
        agree(here, "themes")
        page = across_page(here.regional)
        counted = {one.id: one for one in page.themes}
        leading, data = counted["roundtable-leadership"], counted["roundtable-data"]
        assert (leading.areas, leading.findings, leading.advice, leading.done) == (
            2,
            3,
            2,
            1,
        )
        assert leading.recurs
        assert (data.areas, data.recurs) == (1, False)
        assert page.themes[0].id == "roundtable-leadership"
        homes = next(one for one in page.changes if one.id == "change-homes")
        assert (homes.areas, homes.advice, homes.done) == (1, 1, 1)
        # Themes alone: no word of any finding.
        assert all(not one.findings and not one.advice for one in page.shown)
        assert SECRET not in seen(here.client(here.regional), "/reviews/learning")

    def test_own_reviews_need_no_consent(self, here: World) -> None:
        told(here)
        page = across_page(here.reader)
        assert [one.own for one in page.shown] == [True]
        assert "Never cleared" not in seen(
            here.client(here.reader), "/reviews/learning"
        )

    def test_decided_tier_is_in_the_table_where_agreed(
        self, here: World, region: object
    ) -> None:
        actions.choose_tier(
            review=here.review,
            tier="targeted",
            reason="Our own reason",
            by=here.analyst,
        )
        client = here.client(here.regional)
        assert "Targeted, on top" not in seen(client, "/reviews/tiers/X12000005")
        agree(here, "tier")
        assert "Targeted, on top" in seen(client, "/reviews/tiers/X12000005")
        shown = seen(client, f"/reviews/shown/{here.review.pk}")
        assert "Our own reason" not in shown, "nobody has cleared it"
        choice = queries.tier_choice(here.review)
        assert choice is not None
        actions.clear_words(thing=choice, cleared=True, by=here.analyst)
        assert "Our own reason" in seen(client, f"/reviews/shown/{here.review.pk}")


class TestHeld:
    PERSON = "Mrs Brown of 943 476 5919 was not rung back"

    def test_what_looks_like_a_person_is_in_no_view(self, here: World) -> None:
        review, by = here.review, here.analyst
        client, base = here.client(by), f"/reviews/{here.review.pk}"
        answer = client.post(
            f"{base}/write/finding",
            {"text": self.PERSON, "lens": "lens-system", "nature": "cause"},
            follow=True,
        )
        assert "looks like a person" in answer.content.decode()
        advice(review, by, self.PERSON, offer=self.PERSON, provider="The region")
        actions.write_swot(review=review, side="threat", text=self.PERSON, by=by)
        actions.log_reached(review=review, who=self.PERSON, by=by)
        actions.answer_check(
            review=review,
            name="action-focus",
            point="focus-causes",
            status="draft",
            text=self.PERSON,
            by=by,
        )
        actions.answer_check(
            review=review,
            name="interventions",
            point="safer-sleep",
            status="patchy",
            more={"reach": self.PERSON},
            by=by,
        )
        actions.choose_tier(review=review, tier="targeted", reason=self.PERSON, by=by)
        found = review.finding_rows.get()
        actions.add_evidence(
            finding=found,
            kind="figure",
            indicator="stillbirth",
            says=self.PERSON,
            by=by,
        )
        for user in (by, here.reader):
            for address in [
                *(one for one in pages(review) if not one.endswith("/held")),
                f"{base}/list/action-focus",
                f"{base}/list/interventions",
                f"{base}/records/told",
                f"{base}/finding/{found.pk}/figure",
                f"{base}/write/recommendation",
            ]:
                html = here.client(user).get(address).content.decode()
                assert "Brown" not in html, address
                assert "943" not in html, address
        held = seen(client, f"{base}/held")
        assert held.count(self.PERSON) == 9
        assert "an NHS number" in held
        assert here.client(here.reader).get(f"{base}/held").status_code == 403

    def test_release_shows_it_and_removal_takes_it_out_of_the_history_too(
        self, here: World
    ) -> None:
        review, by = here.review, here.analyst
        client, base = here.client(by), f"/reviews/{here.review.pk}"
        one, two = (finding(review, by, f"{self.PERSON} {n}") for n in (1, 2))
        for thing, verb in ((one, "release"), (two, "remove")):
            done = client.post(
                f"{base}/decide",
                {"thing": f"finding:{thing.pk}", "verb": verb, "back": "held"},
            )
            assert done.status_code == 302
        said = seen(client, f"{base}/findings")
        assert f"{self.PERSON} 1" in said
        assert f"{self.PERSON} 2" not in said
        assert REMOVED in said
        two.refresh_from_db()
        assert {record.text for record in two.history.all()} == {REMOVED}
        assert queries.held(review) == ()

    def test_other_words_take_the_first_ones_out_of_the_history(
        self, here: World
    ) -> None:
        review, by = here.review, here.analyst
        one = finding(review, by, f"{self.PERSON} told us")
        assert one.held
        finding(review, by, f"{self.PERSON} and others", finding=one)
        finding(review, by, "Three families told us", finding=one)
        finding(review, by, "Three families said so", finding=one)
        said = list(one.history.order_by("history_id").values_list("text", flat=True))
        assert not one.held
        assert said[:2] == [REMOVED, REMOVED]
        assert said[2:] == ["Three families told us", "Three families said so"]

    def test_changed_words_have_to_be_cleared_again(self, here: World) -> None:
        review, by = here.review, here.analyst
        thing = finding(review, by, "Plain")
        actions.clear_words(thing=thing, cleared=True, by=by)
        finding(review, by, "Plain", finding=thing, nature="strength")
        assert thing.cleared
        finding(review, by, "Other words", finding=thing)
        assert not thing.cleared

    def test_every_kind_of_words_can_be_cleared_from_a_page(self, here: World) -> None:
        review, by = here.review, here.analyst
        found = finding(review, by, "Said of a finding")
        actions.add_evidence(
            finding=found, kind="figure", indicator="stillbirth", says="Piece", by=by
        )
        actions.choose_tier(review=review, tier="targeted", reason="Why", by=by)
        actions.answer_check(
            review=review,
            name="action-focus",
            point="focus-story",
            status="draft",
            text="Our story",
            by=by,
        )
        advice(review, by, "Said of advice")
        actions.write_swot(review=review, side="threat", text="A line", by=by)
        actions.say_back(
            review=review, on=date(2026, 3, 9), to="Leaders", said="Thanks", by=by
        )
        actions.look_again(
            followup=review.followup_rows.first(),
            held_on=date(2026, 7, 1),
            done="A plan",
            outcome="",
            by=by,
        )
        client, base = here.client(by), f"/reviews/{review.pk}"
        offered = set()
        for path in ("findings", "recommendations", "board", "story", "report"):
            html = client.get(f"{base}/{path}").content.decode()
            assert problems(html.encode()) == [], path
            for thing in re.findall(r'name="thing" value="([a-z-]+:\d+)"', html):
                offered.add(thing)
                done = client.post(
                    f"{base}/decide", {"thing": thing, "verb": "clear", "back": path}
                )
                assert done.status_code == 302, thing
        kinds = {one.partition(":")[0] for one in offered}
        assert kinds == {
            "finding",
            "evidence",
            "tier",
            "point",
            "recommendation",
            "board",
            "feedback",
            "follow-up",
        }
        for thing in THINGS:
            agree(here, thing)
        shown = seen(here.client(here.regional), f"/reviews/shown/{review.pk}")
        for words in (
            "Said of a finding",
            "Why",
            "Our story",
            "Said of advice",
            "A plan",
        ):
            assert words in shown, words

    def test_held_words_are_not_cleared_for_sharing(self, here: World) -> None:
        thing = finding(here.review, here.analyst, self.PERSON)
        with pytest.raises(RefusedError, match="release"):
            actions.clear_words(thing=thing, cleared=True, by=here.analyst)

    def test_titles_parts_and_providers_are_refused_at_once(self, here: World) -> None:
        with pytest.raises(InputError, match="named a person"):
            begin(here.analyst, title="About Mrs Brown")
        with pytest.raises(InputError, match="named a person"):
            actions.add_member(
                review=here.review,
                person=here.reader,
                part="Rings Mrs Brown",
                by=here.analyst,
            )
        with pytest.raises(InputError, match="named a person"):
            advice(here.review, here.analyst, offer="Help", provider="Dr Shah")

    def test_history_page_tells_acts_and_no_words(self, here: World) -> None:
        told(here)
        said = seen(here.client(here.analyst), f"/reviews/{here.review.pk}/history")
        assert "finding added" in said
        assert SECRET not in said

    def test_few_interviews_are_not_numbered_in_the_share_safe_report(
        self, here: World
    ) -> None:
        review, by = here.review, here.analyst
        for _ in range(4):
            actions.record_interview(
                review=review,
                role="parent",
                consent="given",
                consent_on=date(2026, 3, 4),
                by=by,
            )
        client, base = here.client(by), f"/reviews/{review.pk}/report"
        assert "4 interviews" in seen(client, base)
        shared = seen(client, f"{base}?version=share-safe")
        assert "fewer than five interviews" in shared
        assert HELD not in shared
