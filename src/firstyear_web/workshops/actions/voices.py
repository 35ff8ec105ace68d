"""Joining, coming back on another phone, and leaving without a trace."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import BROAD_GROUPS, roles_by_id
from firstyear_web.workshops.models import Session, Voice

COLOURS: Final = (
    "amber", "blue", "brown", "copper", "coral", "cream", "gold", "green", "grey",
    "ivory", "jade", "lemon", "lilac", "lime", "mauve", "navy", "olive", "orange",
    "pearl", "pink", "plum", "purple", "rose", "ruby", "russet", "silver", "teal",
    "violet", "white", "yellow",
)  # fmt: skip
BIRDS: Final = (
    "avocet", "bittern", "curlew", "dipper", "dove", "dunlin", "eagle", "falcon",
    "finch", "gannet", "goose", "grebe", "gull", "heron", "hobby", "jackdaw", "kestrel",
    "kite", "lapwing", "lark", "linnet", "magpie", "martin", "merlin", "osprey", "owl",
    "pigeon", "plover", "puffin", "robin", "rook", "skylark", "sparrow", "starling",
    "stork", "swallow", "swan", "swift", "teal", "tern", "thrush", "wagtail", "wren",
)  # fmt: skip
TRIES: Final = 50


@dataclass(frozen=True)
class Joined:
    """A voice with what only its device is told: its token."""

    voice: Voice
    token: str


def words_of(token: str) -> str:
    """The words that bring a phone with this token back: a colour, a bird, a number.

    Examples:
        >>> words_of("an example")
        'mauve osprey 87'
    """
    number = int.from_bytes(hashlib.sha256(f"words {token}".encode()).digest()[:8])
    number, bird = divmod(number, len(BIRDS))
    number, colour = divmod(number, len(COLOURS))
    return f"{COLOURS[colour]} {BIRDS[bird]} {10 + number % 90}"


def digest(secret: str) -> str:
    """What is kept of a token or a code."""
    return hashlib.sha256(secret.encode()).hexdigest()


def scribe_key(session: Session, place: int) -> str:
    """The five letters in the address of a group's scribe, which nobody can guess."""
    told = f"{settings.SECRET_KEY} scribe {session.pk} {session.code} {place}"
    letters = base64.b32encode(hashlib.sha256(told.encode()).digest()).decode()
    return letters[:5].lower()


def long_code(session: Session) -> str:
    """Twelve figures that lead into an open session: its six, and six more.

    They are in the QR code, and nobody comes upon them by trying: whoever has them is
    let in however many wrong codes others have tried.
    """
    told = f"{settings.SECRET_KEY} join {session.pk} {session.code}"
    number = int.from_bytes(hashlib.sha256(told.encode()).digest()[:8])
    return f"{session.code}{number % 1_000_000:06}"


def join(
    *,
    session: Session,
    role: str = "",
    group: str = "",
    scribe_for: int | None = None,
) -> Joined:
    """A new voice in an open session: no name, no account.

    `role` is one of the roles pack, or blank with a broad `group` of one's own choice,
    or blank altogether. Raises RefusedError where the session is not open.
    """
    roles = roles_by_id()
    if role and role not in roles:
        raise InputError("Choose a role from the list, or leave it open.")
    broad = roles[role].broad_group if role else group
    if broad and broad not in BROAD_GROUPS:
        raise InputError("Choose a group from the list, or leave it open.")
    for _ in range(TRIES):
        token = secrets.token_urlsafe(32)
        try:
            with transaction.atomic():
                # Whoever closes the session waits, or is done already.
                now = Session.objects.select_for_update().get(pk=session.pk)
                if now.state != Session.State.OPEN or now.code_over:
                    raise RefusedError("This session is not open: ask the facilitator.")
                voice = Voice.objects.create(
                    session=session,
                    token=digest(token),
                    resume=digest(f"{session.pk} {words_of(token)}"),
                    role=role,
                    group=broad,
                    scribe_for=scribe_for,
                )
        except IntegrityError:  # words that another phone has
            continue
        return Joined(voice, token)
    raise RefusedError("No words are free: ask the facilitator.")


@transaction.atomic
def resume(*, session: Session, code: str) -> Joined:
    """The voice whose words they are, with a new token and new words.

    The old device can answer no more. Raises InputError for words that nobody has.
    """
    plain = " ".join(code.casefold().split())
    session = Session.objects.select_for_update().get(pk=session.pk)
    found = session.voices.filter(resume=digest(f"{session.pk} {plain}")).first()
    if found is None or session.state != Session.State.OPEN:
        raise InputError("No phone in this session has those words. Check each one.")
    taken = set(session.voices.values_list("resume", flat=True))
    for _ in range(TRIES):
        token = secrets.token_urlsafe(32)
        words = digest(f"{session.pk} {words_of(token)}")
        if words not in taken:
            found.token, found.resume = digest(token), words
            found.save(update_fields=["token", "resume"])
            return Joined(found, token)
    raise RefusedError("No words are free: ask the facilitator.")


@transaction.atomic
def leave(*, voice: Voice) -> None:
    """The device is forgotten. What it answered stays, with no link to it.

    That somebody of this role took part is counted, once they answered something.
    """
    held = Session.objects.select_for_update().get(pk=voice.session_id)
    if not held.voices.filter(pk=voice.pk).exists():  # two taps, or it is closed
        return
    if voice.scribe_for is None:
        if voice.answers.exists():
            held.left_by_role[voice.role] = held.left_by_role.get(voice.role, 0) + 1
        # No history line, no new turn, and screens count as many people as before:
        # nobody sees that somebody left.
        Session.objects.filter(pk=held.pk).update(
            left_by_role=held.left_by_role, left=held.left + 1
        )
    voice.delete()
