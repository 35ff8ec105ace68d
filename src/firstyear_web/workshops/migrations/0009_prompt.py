# Screens of a room can show a question to talk about.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0008_who_left"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="prompt",
            field=models.CharField(blank=True, max_length=80),
        ),
    ]
