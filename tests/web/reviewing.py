"""A council with a review of its area, a region beside it, and people of both."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from firstyear_web.people import actions as people_actions
from firstyear_web.people.models import Kind, Organisation, Role, User
from firstyear_web.people.permissions import CommandLine
from firstyear_web.reviews import actions
from firstyear_web.reviews.models import Finding, Recommendation, Review

AREA, NAME = "X06000069", "Testford"
HERE = CommandLine()


@dataclass
class World:
    """Who is there: a council's people, a region's, and somebody of neither."""

    council: Organisation
    region: Organisation
    analyst: User
    reader: User
    regional: User
    stranger: User
    review: Review

    def client(self, user: User) -> Client:
        made = Client()
        made.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return made


def person(name: str, role: Role, organisation: Organisation | None) -> User:
    return people_actions.create_account(
        email=f"{name}@example.net",
        display_name=f"{name.capitalize()} Someone",
        role=role,
        organisation=organisation,
        by=HERE,
    )


def world() -> World:
    council = people_actions.add_organisation(
        name="Testford Council", area=AREA, kind=Kind.COUNCIL, by=HERE
    )
    region = people_actions.add_organisation(
        name="Midshire Region", area="X12000005", kind=Kind.REGION, by=HERE
    )
    analyst = person("anna", Role.ANALYST, council)
    return World(
        council,
        region,
        analyst,
        person("rea", Role.VIEWER, council),
        person("reg", Role.ANALYST, region),
        person("stray", Role.ADMINISTRATOR, None),
        begin(analyst),
    )


def begin(by: User, *, area: str = AREA, title: str = "Looking after babies") -> Review:
    return actions.start_review(
        title=title,
        area=area,
        area_name=f"{NAME} {area[-2:]}",
        begins=date(2026, 3, 2),
        ends=date(2026, 3, 30),
        by=by,
    )


def finding(review: Review, by: User, text: str = "Women book late", **more) -> Finding:
    given = {"lens": "lens-system", "text": text, **more}
    return actions.add_finding(review=review, by=by, **given)


def advice(
    review: Review, by: User, text: str = "Write one plan", **more
) -> Recommendation:
    given = {
        "text": text,
        "level": "policy",
        "reach": "all",
        "control": "partners",
        "approach": "population",
        **more,
    }
    return actions.recommend(review=review, by=by, **given)
