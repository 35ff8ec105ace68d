"""The site as an ASGI application."""

import os

from django.core.asgi import get_asgi_application

from firstyear.charts.draw import share_work
from firstyear_web.config.turns import in_turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstyear_web.config.settings")
application = in_turns(get_asgi_application())
share_work()
