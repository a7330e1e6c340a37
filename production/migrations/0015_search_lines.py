import django.db.models.deletion
from django.db import migrations, models

from production import full_text


def drop(apps, schema_editor):
    full_text.drop(schema_editor.connection)


def take_up(apps, schema_editor):
    full_text.create(schema_editor.connection)
    full_text.take_up(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('production', '0014_transcript_files'),
    ]

    operations = [
        migrations.RunPython(drop, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='searchentry',
            name='film',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='production.film'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='line_of',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('line_of__isnull', False)), fields=['line_of', 'source'], name='production_search_line_of'),
        ),
        migrations.RunPython(take_up, drop),
    ]
