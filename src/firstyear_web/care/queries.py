"""Questions of care: views of every part of the site ask here who helps, and where."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from firstyear import packs
from firstyear_web.care.models import LocalHelp, TakenAway
from firstyear_web.people.models import User


@dataclass(frozen=True)
class Help:
    """Somebody who helps, as a page shows them. `near` says that they are local."""

    id: str
    name: str
    offers: str
    web: str
    telephone: str
    near: bool = False

    @property
    def line(self) -> str:
        """All of it in one line, as documents have it."""
        about = ", ".join(
            part for part in (self.name, self.telephone, self.web) if part
        )
        return f"{about}. {self.offers}".strip()

    @property
    def call(self) -> str:
        """The number as a telephone takes it."""
        return "".join(one for one in self.telephone if one in "+0123456789")


def support(area: str = "") -> tuple[Help, ...]:
    """Who helps families: those near first, then the charities of the whole country.

    `area` is the code of the area that the page is about; blank for none.
    """
    return (
        *_shown(area, "support"),
        *(
            Help(one.id, one.name, one.offers, one.web, one.telephone)
            for one in packs.support_links()
        ),
    )


def concern_routes(area: str = "") -> tuple[Help, ...]:
    """Where a concern goes in this area, as its own people wrote it down."""
    return tuple(_shown(area, "concern"))


def local_help(user: User | None = None) -> QuerySet[LocalHelp]:
    """Every entry, by area; with `user` those that they may change."""
    found = LocalHelp.objects.order_by("area_name", "kind", "name")
    if user is None or user.role == "administrator":
        return found
    return found.filter(area=user.own_area) if user.own_area else found.none()


def entry(user: User, pk: int) -> LocalHelp:
    found = local_help(user).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such entry that you may change.")
    return found


def taken_away(most: int = 50) -> tuple[TakenAway, ...]:
    return tuple(TakenAway.objects.select_related("by")[:most])


def _shown(area: str, kind: str) -> tuple[Help, ...]:
    where = Q(area="") | Q(area=area)
    return tuple(
        Help(f"local-{one.pk}", one.name, one.says, one.web, one.telephone, near=True)
        for one in LocalHelp.objects.filter(where, kind=kind)
    )
