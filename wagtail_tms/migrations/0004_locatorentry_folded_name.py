"""The names of clinics in the locator's index table, for the suggestions."""

from django.db import migrations, models

import wagtail_tms.models.entries


class Migration(migrations.Migration):
    dependencies = [("wagtail_tms", "0003_locator_version")]

    operations = [
        migrations.AddField(
            model_name="locatorentry",
            name="folded_name",
            field=wagtail_tms.models.entries.ByteOrderedField(
                blank=True, default="", max_length=200
            ),
        ),
        migrations.AddIndex(
            model_name="locatorentry",
            index=models.Index(
                fields=["folded_name", "visible_from", "visible_until", "clinic_id"],
                name="wagtail_tms_locator_name",
            ),
        ),
        migrations.AddIndex(
            model_name="locatorentry",
            index=models.Index(
                fields=[
                    "state",
                    "folded_name",
                    "visible_from",
                    "visible_until",
                    "clinic_id",
                ],
                name="wagtail_tms_locator_in_state",
            ),
        ),
    ]
