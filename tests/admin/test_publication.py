"""Approving a clinic that may not be published: told, not failed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import (
    GroupApprovalTask,
    ModelLogEntry,
    TaskState,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from tests.factories import make_clinic
from wagtail_tms import get_clinic_model
from wagtail_tms.models import OpeningHours


pytestmark = pytest.mark.django_db

XHR = {"headers": {"X-Requested-With": "XMLHttpRequest"}}


@pytest.fixture
def workflow():
    """A workflow of two tasks that every clinic goes through."""
    WorkflowContentType.objects.all().delete()
    workflow = Workflow.objects.create(name="Review")
    for order, name in enumerate(("First look", "Second look")):
        task = GroupApprovalTask.objects.create(name=name)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowContentType.objects.create(
        workflow=workflow,
        content_type=ContentType.objects.get_for_model(get_clinic_model()),
    )
    return workflow


@pytest.fixture
def submitted(workflow, superuser):
    """Make a draft and hand it to the last task of the workflow."""

    def make(rows=(), **fields):
        clinic = make_clinic("Calm <b>Clinic</b>", live=False)
        for field, value in fields.items():
            setattr(clinic, field, value)
        clinic.opening_hours = rows
        clinic.save_revision()
        workflow.start(clinic, superuser)
        clinic.current_workflow_task_state.approve(user=superuser)
        return get_clinic_model().objects.get(pk=clinic.pk)

    return make


@pytest.fixture
def act(admin, clinic_url):
    """Approve or reject from the dashboard, the user bar or the history."""

    def send(clinic, action="approve", **kwargs):
        state = clinic.current_workflow_task_state
        url = clinic_url("workflow_action", clinic.pk, action, state.pk)
        data = {"next": "/admin/", "comment": ""}
        return admin.post(url, data, **kwargs)

    return send


def the_clinic():
    return get_clinic_model().objects.get()


def same_hours() -> OpeningHours:
    times = {"opens": datetime.time(9), "closes": datetime.time(17)}
    return OpeningHours(weekday=0, **times)


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_an_approval_publishes_a_complete_clinic(submitted, act):
    response = act(submitted(latitude=None, longitude=None))
    assert response.url == "/admin/"
    assert told(response) == []
    assert the_clinic().live
    assert the_clinic().location_precision == "postal_code"


def test_an_incomplete_clinic_is_not_published_and_the_approver_reads_why(
    submitted, act, admin, clinic_url
):
    clinic = submitted(street="", phone="", website="")
    response = act(clinic)
    assert response.status_code == 302
    [message] = told(response)
    assert "Calm &lt;b&gt;Clinic&lt;/b&gt; (Big Timber, MT)” cannot be published" in (
        message
    )
    assert "Street: A public clinic needs this." in message
    assert "Telephone: Give a telephone number or a website." in message
    assert clinic_url("edit", clinic.pk) in message
    assert not the_clinic().live
    state = the_clinic().current_workflow_task_state
    assert state.status == TaskState.STATUS_IN_PROGRESS
    page = admin.get(response.url).content.decode()
    assert "Street: A public clinic needs this." in page


def test_the_comment_window_closes_and_the_page_tells(submitted, act):
    response = act(submitted(street=""), **XHR)
    assert response.json() == {"step": "success", "redirect": "/admin/"}
    assert "Street: A public clinic needs this." in told(response)[0]
    assert not the_clinic().live


def test_overlapping_hours_in_the_draft_are_not_published(submitted, act):
    [message] = told(act(submitted([same_hours(), same_hours()])))
    assert "Opening hours: Row 2: These hours overlap another row" in message
    assert not the_clinic().live


# A reviewer who may approve, and neither change nor publish clinics of their own accord


@pytest.fixture
def reviewer(workflow, editor_of):
    """A member of the group that both tasks are assigned to."""
    group = Group.objects.create(name="Reviewers")
    for task in workflow.tasks:
        task.specific.groups.add(group)
    person = editor_of()
    person.groups.add(group)
    return person


@pytest.fixture
def act_as_reviewer(submitted, act, reviewer, client):
    """Submit a clinic and act on it in the reviewer's name."""

    def send(action="approve", **fields):
        clinic = submitted(**fields)
        client.force_login(reviewer)
        return act(clinic, action)

    return send


def test_a_reviewer_needs_no_right_to_publish(act_as_reviewer, reviewer):
    response = act_as_reviewer()
    assert told(response) == []
    assert the_clinic().live
    entry = ModelLogEntry.objects.filter(action="wagtail.publish").get()
    assert entry.user == reviewer


def test_a_reviewer_publishes_nothing_that_breaks_the_rules(act_as_reviewer):
    [message] = told(act_as_reviewer(street=""))
    assert "Street: A public clinic needs this." in message
    assert not the_clinic().live
    assert the_clinic().current_workflow_task_state.status == "in_progress"


def test_a_reviewer_can_approve_in_the_editor(
    submitted, reviewer, client, clinic_url, clinic_data
):
    clinic = submitted()
    client.force_login(reviewer)
    data = clinic_data("workflow-action", street="", slug=clinic.slug)
    data["workflow-action-name"] = "approve"
    response = client.post(clinic_url("edit", clinic.pk), data)
    assert list(response.context["form"].errors) == ["street"]
    data["street"] = "102 Main St"
    assert client.post(clinic_url("edit", clinic.pk), data).status_code == 302
    assert (the_clinic().live, the_clinic().street) == (True, "102 Main St")


def test_an_approval_is_good_for_what_was_approved_only(act_as_reviewer, reviewer):
    act_as_reviewer()
    clinic = the_clinic()
    approved = clinic.latest_revision
    clinic.name = "Written afterwards"
    for revision in (clinic.save_revision(), approved):  # Nor back over the new draft.
        with pytest.raises(PublishPermissionError):
            revision.publish(user=reviewer)


def test_the_first_of_two_approvals_publishes_nothing(
    workflow, reviewer, superuser, act, client
):
    clinic = make_clinic(live=False)
    revision = clinic.save_revision()
    workflow.start(clinic, superuser)
    client.force_login(reviewer)
    act(clinic)
    with pytest.raises(PublishPermissionError):
        revision.publish(user=reviewer)


def test_an_approval_with_a_date_to_go_live_is_checked_at_once(submitted, act):
    later = timezone.now() + datetime.timedelta(days=1)
    assert "Street:" in told(act(submitted(street="", go_live_at=later)))[0]
    assert the_clinic().scheduled_revision is None


def test_an_incomplete_clinic_can_be_sent_back(submitted, act):
    response = act(submitted(street=""), "reject")
    assert told(response) == []
    assert the_clinic().current_workflow_state.status == "needs_changes"


def test_approving_in_the_editor_puts_the_errors_on_the_fields(
    submitted, admin, clinic_url, clinic_data
):
    clinic = submitted(street="")
    data = clinic_data("workflow-action", street="", slug=clinic.slug)
    data["workflow-action-name"] = "approve"
    response = admin.post(clinic_url("edit", clinic.pk), data)
    assert response.status_code == 200
    assert response.context["form"].errors == {
        "street": ["A public clinic needs this."]
    }
    assert not the_clinic().live
    data["street"] = "101 Main St"
    assert admin.post(clinic_url("edit", clinic.pk), data).status_code == 302
    assert the_clinic().live


def test_an_old_version_that_is_incomplete_is_not_published_again(
    admin, clinic_url, clinic_data
):
    clinic = make_clinic(live=False, street="")
    old = clinic.save_revision()
    clinic.street = "101 Main St"
    clinic.save_revision().publish()
    url = clinic_url("revisions_revert", clinic.pk, old.pk)
    assert admin.get(url).context["form"]["street"].value() == ""
    data = clinic_data("publish", street="", slug=clinic.slug)
    response = admin.post(url, {**data, "revision": old.pk})
    assert list(response.context["form"].errors) == ["street"]
    assert the_clinic().street == "101 Main St"


@pytest.mark.parametrize("view", ["add", "edit", "copy"])
def test_what_only_the_model_refuses_is_told_in_a_message(
    admin, clinic_url, clinic_data, monkeypatch, view
):
    def refuse(clinic):
        raise ValidationError({"fax": "No field of the form shows this."})

    clinic = make_clinic(live=False)
    monkeypatch.setattr(get_clinic_model(), "full_clean_for_publication", refuse)
    arguments = [] if view == "add" else [clinic.pk]
    slug = clinic.slug if view == "edit" else ""
    data = clinic_data("publish", name="New name", slug=slug)
    response = admin.post(clinic_url(view, *arguments), data)
    saved = get_clinic_model().objects.latest("pk")
    assert response.url == clinic_url("edit", saved.pk)
    assert "Fax: No field of the form shows this." in told(response)[0]
    assert not saved.live
    assert saved.get_latest_revision_as_object().name == "New name"


def test_a_position_far_away_stands_on_the_map(admin, clinic_url, clinic_data):
    data = clinic_data("publish", location_latlng="45.835, 109.955")
    response = admin.post(clinic_url("add"), data)
    [error] = response.context["form"].errors["location"]
    assert "miles from Big Timber, MT 59011" in error
    data = clinic_data(location_latlng="45.835, 109.955")
    assert admin.post(clinic_url("add"), data).status_code == 302
    assert not the_clinic().live


def test_the_history_says_what_a_schedule_could_not_publish(admin, clinic_url):
    clinic = make_clinic(live=False, street="")
    revision = clinic.save_revision()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(hours=1)
    revision.save()
    call_command("publish_scheduled")
    page = admin.get(clinic_url("history", clinic.pk)).content.decode()
    assert "Not published as scheduled. Street: A public clinic needs this." in page
