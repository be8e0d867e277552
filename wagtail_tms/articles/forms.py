"""The rules that an article meets in the admin, as a draft and when published."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


SHORTEST_SUMMARY = 50


class ArticleForm(WagtailAdminPageForm):
    """The edit form of an article. Drafts may be incomplete; what is there is right."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_dates(cleaned)
        if "authors" in self.formsets:
            self._check_authors()
        if not self.is_deferred_validation:
            self._check_summary(cleaned)
            self._check_lead_image(cleaned)
            self._require_author()
        return cleaned

    def _check_dates(self, cleaned: dict[str, Any]) -> None:
        published, updated = cleaned.get("published_on"), cleaned.get("updated_on")
        if published and updated and updated < published:
            self.add_error(
                "updated_on", _("An article cannot be updated before it is published.")
            )

    def _check_summary(self, cleaned: dict[str, Any]) -> None:
        summary = cleaned.get("summary") or ""
        if 0 < len(summary) < SHORTEST_SUMMARY:
            self.add_error(
                "summary",
                _("Write at least %(count)d characters; there are %(length)d.")
                % {"count": SHORTEST_SUMMARY, "length": len(summary)},
            )

    def _check_lead_image(self, cleaned: dict[str, Any]) -> None:
        described = cleaned.get("lead_image_alt")
        decorative = cleaned.get("lead_image_decorative")
        if cleaned.get("lead_image") and not (described or decorative):
            message = _("Describe the picture, or mark it as decorative.")
            self.add_error("lead_image_alt", message)
        if described and decorative:
            message = _("A decorative picture has no description. Remove one of them.")
            self.add_error("lead_image_alt", message)

    def _check_authors(self) -> None:
        """Refuse someone named twice in one role, or newly named but inactive."""
        already = {author.person_id for author in self.instance.authors.all()}
        named: set[tuple[int, str]] = set()
        formset = self.formsets["authors"]
        formset.is_valid()  # Fills in what the rows say.
        for form in formset.forms:
            row = getattr(form, "cleaned_data", {})
            person = row.get("person")
            if not person or row.get("DELETE"):
                continue
            if (person.pk, row.get("role", "")) in named:
                form.add_error("person", _("This person already has this role."))
            elif not person.is_active and person.pk not in already:
                form.add_error("person", _("This person is no longer active."))
            named.add((person.pk, row.get("role", "")))

    def _require_author(self) -> None:
        formset = self.formsets.get("authors")
        if formset is None:
            return
        rows = [getattr(form, "cleaned_data", {}) for form in formset.forms]
        if not any(row.get("person") and not row.get("DELETE") for row in rows):
            formset.non_form_errors().append(_("Name at least one author."))
