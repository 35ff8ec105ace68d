"""Visits pages of a data folder as Django's client does: python visit.py HOME

Addresses come as JSON on standard input; answers go out as JSON, each a status and
the page. In a process of its own, because a site is set up once in each.
"""

import json
import os
import sys

if __name__ == "__main__":
    os.environ["FIRSTYEAR_HOME"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "firstyear_web.config.settings"
    import django

    django.setup()
    from django.test import Client

    from firstyear_web.config.database import migrate

    migrate()
    client = Client(SERVER_NAME="localhost")
    answers = {}
    for address in json.load(sys.stdin):
        answer = client.get(address, follow=True)
        answers[address] = [answer.status_code, answer.content.decode("utf-8")]
    json.dump(answers, sys.stdout)
