"""Asks a site with sessions in it, as Django's client does: python ask.py HOME

Holds the sessions of `tools/hold_sessions.py`, prints them, and then answers a line of
JSON with a line of JSON: the answer's status, where it leads, and its text.
"""

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any


def told(thing: Any) -> None:
    sys.stdout.write(json.dumps(thing) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ["FIRSTYEAR_HOME"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "firstyear_web.config.settings"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import django

    django.setup()
    from django.test import Client

    from firstyear_web.people.demo import demo_user
    from tools.hold_sessions import hold

    told(hold())
    for line in sys.stdin:
        step = json.loads(line)
        client = Client(SERVER_NAME="localhost")
        if step["token"]:
            client.cookies["firstyear_room"] = step["token"]
        else:
            client.force_login(
                demo_user(), backend="django.contrib.auth.backends.ModelBackend"
            )
        if step["form"] is None:
            answer = client.get(step["address"])
        else:
            answer = client.post(step["address"], step["form"])
        answered = [
            answer.status_code,
            answer.headers.get("Location", ""),
            base64.b64encode(answer.content).decode(),
        ]
        told(answered)
