"""The list of reviews, and one review: its details, team, tier and sessions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firstyear.errors import InputError
from firstyear.picture.home import home_region
from firstyear.picture.results import Place
from firstyear_web.config.store import current_store, public_store
from firstyear_web.people.models import User
from firstyear_web.people.permissions import allowed, require
from firstyear_web.reviews import actions, queries
from firstyear_web.reviews.actions.keeping import READ, RUN
from firstyear_web.reviews.forms import NewReviewForm, ReviewForm, TeamForm, TierForm
from firstyear_web.reviews.models import Review
from firstyear_web.reviews.presenters.overview import review_page
from firstyear_web.reviews.views.answering import answered, as_typed, form_page
from firstyear_web.reviews.views.doors import doing, page, reading, running
from firstyear_web.workshops import queries as workshops
from firstyear_web.workshops.presenters.plan import areas_to_choose


@require_safe
@never_cache
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Reviews that are open to somebody, and those of which they may see something."""
    require(request.user, READ)
    return page(
        request,
        "index",
        None,
        reviews=queries.reviews(request.user),
        shown=queries.shown_to(request.user),
        may_start=allowed(request.user, RUN),
        region=_region_of(request.user),
    )


def _region_of(user: User) -> Place | None:
    """The region of somebody's organisation, whose areas have tiers."""
    if not user.own_area:
        return None
    found = home_region(public_store(), user.own_area)
    return found if found and found.level in ("region", "country") else None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """A new review."""
    require(request.user, RUN)
    areas = areas_to_choose(current_store())
    form = NewReviewForm(
        request.POST or None, areas=areas, initial={"area": request.GET.get("area", "")}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.start_review(
                **given,
                area_name=dict(areas)[given["area"]],
                tier=queries.tier_by_rule(given["area"]),
                by=request.user,
            )
        except InputError as error:
            form.add_error(None, str(error))
        else:
            return redirect("review", made.pk)
    return form_page(request, None, form, title="Start a review", button="Start it")


@reading
def review(request: HttpRequest, found: Review) -> HttpResponse:
    """A review on one page."""
    return page(
        request,
        "review",
        found,
        page=review_page(found, queries.earlier(found, request.user), request.user),
    )


@running
def change(request: HttpRequest, found: Review) -> HttpResponse:
    """Another title or other dates."""
    form = ReviewForm(
        request.POST or None,
        initial={
            "title": found.title,
            "begins": as_typed(found.begins),
            "ends": as_typed(found.ends),
        },
    )

    def save(given: dict[str, Any]) -> None:
        actions.change_review(review=found, by=request.user, **given)

    return answered(request, found, form, save, title="Title and dates")


@running
def team(request: HttpRequest, found: Review) -> HttpResponse:
    """Somebody joins the team."""
    form = TeamForm(request.POST or None, people=queries.people_to_add(found))

    def save(given: dict[str, Any]) -> None:
        actions.add_member(review=found, by=request.user, **given)

    return answered(request, found, form, save, title="Add somebody to the team")


@doing
def leave_team(request: HttpRequest, found: Review, member: str) -> HttpResponse:
    actions.remove_member(member=queries.member(found, member), by=request.user)
    return redirect("review", found.pk)


@running
def choose_tier(request: HttpRequest, found: Review) -> HttpResponse:
    """Another tier than the rule gives."""
    form = TierForm(request.POST or None)

    def save(given: dict[str, Any]) -> None:
        actions.choose_tier(review=found, by=request.user, **given)

    return answered(
        request,
        found,
        form,
        save,
        title="Decide on another tier",
        says=f"{found.tier_rule} {found.tier_figures}",
    )


@doing
def apply_rule(request: HttpRequest, found: Review) -> HttpResponse:
    """The rule again, on the figures as everybody sees them now."""
    tier = queries.tier_by_rule(found.area)
    if tier is None:
        messages.info(request, "No public figure of this area lets the rule answer.")
    else:
        actions.apply_tier_rule(review=found, tier=tier, by=request.user)
        messages.success(
            request, "The rule was applied to the figures as they are now."
        )
    return redirect("review", found.pk)


@doing
def link_session(request: HttpRequest, found: Review) -> HttpResponse:
    actions.link_session(
        review=found,
        session=workshops.session_for(request.user, request.POST.get("session", "")),
        by=request.user,
    )
    return redirect("review", found.pk)


@doing
def unlink_session(request: HttpRequest, found: Review, link: str) -> HttpResponse:
    actions.unlink_session(link=queries.link(found, link), by=request.user)
    return redirect("review", found.pk)


@reading
def history(request: HttpRequest, found: Review) -> HttpResponse:
    """What was done in the review, by whom and when."""
    return page(request, "history", found, acts=queries.acts(found))
