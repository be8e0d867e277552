"""The cells of the map, counted ahead. Empty until ``rebuild_locator`` has run."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wagtail_tms", "0007_former_slugs")]

    operations = [
        migrations.CreateModel(
            name="MapCell",
            fields=[
                ("cell", models.BigIntegerField(primary_key=True, serialize=False)),
                ("count", models.IntegerField(default=0)),
                ("sum_x", models.BigIntegerField(default=0)),
                ("sum_y", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="locatorentry",
            name="cell",
            field=models.BigIntegerField(db_index=True, null=True),
        ),
    ]
