from django.db import migrations


class Migration(migrations.Migration):
    """Tables stay as they are; `prepare` makes what search looks in anew after any upgrade: by signs."""

    dependencies = [
        ('production', '0015_search_lines'),
    ]

    operations = []
