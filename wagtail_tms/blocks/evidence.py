"""Blocks of evidence: statistics and tables, each with where it comes from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.blocks import (
    CharBlock,
    DateBlock,
    IntegerBlock,
    RichTextBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import (
    TypedTableBlock,
    TypedTableBlockAdapter,
    TypedTableBlockValidationError,
)

from wagtail_tms.blocks.base import GROUP_EVIDENCE, INLINE_FEATURES, ContentBlock


FIRST_YEAR = 1900


def validate_year(year: int) -> None:
    """Refuse a year in which nothing to cite was, or has yet been, published.

    Raises:
        ValidationError: the year is before 1900 or after next year.
    """
    last = timezone.localdate().year + 1
    if not FIRST_YEAR <= year <= last:
        raise ValidationError(
            _("Enter a year from %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": last}
        )


class SourceBlock(StructBlock):
    """Something an article rests on: a study, a guideline, a page."""

    title = CharBlock(label=_("Title"), max_length=400)
    publisher = CharBlock(
        label=_("Publisher"),
        max_length=200,
        help_text=_("The journal, agency or organization."),
    )
    year = IntegerBlock(
        label=_("Year"),
        required=False,
        validators=[validate_year],
        help_text=_("Leave empty only where the source gives no date."),
    )
    url = URLBlock(label=_("Address"), required=False, max_length=500)
    accessed_on = DateBlock(
        label=_("Read on"), required=False, help_text=_("The day someone last read it.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Source")
        label_format = "{publisher}: {title}"


class StatisticSourceBlock(StructBlock):
    """The one source of a statistic, which always has a year."""

    title = CharBlock(label=_("Title"), max_length=400)
    publisher = CharBlock(
        label=_("Publisher"),
        max_length=200,
        help_text=_("The journal, agency or organization."),
    )
    year = IntegerBlock(label=_("Year"), validators=[validate_year])
    url = URLBlock(label=_("Address"), required=False, max_length=500)

    class Meta:
        icon = "doc-full"
        label = _("Source")


class StatisticBlock(ContentBlock):
    """A number that a reader can weigh: among whom, against what, from where."""

    value = CharBlock(
        label=_("Figure"),
        max_length=40,
        help_text=_("As people say it: “1 in 3” rather than “33.3%”."),
    )
    statement = TextBlock(
        label=_("In a sentence"), help_text=_("What the figure says, in plain words.")
    )
    population = CharBlock(
        label=_("Among whom"),
        required=False,
        max_length=255,
        help_text=_("How many people, and who they were."),
    )
    comparator = CharBlock(
        label=_("Compared with"),
        required=False,
        max_length=255,
        help_text=_("What happened without the treatment, such as with sham."),
    )
    design = CharBlock(
        label=_("Kind of study"),
        required=False,
        max_length=255,
        help_text=_("For example “Randomized trial with sham”."),
    )
    source = StatisticSourceBlock()

    class Meta:
        icon = "order"
        label = _("Statistic")
        group = GROUP_EVIDENCE
        description = _("One large figure, its plain sentence and its source.")
        label_format = "{value}"
        template = "wagtail_tms/blocks/statistic.html"
        preview_value = {
            "value": "1 in 5",
            "statement": "In everyday care, 1 in 5 people had few or no symptoms left.",
            "population": "340 veterans who had a full course",
            "comparator": "There was no sham group.",
            "design": "Follow-up of people treated in VA clinics",
            "source": {
                "title": "Prefrontal transcranial magnetic stimulation for depression "
                "in US military veterans",
                "publisher": "Journal of Affective Disorders",
                "year": 2022,
                "url": "https://doi.org/10.1016/j.jad.2021.10.025",
            },
        }


class CellsBlock(TypedTableBlock):
    """The columns and rows of a table; ``TableBlock`` has its caption."""

    text = TextBlock(label=_("Text"), required=False, rows=2)
    rich_text = RichTextBlock(
        label=_("Text with links"), required=False, features=INLINE_FEATURES
    )

    def clean(self, value: Any) -> Any:
        """Refuse to publish a table that has no cell, or a column without a heading."""
        table = super().clean(value)
        if self.is_deferred_validation:
            return table
        if not table.columns or not table.row_data:
            message = _("Give the table at least one column and one row.")
        elif not all(column["heading"].strip() for column in table.columns):
            message = _("Give every column a heading.")
        else:
            return table
        raise TypedTableBlockValidationError(non_block_errors=[message])


class CellsBlockAdapter(TypedTableBlockAdapter):
    """Hides the stock editor's own caption field: ours is required and stands above."""

    @cached_property
    def media(self) -> forms.Media:
        css = forms.Media(css={"all": ["wagtail_tms/css/admin-table-block.css"]})
        return super().media + css


register(CellsBlockAdapter(), CellsBlock)


class TableBlock(ContentBlock):
    """A table with a caption, headed columns and headed rows.

    The first cell of each row is the row's heading.
    """

    caption = CharBlock(
        label=_("Caption"),
        max_length=200,
        help_text=_("What the table shows. Printed above it and read out first."),
    )
    table = CellsBlock(
        label=_("Table"), help_text=_("The first column names the rows.")
    )

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        table = value["table"]
        headings = [column["heading"] for column in table.columns]
        context["rows"] = [list(zip(headings, row, strict=True)) for row in table.rows]
        return context

    class Meta:
        icon = "table"
        label = _("Table")
        group = GROUP_EVIDENCE
        description = _("Things side by side. The first column names the rows.")
        label_format = "{caption}"
        form_classname = "struct-block tms-table-block"
        template = "wagtail_tms/blocks/table.html"
        preview_value = {
            "caption": "Kinds of TMS for depression",
            "table": {
                "columns": [
                    {"type": "text", "heading": "Kind"},
                    {"type": "text", "heading": "Time in the chair"},
                    {"type": "text", "heading": "Usual plan"},
                ],
                "rows": [
                    {"values": ["Standard", "20 to 40 minutes", "5 days a week"]},
                    {"values": ["Theta burst", "3 to 10 minutes", "5 days a week"]},
                ],
            },
        }
