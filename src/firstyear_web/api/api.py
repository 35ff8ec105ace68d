"""The read-only API."""

from ninja import NinjaAPI

api = NinjaAPI(title="Firstyear", version="1.0.0", docs_url=None)
