"""Addresses of reviews, under /reviews/."""

from django.urls import path, re_path

from firstyear_web.reviews.views import evidence, lists, reviews, sharing, writing

PK = r"(?P<pk>[0-9a-f]{32})"
KEY = r"(?P<key>[0-9]{1,9})"
POINT = r"(?P<key>[a-z0-9-]{1,80})"
WRITTEN = rf"(?P<kind>{'|'.join(writing.KINDS)})"
FOUR = r"(?P<kind>figure|document|interview|session)"

urlpatterns = [
    path("", reviews.index, name="reviews"),
    path("start", reviews.start, name="review-start"),
    path("across", sharing.across, name="reviews-across"),
    path("learning", sharing.learning, name="reviews-learning"),
    re_path(
        r"^tiers/(?P<code>[^/?#\x00-\x1f]{1,80})$", sharing.tiers, name="review-tiers"
    ),
    re_path(rf"^shown/{PK}$", sharing.shown, name="review-shown"),
    re_path(rf"^{PK}$", reviews.review, name="review"),
    re_path(rf"^{PK}/details$", reviews.change, name="review-change"),
    re_path(rf"^{PK}/team$", reviews.team, name="review-team"),
    re_path(
        rf"^{PK}/team/(?P<member>[0-9]{{1,9}})/leave$",
        reviews.leave_team,
        name="review-leave",
    ),
    re_path(rf"^{PK}/tier$", reviews.choose_tier, name="review-tier"),
    re_path(rf"^{PK}/tier/rule$", reviews.apply_rule, name="review-rule"),
    re_path(rf"^{PK}/sessions/link$", reviews.link_session, name="review-link"),
    re_path(
        rf"^{PK}/sessions/(?P<link>[0-9]{{1,9}})/unlink$",
        reviews.unlink_session,
        name="review-unlink",
    ),
    re_path(rf"^{PK}/history$", reviews.history, name="review-history"),
    re_path(
        rf"^{PK}/list/(?P<name>[a-z0-9-]{{1,60}})$", lists.whole, name="review-list"
    ),
    re_path(
        rf"^{PK}/list/(?P<name>[a-z0-9-]{{1,60}})/{POINT}$",
        lists.point,
        name="review-point",
    ),
    re_path(rf"^{PK}/life-course$", lists.life_course, name="review-life-course"),
    re_path(rf"^{PK}/findings$", evidence.findings, name="review-findings"),
    re_path(
        rf"^{PK}/finding/(?P<finding>[0-9]{{1,9}})/{FOUR}$",
        evidence.evidence,
        name="review-evidence",
    ),
    re_path(
        rf"^{PK}/evidence/{KEY}/remove$", evidence.remove, name="review-evidence-remove"
    ),
    re_path(rf"^{PK}/recommendations$", lists.advice, name="review-advice"),
    re_path(rf"^{PK}/board$", lists.board, name="review-board"),
    re_path(rf"^{PK}/board/fill$", lists.fill_board, name="review-board-fill"),
    re_path(rf"^{PK}/story$", lists.story, name="review-story"),
    re_path(
        rf"^{PK}/records/(?P<kind>[a-z-]{{1,20}})$",
        lists.records,
        name="review-records",
    ),
    re_path(rf"^{PK}/write/{WRITTEN}$", writing.write, name="review-write"),
    re_path(rf"^{PK}/write/{WRITTEN}/{KEY}$", writing.write, name="review-rewrite"),
    re_path(rf"^{PK}/held$", sharing.held, name="review-held"),
    re_path(rf"^{PK}/decide$", sharing.decide, name="review-decide"),
    re_path(rf"^{PK}/sharing$", sharing.sharing, name="review-sharing"),
    re_path(
        rf"^{PK}/sharing/{KEY}/withdraw$", sharing.withdraw, name="review-withdraw"
    ),
    re_path(rf"^{PK}/report$", sharing.report, name="review-report"),
    re_path(
        rf"^{PK}/(?P<name>report\.docx|report\.pdf|feedback\.pptx|feedback\.json)$",
        sharing.document,
        name="review-document",
    ),
]
