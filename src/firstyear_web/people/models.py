"""Who uses the site: people with one role each, and their organisations."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

AREA_CODE = RegexValidator(
    r"^[A-Za-z0-9_.-]{1,40}\Z",
    "Write a code such as E08000025, with no spaces.",
)


class Kind(models.TextChoices):
    """What an organisation is."""

    COUNCIL = "council", "Council"
    BOARD = "board", "Integrated care board"
    SYSTEM = "system", "Local maternity and neonatal system"
    PROVIDER = "provider", "Provider of care"
    REGION = "region", "Regional or national body"
    CHARITY = "charity", "Charity or community group"
    OTHER = "other", "Something else"


class Role(models.TextChoices):
    """What a person may do; permissions.py says it permission by permission."""

    VIEWER = "viewer", "Viewer"
    FACILITATOR = "facilitator", "Facilitator"
    ANALYST = "analyst", "Analyst"
    ADMINISTRATOR = "administrator", "Administrator"


class Organisation(models.Model):
    """A body that people work for. `area` is the place its people see first."""

    name = models.CharField("name", max_length=200, unique=True)
    area = models.CharField(
        "area code", max_length=40, blank=True, validators=[AREA_CODE]
    )
    kind = models.CharField("kind", max_length=20, choices=Kind, default=Kind.OTHER)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["User"]):
    """Finds people by e-mail address, however its letters were typed."""

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=str(email).lower())


class User(AbstractBaseUser):
    """A person who may sign in. An account is closed, never deleted: what they did
    stays, and the name can be taken away (`actions.forget_person`)."""

    email = models.EmailField("e-mail address", unique=True)
    display_name = models.CharField("name", max_length=100)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    role = models.CharField("role", max_length=20, choices=Role, default=Role.VIEWER)
    is_active = models.BooleanField("open", default=True)
    created = models.DateTimeField(auto_now_add=True)
    # When somebody last signed in is nobody's business here, and would fill the
    # history with rows that say nothing.
    last_login = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["display_name"]

    objects = People()
    history = HistoricalRecords(excluded_fields=["password"])

    class Meta:
        ordering: ClassVar = ["display_name", "email"]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def own_area(self) -> str:
        """The code of the area that their organisation is of; blank for none."""
        return self.organisation.area if self.organisation else ""

    def has_perm(self, name: str, thing: object = None) -> bool:
        """Whether this person may do what the table in permissions.py calls `name`."""
        from firstyear_web.people.permissions import allowed

        return allowed(self, name, thing)
