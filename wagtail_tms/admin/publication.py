"""What an editor reads when a clinic cannot be published outside its form."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic.mixins import CreateEditViewOptionalFeaturesMixin
from wagtail.snippets.views.snippets import WorkflowActionView

from wagtail_tms.models.validation import sentences


def tell_refusal(
    request: HttpRequest, clinic: Any, error: ValidationError, edit_url: str
) -> None:
    """Say what keeps the clinic from being published, with a way to mend it."""
    text = _("“%(clinic)s” cannot be published. %(reasons)s") % {
        "clinic": clinic,
        "reasons": " ".join(sentences(type(clinic), error)),
    }
    messages.error(request, text, buttons=[messages.button(edit_url, _("Edit"))])


class RefusalMixin(CreateEditViewOptionalFeaturesMixin):
    """For a form view: a refusal that is not about the form becomes a message.

    The form names what is wrong in its own fields. What its panels do not show is found
    when the revision is published; by then the draft is saved.
    """

    def run_action_method(self) -> HttpResponse | None:
        try:
            return super().run_action_method()
        except ValidationError as error:
            url = self.get_edit_url()
            tell_refusal(self.request, self.object, error, url)
            return redirect(url)


class ClinicWorkflowActionView(WorkflowActionView):
    """Approves or rejects a clinic; where it may not be published, says why."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except ValidationError as error:
            edit_url = reverse(self.redirect_url_name, args=(quote(self.object.pk),))
            tell_refusal(request, self.object, error, edit_url)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            answer = {"step": "success", "redirect": self.redirect_url}
            return self.render_modal_json(request, answer)
        return redirect(self.redirect_url)
