"""The app of local help and of keeping times."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "firstyear_web.care"
    label = "care"
    verbose_name = "Care"
