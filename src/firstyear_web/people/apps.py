"""The app of accounts, organisations and roles."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "firstyear_web.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from firstyear_web.people import permissions, second_factor

        permissions.register()
        second_factor.listen()
