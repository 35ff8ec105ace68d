"""The app of sessions."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "firstyear_web.workshops"
    label = "workshops"
