"""What every page's frame needs: the way around, who is signed in, what is made up."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

import firstyear
from firstyear_web.config.store import holds_synthetic, shows_private
from firstyear_web.people.permissions import allowed

STEPS = (
    "Picture",
    "Why",
    "Diagnosis",
    "What it would take",
    "Plan",
    "Learning",
    "Measure again",
)


def layout(request: HttpRequest) -> dict[str, Any]:
    """The frame of the page at `request`: navigation, account, notices."""
    user = getattr(request, "user", None)
    runs = allowed(user, "workshops.run")
    reads = allowed(user, "reviews.read")
    diagnosis = reverse("sessions") if runs else reverse("reviews") if reads else ""
    pages = {"Picture": reverse("start"), "Diagnosis": diagnosis}
    sections = [
        ("Picture", reverse("start"), ("/region/", "/area/", "/indicator/")),
        *(
            [("Diagnosis", reverse("sessions"), ("/diagnosis/", "/reviews/"))]
            if runs
            else [("Reviews", reverse("reviews"), ("/reviews/",))]
            if reads
            else []
        ),
        ("Data", reverse("data"), ("/data/",)),
        ("Methods", reverse("methods"), ("/methods/",)),
        ("Glossary", reverse("glossary"), ("/glossary/",)),
    ]
    return {
        "navigation": [
            {
                "text": text,
                "href": href,
                "current": request.path == href or request.path.startswith(prefixes),
            }
            for text, href, prefixes in sections
        ],
        "steps": [{"text": step, "href": pages.get(step, "")} for step in STEPS],
        "runs_sessions": runs,
        "reads_reviews": reads,
        "signed_in": user if user is not None and user.is_authenticated else None,
        "demo": settings.FIRSTYEAR_DEMO,
        "holds_synthetic": holds_synthetic(),
        "shows_private": shows_private(),
        "version": firstyear.__version__,
    }
