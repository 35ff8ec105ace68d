"""The app of reviews."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "firstyear_web.reviews"
    label = "reviews"
