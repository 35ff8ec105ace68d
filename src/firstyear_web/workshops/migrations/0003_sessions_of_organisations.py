"""Sessions from before belong to the organisation of whoever planned them.

Apart from the migration that makes the column: PostgreSQL changes no table whose rows
were changed in the same transaction.
"""

from django.db import migrations


def to_their_facilitators(apps, schema_editor):
    """Sessions from before belong to the organisation of whoever planned them."""
    session = apps.get_model("workshops", "Session")
    for one in session.objects.select_related("facilitator"):
        one.organisation_id = one.facilitator.organisation_id
        one.save(update_fields=["organisation"])


class Migration(migrations.Migration):
    dependencies = [("workshops", "0002_whose_session")]
    operations = [
        migrations.RunPython(to_their_facilitators, migrations.RunPython.noop)
    ]
