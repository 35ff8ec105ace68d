"""Who sees a release and by whose word: who loaded it, who approved it, when."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings

from firstyear.errors import CheckFailed, StorageError
from firstyear.figures import Release
from firstyear.figures.audiences import is_own, same_person
from firstyear.figures.ledger import PUBLIC, Entry, entries
from firstyear_web.data.doer import doer_in_words, doer_of, viewer
from firstyear_web.people.models import User
from firstyear_web.people.permissions import allowed

APPROVE = "people.approve_releases"
EVERYBODY = "Everybody"
SIGNED_IN = "People who are signed in, until a second person approves it"
PARTNERS = "{partners}, under {agreement}, until a second person approves it"


@dataclass(frozen=True)
class Standing:
    """For whom a local release is. `why_not` says why this reader may not approve.

    `own_counts`: whether the reader is of the team that supplied them.
    """

    public: bool
    seen_by: str
    approved_by: str = ""
    approved: datetime | None = None
    may_approve: bool = False
    why_not: str = ""
    own_counts: bool = False


def standing(release: Release, reader: object) -> Standing | None:
    """What the ledger says of a local release; None for one of another origin."""
    if release.origin != "local":
        return None
    told = _standing(release, reader)
    own = isinstance(reader, User) and is_own(release, viewer(reader))
    return replace(told, own_counts=own)


def _standing(release: Release, reader: object) -> Standing:
    try:
        held = entries(settings.FIRSTYEAR_HOME)
    except (CheckFailed, StorageError):
        # The ledger's own page says what is wrong; until then nobody approves.
        held = ()
    public = [
        each for each in held if each.release == release.id and each.what in PUBLIC
    ]
    colleague = isinstance(reader, User)
    if public:
        return _shown(public[0], to_colleague=colleague)
    if release.audience == "partners":
        seen_by = PARTNERS.format(
            partners=", ".join(release.partners), agreement=release.agreement
        )
    else:
        seen_by = SIGNED_IN
    if not isinstance(reader, User) or not allowed(reader, APPROVE):
        return Standing(public=False, seen_by=seen_by)
    why_not = refusal(release, reader)
    return Standing(
        public=False, seen_by=seen_by, may_approve=not why_not, why_not=why_not
    )


def refusal(release: Release, person: User) -> str:
    """Why this person is no second person for the release; blank where they are."""
    first = release.released_by
    if not first.strip():
        return (
            "Nobody says who loaded it, so nobody can tell who a second person is. "
            "Whoever runs this site can approve it with “firstyear approve”."
        )
    own = (doer_of(person), person.display_name, person.email)
    if any(same_person(first, each) for each in own):
        return "You loaded it: somebody else approves it."
    return ""


def _shown(entry: Entry, *, to_colleague: bool) -> Standing:
    if entry.what == "released":
        return Standing(public=True, seen_by=EVERYBODY)
    return Standing(
        public=True,
        seen_by=EVERYBODY,
        approved_by=doer_in_words(entry.second, to_colleague=to_colleague),
        approved=entry.when,
    )
