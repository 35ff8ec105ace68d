# Screens count as many people as before when a phone leaves.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0007_how_an_action_works"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="left",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
